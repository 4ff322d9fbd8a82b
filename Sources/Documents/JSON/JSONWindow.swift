/// The part of a long document that is in memory: what was read and not passed yet, and the last part
/// that was handed out.
struct JSONWindow {
  private let blockSize: Int
  private var buffer: [UInt8] = []
  /// How many bytes of `buffer` have been read.
  private var filled = 0
  /// The present place in `buffer`.
  private var at = 0
  /// Where `buffer` begins in the document, in bytes.
  private var start = 0
  /// Whether the document has been read to its end.
  private(set) var isComplete = false
  /// The 1-based line of the place in `buffer` up to which line ends have been counted.
  private var line = (number: 1, countedTo: 0)

  init(blockSize: Int) {
    precondition(blockSize > 0, "a block has bytes")
    self.blockSize = blockSize
  }

  /// How many bytes are there from the present place on.
  var rest: Int { filled - at }

  mutating func advance(by count: Int) {
    at += count
  }

  /// Drops what was passed and reads another block.
  mutating func fill(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    countLines()
    if at > 0 {
      let passed = at
      // The bytes that stay are moved to the front; there is room, as there are no more than before.
      buffer.withUnsafeMutableBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: bytes[..<(filled - passed)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[passed..<filled]))
      }
      start += passed
      filled -= passed
      line.countedTo -= passed
      at = 0
    }
    let target = filled + blockSize
    buffer.lengthen(to: target)
    // Pipes give little at a time.
    while filled < target, !isComplete {
      let room = filled..<target
      let count = try buffer.withUnsafeMutableBytes { bytes in
        try read(UnsafeMutableRawBufferPointer(rebasing: bytes[room]))
      }
      precondition(count >= 0 && count <= room.count, "what was read fits")
      filled += count
      isComplete = count == 0
    }
  }

  /// Passes a byte order mark at the start of the document.
  mutating func skipMark(_ read: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    while rest < 3, !isComplete { try fill(read) }
    let read = buffer[..<filled]
    guard !JSONBytes.isUTF16(read) else { throw located(JSONError(.utf16, at: 0)) }
    if read.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// Goes to the next byte that is no blank; nil when there is none in the window.
  mutating func skipBlanks() -> UInt8? {
    let from = at
    let (next, byte) = withRead { bytes in
      let next = bytes.skipBlanks(from)
      return (next, bytes.byte(next))
    }
    at = next
    return byte
  }

  /// How many bytes the value at the present place has.
  func pass(_ validator: inout JSONValidator, outside: Int) throws(JSONError) -> Int {
    let from = at
    do throws(JSONError) {
      return try buffer.withUnsafeBufferPointer { buffer throws(JSONError) in
        let bytes = JSONBytes(UnsafeRawBufferPointer(buffer), end: filled)
        return try validator.pass(from, in: bytes, outside: outside) - from
      }
    } catch {
      throw JSONError(error.reason, at: error.offset - from)
    }
  }

  /// The string of so many bytes at the present place, quotes included, decoded.
  func text(_ count: Int) -> String {
    let from = at
    return withRead { bytes in
      let text = bytes.slice(from + 1..<from + count - 1)
      return JSONText(bytes: text, hasEscapes: text.contains(UInt8(ascii: "\\"))).string
    }
  }

  /// The part of so many bytes at the present place.
  mutating func part(
    _ role: JSONPart.Role, key: String, count: Int, isKnown: Bool = false
  ) -> JSONPart {
    countLines()
    return JSONPart(
      role: role, key: key, offset: start + at, line: line.number, count: count, isKnown: isKnown)
  }

  /// Whether the next bytes, so many of them, are what is looked for.
  ///
  /// Those that do not end as a container does are not asked for: what is looked for is long, and has one there.
  func isNext(_ count: Int, _ isKnown: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    buffer.withUnsafeBytes { buffer in
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[at..<at + count])
      return bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}") && isKnown(bytes)
    }
  }

  /// Lends the bytes of the part that was handed out last.
  func withBytes<Result, Failure: Error>(
    of part: JSONPart, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let from = part.offset - start
    precondition(from >= 0 && from + part.count <= filled, "the part is the last one")
    return try buffer.withUnsafeBufferPointer { buffer throws(Failure) in
      let bytes = UnsafeBufferPointer(rebasing: buffer[from..<from + part.count])
      return try body(UnsafeRawBufferPointer(bytes))
    }
  }

  /// A fault that was found so many bytes behind the present place, seen from the document.
  func located(_ error: JSONError) -> JSONError {
    let end = min(at + error.offset, filled)
    let lines = lineEnds(in: min(line.countedTo, end)..<end)
    return JSONError(error.reason, at: start + at + error.offset, line: line.number + lines)
  }

  private func withRead<Result>(_ body: (JSONBytes) -> Result) -> Result {
    buffer.withUnsafeBytes { body(JSONBytes($0, end: filled)) }
  }

  /// Counts line ends up to the present place.
  private mutating func countLines() {
    line.number += lineEnds(in: line.countedTo..<at)
    line.countedTo = at
  }

  private func lineEnds(in range: Range<Int>) -> Int {
    withRead { $0.lineEnds(in: range) }
  }
}
