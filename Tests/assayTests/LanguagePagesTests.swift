import Documents
import TestSupport
import Testing

@testable import assay

/// The pages about the language that are made, and those that people wrote.
struct LanguagePagesTests {
  private static let folder = "docs/language"

  /// Paths relative to the folder of the guide.
  private static var written: Set<String> {
    Set(
      FileLoader().load(folder).compactMap { input in
        input.path.hasPrefix("\(folder)/") ? String(input.path.dropFirst(folder.count + 1)) : nil
      })
  }

  @Test func `the guide is up to date`() {
    for page in LanguagePages(.guide).all {
      Golden.expect(Array(page.text.utf8), at: "\(Self.folder)/\(page.path)")
    }
  }

  @Test func `every page of the guide is made, or a chapter that the index leads to`() {
    let made = LanguagePages(.guide).all.map(\.path)
    let chapters = LanguagePages.chapters.map(\.path).filter { !$0.hasPrefix("../") }
    #expect(Self.written == Set(made + chapters))
  }

  @Test func `without the guide the index leads to no chapter`() throws {
    let index = try #require(LanguagePages(.nothing).all.first)
    #expect(index.path == "README.md")
    #expect(!index.text.contains("values.md"))
    #expect(index.text.contains("[`size`](functions/size.md)"))
  }
}
