import Documents

extension Parser {
  /// `condition ? a : b`, or what binds tighter.
  mutating func parseExpression() -> Part {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limits.depth else {
      exhaust(ParserDiagnostics.tooDeep(file, current.range, limit: limits.depth))
      return hole()
    }
    let condition = parseBinary(1)
    guard take(.question) else { return condition }
    let first = parseBinary(1)
    guard take(.colon) else {
      report {
        ParserDiagnostics.expected(
          "`:` of the conditional", $0.file, $0.current.range, found: $0.found)
      }
      return condition
    }
    let second = parseExpression()
    return call("_?_:_", [condition, first, second])
  }

  /// Binary operators of at least a precedence, left to right.
  private mutating func parseBinary(_ minimum: Int) -> Part {
    var left = parseUnary()
    while let (function, precedence) = Self.binary(current.kind), precedence >= minimum {
      let kind = current.kind
      if kind == .and || kind == .or {
        var terms = [left]
        while take(kind) { terms.append(parseBinary(precedence + 1)) }
        left = balance(terms[...], function)
      } else {
        advance()
        left = call(function, [left, parseBinary(precedence + 1)])
      }
    }
    return left
  }

  /// A long chain as a shallow tree; the operators are associative.
  private mutating func balance(_ terms: ArraySlice<Part>, _ function: String) -> Part {
    if terms.count == 1, let only = terms.first { return only }
    let middle = terms.startIndex + (terms.count + 1) / 2
    let left = balance(terms[..<middle], function)
    return call(function, [left, balance(terms[middle...], function)])
  }

  private static func binary(_ kind: Token.Kind) -> (function: String, precedence: Int)? {
    switch kind {
    case .or: ("_||_", 1)
    case .and: ("_&&_", 2)
    case .equal: ("_==_", 3)
    case .notEqual: ("_!=_", 3)
    case .less: ("_<_", 3)
    case .lessOrEqual: ("_<=_", 3)
    case .greater: ("_>_", 3)
    case .greaterOrEqual: ("_>=_", 3)
    case .in: ("@in", 3)
    case .plus: ("_+_", 4)
    case .minus: ("_-_", 4)
    case .star: ("_*_", 5)
    case .slash: ("_/_", 5)
    case .percent: ("_%_", 5)
    default: nil
    }
  }

  /// `!` and `-`, of which two in a row are none.
  private mutating func parseUnary() -> Part {
    let kind = current.kind
    guard kind == .not || kind == .minus else { return parseMember() }
    let start = current.range.start
    var count = 0
    while current.kind == kind, !(kind == .minus && isNumber(next.kind)) {
      count += 1
      advance()
    }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limits.depth else {
      exhaust(ParserDiagnostics.tooDeep(file, current.range, limit: limits.depth))
      return hole()
    }
    let isOther = current.kind == .not || (current.kind == .minus && !isNumber(next.kind))
    let operand = isOther ? parseUnary() : parseMember()
    let range = SourceRange(start: start, end: operand.range.end)
    guard count % 2 == 1 else { return Part(id: operand.id, range: range) }
    let function = kind == .not ? "!_" : "-_"
    return add(
      .call(function: function, target: nil, arguments: [operand.id]), range, over: [operand.id])
  }

  private func isNumber(_ kind: Token.Kind) -> Bool { kind == .int || kind == .double }

  /// A primary and the selections, calls and indices after it.
  private mutating func parseMember() -> Part {
    var part = parsePrimary()
    while true {
      switch current.kind {
      case .dot: part = parseSelection(of: part)
      case .leftBracket: part = parseIndex(of: part)
      case .leftBrace:
        guard let type = qualifiedName(part) else { return part }
        refuseMessage(type, part)
      default: return part
      }
    }
  }

  private mutating func parseSelection(of operand: Part) -> Part {
    advance()
    let isOptional = take(.question)
    let name = current
    guard let field = takeName() else {
      report {
        ParserDiagnostics.expected(
          "a field name", $0.file, $0.current.range, found: $0.found)
      }
      if current.kind == .invalid { advance() }
      return operand
    }
    if !isOptional, name.kind == .identifier, current.kind == .leftParen {
      let opening = current.range
      advance()
      let arguments = parseList(until: .rightParen, opening) { $0.parseExpression() }
      let range = SourceRange(start: operand.range.start, end: previousEnd)
      return makeCall(field, name.range, target: operand, arguments, range)
    }
    let range = SourceRange(start: operand.range.start, end: name.range.end)
    return add(
      .select(operand: operand.id, field: field, isOptional: isOptional), range,
      over: [operand.id])
  }

  /// The name at the current token, without its backticks; nil when there is none.
  private mutating func takeName() -> String? {
    switch current.kind {
    case .identifier:
      defer { advance() }
      return file.text(current.range)
    case .quotedIdentifier:
      defer { advance() }
      return file.text(
        SourceRange(start: current.range.start + 1, end: current.range.end - 1))
    default: return nil
    }
  }

  private mutating func parseIndex(of operand: Part) -> Part {
    let opening = current.range
    advance()
    let function = take(.question) ? "_[?_]" : "_[_]"
    let key = parseExpression()
    close(.rightBracket, opening)
    let range = SourceRange(start: operand.range.start, end: previousEnd)
    return add(
      .call(function: function, target: nil, arguments: [operand.id, key.id]), range,
      over: [operand.id, key.id])
  }

