import Records
import Testing

struct SharedListTests {
  private static let schemas = SchemaSet([
    Schema("node", doc: "", fields: [Field("packages", .list(.string), .optional, "")])
  ])

  private func lists(_ values: [DraftValue]) throws -> [BlockID] {
    var builder = RecordBuilder(schemas: Self.schemas)
    let schema = try #require(Self.schemas["node"])
    let blocks = values.map { value in
      var record = DraftRecord(schema)
      record["packages"] = .stated(value)
      return builder.add(record)
    }
    let store = builder.finish()
    return try blocks.map { block in
      let value = store.value(block, 0, as: .list(.string))
      guard case .list(let list, _)? = value else {
        Issue.record("no list")
        throw CancellationError()
      }
      #expect(store.schema(of: list) == nil)
      return list
    }
  }

  private func strings(_ texts: [String], line: Int32? = nil) -> [Draft] {
    texts.map { text in
      .stated(
        .string(text),
        at: line.map { Origin(path: "a", line: $0, column: 1, endLine: $0, endColumn: 2) })
    }
  }

  @Test func `equal lists are laid out once when they may be shared, and only then`() throws {
    let found = try lists([
      .sharedList(strings(["a", "b"])), .sharedList(strings(["a", "b"])),
      .sharedList(strings(["b", "a"])), .list(strings(["a", "b"])), .list(strings(["a", "b"])),
    ])
    #expect(found[0] == found[1])
    #expect(Set(found).count == 4)
  }

  @Test func `lists that stand in different places stay two`() throws {
    let found = try lists([
      .sharedList(strings(["a"], line: 1)), .sharedList(strings(["a"], line: 2)),
      .sharedList(strings(["a"], line: 1)),
    ])
    #expect(found[0] == found[2])
    #expect(found[0] != found[1])
  }
}
