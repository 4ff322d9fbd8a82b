/// The smallest pieces of JSON (RFC 8259) over bytes that somebody else keeps: blanks, strings, numbers
/// and words, each checked in full while it is passed.
///
/// Strings are looked at eight bytes at a time. A byte of `word - 0x01…` has its top bit set and did
/// not have it before where the byte was zero, and a borrow makes that false only above a true one, so
/// the lowest hit is always right (Mycroft 1987; also simdjson's fallback kernel).
///
/// Safety: `base` is valid for `end` bytes as long as the closure runs that lent them. Every read below
/// stands behind a comparison of its offset with `end`.
struct JSONBytes {
  private let base: UnsafeRawPointer
  let end: Int

  /// Bytes from the start of `buffer` to `end`, which may not lie behind it.
  init(_ buffer: UnsafeRawBufferPointer, end: Int) {
    precondition(end >= 0 && end <= buffer.count, "the end lies in the buffer")
    // An empty buffer may have no address; nothing is read through this one, as `end` is 0.
    let empty: StaticString = ""
    base = buffer.baseAddress ?? UnsafeRawPointer(empty.utf8Start)
    self.end = end
  }

  /// The byte at an offset, which must lie before the end.
  @inline(__always) subscript(at: Int) -> UInt8 {
    assert(at >= 0 && at < end)
    return base.load(fromByteOffset: at, as: UInt8.self)
  }

  /// The byte at an offset; nil at the end.
  @inline(__always) func byte(_ at: Int) -> UInt8? { at < end ? self[at] : nil }

  /// Eight bytes, of which the first stands lowest; `at + 8` may not lie behind the end.
  @inline(__always) func word(_ at: Int) -> UInt64 {
    assert(at >= 0 && at + 8 <= end)
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// The bytes of a range, which must lie before the end.
  @inline(__always) func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    assert(range.lowerBound >= 0 && range.upperBound <= end)
    return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// The first offset from `at` on that holds no blank.
  @inline(__always) func skipBlanks(_ at: Int) -> Int {
    // Most texts for machines have no blanks at all.
    guard at < end, self[at] <= 0x20 else { return at }
    return skipSomeBlanks(at)
  }

  private func skipSomeBlanks(_ start: Int) -> Int {
    var at = start
    while at < end, JSONScanner.isBlank(self[at]) {
      at += 1
      // Indentation comes in long runs.
      while at + 8 <= end, word(at) == 0x2020_2020_2020_2020 { at += 8 }
    }
    return at
  }
}

extension JSONBytes {
  /// How many line ends stand in a range, which must lie before the end.
  func lineEnds(in range: Range<Int>) -> Int { count(of: 0x0A, in: range) }

