import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import TestSupport
import Testing

/// What was written by hand about recorded answers of AWS, before any code judged them, against what an
/// audit says of each as a snapshot.
struct AuditExpectationTests {
  private static let written = "Tests/assayTests/Expectations/audit.json"

  @Test func `the audit and the hand agree about recorded answers`() throws {
    guard let shared = SharedData.root(for: "the audit and the hand agree") else { return }
    let entries = try Self.entries()
    #expect(Set(entries.filter { !$0.expectations.isEmpty }.map(\.file)).count >= 40)
    let packs = PackSource.packs(in: FileLoader().load("policies"))
    var rules: [String: RuleSet] = [:]
    var disagreements: [String] = []
    for entry in entries {
      let key = entry.params.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
      let chosen = try rules[key] ?? entry.rules(of: packs)
      rules[key] = chosen
      let read = entry.audit(below: "\(shared)/corpus", by: chosen)
      var found = entry.expectations.compactMap { expectation in
        expectation.difference(from: read.findings, on: "\(shared)/corpus/\(entry.file)").map {
          """
          \(expectation.subject)
              \($0)
              the hand says: \(expectation.why) (\(Self.written):\(expectation.writtenAt))
          """
        }
      }
      if let input = entry.input, !input.matches(read.input) {
        found.append(
          "the input should be \(input.rawValue), and is \(read.input.map { "\($0)" } ?? "not there")"
        )
      }
      disagreements += found.map { "\(entry.file)\n  \($0)" }
    }
    let total = entries.reduce(0) { $0 + $1.expectations.count }
    let listing = disagreements.map { "\n\($0)" }.joined()
    #expect(
      disagreements.isEmpty, "\(disagreements.count) of \(total) expectations differ:\(listing)")
  }

  /// What has to become of a file.
  private enum Input: String {
    case read, skipped
    /// Read, and known to be a part of something.
    case gap
    /// Refused, or read up to a fault.
    case unread

    func matches(_ report: InputReport?) -> Bool {
      guard let report else { return false }
      switch (self, report.status) {
      case (.read, .read): return report.gap == nil
      case (.gap, .read): return report.gap != nil
      case (.skipped, .skipped): return true
      case (.unread, _): return report.unreadReason != nil
      default: return false
      }
    }
  }

  /// A file with what is given beside it and what must be said of it.
  private struct Entry {
    let file: String
    let alongside: [String]
    /// `pack.name` and the value as `--param` takes it.
    let params: [(name: String, value: String)]
    let now: Instant
    let input: Input?
    let expectations: [Expectation]

    init(_ node: Node, in source: SourceFile) throws {
      file = try #require(node["file"]?.text)
      alongside = node["alongside"]?.elements?.compactMap(\.text) ?? []
      params = (node["params"]?.pairs ?? []).map { ($0.key.text ?? "", $0.value.text ?? "") }
      now = try #require(Instant(rfc3339: node["now"]?.text ?? "2026-01-01T00:00:00Z"))
      input = try node["input"]?.text.map { try #require(Input(rawValue: $0)) }
      expectations = try #require(node["expect"]?.elements).map { try Expectation($0, in: source) }
    }

    func rules(of packs: [PackSource]) throws -> RuleSet {
      let overrides = params.map { param in
        let parts = param.name.split(separator: ".", maxSplits: 1).map(String.init)
        return ParameterOverride(
          pack: parts[0], name: parts.last ?? "", given: .text(param.value), place: "--param")
      }
      let loading = RuleSet.load(packs, overrides: overrides)
      return try #require(loading.rules, "\(loading.problems.map(\.message))")
    }

    /// Everything that an audit of its files says, and what became of the first of them.
    func audit(
      below folder: String, by rules: RuleSet
    ) -> (findings: [Finding], input: InputReport?) {
      let paths = ([file] + alongside).map { "\(folder)/\($0)" }
      let fleet = FleetIngest(FleetSnapshot(paths), software: rules.softwareNames)
      let engine = Engine(rules, now: now)
      let findings =
        engine.run(over: fleet.shared.graph).findings
        + fleet.chunks(of: 100).flatMap { engine.run(over: fleet.part($0).graph).findings }
      return (findings, fleet.inputs(changed: []).first { $0.path == paths[0] })
    }
  }

  private static func entries() throws -> [Entry] {
    let files = FileLoader().load(written).compactMap { input in
      if case .file(let file) = input { file } else { nil }
    }
    let file = try #require(files.first)
    let document = try #require(JSONReader.read(file).0)
    return try #require(document.root.elements).map { try Entry($0, in: file) }
  }
}
