import AssayRules
import Documents
import TestSupport
import Testing

/// The schemas for editors say what the reader of packs accepts.
struct RuleFileSchemaTests {
  @Test func `the published schemas are those of this version`() {
    Golden.expect(RuleFileSchema.rule, at: "docs/rule.schema.json")
    Golden.expect(RuleFileSchema.pack, at: "docs/pack.schema.json")
  }

  private static func properties(_ schema: [UInt8]) throws -> Node {
    let (document, problems) = JSONReader.read(SourceFile(path: "schema.json", bytes: schema))
    #expect(problems.isEmpty)
    return try #require(document?.root["properties"])
  }

  /// A key that the schema has and the reader refuses, or the other way round, would mislead.
  @Test func `a rule with every key of the schema is read, and one more is refused`() throws {
    let properties = try Self.properties(RuleFileSchema.rule)
    let keys = Set((properties.pairs ?? []).compactMap { $0.key.scalar?.text })
    let values = [
      "id": "r", "title": "T", "severity": "low", "for": "volume", "when": "true",
      "variables": "{}", "foreach": "[1]", "expect": "each > 0", "deny": "each > 0",
      "message": "m", "why": "w", "fix": "f", "controls": "[cis/1]", "strict": "true",
      "examples": "{}",
    ]
    #expect(keys == Set(values.keys))
    for left in ["expect", "deny"] {
      let text = values.filter { $0.key != left }.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value)\n" }.joined()
      let manifest = SourceFile(path: "p/pack.yaml", text: PackText.head)
      func unknown(_ text: String) -> [Diagnostic] {
        var loader = PackLoader()
        let file = SourceFile(path: "p/r.yaml", text: text)
        _ = loader.packs(from: [PackSource(folder: "p", files: [manifest, file])])
        return loader.diagnostics.filter { $0.code == "unknown-key" }
      }
      #expect(unknown(text).isEmpty)
      #expect(unknown(text + "extra: 1\n").count == 1)
    }
  }

  @Test func `the fields of every kind are there for examples`() throws {
    let (document, _) = JSONReader.read(
      SourceFile(path: "schema.json", bytes: RuleFileSchema.rule))
    let definitions = try #require(document?.root["definitions"])
    let volume = try #require(definitions["volume"]?["properties"])
    #expect(volume["encrypted"]?["type"]?.elements?.compactMap(\.text) == ["boolean", "null"])
    #expect(definitions["image_recipe"]?["properties"]?["blockDevices"]?["items"] != nil)
  }
}
