/// Passes whole values of JSON and checks every byte of them, without a tree.
///
/// A value passes exactly when `JSONReader` would make a document of it: grammar, escapes, UTF-8, depth
/// and, where asked, keys that are given twice. No recursion. Time is linear in the bytes and memory in
/// the keys of the objects that are open at once; both are kept from value to value.
struct JSONValidator {
  /// Whether two equal keys of one object are looked for.
  enum Keys { case unique, any }

  private struct Frame {
    var isObject = false
    /// Whether a key of it must be decoded before it can be compared.
    var hasKeysToDecode = false
    /// How many keys belong to the containers around it.
    var firstKey = 0
    /// One of 256 bits for each key (Bloom 1970): where it is not set yet, no equal key came before.
    var filter = SIMD4<UInt64>.zero
  }

  private struct Key {
    let range: Range<Int>
    /// Equal for equal bytes.
    let fingerprint: UInt64
  }

  /// The most containers inside each other.
  let depth: Int
  let keys: Keys
  /// Up to here the keys of an object are compared with each other, beyond through a table.
  private static let fewKeys = 256
  /// The innermost open container, and those around it.
  private var top = Frame()
  private var outer: [Frame] = []
  private var known: [Key] = []

  init(depth: Int, keys: Keys) {
    self.depth = depth
    self.keys = keys
  }

  /// Passes the value that begins at `start`, `outside` containers deep, and answers where it ends.
  mutating func pass(
    _ start: Int, in bytes: JSONBytes, outside: Int = 0
  ) throws(JSONError) -> Int {
    guard let first = bytes.byte(start) else { throw JSONError(.truncated, at: bytes.end) }
    // A single string is most of what is passed.
    if first == UInt8(ascii: "\"") { return try bytes.string(start + 1).quote + 1 }
    outer.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
    var at = start
    while true {
      guard let byte = bytes.byte(at) else { throw JSONError(.truncated, at: bytes.end) }
      switch byte {
      case UInt8(ascii: "\""): at = try bytes.string(at + 1).quote + 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard outside + outer.count < depth else {
          throw JSONError(.tooDeep(limit: depth), at: at)
        }
        at = bytes.skipBlanks(at + 1)
        guard let next = bytes.byte(at) else { throw JSONError(.truncated, at: bytes.end) }
        // `{` and `[` stand two before their closing signs in ASCII.
        guard next == byte + 2 else {
          open(isObject: byte == UInt8(ascii: "{"))
          if top.isObject { at = try key(at, in: bytes) }
          continue
        }
        at += 1
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): at = try bytes.number(at)
      default: at = try bytes.word(from: at)
      }
      guard try separator(&at, in: bytes) else { return at }
    }
  }

  private mutating func open(isObject: Bool) {
    if outer.capacity == 0 {
      // At once: arrays that grow from nothing ask for memory over and over.
      outer.reserveCapacity(8)
      known.reserveCapacity(24)
    }
    outer.append(top)
    top = Frame(isObject: isObject, firstKey: known.count)
  }

  /// Passes what stands between a value and the next; false when it was the outermost.
  @inline(__always) private mutating func separator(
    _ at: inout Int, in bytes: JSONBytes
  ) throws(JSONError) -> Bool {
    while !outer.isEmpty {
      at = bytes.skipBlanks(at)
      guard let byte = bytes.byte(at) else { throw JSONError(.truncated, at: bytes.end) }
      if byte == UInt8(ascii: ",") {
        at = bytes.skipBlanks(at + 1)
        if top.isObject { at = try key(at, in: bytes) }
        return true
      }
      guard byte == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw JSONError(.unexpected, at: at)
      }
      at += 1
      try close(in: bytes)
    }
    return false
  }

  /// Passes a key and its colon, and answers where its value begins.
  @inline(__always) private mutating func key(
    _ start: Int, in bytes: JSONBytes
  ) throws(JSONError) -> Int {
    guard let byte = bytes.byte(start) else { throw JSONError(.truncated, at: bytes.end) }
    guard byte == UInt8(ascii: "\"") else { throw JSONError(.unexpected, at: start) }
    let string = try bytes.string(start + 1)
    if keys == .unique { try note(start + 1..<string.quote, string, in: bytes) }
    let colon = bytes.skipBlanks(string.quote + 1)
    guard let sign = bytes.byte(colon) else { throw JSONError(.truncated, at: bytes.end) }
    guard sign == UInt8(ascii: ":") else { throw JSONError(.unexpected, at: colon) }
    return bytes.skipBlanks(colon + 1)
  }
}

extension JSONValidator {
  /// Compares a key with those before it in its object.
  @inline(__always) private mutating func note(
    _ range: Range<Int>, _ string: JSONBytes.StringEnd, in bytes: JSONBytes
  ) throws(JSONError) {
    let fingerprint = Self.fingerprint(range, in: bytes)
    if string.hasEscapes || !string.isASCII {
      // Other spellings of the same text; rare enough to be compared when the object closes.
      top.hasKeysToDecode = true
    } else if isInFilter(fingerprint), known.count - top.firstKey < Self.fewKeys {
      for index in top.firstKey..<known.count where known[index].fingerprint == fingerprint {
        guard bytes.slice(known[index].range).elementsEqual(bytes.slice(range)) else { continue }
        throw JSONError(.duplicateKey, at: range.lowerBound - 1)
      }
    }
    known.append(Key(range: range, fingerprint: fingerprint))
  }

  /// Whether a key of this fingerprint may have come before in its object; from now on it has.
  @inline(__always) private mutating func isInFilter(_ fingerprint: UInt64) -> Bool {
    let hash = (fingerprint &* 0x9E37_79B9_7F4A_7C15) >> 56
    let (word, bit) = (Int(hash >> 6), UInt64(1) &<< (hash & 63))
    let before = top.filter[word]
    top.filter[word] = before | bit
    return before & bit != 0
  }

  /// The length and the first and last bytes of a key, mixed.
  @inline(__always) private static func fingerprint(
    _ range: Range<Int>, in bytes: JSONBytes
  ) -> UInt64 {
    let count = range.count
    if count >= 8 {
      let last = bytes.word(range.upperBound - 8)
      return bytes.word(range.lowerBound) ^ (last << 29 | last >> 35) ^ UInt64(count)
    }
    let head: UInt64
    if range.lowerBound + 8 <= bytes.end {
      head = bytes.word(range.lowerBound) & ((UInt64(1) &<< UInt64(count * 8)) &- 1)
    } else {
      head = bytes.slice(range).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    return head << 8 | UInt64(count)
  }

  @inline(__always) private mutating func close(in bytes: JSONBytes) throws(JSONError) {
    let frame = top
    top = outer.removeLast()
    guard keys == .unique, frame.isObject else { return }
    if frame.hasKeysToDecode || known.count - frame.firstKey > Self.fewKeys {
      try compareAll(from: frame.firstKey, in: bytes)
    }
    known.removeLast(known.count - frame.firstKey)
  }

  /// Looks for equal keys among all from `first` on, decoded.
  private func compareAll(from first: Int, in bytes: JSONBytes) throws(JSONError) {
    var seen: Set<String> = []
    for key in known[first...] {
      // Decoding what has no escapes leaves it as it is.
      let text = JSONText(bytes: bytes.slice(key.range), hasEscapes: true)
      guard seen.insert(text.string).inserted else {
        throw JSONError(.duplicateKey, at: key.range.lowerBound - 1)
      }
    }
  }
}
