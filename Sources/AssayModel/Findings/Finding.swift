package import Records
import Sealing

/// What one rule says of one resource (or of one element of it).
///
/// Three words, of which thousands are held and sorted: what does not change stands in one object, and what many
/// say alike in `words`.
package struct Finding: Sendable, Hashable {
  private let said: Shared<Said>
  /// Few findings have one.
  private var around: Shared<Excerpt>?
  package var outcome: Outcome
  /// True when a baseline holds it, so that it does not block.
  package var isBaselined = false

  /// What is said of one resource.
  private struct Said: Sendable, Hashable {
    let words: FindingWords
    let resource: ResourceID
    let resourceName: String
    let locus: String
    let origin: Origin?
    /// Where the values of the evidence stand, one by one; nil where all stand at `origin`.
    let places: [Origin?]?
  }

  package init(
    rule: String, resource: ResourceID, resourceName: String, locus: String, outcome: Outcome,
    severity: Severity, message: String, evidence: [Evidence] = [], reasons: [String] = [],
    origin: Origin? = nil
  ) {
    self.init(
      FindingWords(
        rule: rule, severity: severity, message: message, evidence: evidence, reasons: reasons),
      resource: resource, resourceName: resourceName, locus: locus, outcome: outcome,
      origin: origin, places: evidence.map(\.origin))
  }

  /// Says of a resource what is said of others too.
  ///
  /// `places`: one for each value of the evidence; nil where all stand at `origin`.
  package init(
    _ words: FindingWords, resource: ResourceID, resourceName: String, locus: String = "",
    outcome: Outcome, origin: Origin?, places: [Origin?]?
  ) {
    said = Shared(
      Said(
        words: words, resource: resource, resourceName: resourceName, locus: locus, origin: origin,
        places: places.flatMap { $0.allSatisfy { $0 == origin } ? nil : $0 }))
    self.outcome = outcome
  }

  /// What it says beside of whom and where.
  package var words: FindingWords { said.value.words }
  package var resource: ResourceID { said.value.resource }
  /// For people: the resource's name.
  package var resourceName: String { said.value.resourceName }
  /// The element of a `foreach`, by identity; empty for the whole resource.
  package var locus: String { said.value.locus }
  /// Where the deciding value stands, else the resource.
  package var origin: Origin? { said.value.origin }
  /// Where the values of the evidence stand, one by one; nil where all stand at `origin`.
  package var places: [Origin?]? { said.value.places }

  /// Lines of source around the origin; filled by the caller that holds the files.
  package var excerpt: Excerpt? {
    get { around?.value }
    set { around = newValue.map(Shared.init) }
  }

  /// `pack/rule`.
  package var rule: String { words.rule }
  package var severity: Severity { words.severity }
  /// One sentence, no full stop.
  package var message: String { words.message }
  /// For unknown, no_data and error: each undecided path with its reason; else errors that did not
  /// matter.
  package var reasons: [String] { words.reasons }

  /// The values that decided, most telling first.
  package var evidence: [Evidence] {
    words.values.enumerated().map { index, value in
      Evidence(
        path: value.path, got: value.got, allowed: value.allowed,
        origin: places.map { $0[index] } ?? origin)
    }
  }

  /// The same, one after the other.
  package func forEachValue(_ body: (FindingWords.Value, Origin?) -> Void) {
    for (index, value) in words.values.enumerated() {
      body(value, places.map { $0[index] } ?? origin)
    }
  }

  /// SHA-256 of rule, resource and locus, lower-case hex: never of message or line, so that moving
  /// text keeps it.
  ///
  /// Made anew each time.
  package var id: String { Self.identity(rule: rule, resource: resource, locus: locus) }

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
