/// Reads the tokens of JSON from bytes: strings, numbers, words, blanks.
struct JSONScanner {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var end = 0
  /// The present byte offset.
  private(set) var at = 0
  /// Decoded bytes of the present string, kept to spare allocations.
  private var decoded: [UInt8] = []

  init(file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  /// The byte at the present place; nil at the end.
  var byte: UInt8? { at < end ? bytes[at] : nil }

  mutating func move(to range: Range<Int>) {
    at = range.lowerBound
    end = range.upperBound
  }

  mutating func advance() {
    at += 1
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  mutating func skipBlanks() {
    while at < end, Self.isBlank(bytes[at]) { at += 1 }
  }

  /// The range of the Unicode scalar at the present place.
  func scalarRange() -> SourceRange {
    var stop = min(at + 1, end)
    while stop < end, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
    return SourceRange(at, stop)
  }

  /// Passes a comment, if one begins here.
  mutating func comment() throws(ReadFailure) -> SourceRange? {
    let start = at
    if bytes[at] == UInt8(ascii: "/") {
      guard at + 1 < end else { return nil }
      switch bytes[at + 1] {
      case UInt8(ascii: "/"): break
      case UInt8(ascii: "*"): return try blockComment()
      default: return nil
      }
    }
    while at < end, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    return SourceRange(start, at)
  }

  private mutating func blockComment() throws(ReadFailure) -> SourceRange {
    let start = at
    at += 2
    while at + 1 < end {
      if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") {
        at += 2
        return SourceRange(start, at)
      }
      at += 1
    }
    throw ReadFailure(JSONDiagnostics.openComment(file, at: SourceRange(start, start + 2)))
  }

  /// Reads the string whose opening quote stands here.
  mutating func string() throws(ReadFailure) -> Node {
    let start = at
    at += 1
    let contentStart = at
    var allBits: UInt8 = 0
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        if allBits >= 0x80 { try checkUTF8(from: contentStart) }
        let text = String(decoding: bytes[contentStart..<at], as: UTF8.self)
        at += 1
        return node(text, start: start)
      }
      if byte == UInt8(ascii: "\\") { return try stringWithEscapes(start: start) }
      if byte < 0x20 { throw ReadFailure(badControl(byte, stringStart: start)) }
      allBits |= byte
      at += 1
    }
    throw ReadFailure(JSONDiagnostics.openString(file, at: SourceRange(start, start + 1)))
  }

  private func node(_ text: String, start: Int) -> Node {
    Node(.scalar(Scalar(text, style: .doubleQuoted)), range: SourceRange(start, at))
  }

  private func checkUTF8(from start: Int) throws(ReadFailure) {
    guard let offset = UTF8Validation.firstInvalid(bytes, from: start, to: at) else { return }
    throw ReadFailure(TreeDiagnostics.invalidUTF8(file, at: offset))
  }

  private func badControl(_ byte: UInt8, stringStart: Int) -> Diagnostic {
    if byte == 0x0A || byte == 0x0D {
      return JSONDiagnostics.openString(file, at: SourceRange(stringStart, at))
    }
    return JSONDiagnostics.controlCharacter(file, at: SourceRange(at, at + 1), byte: byte)
  }

  /// Goes on with a string at its first backslash.
  private mutating func stringWithEscapes(start: Int) throws(ReadFailure) -> Node {
    decoded.removeAll(keepingCapacity: true)
    var run = start + 1
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        decoded.append(contentsOf: bytes[run..<at])
        try checkUTF8(from: start)
        let text = String(decoding: decoded, as: UTF8.self)
        at += 1
        return node(text, start: start)
      }
      if byte < 0x20 { throw ReadFailure(badControl(byte, stringStart: start)) }
      guard byte == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      decoded.append(contentsOf: bytes[run..<at])
      switch QuotedEscape.json(bytes[..<end], at: at) {
      case .scalar(let scalar, let length):
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        at += length
      case .loneSurrogate(let length):
        throw ReadFailure(JSONDiagnostics.loneSurrogate(file, at: SourceRange(at, at + length)))
      case .invalid(let length):
        throw ReadFailure(JSONDiagnostics.badEscape(file, at: SourceRange(at, at + length)))
      }
      run = at
    }
    throw ReadFailure(JSONDiagnostics.openString(file, at: SourceRange(start, start + 1)))
  }

  /// Reads the number that begins here and keeps it as written.
  mutating func number() throws(ReadFailure) -> Node {
    let start = at
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    let integer = digits()
    var isValid = integer == 1 || (integer > 1 && bytes[at - integer] != UInt8(ascii: "0"))
    if at < end, bytes[at] == UInt8(ascii: ".") {
      at += 1
      isValid = digits() > 0 && isValid
    }
    if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      isValid = digits() > 0 && isValid
    }
    guard isValid, at == end || !Self.isWordByte(bytes[at]) else {
      while at < end, Self.isWordByte(bytes[at]) { at += 1 }
      throw ReadFailure(JSONDiagnostics.badNumber(file, at: SourceRange(start, at)))
    }
    return plain(start)
  }

  /// Passes digits and counts them.
  private mutating func digits() -> Int {
    let start = at
    while at < end, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") { at += 1 }
    return at - start
  }

  private func plain(_ start: Int) -> Node {
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    return Node(.scalar(Scalar(text, style: .plain)), range: SourceRange(start, at))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// Reads `true`, `false` or `null`; anything else is explained.
  mutating func word() throws(ReadFailure) -> Node {
    let start = at
    while at < end, Self.isWordByte(bytes[at]), bytes[at] != UInt8(ascii: ":") { at += 1 }
    let text = bytes[start..<at]
    if text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8)
      || text.elementsEqual("null".utf8)
    {
      return plain(start)
    }
    at = start
    throw ReadFailure(notAValue(wordEnd: start + text.count))
  }
}

