import AssayRules
import CEL
import Testing

/// What the guide says of functions belongs to functions that there are.
struct LanguageReferenceTests {
  private static let entries = LanguageReference.groups.flatMap(\.entries)

  @Test func `every function, operator and macro is told of once`() {
    let declared =
      Array(RuleFunctions.environment.functions.keys) + StandardDeclarations.macros.map(\.name)
    #expect(Self.entries.flatMap(\.names).sorted() == declared.sorted())
  }

  @Test func `titles are different, in any case of letters`() {
    let titles = Self.entries.map { $0.title.lowercased() }
    #expect(Set(titles).count == titles.count)
  }

  @Test func `what an entry leads to is there`() {
    let titles = Set(Self.entries.map(\.title))
    for entry in Self.entries {
      #expect(entry.related.filter { !titles.contains($0) } == [], "\(entry.title)")
      #expect(!entry.related.contains(entry.title))
    }
  }

  @Test func `every entry has an example`() {
    #expect(Self.entries.filter(\.examples.isEmpty).map(\.title) == [])
  }
}
