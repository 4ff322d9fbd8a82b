import Glibc

/// Goes through JSON lines whose lines are objects, and hands out of each the value of one member that
/// mostly leads, such as `Name`; only lines that the caller opens are read any further.
///
/// In: the bytes of a whole file, UTF-8 with or without a byte order mark. Out: one `JSONLine` for each
/// line that is not blank, in file order. A file that is one array of objects, or one object over
/// several lines, gives its objects the same way.
///
/// Which member is the wanted one is exact for all valid JSON: where the line does not simply begin with
/// it, the line is read member by member. How much else is checked:
/// - every line: it begins with `{` and ends with `}`;
/// - the first line, a last line without a line end, and lines that the caller opens: every byte;
/// - under `.everyByte`: every byte of every line, with the verdicts of `JSONReader.readLines` but for its
///   limit of values.
///
/// Of several members that match, which can only be when case is ignored, the first is handed out.
///
/// Time: one pass for line ends and a look at each beginning, over 3 GB/s on a core; nothing is
/// allocated for a line. It is good only inside the closure that lent the bytes.
package struct JSONLines {
  /// How much of lines that nobody opens is checked.
  package enum Checking: Sendable { case structure, everyByte }

  /// What the bytes turned out to be.
  private enum Layout { case lines, array, ended }

  private let buffer: UnsafeRawBufferPointer
  private let bytes: JSONBytes
  /// Nil when none is wanted.
  private let member: String?
  private let matching: JSONKeyMatching
  private let checking: Checking
  /// How a line begins that begins with the member: `{"Name":"`.
  private let beginning: [UInt8]
  /// How no line begins.
  private static let noBeginning = Array("{\"\"\"".utf8)
  private var validator: JSONValidator
  private var layout: Layout?
  private var at: Int
  /// The 1-based number of the line that `at` stands on.
  private var line = 1
  /// Up to here every byte has been checked, line by line.
  private var checkedEnd = 0
  /// How many objects were passed.
  package private(set) var count = 0

  /// Memory that one file after the other is gone through with.
  package struct Storage {
    fileprivate var validator: JSONValidator?

    package init() {}
  }

  /// The memory that was gone through this file with, for the next one.
  package var storage: Storage {
    var storage = Storage()
    storage.validator = validator
    return storage
  }

  /// Lines of `buffer`, of each of which the value of `member` is handed out; nil for none.
  ///
  /// `storage`: that of another file, which is not used any more.
  package init(
    _ buffer: UnsafeRawBufferPointer, member: String?, matching: JSONKeyMatching = .exact,
    checking: Checking = .structure, depth: Int = 200,
    reusing storage: consuming Storage = Storage()
  ) {
    self.buffer = buffer
    bytes = JSONBytes(buffer, end: buffer.count)
    self.member = member
    self.matching = matching
    self.checking = checking
    let plain = member.flatMap { member in
      member.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C } ? member : nil
    }
    // A member that would be escaped never leads in plain sight.
    beginning = plain.map { Array("{\"\($0)\":\"".utf8) } ?? Self.noBeginning
    let known = storage.validator.flatMap { $0.depth == depth ? $0 : nil }
    validator = known ?? JSONValidator(depth: depth, keys: .unique)
    at = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next line that is not blank; nil at the end, and after an error.
  package mutating func next() throws(JSONError) -> JSONLine? {
    do throws(JSONError) {
      if layout == nil { try begin() }
      switch layout {
      case .lines: return try nextLine()
      case .array: return try nextElement()
      case .ended, nil: return nil
      }
    } catch {
      layout = .ended
      throw error.line == nil ? located(error) : error
    }
  }

  /// The next line that `screen` does not rule out; those that it does are checked as others are.
  package mutating func next(screenedBy screen: TextScreen) throws(JSONError) -> JSONLine? {
    if layout == .lines, checking == .structure { passLines(ruledOutBy: screen) }
    return try next()
  }

  /// A cursor at the object of a line, every byte of which has been checked.
  package mutating func open(_ line: JSONLine) throws(JSONError) -> JSONCursor {
    if !line.isChecked { try check(line.range, line: line.number) }
    return JSONCursor(
      JSONBytes(buffer, end: line.range.upperBound), at: line.range.lowerBound,
      depth: validator.depth)
  }
}

