import AssayRules
import Documents
import TestSupport
import Testing

/// The pages about the language: what they show is so.
struct GuideTests {
  static let pages = [GuidePage](below: "docs/language") + [GuidePage](below: "docs/coming-from.md")

  @Test func `every page can be read`() {
    #expect(Self.pages.flatMap(\.complaints) == [])
    #expect(Self.pages.flatMap(\.examples).count > 400)
    #expect(Self.pages.flatMap(\.rules).count > 32)
  }

  @Test(arguments: GuideTests.pages.map(\.path))
  func `every example comes to what its page says`(_ path: String) throws {
    let page = try #require(Self.pages.first { $0.path == path })
    for example in page.examples {
      let outcome = GuideOutcome(example)
      #expect(
        outcome.agrees(with: example.outcome),
        """
        \(example.place): \(example.expression)
          says \(example.outcome)
          is   \(outcome.result)\(outcome.remarks.map { "\n  with \($0)" }.joined())
        """)
    }
  }

  @Test(arguments: GuideTests.pages.flatMap(\.rules).map(\.place))
  func `every rule on a page can be used`(_ place: String) throws {
    let rule = try #require(Self.pages.flatMap(\.rules).first { $0.place == place })
    let text = "id: r\ntitle: It should\nseverity: low\n\(rule.text)"
    let source = PackSource(
      folder: "p",
      files: [
        SourceFile(path: "p/pack.yaml", text: "id: p\nversion: 1.0.0\ntitle: P\n"),
        SourceFile(path: "p/r.yaml", text: text),
      ])
    let loading = RuleSet.load([source])
    #expect(loading.rules != nil, "\(place)\n\(loading.diagnostics.said)")
    let wrong = RuleExamples.run([source]).results.filter { !$0.isRight }
    #expect(wrong.isEmpty, "\(place): \(wrong.map { "\($0.kind) \($0.index) is \($0.outcome)" })")
  }
}

extension [GuidePage] {
  /// The pages of Markdown below a folder of the package.
  init(below folder: String) {
    self = FileLoader().load(folder).compactMap { input in
      guard case .file(let file) = input, file.path.hasSuffix(".md") else { return nil }
      return GuidePage(path: file.path, text: String(decoding: file.bytes, as: UTF8.self))
    }
  }
}
