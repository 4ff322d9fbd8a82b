import Records
import Testing

struct StringTableTests {
  @Test func `equal bytes are one symbol, canonically equivalent spellings are two`() {
    var table = StringTable()
    let composed = table.intern("caf\u{E9}")
    let decomposed = table.intern("cafe\u{301}")
    #expect(composed != decomposed)
    #expect(table.intern("cafe\u{301}") == decomposed)
    #expect(table.intern("caf\u{E9}") == composed)
    #expect(table.symbol(of: "cafe\u{301}") == decomposed)
    #expect(table.symbol(of: "cafe") == nil)
    #expect(table.count == 2)
  }
}
