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

  @Test func `the list of what a fleet decides is complete`() throws {
    let input = try #require(FileLoader().load("docs/fleet-rules.md").first)
    guard case .file(let file) = input else {
      Issue.record("docs/fleet-rules.md cannot be read")
      return
    }
    let text = String(decoding: file.bytes, as: UTF8.self)
    let kinds: Set<ResourceKind> = [
      .managedNode, .instance, .machineImage, .volume, .snapshot, .ebsEncryptionDefault,
      .securityGroup, .networkACL, .launchTemplate, .autoScalingGroup, .role, .iamPolicy,
      .ssmAssociation,
    ]
    let infos = try #require(RuleSet.load(Self.sources).rules).infos
      .filter { info in kinds.contains { $0.rawValue == info.kind } }
    for info in infos {
      #expect(
        text.contains("| `\(info.id)` | \(info.title) | \(info.severity.rawValue) |"), "\(info.id)")
    }
    #expect(text.contains("\(infos.count) of the shipped rules"))
  }

  @Test func `compiled code decides every shipped rule without asking`() {
    let results = RuleExamples.run(Self.sources, evaluator: .compiled).results
    let asking = results.filter { $0.kind == .pass && $0.asked > 0 }.map {
      "\($0.rule) \($0.index)"
    }
    #expect(asking.isEmpty)
  }
}