/// One line of JSON lines; it is good as long as the bytes of its file are.
package struct JSONLine {
  /// 1-based: the line on which the object begins.
  package let number: Int
  /// Offsets of the object in the file, blanks and line end left out.
  package let range: Range<Int>
  /// The wanted member; nil when there is none, or when its value is no string.
  package let value: JSONText?
  /// Whether every byte of it has been checked.
  let isChecked: Bool
}

extension JSONLines {
  private mutating func nextLine() throws(JSONError) -> JSONLine? {
    while at < bytes.end {
      let (start, number) = (at, line)
      let stop = endOfLine(from: start)
      let isLast = stop == bytes.end
      at = isLast ? stop : stop + 1
      line += 1
      guard let object = try objectRange(start..<stop, line: number) else { continue }
      // A file that was cut off mostly ends inside of a line, and sometimes behind a `}`.
      let isKnown = stop <= checkedEnd
      let isChecked = isKnown || isLast || checking == .everyByte
      if isChecked, !isKnown { try check(object, line: number) }
      return try handOut(object, line: number, isChecked: isChecked)
    }
    return nil
  }

  /// The offset of the next line end, or of the end of the bytes.
  @inline(__always) private func endOfLine(from start: Int) -> Int {
    let rest = bytes.slice(start..<bytes.end)
    // In bounds: it looks at the bytes of `rest` only, and what it finds lies in them.
    guard let first = rest.baseAddress, let found = memchr(first, 0x0A, rest.count) else {
      return bytes.end
    }
    return start + (UnsafeRawPointer(found) - first)
  }

  /// Where the object of a line stands in it; nil for a blank line.
  @inline(__always) private func objectRange(
    _ whole: Range<Int>, line: Int
  ) throws(JSONError) -> Range<Int>? {
    var (start, end) = (whole.lowerBound, whole.upperBound)
    if start < end, bytes[start] <= 0x20 { start = min(bytes.skipBlanks(start), end) }
    while end > start, JSONScanner.isBlank(bytes[end - 1]) { end -= 1 }
    guard start < end else { return nil }
    guard bytes[start] == UInt8(ascii: "{") else {
      throw JSONError(.unexpected, at: start, line: line)
    }
    guard end - start >= 2, bytes[end - 1] == UInt8(ascii: "}") else {
      throw fault(of: start..<end, line: line)
    }
    return start..<end
  }

  /// Goes behind the plain lines that a screen rules out, up to the first that wants a closer look.
  private mutating func passLines(ruledOutBy screen: TextScreen) {
    let (bytes, length, longest) = (bytes, beginning.count, screen.longest)
    // In bounds: the beginning is compared with the bytes of a line that is longer.
    beginning.withUnsafeBytes { beginning in
      screen.beginnings.withUnsafeBufferPointer { beginnings in
        guard let wanted = beginning.baseAddress else { return }
        while at < bytes.end {
          let stop = endOfLine(from: at)
          guard stop < bytes.end, stop - at > length + 1, bytes[stop - 1] == UInt8(ascii: "}"),
            let start = bytes.slice(at..<stop).baseAddress, memcmp(start, wanted, length) == 0,
            let text = try? JSONBytes(buffer, end: stop).string(at + length), !text.hasEscapes,
            !TextScreen.mayTake(bytes.slice(at + length..<text.quote), beginnings, longest)
          else { return }
          at = stop + 1
          line += 1
          count += 1
        }
      }
    }
  }

  /// What is wrong with a line whose structure is.
  private func fault(of range: Range<Int>, line: Int) -> JSONError {
    var strict = validator
    let piece = JSONBytes(buffer, end: range.upperBound)
    do throws(JSONError) {
      let end = try strict.pass(range.lowerBound, in: piece)
      return JSONError(.trailingText, at: piece.skipBlanks(end), line: line)
    } catch {
      return error.on(line: line)
    }
  }

  private mutating func check(_ range: Range<Int>, line: Int) throws(JSONError) {
    let piece = JSONBytes(buffer, end: range.upperBound)
    do throws(JSONError) {
      let end = try validator.pass(range.lowerBound, in: piece)
      guard end == range.upperBound else { throw JSONError(.trailingText, at: end) }
    } catch {
      throw error.on(line: line)
    }
  }

  @inline(__always) private mutating func handOut(
    _ object: Range<Int>, line: Int, isChecked: Bool
  ) throws(JSONError) -> JSONLine {
    count += 1
    guard let member else {
      return JSONLine(number: line, range: object, value: nil, isChecked: isChecked)
    }
    let value: JSONText?
    if let leading = leadingValue(object) {
      value = leading
    } else {
      value = try anyValue(member, of: object, line: line)
    }
    return JSONLine(number: line, range: object, value: value, isChecked: isChecked)
  }

