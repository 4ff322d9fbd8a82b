package import Records
import Sealing

/// What one rule says of one resource (or of one element of it).
package struct Finding: Sendable, Hashable {
  /// `pack/rule`.
  package let rule: String
  package let resource: ResourceID
  /// For people: the resource's name.
  package let resourceName: String
  /// The element of a `foreach`, by identity; empty for the whole resource.
  package let locus: String
  package var outcome: Outcome
  package let severity: Severity
  /// One sentence, no full stop.
  package let message: String
  /// The values that decided, most telling first.
  package let evidence: [Evidence]
  /// For unknown, no_data and error: each undecided path with its reason; else errors that did not
  /// matter.
  package let reasons: [String]
  /// Where the deciding value stands, else the resource.
  package let origin: Origin?
  /// Lines of source around the origin; filled by the caller that holds the files.
  package var excerpt: Excerpt?
  /// True when a baseline holds it, so that it does not block.
  package var isBaselined = false
  /// SHA-256 of rule, resource and locus, lower-case hex: never of message or line, so that moving
  /// text keeps it.
  package let id: String

  package init(
    rule: String, resource: ResourceID, resourceName: String, locus: String, outcome: Outcome,
    severity: Severity, message: String, evidence: [Evidence] = [], reasons: [String] = [],
    origin: Origin? = nil
  ) {
    self.rule = rule
    self.resource = resource
    self.resourceName = resourceName
    self.locus = locus
    self.outcome = outcome
    self.severity = severity
    self.message = message
    self.evidence = evidence
    self.reasons = reasons
    self.origin = origin
    id = Self.identity(rule: rule, resource: resource, locus: locus)
  }

  /// What `id` is made of: the same rule on the same element of the same resource, whenever seen.
  package static func identity(rule: String, resource: ResourceID, locus: String) -> String {
    Digest.sha256(fields: ["assay-finding-v1", rule, resource.kind, resource.uid, locus]).hex
  }

  /// The order of reports: rule, resource, locus.
  package static func isOrdered(_ left: Finding, before right: Finding) -> Bool {
    if left.rule != right.rule { return left.rule < right.rule }
    return left.resource == right.resource
      ? left.locus < right.locus : left.resource < right.resource
  }
}

/// A value that decided.
package struct Evidence: Sendable, Hashable {
  /// As a rule names it: `resource.blockDevices[0].encrypted`.
  package let path: String
  /// Printed form of what was found; `(absent)` or `(unknown: …)` where there is none.
  package let got: String
  /// What would have been allowed, where the rule tells; else nil.
  package let allowed: String?
  package let origin: Origin?

  package init(path: String, got: String, allowed: String? = nil, origin: Origin? = nil) {
    self.path = path
    self.got = got
    self.allowed = allowed
    self.origin = origin
  }
}

/// A few lines of source.
package struct Excerpt: Sendable, Hashable {
  /// 1-based number of the first line.
  package let firstLine: Int
  /// Without line ends; cut at 200 scalars.
  package let lines: [String]

  package init(firstLine: Int, lines: [String]) {
    self.firstLine = firstLine
    self.lines = lines
  }
}
