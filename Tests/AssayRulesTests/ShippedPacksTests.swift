import AssayModel
import AssayRules
import Documents
import Testing

/// The packs of the repository: they compile, and every example comes out as it should.
struct ShippedPacksTests {
  static let sources = PackSource.packs(in: FileLoader().load("policies"))

  @Test func `every shipped rule type-checks`() {
    let loading = RuleSet.load(Self.sources)
    let text = DiagnosticRenderer().render(loading.diagnostics)
    #expect(loading.diagnostics.isEmpty, "\(text)")
    #expect((loading.rules?.infos.count ?? 0) >= 60)
  }

  @Test(arguments: Engine.Evaluator.allCases)
  func `every example of every shipped rule comes out as it should`(_ evaluator: Engine.Evaluator) {
    let report = RuleExamples.run(Self.sources, evaluator: evaluator)
    let text = DiagnosticRenderer().render(report.diagnostics)
    #expect(report.diagnostics.isEmpty, "\(text)")
    #expect(!report.results.isEmpty)
  }

  @Test func `compiled code decides every shipped rule without asking`() {
    let results = RuleExamples.run(Self.sources, evaluator: .compiled).results
    let asking = results.filter { $0.kind == .pass && $0.asked > 0 }.map {
      "\($0.rule) \($0.index)"
    }
    #expect(asking.isEmpty)
  }
}