  private mutating func parsePrimary() -> Part {
    let token = current
    switch token.kind {
    case .identifier, .dot: return parseName()
    case .leftParen:
      advance()
      let inner = parseExpression()
      close(.rightParen, token.range)
      return Part(
        id: inner.id, range: SourceRange(start: token.range.start, end: previousEnd))
    case .leftBracket: return parseListLiteral()
    case .leftBrace: return parseMapLiteral()
    case .minus, .int, .uint, .double: return parseNumber()
    case .string, .bytes:
      advance()
      return add(.literal(reader.text(token) ?? .null), token.range)
    case .true, .false:
      advance()
      return add(.literal(.bool(token.kind == .true)), token.range)
    case .null:
      advance()
      return add(.literal(.null), token.range)
    default:
      reportMissing()
      if token.kind == .invalid || token.kind == .quotedIdentifier { advance() }
      return hole()
    }
  }

  private mutating func parseNumber() -> Part {
    let start = current.range.start
    let isNegative = take(.minus)
    let token = current
    advance()
    let range = SourceRange(start: start, end: token.range.end)
    let value = reader.number(token, isNegative: isNegative, range)
    return add(.literal(value ?? .null), range)
  }

  /// `a`, `.a`, `f(…)` or `.f(…)`.
  private mutating func parseName() -> Part {
    let start = current.range.start
    let isAbsolute = take(.dot)
    let token = current
    guard token.kind == .identifier else {
      report {
        ParserDiagnostics.expected("a name", $0.file, $0.current.range, found: $0.found)
      }
      if token.kind == .invalid { advance() }
      return hole()
    }
    advance()
    let text = file.text(token.range)
    if Self.reserved.contains(text) {
      report(ParserDiagnostics.reservedWord(file, token.range))
    }
    let name = isAbsolute ? ".\(text)" : text
    guard current.kind == .leftParen else {
      return add(.identifier(name), SourceRange(start: start, end: token.range.end))
    }
    let opening = current.range
    advance()
    let arguments = parseList(until: .rightParen, opening) { $0.parseExpression() }
    let range = SourceRange(start: start, end: previousEnd)
    return makeCall(name, token.range, target: nil, arguments, range)
  }

  /// Names that the grammar keeps for the languages that embed it.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
    "package", "namespace", "return", "var", "void", "while",
  ]

  private mutating func parseListLiteral() -> Part {
    let opening = current.range
    advance()
    let elements = parseList(until: .rightBracket, opening) { parser in
      let isOptional = parser.take(.question)
      return Expression.Element(value: parser.parseExpression().id, isOptional: isOptional)
    }
    return add(
      .list(elements), SourceRange(start: opening.start, end: previousEnd),
      over: elements.map(\.value))
  }

  private mutating func parseMapLiteral() -> Part {
    let opening = current.range
    advance()
    let entries = parseList(until: .rightBrace, opening) { parser in
      let isOptional = parser.take(.question)
      let key = parser.parseExpression().id
      guard parser.take(.colon) else {
        parser.report {
          ParserDiagnostics.expected(
            "`:` after the key", $0.file, $0.current.range, found: $0.found)
        }
        return Expression.Entry(key: key, value: key, isOptional: isOptional)
      }
      return Expression.Entry(
        key: key, value: parser.parseExpression().id, isOptional: isOptional)
    }
    return add(
      .map(entries), SourceRange(start: opening.start, end: previousEnd),
      over: entries.flatMap { [$0.key, $0.value] })
  }

  /// Items between commas up to a closing bracket, which is taken too; a last comma is allowed but
  /// in a call.
  private mutating func parseList<Item>(
    until closing: Token.Kind, _ opening: SourceRange, _ item: (inout Parser) -> Item
  ) -> [Item] {
    var items: [Item] = []
    while current.kind != closing, current.kind != .end {
      items.append(item(&self))
      if take(.comma) {
        if closing == .rightParen, current.kind == closing { reportMissing() }
        continue
      }
      if current.kind == closing { break }
      reportUnclosed(opening)
      skipToDelimiter()
      guard take(.comma) else { break }
    }
    close(closing, opening)
    return items
  }

  private mutating func close(_ closing: Token.Kind, _ opening: SourceRange) {
    if take(closing) { return }
    reportUnclosed(opening)
    skipToDelimiter()
    _ = take(closing)
  }

  private mutating func reportMissing() {
    report { ParserDiagnostics.expectedExpression($0.file, $0.current.range, found: $0.found) }
  }

  private mutating func reportUnclosed(_ opening: SourceRange) {
    report {
      ParserDiagnostics.unclosed($0.file, $0.current.range, found: $0.found, opening: opening)
    }
  }

  /// A call of an operator over its operands.
  private mutating func call(_ function: String, _ operands: [Part]) -> Part {
    let range = operands.dropFirst().reduce(operands[0].range) { $0.union($1.range) }
    let ids = operands.map(\.id)
    return add(.call(function: function, target: nil, arguments: ids), range, over: ids)
  }
}

extension Parser {
  /// The dotted name that a node is, when it is one.
  private func qualifiedName(_ part: Part) -> String? {
    guard expression.spans[Int(part.id)] == part.range else { return nil }
    switch expression[part.id] {
    case .identifier(let name): return name
    case .select(let operand, let field, isOptional: false):
      let inner = Part(id: operand, range: expression.spans[Int(operand)])
      return qualifiedName(inner).map { "\($0).\(field)" }
    default: return nil
    }
  }

  private mutating func refuseMessage(_ type: String, _ part: Part) {
    let opening = current.range
    advance()
    var depth = 1
    while current.kind != .end, depth > 0 {
      if current.kind == .leftBrace { depth += 1 }
      if current.kind == .rightBrace { depth -= 1 }
      advance()
    }
    let end = max(previousEnd, opening.end)
    report(
      ParserDiagnostics.messageConstruction(
        type, file, SourceRange(start: part.range.start, end: end)))
  }
}
