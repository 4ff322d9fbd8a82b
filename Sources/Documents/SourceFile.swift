import Glibc

/// One text as it was read: a path for people, UTF-8 bytes, and where each line starts.
///
/// Immutable and shared. A text inside a text (a component in a template's `Data`) is a source file
/// of its own whose `embedding` leads every offset back to the outer file.
package final class SourceFile: Sendable {
  /// As the user named it, with `/` separators; never made absolute.
  package let path: String
  /// What other runs know it by, however it is named there; the path unless the loader knew better.
  package let identity: String
  /// UTF-8, without a byte order mark, line ends as in the file.
  package let bytes: [UInt8]
  /// The bytes as they were read, when decoding changed them: a byte order mark, or UTF-16.
  private let encodedBytes: [UInt8]?
  /// Where this text came from when it stands inside another one; nil for a file of its own.
  package let embedding: Embedding?
  /// The number of its first line, for a piece of a larger file; else 1.
  private let firstLine: Int
  /// Byte offsets at which lines begin; never empty, first element 0, ascending.
  private let lineStarts: [Int32]
  private let scalarIndex: ScalarIndex

  /// A file of UTF-8 `bytes`; `encodedBytes` are those on disk when they differ.
  ///
  /// `firstLine`: where a piece of a larger file begins in it.
  package init(
    path: String, identity: String? = nil, bytes: [UInt8], encodedBytes: [UInt8]? = nil,
    embedding: Embedding? = nil, firstLine: Int = 1
  ) {
    self.path = path
    self.firstLine = firstLine
    self.identity = identity ?? path
    self.bytes = bytes
    self.encodedBytes = encodedBytes
    self.embedding = embedding
    lineStarts = Self.lineStarts(of: bytes)
    scalarIndex = ScalarIndex(bytes)
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  private init(_ file: SourceFile, identity: String) {
    path = file.path
    self.identity = identity
    bytes = file.bytes
    encodedBytes = file.encodedBytes
    embedding = file.embedding
    firstLine = file.firstLine
    lineStarts = file.lineStarts
    scalarIndex = file.scalarIndex
  }

  /// The same file, known to other runs by another name than its path.
  package func identified(as identity: String) -> SourceFile {
    SourceFile(self, identity: identity)
  }

  /// The bytes as they stand on disk, which is what a digest of the file is taken from.
  package var originalBytes: [UInt8] { encodedBytes ?? bytes }

  /// The text of a range; offsets outside of the file are clamped.
  package func text(_ range: SourceRange) -> String {
    let start = min(max(Int(range.start), 0), bytes.count)
    let end = min(max(Int(range.end), start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The outermost file and the range there that `range` stands for.
  package func outermost(_ range: SourceRange) -> (file: SourceFile, range: SourceRange) {
    embedding?.outermost(range) ?? (self, range)
  }

  /// Line and column of an offset in this file's own text, both 1-based; columns count Unicode scalars.
  package func position(at offset: Int32) -> Position {
    let clamped = min(max(offset, 0), Int32(truncatingIfNeeded: bytes.count))
    let line = lineIndex(of: clamped)
    let start = scalarIndex.scalars(before: Int(lineStarts[line]), in: bytes)
    let column = scalarIndex.scalars(before: Int(clamped), in: bytes) - start + 1
    return Position(line: line + firstLine, column: column)
  }

  /// Where a text of valid UTF-8 ends whose first line has a number, without a file of it.
  package static func end(of bytes: [UInt8], firstLine: Int) -> Position {
    bytes.withUnsafeBytes { bytes in
      let lines = JSONBytes(bytes, end: bytes.count).lineEnds(in: 0..<bytes.count)
      var start = bytes.count
      var column = 1
      while start > 0, bytes[start - 1] != 0x0A {
        start -= 1
        // Scalars begin at bytes that do not go on with one.
        if bytes[start] & 0xC0 != 0x80 { column += 1 }
      }
      return Position(line: firstLine + lines, column: column)
    }
  }

  /// Whether every scalar is one byte.
  var isASCII: Bool { scalarIndex.isASCII }

  /// The byte offset of a 0-based Unicode scalar; the end of the text when there are fewer.
  func offset(ofScalar number: Int) -> Int {
    scalarIndex.offset(ofScalar: number, in: bytes)
  }

  /// The text of a 1-based line without its line end; nil when there is no such line.
  package func line(_ number: Int) -> String? {
    guard number >= 1, number <= lineStarts.count else { return nil }
    return String(decoding: bytes[lineRange(number)], as: UTF8.self)
  }

  /// The byte offsets of a 1-based line without its line end; the number must be that of a line.
  func lineRange(_ number: Int) -> Range<Int> {
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// Number of lines; at least 1.
  package var lineCount: Int { lineStarts.count }

  private static func lineStarts(of bytes: [UInt8]) -> [Int32] {
    var starts: [Int32] = []
    bytes.withUnsafeBytes { buffer in
      // Counted first, so that they are not moved again and again.
      let count = JSONBytes(buffer, end: buffer.count).lineEnds(in: 0..<buffer.count)
      starts.reserveCapacity(count + 1)
      starts.append(0)
      guard let base = buffer.baseAddress else { return }
      var offset = 0
      while let found = memchr(base + offset, 0x0A, buffer.count - offset) {
        offset = UnsafeRawPointer(found) - base + 1
        starts.append(Int32(clamping: offset))
      }
    }
    return starts
  }

  private func lineIndex(of offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// A place people can go to: 1-based line and column, the column counted in Unicode scalars.
package struct Position: Hashable, Sendable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
