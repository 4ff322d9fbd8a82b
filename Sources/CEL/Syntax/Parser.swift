package import Documents

/// Tokens to a syntax tree.
///
/// In: a range of a source file. Out: a tree, or what is wrong with the text, several things at
/// once. Precedence climbing; names are not looked up here, but macros are recognised by the shape
/// of their calls. Never recurses deeper than its limits, whatever the text.
package struct Parser {
  /// How big a text and its tree may be.
  package struct Limits: Sendable {
    /// Length of the text.
    package var bytes = 32 * 1024
    /// Nodes of the tree.
    package var nodes = 10_000
    /// Levels of the tree, and of brackets in the text.
    package var depth = 250

    package init() {}
  }

  /// A tree, or diagnostics that have an error among them.
  package struct Outcome: Sendable {
    /// Nil exactly when a diagnostic is an error.
    package let expression: Expression?
    package let diagnostics: [Diagnostic]
  }

  /// A node that was just read, with the range that it takes up, its own brackets included.
  struct Part {
    var id: Expression.ID
    var range: SourceRange
  }

  let file: SourceFile
  let limits: Limits
  private let tokens: [Token]
  private var index = 0
  var nesting = 0
  var reader: LiteralReader
  private(set) var expression = Expression()
  /// One per node: 1 for a leaf.
  private var depths: [Int] = []
  private var diagnostics: [Diagnostic] = []
  /// Index of the token at which the last error was reported; one a token is enough.
  private var reportedIndex = -1
  private var isExhausted = false

  private init(_ file: SourceFile, _ tokens: [Token], _ limits: Limits) {
    self.file = file
    self.tokens = tokens
    self.limits = limits
    reader = LiteralReader(file)
    expression.nodes.reserveCapacity(tokens.count)
    expression.spans.reserveCapacity(tokens.count)
    depths.reserveCapacity(tokens.count)
  }

  /// The tree of an expression that a file holds, or that a range of it does.
  package static func parse(
    _ file: SourceFile, _ range: SourceRange? = nil, limits: Limits = Limits()
  ) -> Outcome {
    let range = range ?? SourceRange(0, file.bytes.count)
    guard Int(range.end) - Int(range.start) <= limits.bytes else {
      let message = ParserDiagnostics.tooLong(file, range, limit: limits.bytes)
      return Outcome(expression: nil, diagnostics: [message])
    }
    let (tokens, lexical) = Lexer.tokenize(file, range)
    var parser = Parser(file, tokens, limits)
    parser.parseWhole()
    let diagnostics = lexical + parser.reader.diagnostics + parser.diagnostics
    return Outcome(
      expression: diagnostics.contains { $0.severity == .error } ? nil : parser.expression,
      diagnostics: Array(
        diagnostics.sorted { $0.range.start < $1.range.start }.prefix(Self.maximumDiagnostics)))
  }

  /// More than this many errors in one expression help nobody.
  private static let maximumDiagnostics = 20

  private mutating func parseWhole() {
    expression.root = parseExpression().id
    var isFirst = true
    while current.kind != .end, diagnostics.count < Self.maximumDiagnostics {
      if isFirst, current.kind != .invalid {
        report { ParserDiagnostics.trailingText($0.file, $0.current.range, found: $0.found) }
      }
      isFirst = false
      advance()
      if current.kind != .end { _ = parseExpression() }
    }
  }
}

extension Parser {
  var current: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// The end of the token before this one.
  var previousEnd: Int32 { tokens[max(0, index - 1)].range.end }

  /// The current token for a message.
  var found: String {
    current.kind == .end ? "its end" : "`\(file.text(current.range).prefix(40))`"
  }

  /// Adds a diagnostic unless one was given at this token.
  mutating func report(_ make: (Parser) -> Diagnostic) {
    guard reportedIndex != index, !isExhausted else { return }
    reportedIndex = index
    if current.kind != .invalid { diagnostics.append(make(self)) }
  }

  /// Adds a diagnostic about something already read.
  mutating func report(_ diagnostic: Diagnostic) {
    if !isExhausted { diagnostics.append(diagnostic) }
  }

  /// Adds a node; past a limit, says so and jumps to the end of the text.
  mutating func add(
    _ node: Expression.Node, _ span: SourceRange, over children: [Expression.ID] = []
  ) -> Part {
    let depth = 1 + (children.map { depths[Int($0)] }.max() ?? 0)
    if depth > limits.depth {
      exhaust(ParserDiagnostics.tooDeep(file, span, limit: limits.depth))
    } else if expression.nodes.count >= limits.nodes {
      exhaust(ParserDiagnostics.tooManyNodes(file, span, limit: limits.nodes))
    }
    depths.append(depth)
    return Part(id: expression.add(node, span), range: span)
  }

  /// Makes another node of the one just added.
  mutating func replace(_ part: Part, by node: Expression.Node, _ span: SourceRange) -> Part {
    expression.nodes[Int(part.id)] = node
    expression.spans[Int(part.id)] = span
    return Part(id: part.id, range: span)
  }

  mutating func exhaust(_ diagnostic: Diagnostic) {
    report(diagnostic)
    isExhausted = true
    index = tokens.count - 1
  }

  /// What stands for a part that could not be read.
  mutating func hole() -> Part { add(.literal(.null), current.range) }

  /// Skips to the next comma or closing bracket of this level.
  mutating func skipToDelimiter() {
    var depth = 0
    while current.kind != .end {
      switch current.kind {
      case .leftParen, .leftBracket, .leftBrace: depth += 1
      case .rightParen, .rightBracket, .rightBrace:
        if depth == 0 { return }
        depth -= 1
      case .comma where depth == 0: return
      default: break
      }
      advance()
    }
  }
}
