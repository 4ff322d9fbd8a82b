import Documents

/// Reads the values of number and string tokens.
struct LiteralReader {
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) {
    self.file = file
  }

  /// The number of a token, negated when a minus sign stands before it; nil after saying why not.
  ///
  /// The sign belongs in here because the least int has no positive.
  mutating func number(_ token: Token, isNegative: Bool, _ range: SourceRange)
    -> Expression.Constant?
  {
    var text = file.text(token.range)
    if token.kind == .double {
      guard let value = Double(text), value.isFinite else {
        diagnostics.append(ParserDiagnostics.numberOutOfRange(file, range, "double"))
        return nil
      }
      return .double(isNegative ? -value : value)
    }
    if token.kind == .uint { text.removeLast() }
    let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
    let digits = isHex ? text.dropFirst(2) : Substring(text)
    if token.kind == .uint {
      if let value = UInt64(digits, radix: isHex ? 16 : 10) { return .uint(value) }
      diagnostics.append(ParserDiagnostics.numberOutOfRange(file, range, "uint"))
      return nil
    }
    if let value = Int64((isNegative ? "-" : "") + digits, radix: isHex ? 16 : 10) {
      return .int(value)
    }
    diagnostics.append(ParserDiagnostics.numberOutOfRange(file, range, "int"))
    return nil
  }

  /// The text or the bytes of a token; nil after saying why not.
  mutating func text(_ token: Token) -> Expression.Constant? {
    let all = file.bytes[Int(token.range.start)..<Int(token.range.end)]
    let prefix = all.prefix { !$0.isQuote }
    let isRaw = prefix.last.map { $0 | 0x20 == UInt8(ascii: "r") } ?? false
    let quoted = all.dropFirst(prefix.count)
    let isTriple =
      quoted.count >= 6 && quoted.dropFirst().first == quoted.first
      && quoted.dropFirst(2).first == quoted.first
    let body = quoted.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
    let isBytes = token.kind == .bytes
    guard let value = isRaw ? unfold(body) : unescape(body, isBytes: isBytes) else { return nil }
    if isBytes { return .bytes(value) }
    guard let string = String(validating: value, as: UTF8.self) else {
      diagnostics.append(ParserDiagnostics.invalidUTF8(file, token.range))
      return nil
    }
    return .string(string)
  }

  /// With line ends as line feeds, whatever the file has.
  private func unfold(_ body: ArraySlice<UInt8>) -> [UInt8] {
    guard body.contains(0x0D) else { return Array(body) }
    var result: [UInt8] = []
    for index in body.indices {
      guard body[index] == 0x0D else {
        result.append(body[index])
        continue
      }
      if index + 1 == body.endIndex || body[index + 1] != 0x0A { result.append(0x0A) }
    }
    return result
  }

  private mutating func unescape(_ body: ArraySlice<UInt8>, isBytes: Bool) -> [UInt8]? {
    guard body.contains(UInt8(ascii: "\\")) else { return unfold(body) }
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var isGood = true
    var rest = body
    while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
      result += unfold(rest[..<backslash])
      let (length, scalar) = escape(rest[backslash...])
      let range = SourceRange(backslash, backslash + length)
      rest = rest[(backslash + length)...]
      guard let scalar else {
        diagnostics.append(ParserDiagnostics.badEscape(file, range))
        isGood = false
        continue
      }
      guard let encoded = encode(scalar, isByte: isBytes && length <= 4) else {
        diagnostics.append(ParserDiagnostics.badCodePoint(file, range))
        isGood = false
        continue
      }
      // `\u` names a character, which bytes do not have.
      if isBytes, length > 4 {
        diagnostics.append(ParserDiagnostics.unicodeEscapeInBytes(file, range))
        isGood = false
      }
      result += encoded
    }
    return isGood ? result + unfold(rest) : nil
  }

  /// The bytes of a number: itself in bytes, UTF-8 in text; nil when it is no character.
  private func encode(_ value: UInt32, isByte: Bool) -> [UInt8]? {
    if isByte { return [UInt8(truncatingIfNeeded: value)] }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    return Array(String(scalar).utf8)
  }

  /// The length of the escape that `text` begins with, in bytes, and its number; nil when it is not
  /// one.
  private func escape(_ text: ArraySlice<UInt8>) -> (length: Int, value: UInt32?) {
    guard let letter = text.dropFirst().first else { return (1, nil) }
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return hexadecimal(text, digits: 2)
    case UInt8(ascii: "u"): return hexadecimal(text, digits: 4)
    case UInt8(ascii: "U"): return hexadecimal(text, digits: 8)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      let digits = text.dropFirst().prefix(3)
      guard digits.count == 3, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }) else {
        return (2, nil)
      }
      return (4, digits.reduce(0) { $0 * 8 + UInt32($1 - 0x30) })
    default: return (2, Self.simpleEscapes[letter])
    }
  }

  private func hexadecimal(_ text: ArraySlice<UInt8>, digits: Int) -> (Int, UInt32?) {
    let hex = text.dropFirst(2).prefix(digits)
    guard hex.count == digits, hex.allSatisfy(\.isHexDigit) else { return (2, nil) }
    return (2 + digits, UInt32(String(decoding: hex, as: UTF8.self), radix: 16))
  }

  private static let simpleEscapes: [UInt8: UInt32] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
    UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "?"): 0x3F, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
    UInt8(ascii: "`"): 0x60,
  ]
}
