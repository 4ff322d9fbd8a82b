/// Reads a value of JSON on demand: the caller goes through its members and elements, takes what it
/// wants and skips the rest; no tree is built.
///
/// ```
/// try cursor.enterObject()
/// while let key = try cursor.nextKey() {
///   if key == "InstanceId" { id = try cursor.string().string }
/// }
/// ```
/// A value that was not taken is skipped by the next step. All that is passed is checked, skipped or
/// not, so whoever has gone to the end of an object knows that it is valid, but for keys given twice:
/// those are looked for by the readers that hand out pieces (`JSONLines`, `JSONElements`).
///
/// Bounds: `depth` containers inside each other, of which the caller may enter 64. Time is linear. The
/// cursor is good only inside the closure that lent the bytes. After an error it is of no more use.
package struct JSONCursor {
  private static let mostEntered = 64

  private let bytes: JSONBytes
  private var validator: JSONValidator
  private var at: Int
  /// Whether the value at `at` has not been taken yet.
  private var awaitsValue = true
  /// Whether nothing of the innermost entered container has been passed.
  private var isFresh = false
  /// How many containers are entered.
  private var entered = 0
  /// One bit for each entered container, the innermost lowest: whether it is an object.
  private var objects: UInt64 = 0

  /// A cursor at the one value in a range of bytes, all of them unless told.
  package init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>? = nil, depth: Int = 200) {
    self.init(
      JSONBytes(bytes, end: range?.upperBound ?? bytes.count), at: range?.lowerBound ?? 0,
      depth: depth)
  }

  init(_ bytes: JSONBytes, at start: Int, depth: Int) {
    self.bytes = bytes
    at = bytes.skipBlanks(start)
    validator = JSONValidator(depth: depth, keys: .any)
  }

  /// Bytes from the start to the present place, where the value begins that can be taken.
  package var offset: Int { at }

  /// What the value at the present place is, by its first byte.
  package func kind() throws(JSONError) -> JSONKind {
    guard let byte = bytes.byte(at) else { throw JSONError(.truncated, at: bytes.end) }
    guard awaitsValue, let kind = JSONBytes.kind(byte) else {
      throw JSONError(.unexpected, at: at)
    }
    return kind
  }

  /// Enters the object at the present place.
  package mutating func enterObject() throws(JSONError) {
    try enter(.object)
  }

  /// Enters the array at the present place.
  package mutating func enterArray() throws(JSONError) {
    try enter(.array)
  }

  /// Goes to the next member of the entered object, whose value then stands at the present place; nil
  /// when there is none, which leaves the object.
  package mutating func nextKey() throws(JSONError) -> JSONText? {
    guard try step(.object, close: UInt8(ascii: "}")) else { return nil }
    guard bytes.byte(at) == UInt8(ascii: "\"") else { throw unexpected() }
    let key = try text()
    at = bytes.skipBlanks(at)
    guard bytes.byte(at) == UInt8(ascii: ":") else { throw unexpected() }
    at = bytes.skipBlanks(at + 1)
    awaitsValue = true
    return key
  }

  /// Goes to the next element of the entered array; false when there is none, which leaves the array.
  package mutating func nextElement() throws(JSONError) -> Bool {
    guard try step(.array, close: UInt8(ascii: "]")) else { return false }
    awaitsValue = true
    return true
  }

  /// Skips what is left of the innermost entered container and leaves it.
  package mutating func leave() throws(JSONError) {
    if objects & 1 == 1 {
      while try nextKey() != nil {}
    } else {
      while try nextElement() {}
    }
  }

  /// Takes the string at the present place.
  package mutating func string() throws(JSONError) -> JSONText {
    try expect(.string)
    awaitsValue = false
    return try text()
  }

  /// Takes the string at the present place, or nil where `null` stands.
  package mutating func stringOrNull() throws(JSONError) -> JSONText? {
    guard try kind() == .null else { return try string() }
    try skip()
    return nil
  }

  /// Takes the number at the present place, as it is written.
  package mutating func number() throws(JSONError) -> JSONText {
    try expect(.number)
    return JSONText(bytes: bytes.slice(try skip()), hasEscapes: false)
  }

  /// Takes `true` or `false` at the present place.
  package mutating func bool() throws(JSONError) -> Bool {
    try expect(.bool)
    let isTrue = bytes.byte(at) == UInt8(ascii: "t")
    try skip()
    return isTrue
  }

  /// Takes any value at the present place, and answers which bytes it has.
  @discardableResult
  package mutating func skip() throws(JSONError) -> Range<Int> {
    guard awaitsValue else { throw JSONError(.unexpected, at: at) }
    let start = at
    at = try validator.pass(at, in: bytes, outside: entered)
    awaitsValue = false
    return start..<at
  }

  /// Skips the value if it was not taken, and makes sure that only blanks follow.
  package mutating func finish() throws(JSONError) {
    while entered > 0 { try leave() }
    if awaitsValue { try skip() }
    at = bytes.skipBlanks(at)
    guard at == bytes.end else { throw JSONError(.trailingText, at: at) }
  }
}

extension JSONCursor {
  private mutating func enter(_ kind: JSONKind) throws(JSONError) {
    try expect(kind)
    guard entered < min(validator.depth, Self.mostEntered) else {
      throw JSONError(.tooDeep(limit: min(validator.depth, Self.mostEntered)), at: at)
    }
    at += 1
    entered += 1
    objects = objects << 1 | (kind == .object ? 1 : 0)
    (awaitsValue, isFresh) = (false, true)
  }

  /// Goes behind the comma before the next part of the entered container, or out of it: then false.
  private mutating func step(_ kind: JSONKind, close: UInt8) throws(JSONError) -> Bool {
    precondition(entered > 0 && (objects & 1 == 1) == (kind == .object), "\(kind) is entered")
    if awaitsValue { try skip() }
    at = bytes.skipBlanks(at)
    if bytes.byte(at) == close {
      at += 1
      entered -= 1
      objects >>= 1
      isFresh = false
      return false
    }
    if !isFresh {
      guard bytes.byte(at) == UInt8(ascii: ",") else { throw unexpected() }
      at = bytes.skipBlanks(at + 1)
    }
    isFresh = false
    return true
  }

  /// Passes the string whose opening quote stands at the present place.
  private mutating func text() throws(JSONError) -> JSONText {
    let start = at + 1
    let string = try bytes.string(start)
    at = string.quote + 1
    return JSONText(bytes: bytes.slice(start..<string.quote), hasEscapes: string.hasEscapes)
  }

  private func expect(_ kind: JSONKind) throws(JSONError) {
    guard try self.kind() == kind else { throw JSONError(.notA(kind), at: at) }
  }

  private func unexpected() -> JSONError {
    at < bytes.end ? JSONError(.unexpected, at: at) : JSONError(.truncated, at: bytes.end)
  }
}
