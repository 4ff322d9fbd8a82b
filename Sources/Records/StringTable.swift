/// An interned string: equal symbols of one table are equal strings.
package struct Symbol: Hashable, Sendable {
  package let raw: UInt32

  package init(raw: UInt32) { self.raw = raw }
}

/// Each distinct string once, numbered in order of first use.
///
/// Strings are told apart by bytes, so that canonically equivalent spellings stay two.
package struct StringTable: Sendable {
  private struct Key: Hashable, Sendable {
    let string: String

    static func == (left: Key, right: Key) -> Bool { left.string.hasSameBytes(as: right.string) }

    func hash(into hasher: inout Hasher) {
      var string = string
      string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private var strings: [String] = []
  private var symbols: [Key: Symbol] = [:]

  package init() {}

  /// The symbol of a string, new or known.
  package mutating func intern(_ string: String) -> Symbol {
    let key = Key(string: string)
    if let known = symbols[key] { return known }
    let symbol = Symbol(raw: UInt32(strings.count))
    strings.append(string)
    symbols[key] = symbol
    return symbol
  }

  /// The symbol of a string; nil when the table has none of it.
  package func symbol(of string: String) -> Symbol? { symbols[Key(string: string)] }

  package subscript(symbol: Symbol) -> String { strings[Int(symbol.raw)] }

  package var count: Int { strings.count }
}
