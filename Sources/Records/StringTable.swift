/// An interned string: equal symbols of one table are equal strings.
package struct Symbol: Hashable, Sendable {
  package let raw: UInt32

  package init(raw: UInt32) { self.raw = raw }
}

/// Each distinct string once, numbered in order of first use.
package struct StringTable: Sendable {
  private var strings: [String] = []
  private var symbols: [String: Symbol] = [:]

  package init() {}

  /// The symbol of a string, new or known.
  ///
  /// Strings are told apart by bytes, so that canonically
  /// equivalent spellings stay two.
  package mutating func intern(_ string: String) -> Symbol {
    if let known = symbols[string], strings[Int(known.raw)].utf8.elementsEqual(string.utf8) {
      return known
    }
    let symbol = Symbol(raw: UInt32(strings.count))
    strings.append(string)
    if symbols[string] == nil { symbols[string] = symbol }
    return symbol
  }

  package subscript(symbol: Symbol) -> String { strings[Int(symbol.raw)] }

  package var count: Int { strings.count }
}
