package import AssayModel
package import Sealing

/// The digest that stands for everything a run found.
///
/// The same result gives the same digest whenever and wherever it is recorded. Fields are
/// length-prefixed, in the order of the result, which is sorted; times are left out. Resources, links and findings,
/// of which a fleet has many, are digested in pieces of a fixed size, whose digests are fields.
package struct ResultDigest: Sendable {
  /// Lower-case hexadecimal.
  package let hex: String

  /// Takes its time over a fleet, and may be made while other things happen.
  ///
  /// - Parameters:
  ///   - result: What was found.
  ///   - verdict: On it.
  ///   - ends: Those of the result's links, where they are known.
  ///   - spread: Makes the digests of the pieces from 0 to a count, in their order, on whatever threads.
  package init(
    _ result: RunResult, _ verdict: Verdict, ends: LinkEnds? = nil,
    spread: (_ count: Int, _ work: @Sendable (Int) -> Digest) -> [Digest] = { count, work in
      (0..<count).map(work)
    }
  ) {
    let pieces = ResultPieces(result, ends ?? LinkEnds(result))
    hex = Self.of(result, verdict, spread(pieces.count, pieces.digest)).hex
  }

  private static func of(_ result: RunResult, _ verdict: Verdict, _ pieces: [Digest]) -> Digest {
    var digester = Digester()
    digester.add(field: "assay-result-v2")
    for rule in result.rules { add(["rule", rule.id, rule.digest], to: &digester) }
    let counts = [result.resources.count, result.links.count, result.findings.count]
    add(["pieces"] + counts.map(String.init), to: &digester)
    for piece in pieces { digester.add(field: piece) }
    for input in result.inputs { add(["input", input.path] + words(of: input), to: &digester) }
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