extension JSONScanner {
  /// The range of `...` or `…` when it stands here.
  func ellipsis() -> SourceRange? {
    var stop = at
    while stop < end, bytes[stop] == UInt8(ascii: ".") { stop += 1 }
    if stop - at >= 2 { return SourceRange(at, stop) }
    guard bytes[at..<min(at + 3, end)].elementsEqual("…".utf8) else { return nil }
    return SourceRange(at, at + 3)
  }

  /// Why a key cannot begin here.
  func notAKey() -> Diagnostic {
    if let ellipsis = ellipsis() { return JSONDiagnostics.ellipsis(file, at: ellipsis) }
    if let placeholder { return JSONDiagnostics.placeholder(file, at: placeholder) }
    if byte == UInt8(ascii: "'") { return JSONDiagnostics.singleQuote(file, at: scalarRange()) }
    return JSONDiagnostics.keyExpected(file, at: scalarRange())
  }

  private func notAValue(wordEnd: Int) -> Diagnostic {
    if let ellipsis = ellipsis() { return JSONDiagnostics.ellipsis(file, at: ellipsis) }
    if let placeholder { return JSONDiagnostics.placeholder(file, at: placeholder) }
    switch byte {
    case UInt8(ascii: "'"): return JSONDiagnostics.singleQuote(file, at: scalarRange())
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      return JSONDiagnostics.valueExpected(file, at: scalarRange())
    case UInt8(ascii: "."), UInt8(ascii: "+"):
      return JSONDiagnostics.badNumber(file, at: SourceRange(at, max(wordEnd, at + 1)))
    default: break
    }
    if let offset = UTF8Validation.firstInvalid(bytes, from: at, to: Int(scalarRange().end)) {
      return TreeDiagnostics.invalidUTF8(file, at: offset)
    }
    guard wordEnd > at else { return JSONDiagnostics.unexpected(file, at: scalarRange()) }
    let range = SourceRange(at, wordEnd)
    return JSONDiagnostics.unknownWord(file, at: range, instead: Self.spelling(file.text(range)))
  }

  /// Where `{{`, `${` or `<%` of a template language stands here.
  private var placeholder: SourceRange? {
    guard at + 1 < end else { return nil }
    switch (bytes[at], bytes[at + 1]) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "{")),
      (UInt8(ascii: "<"), UInt8(ascii: "%")), (UInt8(ascii: "{"), UInt8(ascii: "%")):
      return SourceRange(at, at + 2)
    default: return nil
    }
  }

  private static func spelling(_ word: String) -> String? {
    switch word.lowercased() {
    case "true": "true"
    case "false": "false"
    case "null", "none", "nil", "undefined", "nan": "null"
    default: nil
    }
  }
}
