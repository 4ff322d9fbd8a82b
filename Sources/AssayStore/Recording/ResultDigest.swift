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
      add(["resource", resource.id.kind, resource.id.uid, resource.factsDigest], to: &digester)
    }
    for link in result.links {
      add(
        ["link", link.from.kind, link.from.uid, link.label, link.to.kind, link.to.uid],
        to: &digester)
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
    let parts = [
      "finding", finding.rule, finding.resource.kind, finding.resource.uid, finding.locus,
      finding.outcome.rawValue, finding.severity.rawValue, finding.message,
      finding.isBaselined ? "baselined" : "",
    ]
    for part in parts { digester.add(field: part) }
    add(finding.origin, to: &digester)
    digester.add(UInt64(finding.evidence.count))
    for evidence in finding.evidence {
      digester.add(field: evidence.path)
      digester.add(field: evidence.got)
      digester.add(UInt64(evidence.allowed == nil ? 0 : 1))
      digester.add(field: evidence.allowed ?? "")
      add(evidence.origin, to: &digester)
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
