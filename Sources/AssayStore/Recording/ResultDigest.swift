package import AssayModel
import Records
import Sealing

/// The digest that stands for everything a run found.
///
/// The same result gives the same digest whenever and wherever it is recorded. Fields are
/// length-prefixed, in the order of the result, which is sorted; times are left out.
package struct ResultDigest: Sendable {
  /// Lower-case hexadecimal.
  let hex: String

  /// Takes its time over a fleet, and may be made while other things happen.
  package init(_ result: RunResult, _ verdict: Verdict) {
    hex = Self.of(result, verdict).hex
  }

  private static func of(_ result: RunResult, _ verdict: Verdict) -> Digest {
    var digester = Digester()
    digester.add(field: "assay-result-v1")
    for rule in result.rules { add(["rule", rule.id, rule.digest], to: &digester) }
    for resource in result.resources {
      digester.add(4)
      digester.add(field: "resource")
      digester.add(field: resource.id.kind)
      digester.add(field: resource.id.uid)
      digester.add(field: resource.factsDigest)
    }
    for link in result.links {
      digester.add(6)
      digester.add(field: "link")
      digester.add(field: link.from.kind)
      digester.add(field: link.from.uid)
      digester.add(field: link.label)
      digester.add(field: link.to.kind)
      digester.add(field: link.to.uid)
    }
    for input in result.inputs { add(["input", input.path] + words(of: input), to: &digester) }
    for finding in result.findings { add(finding, to: &digester) }
    for mass in result.masses {
      add(["mass", mass.rule, mass.outcome.rawValue, mass.reason], to: &digester)
      for range in mass.resources.ranges {
        digester.add(UInt64(range.lowerBound))
        digester.add(UInt64(range.upperBound))
      }
    }
    add(
      [
        "verdict", verdict.decision.rawValue, String(verdict.blockingFail),
        String(verdict.blockingUnknown), String(verdict.exitCode),
      ], to: &digester)
    return digester.digest()
  }

  private static func add(_ finding: Finding, to digester: inout Digester) {
    digester.add(field: "finding")
    digester.add(field: finding.rule)
    digester.add(field: finding.resource.kind)
    digester.add(field: finding.resource.uid)
    digester.add(field: finding.locus)
    digester.add(field: finding.outcome.rawValue)
    digester.add(field: finding.severity.rawValue)
    digester.add(field: finding.message)
    digester.add(field: finding.isBaselined ? "baselined" : "")
    add(finding.origin, to: &digester)
    digester.add(UInt64(finding.words.values.count))
    finding.forEachValue { value, origin in
      digester.add(field: value.path)
      digester.add(field: value.got)
      digester.add(UInt64(value.allowed == nil ? 0 : 1))
      digester.add(field: value.allowed ?? "")
      add(origin, to: &digester)
    }
    add(finding.reasons, to: &digester)
  }

  private static func add(_ origin: Origin?, to digester: inout Digester) {
    digester.add(field: origin?.path ?? "")
    digester.add(UInt64(bitPattern: Int64(origin?.line ?? 0)))
    digester.add(UInt64(bitPattern: Int64(origin?.column ?? 0)))
  }

  private static func add(_ fields: [String], to digester: inout Digester) {
    digester.add(UInt64(fields.count))
    for field in fields { digester.add(field: field) }
  }

  private static func words(of input: InputReport) -> [String] {
    switch input.status {
    case .read(let format, let resources):
      ["read", format, String(resources)] + (input.gap.map { ["gap", $0] } ?? [])
    case .skipped(let reason): ["skipped", reason]
    case .refused(let reason): ["refused", reason]
    }
  }
}
