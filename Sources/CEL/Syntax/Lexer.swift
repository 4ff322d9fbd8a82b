import Documents

/// Bytes to tokens.
///
/// In: a range of a source file. Out: tokens in order, the last one `.end`, and what is wrong with
/// the text. White space and `//` comments leave nothing. Numbers and strings are found here and
/// read by `LiteralReader`.
struct Lexer {
  private let file: SourceFile
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  private init(_ file: SourceFile, _ range: SourceRange) {
    self.file = file
    bytes = file.bytes
    position = min(max(0, Int(range.start)), bytes.count)
    end = min(max(position, Int(range.end)), bytes.count)
    tokens.reserveCapacity((end - position) / 3 + 1)
  }

  /// The tokens of a range of a file.
  static func tokenize(
    _ file: SourceFile, _ range: SourceRange
  ) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(file, range)
    lexer.run()
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func run() {
    while true {
      skipSpace()
      guard position < end else { break }
      let start = position
      let kind = next(bytes[position])
      tokens.append(Token(kind: kind, range: SourceRange(start, position)))
    }
    tokens.append(Token(kind: .end, range: SourceRange(end, end)))
  }

  /// The byte `ahead` of the position; 0 beyond the end.
  private func peek(_ ahead: Int = 0) -> UInt8 {
    position + ahead < end ? bytes[position + ahead] : 0
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while position < end, bytes[position] != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private mutating func next(_ byte: UInt8) -> Token.Kind {
    if byte.isNameStart {
      return literalPrefixLength().map { string(prefix: $0) } ?? name()
    }
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit && startsNumber) {
      return number()
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(prefix: 0)
    case UInt8(ascii: "`"): return quotedName()
    default: return sign(byte)
    }
  }

  /// Whether a dot here begins a number such as `.5`, and not a selection.
  private var startsNumber: Bool {
    switch tokens.last?.kind {
    case .identifier, .quotedIdentifier, .rightParen, .rightBracket, .rightBrace, .string, .bytes:
      false
    default: true
    }
  }

  private mutating func name() -> Token.Kind {
    let start = position
    while position < end, bytes[position].isNamePart { position += 1 }
    if spells("in", start) { return .in }
    if spells("true", start) { return .true }
    if spells("false", start) { return .false }
    return spells("null", start) ? .null : .identifier
  }

  /// Whether the bytes from `start` to the position are those of a word.
  private func spells(_ word: StaticString, _ start: Int) -> Bool {
    guard position - start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { $0.elementsEqual(bytes[start..<position]) }
  }

  private mutating func quotedName() -> Token.Kind {
    let start = position
    position += 1
    while position < end, bytes[position].isQuotedNamePart { position += 1 }
    guard peek() == UInt8(ascii: "`"), position > start + 1 else {
      while position < end, peek() != UInt8(ascii: "`"), peek() != 0x0A { position += 1 }
      if peek() == UInt8(ascii: "`") { position += 1 }
      diagnostics.append(ParserDiagnostics.badQuotedName(file, SourceRange(start, position)))
      return .invalid
    }
    position += 1
    return .quotedIdentifier
  }

  // Numbers: a sign is a token of its own.
  private mutating func number() -> Token.Kind {
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x"), peek(2).isHexDigit {
      position += 2
      while peek().isHexDigit { position += 1 }
      return unsignedSuffix() ? .uint : .int
    }
    while peek().isDigit { position += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDouble = true
      position += 1
      while peek().isDigit { position += 1 }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let signLength = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + signLength).isDigit {
        isDouble = true
        position += 1 + signLength
        while peek().isDigit { position += 1 }
      }
    }
    if isDouble { return .double }
    return unsignedSuffix() ? .uint : .int
  }

  private mutating func unsignedSuffix() -> Bool {
    guard peek() | 0x20 == UInt8(ascii: "u") else { return false }
    position += 1
    return true
  }

  /// Length of `r`, `b` or `br` when a quote follows; nil when this is a name.
  private func literalPrefixLength() -> Int? {
    let first = peek() | 0x20
    if first == UInt8(ascii: "r") || first == UInt8(ascii: "b"), peek(1).isQuote { return 1 }
    if first == UInt8(ascii: "b"), peek(1) | 0x20 == UInt8(ascii: "r"), peek(2).isQuote {
      return 2
    }
    return nil
  }

  private mutating func string(prefix: Int) -> Token.Kind {
    let start = position
    let isBytes = prefix > 0 && peek() | 0x20 == UInt8(ascii: "b")
    let isRaw = prefix > 0 && peek(prefix - 1) | 0x20 == UInt8(ascii: "r")
    position += prefix
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    while position < end {
      let byte = bytes[position]
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return isBytes ? .bytes : .string
      }
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      position += byte == UInt8(ascii: "\\") && !isRaw && position + 1 < end ? 2 : 1
    }
    diagnostics.append(
      ParserDiagnostics.unterminatedString(file, SourceRange(start, position)))
    return .invalid
  }

  private mutating func sign(_ byte: UInt8) -> Token.Kind {
    let start = position
    position += 1
    switch byte {
    case UInt8(ascii: "("): return .leftParen
    case UInt8(ascii: ")"): return .rightParen
    case UInt8(ascii: "["): return .leftBracket
    case UInt8(ascii: "]"): return .rightBracket
    case UInt8(ascii: "{"): return .leftBrace
    case UInt8(ascii: "}"): return .rightBrace
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "."): return .dot
    case UInt8(ascii: "?"): return .question
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: "*"): return .star
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "%"): return .percent
    case UInt8(ascii: "!"): return either("=", .notEqual, .not)
    case UInt8(ascii: "<"): return either("=", .lessOrEqual, .less)
    case UInt8(ascii: ">"): return either("=", .greaterOrEqual, .greater)
    case UInt8(ascii: "=") where peek() == UInt8(ascii: "="): return either("=", .equal, .equal)
    case UInt8(ascii: "&") where peek() == UInt8(ascii: "&"): return either("&", .and, .and)
    case UInt8(ascii: "|") where peek() == UInt8(ascii: "|"): return either("|", .or, .or)
    default:
      refuse(from: start)
      return .invalid
    }
  }

  /// The first kind when `second` follows, and takes it; else the other.
  private mutating func either(
    _ second: Unicode.Scalar, _ kind: Token.Kind, _ other: Token.Kind
  ) -> Token.Kind {
    guard peek() == UInt8(ascii: second) else { return other }
    position += 1
    return kind
  }

  private mutating func refuse(from start: Int) {
    while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    diagnostics.append(
      ParserDiagnostics.unexpectedCharacter(file, SourceRange(start, position)))
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isHexDigit: Bool { isDigit || (self | 0x20 >= 0x61 && self | 0x20 <= 0x66) }
  /// Whether a name may begin so: a letter of ASCII or `_`.
  var isNameStart: Bool { (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || self == 0x5F }
  /// Whether a name may go on so.
  var isNamePart: Bool { isNameStart || isDigit }
  /// Whether a name in backticks may hold it: letters, digits and `_ . - / space`.
  var isQuotedNamePart: Bool {
    isNamePart || self == 0x2E || self == 0x2D || self == 0x2F || self == 0x20
  }
  var isQuote: Bool { self == 0x22 || self == 0x27 }
}
