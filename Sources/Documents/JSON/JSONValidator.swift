/// Passes whole values of JSON and checks every byte of them, without a tree.
///
/// A value passes exactly when `JSONReader` would make a document of it: grammar, escapes, UTF-8, depth
/// and, where asked, keys that are given twice. No recursion. Time is linear in the bytes and memory in
/// the keys of the objects that are open at once; both are kept from value to value.
struct JSONValidator {
  /// Whether two equal keys of one object are looked for.
  enum Keys { case unique, any }

  private struct Frame {
    let isObject: Bool
    /// How many keys belong to the containers around it.
    let firstKey: Int
    /// Whether a key of it must be decoded before it can be compared.
    var hasKeysToDecode = false
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
  private static let fewKeys = 32
  private var frames: [Frame] = []
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
    frames.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
    isAtValue = false
    var at = start
    while true {
      at = try value(at, in: bytes, outside: outside)
      // A value has ended, or a container has been opened and its first value stands next.
      if isAtValue {
        isAtValue = false
        continue
      }
      guard let next = try separator(at, in: bytes) else { return end }
      at = next
    }
  }

  /// Whether the last call of `value` opened a container that has a value, which stands next.
  private var isAtValue = false
  /// Where the outermost value ended.
  private var end = 0

  @inline(__always) private mutating func value(
    _ at: Int, in bytes: JSONBytes, outside: Int
  ) throws(JSONError) -> Int {
    guard let byte = bytes.byte(at) else { throw JSONError(.truncated, at: bytes.end) }
    switch byte {
    case UInt8(ascii: "\""): return try bytes.string(at + 1).quote + 1
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = byte == UInt8(ascii: "{")
      guard outside + frames.count < depth else {
        throw JSONError(.tooDeep(limit: depth), at: at)
      }
      let inner = bytes.skipBlanks(at + 1)
      guard let next = bytes.byte(inner) else { throw JSONError(.truncated, at: bytes.end) }
      // `{` and `[` stand two before their closing signs in ASCII.
      if next == byte + 2 { return inner + 1 }
      frames.append(Frame(isObject: isObject, firstKey: known.count))
      isAtValue = true
      return isObject ? try key(inner, in: bytes) : inner
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try bytes.number(at)
    default: return try bytes.word(from: at)
    }
  }

  /// Passes what stands between the value that ended at `start` and the next; nil at the end of all.
  @inline(__always) private mutating func separator(
    _ start: Int, in bytes: JSONBytes
  ) throws(JSONError) -> Int? {
    var at = start
    while !frames.isEmpty {
      let isObject = frames[frames.count - 1].isObject
      at = bytes.skipBlanks(at)
      guard let byte = bytes.byte(at) else { throw JSONError(.truncated, at: bytes.end) }
      if byte == UInt8(ascii: ",") {
        at = bytes.skipBlanks(at + 1)
        return isObject ? try key(at, in: bytes) : at
      }
      guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw JSONError(.unexpected, at: at)
      }
      at += 1
      try close(in: bytes)
    }
    end = at
    return nil
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
    let first = frames[frames.count - 1].firstKey
    let fingerprint = Self.fingerprint(range, in: bytes)
    if string.hasEscapes || !string.isASCII {
      // Other spellings of the same text; rare enough to be compared when the object closes.
      frames[frames.count - 1].hasKeysToDecode = true
    } else if known.count - first < Self.fewKeys {
      for index in first..<known.count where known[index].fingerprint == fingerprint {
        guard bytes.slice(known[index].range).elementsEqual(bytes.slice(range)) else { continue }
        throw JSONError(.duplicateKey, at: range.lowerBound - 1)
      }
    }
    known.append(Key(range: range, fingerprint: fingerprint))
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
    guard let frame = frames.popLast(), keys == .unique else { return }
    if frame.hasKeysToDecode || known.count - frame.firstKey > Self.fewKeys {
      try compareAll(from: frame.firstKey, in: bytes)
    }
    known.removeSubrange(frame.firstKey...)
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
