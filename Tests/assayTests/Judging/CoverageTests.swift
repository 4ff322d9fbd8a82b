import AssayIngest
import AssayModel
import AssayRules
import Documents
import TestSupport
import Testing

/// A rule that can never fire looks like a rule that passes: here every rule has to show what it says
/// of whole projects and of real files, not of its own examples.
@Suite struct CoverageTests {
  /// What the rules said, and where first.
  private struct Reached {
    private(set) var places: [String: [Outcome: String]] = [:]

    mutating func add(_ inputs: [LoadedInput], _ rules: RuleSet?, named name: String) {
      for finding in Judged.findings(of: inputs, rules: rules)
      where places[finding.rule]?[finding.outcome] == nil {
        places[finding.rule, default: [:]][finding.outcome] = name
      }
    }

    /// Rules that were seen to pass and to fail, sorted.
    var both: [String] {
      places.filter { $0.value[.pass] != nil && $0.value[.fail] != nil }.keys.sorted()
    }

    /// One line for each rule that was not, with what it did say.
    func table(of ids: [String]) -> String {
      ids.filter { !both.contains($0) }.map { id in
        let outcomes = (places[id] ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
          .map { "\($0.key.rawValue) (\($0.value))" }
        return "\(id): \(outcomes.isEmpty ? "no resource" : outcomes.joined(separator: ", "))\n"
      }.joined()
    }
  }

  private static let rules = RuleSet.load(Judged.sources).rules

  private static func examples() -> Reached {
    var reached = Reached()
    for project in DeterminismTests.projects {
      reached.add(FileLoader().load("Examples/\(project)"), rules, named: project)
      reached.add(FileLoader().load("Examples/\(project)"), Judged.rules, named: "\(project)+")
    }
    return reached
  }

  @Test func `most rules pass and fail on the example projects`() throws {
    let ids = try #require(Self.rules).infos.map(\.id)
    let reached = Self.examples()
    print(
      "\(reached.both.count) rules pass and fail on Examples/, these do not:\n\(reached.table(of: ids))"
    )
    #expect(reached.both.count >= 60)
  }

  @Test(.ends)
  func `most rules pass and fail on the example projects and on real files`() throws {
    guard let root = SharedData.root(for: "CoverageTests") else { return }
    let ids = try #require(Self.rules).infos.map(\.id)
    var reached = Self.examples()
    for input in FileLoader().load("\(root)/corpus") {
      reached.add([input], Self.rules, named: input.path.replacing("\(root)/corpus/", with: ""))
    }
    print(
      "\(reached.both.count) rules pass and fail on real files, these do not:\n\(reached.table(of: ids))"
    )
    #expect(reached.both.count >= 80)
  }
}
