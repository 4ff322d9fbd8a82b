import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import TestSupport
import Testing

/// What was written by hand about files of others, before any code read them, against what is said.
struct ExpectationTests {
  private static let corpus = "Tests/assayTests/Expectations/corpus.json"

  /// The moment of the runs, so that ages do not move.
  private static let now = Instant(rfc3339: "2026-01-01T00:00:00Z") ?? Instant(microseconds: 0)

  @Test func `the tool and the hand agree`() throws {
    guard let shared = SharedData.root(for: "the tool and the hand agree") else { return }
    let entries = try Self.entries()
    #expect(entries.count >= 40)
    let packs = PackSource.packs(in: FileLoader().load("policies"))
    var disagreements: [String] = []
    for entry in entries {
      let findings = try entry.findings(below: "\(shared)/corpus", packs: packs, now: Self.now)
      for expectation in entry.expectations {
        let path = "\(shared)/corpus/\(entry.file)"
        guard let difference = expectation.difference(from: findings, on: path) else { continue }
        disagreements.append(
          """
          \(entry.file)
            \(expectation.subject)
            \(difference)
            the hand says: \(expectation.why) (\(Self.corpus):\(expectation.writtenAt))
          """)
      }
    }
    let total = entries.reduce(0) { $0 + $1.expectations.count }
    let listing = disagreements.map { "\n\($0)" }.joined()
    #expect(
      disagreements.isEmpty, "\(disagreements.count) of \(total) expectations differ:\(listing)")
  }

  /// A file with what is given beside it and what must be said of it.
  struct Entry {
    let file: String
    let alongside: [String]
    let parameters: String?
    /// `pack.name` and the value as `--param` takes it.
    let params: [(name: String, value: String)]
    let expectations: [Expectation]

    init(_ node: Node, in file: SourceFile) throws {
      self.file = try #require(node["file"]?.text)
      alongside = node["alongside"]?.elements?.compactMap(\.text) ?? []
      parameters = node["parameters"]?.text
      params = (node["params"]?.pairs ?? []).map { pair in
        let values = pair.value.elements?.compactMap(\.text) ?? [pair.value.text ?? ""]
        return (pair.key.text ?? "", values.joined(separator: ","))
      }
      expectations = try #require(node["expect"]?.elements).map { try Expectation($0, in: file) }
    }

    /// Everything that is said of the files of this entry.
    func findings(below folder: String, packs: [PackSource], now: Instant) throws -> [Finding] {
      let overrides = params.map { param in
        let parts = param.name.split(separator: ".", maxSplits: 1).map(String.init)
        return ParameterOverride(
          pack: parts[0], name: parts.last ?? "", given: .text(param.value), place: "--param")
      }
      let loading = RuleSet.load(packs, overrides: overrides)
      let rules = try #require(loading.rules, "\(loading.problems.map(\.message))")
      let loader = FileLoader()
      let files = ([file] + alongside).flatMap { loader.load("\(folder)/\($0)") }
      let given = parameters.map { loader.load("\(folder)/\($0)") } ?? []
      return Engine(rules, now: now).run(over: ingest(files, parameters: given).graph).findings
    }
  }

  private static func entries() throws -> [Entry] {
    guard case .file(let file)? = FileLoader().load(corpus).first else {
      throw ExpectationsMissing()
    }
    let document = try #require(JSONReader.read(file).0)
    return try #require(document.root.elements).map { try Entry($0, in: file) }
  }

  private struct ExpectationsMissing: Error {}
}