  /// How often a byte stands in a range, which must lie before the end.
  func count(of byte: UInt8, in range: Range<Int>) -> Int {
    var (at, count) = (range.lowerBound, 0)
    while at + 8 <= range.upperBound {
      // Eight counters of one byte each, added up before one can overflow.
      var counters: UInt64 = 0
      let stop = min(range.upperBound, at + 255 * 8)
      while at + 8 <= stop {
        let different = word(at) ^ (Self.ones &* UInt64(byte))
        let low = (different & ~Self.tops) &+ ~Self.tops
        counters &+= (~(low | different) & Self.tops) >> 7
        at += 8
      }
      let pairs = (counters & 0x00FF_00FF_00FF_00FF) &+ (counters >> 8 & 0x00FF_00FF_00FF_00FF)
      count += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while at < range.upperBound {
      if self[at] == byte { count += 1 }
      at += 1
    }
    return count
  }

  /// Where a string ends, and whether it is more than its bytes.
  struct StringEnd {
    /// The offset of the closing quote.
    let quote: Int
    let hasEscapes: Bool
    let isASCII: Bool
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Passes the string whose content begins at `start`, behind its opening quote.
  @inline(__always) func string(_ start: Int) throws(JSONError) -> StringEnd {
    var at = start
    var seen: UInt64 = 0
    while at + 8 <= end {
      let word = word(at)
      let hits = Self.special(word)
      if hits != 0 {
        let index = hits.trailingZeroBitCount >> 3
        let before = word & ((UInt64(1) &<< UInt64(index * 8)) &- 1)
        // The common end: a plain string, whose closing quote is the first special byte.
        if self[at + index] == UInt8(ascii: "\""), (seen | before) & Self.tops == 0 {
          return StringEnd(quote: at + index, hasEscapes: false, isASCII: true)
        }
        return try slowString(start, at: at + index, isASCII: (seen | before) & Self.tops == 0)
      }
      seen |= word
      at += 8
    }
    return try slowString(start, at: at, isASCII: seen & Self.tops == 0)
  }

  /// The top bit of each byte that is a quote, a backslash or a control character; above the lowest
  /// hit there may be false ones.
  @inline(__always) private static func special(_ word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let hits =
      ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
      | ((word &- ones &* 0x20) & ~word)
    return hits & tops
  }

  /// Goes on from `at`, before which nothing of the string was special.
  private func slowString(
    _ start: Int, at first: Int, isASCII isASCIIBefore: Bool
  ) throws(JSONError) -> StringEnd {
    var at = first
    var isASCII = isASCIIBefore
    var hasEscapes = false
    while at < end {
      if at + 8 <= end {
        let word = word(at)
        if Self.special(word) == 0 {
          isASCII = isASCII && word & Self.tops == 0
          at += 8
          continue
        }
      }
      let byte = self[at]
      switch byte {
      case UInt8(ascii: "\""):
        if !isASCII { try checkUTF8(start..<at) }
        return StringEnd(quote: at, hasEscapes: hasEscapes, isASCII: isASCII)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        at += try escapeLength(at)
      case 0..<0x20: throw JSONError(.controlCharacter, at: at)
      default:
        isASCII = isASCII && byte < 0x80
        at += 1
      }
    }
    throw JSONError(.truncated, at: end)
  }

  private func checkUTF8(_ range: Range<Int>) throws(JSONError) {
    guard let invalid = UTF8Validation.firstInvalid(slice(range)) else { return }
    throw JSONError(.invalidUTF8, at: range.lowerBound + invalid)
  }

  /// The length of the escape whose backslash stands at `at`.
  private func escapeLength(_ at: Int) throws(JSONError) -> Int {
    guard let letter = byte(at + 1) else { throw JSONError(.truncated, at: end) }
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"): break
    default: throw JSONError(.badEscape, at: at)
    }
    // At most twelve bytes: the one decoder of escapes says how many of them belong to it.
    switch QuotedEscape.json(ArraySlice(slice(at..<min(at + 12, end))), at: 0) {
    case .scalar(_, let length): return length
    case .loneSurrogate: throw JSONError(.loneSurrogate, at: at)
    case .invalid: throw JSONError(.badEscape, at: at)
    }
  }

  /// Passes the number that begins at `start`, and answers where it ends.
  func number(_ start: Int) throws(JSONError) -> Int {
    var at = start
    if self[at] == UInt8(ascii: "-") { at += 1 }
    let integer = digits(&at)
    guard integer == 1 || (integer > 1 && self[at - integer] != UInt8(ascii: "0")) else {
      throw JSONError(.badNumber, at: start)
    }
    if byte(at) == UInt8(ascii: ".") {
      at += 1
      guard digits(&at) > 0 else { throw JSONError(.badNumber, at: start) }
    }
    if let letter = byte(at), letter | 0x20 == UInt8(ascii: "e") {
      at += 1
      if byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-") { at += 1 }
      guard digits(&at) > 0 else { throw JSONError(.badNumber, at: start) }
    }
    return at
  }

  /// Passes digits and counts them.
  private func digits(_ at: inout Int) -> Int {
    let start = at
    while let byte = byte(at), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { at += 1 }
    return at - start
  }

  /// Passes `true`, `false` or `null`, and answers where it ends.
  func word(from start: Int) throws(JSONError) -> Int {
    let word: StaticString =
      switch self[start] {
      case UInt8(ascii: "t"): "true"
      case UInt8(ascii: "f"): "false"
      case UInt8(ascii: "n"): "null"
      default: throw JSONError(.unexpected, at: start)
      }
    // In bounds: a static string's start is valid for its size.
    for index in 0..<word.utf8CodeUnitCount {
      guard let byte = byte(start + index) else { throw JSONError(.truncated, at: end) }
      guard byte == word.utf8Start[index] else { throw JSONError(.unexpected, at: start) }
    }
    return start + word.utf8CodeUnitCount
  }

  /// Whether bytes begin with a mark of UTF-16, of either order.
  static func isUTF16(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  /// What the value that begins with a byte must be; nil when none does.
  static func kind(_ byte: UInt8) -> JSONKind? {
    switch byte {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    case UInt8(ascii: "n"): .null
    default: nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// How many line feeds and carriage returns there are: at least as many as ends of lines.
  package var lineEnds: Int {
    let bytes = JSONBytes(self, end: count)
    return bytes.count(of: 0x0A, in: 0..<count) + bytes.count(of: 0x0D, in: 0..<count)
  }
}
