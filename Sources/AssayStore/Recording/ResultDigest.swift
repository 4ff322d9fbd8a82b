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
  ///
  /// `ends`: those of the result's links, where they are known.
  package init(_ result: RunResult, _ verdict: Verdict, ends: LinkEnds? = nil) {
    hex = Self.of(result, verdict, ends ?? LinkEnds(result)).hex
  }

  private static func of(_ result: RunResult, _ verdict: Verdict, _ ends: LinkEnds) -> Digest {
    var digester = Digester()
    let ids = FieldBytes.Table(of: result.resources)
    digester.add(field: "assay-result-v1")
    for rule in result.rules { add(["rule", rule.id, rule.digest], to: &digester) }
    for (position, resource) in result.resources.enumerated() {
      digester.add(4)
      digester.add(field: "resource")
      digester.add(ids[position])
      digester.add(field: resource.factsDigest)
    }
    func addEnd(_ end: Int32, _ id: @autoclosure () -> ResourceID) {
      guard end < 0 else { return digester.add(ids[Int(end)]) }
      let id = id()
      digester.add(field: id.kind)
      digester.add(field: id.uid)
    }
    for (position, end) in ends.links.enumerated() {
      digester.add(6)
      digester.add(field: "link")
      addEnd(end.from, result.links[position].from)
      digester.add(field: result.links[position].label)
      addEnd(end.to, result.links[position].to)
    }
    for input in result.inputs { add(["input", input.path] + words(of: input), to: &digester) }
    var words = WordBytes()
    for finding in result.findings { add(finding, words.bytes(of: finding.words), to: &digester) }
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

  private static func add(
    _ finding: Finding, _ words: WordBytes.Bytes, to digester: inout Digester
  ) {
    digester.add(words.rule)
    digester.add(field: finding.resource.kind)
    digester.add(field: finding.resource.uid)
    digester.add(field: finding.locus)
    digester.add(field: finding.outcome.rawValue)
    digester.add(words.message)
    digester.add(field: finding.isBaselined ? "baselined" : "")
    add(finding.origin, to: &digester)
    digester.add(UInt64(words.values.count))
    var number = 0
    finding.forEachValue { _, origin in
      digester.add(words.values[number])
      add(origin, to: &digester)
      number += 1
    }
    digester.add(words.reasons)
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

/// What findings share, as the digest takes it in.
private struct WordBytes {
  struct Bytes {
    let rule: [UInt8]
    let message: [UInt8]
    /// One for each value.
    let values: [[UInt8]]
    let reasons: [UInt8]

    init(_ words: FindingWords) {
      rule = FieldBytes(["finding", words.rule]).bytes
      message = FieldBytes([words.severity.rawValue, words.message]).bytes
      values = words.values.map { value in
        var fields = FieldBytes([value.path, value.got])
        fields.add(value.allowed == nil ? 0 : 1)
        fields.add(value.allowed ?? "")
        return fields.bytes
      }
      var fields = FieldBytes()
      fields.add(UInt64(words.reasons.count))
      for reason in words.reasons { fields.add(reason) }
      reasons = fields.bytes
    }
  }

  private var known: [ObjectIdentifier: Bytes] = [:]
  private var last: (words: FindingWords, bytes: Bytes)?

  mutating func bytes(of words: FindingWords) -> Bytes {
    if let last, last.words === words { return last.bytes }
    let bytes = known[ObjectIdentifier(words)] ?? Bytes(words)
    known[ObjectIdentifier(words)] = bytes
    last = (words, bytes)
    return bytes
  }
}

/// Fields and numbers as a digester takes them in, to be given to it as they are.
private struct FieldBytes {
  private(set) var bytes: [UInt8] = []

  init(_ fields: [String] = []) { for field in fields { add(field) } }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ field: String) {
    add(UInt64(field.utf8.count))
    bytes.append(contentsOf: field.utf8)
  }

  /// The ids of resources.
  struct Table {
    private var all = FieldBytes()
    private var ends: [Int] = [0]

    init(of resources: [ResourceSummary]) {
      ends.reserveCapacity(resources.count + 1)
      for resource in resources {
        all.add(resource.id.kind)
        all.add(resource.id.uid)
        ends.append(all.bytes.count)
      }
    }

    subscript(position: Int) -> ArraySlice<UInt8> {
      all.bytes[ends[position]..<ends[position + 1]]
    }
  }
}
