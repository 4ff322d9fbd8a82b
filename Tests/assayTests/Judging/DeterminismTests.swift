import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// The same inputs give the same findings, in whatever order they are given, and a finding keeps its
/// id while its resource is the same.
@Suite struct DeterminismTests {
  static let projects = [
    "clean-cloudformation", "clean-terraform", "leaky-cloudformation", "leaky-terraform",
  ]

  private static func load(_ project: String) -> [LoadedInput] {
    FileLoader().load("Examples/\(project)")
  }

  @Test(arguments: projects)
  func `the order of the inputs changes no byte`(_ project: String) {
    let inputs = Self.load(project)
    #expect(inputs.count > 3)
    let straight = Judged.findings(of: inputs)
    #expect(straight.count > 50)
    #expect(Judged.findings(of: inputs) == straight)
    #expect(Judged.findings(of: inputs.reversed()) == straight)
    let turned = inputs.indices.map { inputs[($0 + inputs.count / 2) % inputs.count] }
    #expect("\(Judged.findings(of: turned))" == "\(straight)")
  }

  @Test(arguments: projects)
  func `no two findings share an id`(_ project: String) {
    let findings = Judged.findings(of: Self.load(project))
    #expect(Set(findings.map(\.id)).count == findings.count)
  }

  @Test func `lines that move take their findings along`() {
    let inputs = Self.load("leaky-cloudformation")
    let moved = inputs.map { input -> LoadedInput in
      guard case .file(let file) = input, file.path.hasSuffix(".yaml") else { return input }
      let text = file.text(SourceRange(0, file.bytes.count))
      return .file(SourceFile(path: file.path, text: "# one\n# two\n# three\n\(text)"))
    }
    let before = Judged.findings(of: inputs)
    let after = Judged.findings(of: moved)
    #expect(before.map(\.id) == after.map(\.id))
    #expect(before.map(\.outcome) == after.map(\.outcome))
    #expect(before.map(\.evidence.count) == after.map(\.evidence.count))
    for (old, new) in zip(before, after) {
      guard let from = old.origin, let to = new.origin else { continue }
      #expect(to.line == from.line + (from.path.hasSuffix(".yaml") ? 3 : 0), "\(old.rule)")
      #expect(to.column == from.column)
    }
    #expect(before.contains { $0.origin?.path.hasSuffix(".yaml") ?? false })
  }

  @Test func `every finding stands somewhere, and every failure says why`() {
    for project in Self.projects {
      for finding in Judged.findings(of: Self.load(project)) {
        #expect(finding.origin != nil, "\(project): \(finding.rule)")
        if finding.outcome == .fail {
          #expect(!finding.evidence.isEmpty, "\(project): \(finding.rule)")
        }
        if finding.outcome.reported == .unknown {
          #expect(!finding.reasons.isEmpty, "\(project): \(finding.rule)")
        }
      }
    }
  }
}