  /// The member's value when the object simply begins with it and the value is a plain string.
  @inline(__always) private func leadingValue(_ object: Range<Int>) -> JSONText? {
    let count = beginning.count
    guard object.count > count else { return nil }
    let isLeading = beginning.withUnsafeBytes { beginning in
      // In bounds: both have `count` bytes, the object more than that.
      guard let left = beginning.baseAddress,
        let right = bytes.slice(object).baseAddress
      else { return false }
      return memcmp(left, right, count) == 0
    }
    guard isLeading else { return nil }
    let start = object.lowerBound + count
    let piece = JSONBytes(buffer, end: object.upperBound)
    guard let string = try? piece.string(start) else { return nil }
    return JSONText(bytes: bytes.slice(start..<string.quote), hasEscapes: string.hasEscapes)
  }

  /// The member's value wherever it stands; nil when there is none, or when it is no string.
  private func anyValue(
    _ member: String, of object: Range<Int>, line: Int
  ) throws(JSONError) -> JSONText? {
    do throws(JSONError) {
      var cursor = JSONCursor(
        JSONBytes(buffer, end: object.upperBound), at: object.lowerBound, depth: validator.depth)
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        guard key.matches(member, matching) else { continue }
        return try cursor.kind() == .string ? try cursor.string() : nil
      }
      try cursor.finish()
      return nil
    } catch {
      throw error.on(line: line)
    }
  }
}

extension JSONLines {
  /// Finds out what the bytes are: lines when the first line that is not blank is an object by itself,
  /// else one document.
  private mutating func begin() throws(JSONError) {
    guard !JSONBytes.isUTF16(buffer) else { throw JSONError(.utf16, at: 0) }
    while at < bytes.end, JSONScanner.isBlank(bytes[at]) {
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
    guard at < bytes.end else { return layout = .ended }
    let first = at..<endOfLine(from: at)
    let piece = JSONBytes(buffer, end: first.upperBound)
    let firstFault: JSONError
    do throws(JSONError) {
      let end = piece.skipBlanks(try validator.pass(at, in: piece))
      if end == first.upperBound, bytes[at] == UInt8(ascii: "{") {
        checkedEnd = end
        return layout = .lines
      }
      if end < first.upperBound { throw JSONError(.trailingText, at: end) }
      firstFault = JSONError(.notA(.object), at: at)
    } catch {
      firstFault = error
    }
    // Where the first line should have been an object by itself, its own fault is the one to tell.
    let looksLikeLine = bytes[at] == UInt8(ascii: "{") && lastByte(of: first) == UInt8(ascii: "}")
    do throws(JSONError) {
      let end = bytes.skipBlanks(try validator.pass(at, in: bytes))
      guard end == bytes.end else { throw JSONError(.trailingText, at: end) }
    } catch {
      throw looksLikeLine ? firstFault : error
    }
    switch bytes[at] {
    case UInt8(ascii: "["):
      layout = .array
      at += 1
    case UInt8(ascii: "{"): layout = .array
    default: throw firstFault
    }
  }

  private func lastByte(of range: Range<Int>) -> UInt8? {
    var end = range.upperBound
    while end > range.lowerBound, JSONScanner.isBlank(bytes[end - 1]) { end -= 1 }
    return end > range.lowerBound ? bytes[end - 1] : nil
  }

  /// The next object of one document, which has been checked as a whole.
  private mutating func nextElement() throws(JSONError) -> JSONLine? {
    while at < bytes.end, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: ",") {
      if bytes[at] == 0x0A { line += 1 }
      at += 1
    }
    guard at < bytes.end, bytes[at] != UInt8(ascii: "]") else {
      layout = .ended
      return nil
    }
    guard bytes[at] == UInt8(ascii: "{") else { throw JSONError(.notA(.object), at: at) }
    let object = at..<(try validator.pass(at, in: bytes))
    let number = line
    line += bytes.lineEnds(in: object)
    at = object.upperBound
    return try handOut(object, line: number, isChecked: true)
  }

  /// The error with its line, found by counting: errors end the reading.
  private func located(_ error: JSONError) -> JSONError {
    error.on(line: 1 + bytes.lineEnds(in: 0..<min(error.offset, bytes.end)))
  }
}
