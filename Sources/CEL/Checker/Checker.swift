package import Documents

/// A syntax tree and an environment to a typed tree.
///
/// In: a parsed expression and the file that holds it. Out: the tree with a type and a resolution
/// per node, or what is wrong with it, several things at once; and what its being true proves.
/// Types follow the specification: parameters, overloads, dyn. Beyond it, records are closed, and a
/// field that may be absent is read only where its presence is proven.
///
/// Presence flows from left to right through `&&`, `||`, `?:`, `!` and the macros. A place is
/// proven by `has`, by `hasValue()` of an optional selection, by `in` of a map, and by what the
/// caller assumes.
package struct Checker {
  /// How to check.
  package struct Options: Sendable {
    /// What becomes of parts that do not type-check.
    package enum Typing: Sendable {
      /// They are errors.
      case strict
      /// They are dyn, and fail when evaluated: for expressions that nobody declared names for.
      case lenient
    }

    package var typing = Typing.strict
    /// How many macros may stand in each other's bodies.
    package var macroDepth = 4
    /// How grave it is what type-checks and cannot be meant, such as a comparison with one answer.
    package var doubtful = Diagnostic.Severity.warning

    package init() {}
  }

  /// A typed tree, or diagnostics that have an error among them.
  package struct Outcome: Sendable {
    /// Nil exactly when a diagnostic is an error.
    package let checked: CheckedExpression?
    /// In the order of their places.
    package let diagnostics: [Diagnostic]
    /// What it means to name this expression by a variable: its type, the place it reads, and what
    /// it proves.
    package let meaning: Environment.Variable
    /// Names of the variables of the environment that it reads.
    package let variables: Set<String>
  }

  let file: SourceFile
  let environment: Environment
  let options: Options
  var expression: Expression
  var unifier = TypeUnifier()
  var types: [CELType]
  var resolutions: [CheckedExpression.Resolution]
  /// One per node: the place it reads.
  var places: [Path?]
  /// The values that a compared node can have, where they are a closed enumeration.
  var closedValues: [Expression.ID: [String]] = [:]
  var diagnostics: [Diagnostic] = []
  private(set) var hasError = false
  var variables: Set<String> = []
  /// Macro variables and bindings in scope, innermost last.
  var locals: [Local] = []
  /// Places that are there at this point.
  var known: Set<Path>
  /// Unguarded places that were complained of; once is enough.
  var reported: Set<Path> = []
  /// `all` over lists that may be empty, with the fact that would rule it out.
  var vacuous: [(nonEmpty: Path, range: SourceRange)] = []
  var macroDepth = 0
  private var localCount = 0

  /// A variable of a macro or a binding.
  struct Local {
    let name: String
    let judgement: Judgement
    /// The place that it is an element of, `….list[*]`; nil for a binding.
    var origin: Path?
    var isUsed = false
  }

  /// More than this many complaints about one expression help nobody.
  static let maximumDiagnostics = 50

  private init(
    _ expression: Expression, _ file: SourceFile, _ environment: Environment,
    _ known: Set<Path>, _ options: Options
  ) {
    self.file = file
    self.environment = environment
    self.options = options
    self.expression = expression
    self.known = known
    let count = expression.nodes.count
    types = Array(repeating: .error, count: count)
    resolutions = Array(repeating: .none, count: count)
    places = Array(repeating: nil, count: count)
  }

  /// Checks an expression.
  ///
  /// - Parameters:
  ///   - expression: As parsed.
  ///   - file: The file that its ranges are of.
  ///   - environment: What it may name.
  ///   - assumptions: Places that are known to be there, such as those that a rule's `when` proves.
  ///   - expected: The type that it should have; nil for any.
  ///   - options: How to check.
  /// - Returns: The typed tree and what it proves, or what is wrong.
  package static func check(
    _ expression: Expression, in file: SourceFile, _ environment: Environment,
    assuming assumptions: Set<Path> = [], expecting expected: CELType? = nil,
    options: Options = Options()
  ) -> Outcome {
    var checker = Checker(expression, file, environment, assumptions, options)
    let root = checker.check(expression.root)
    if let expected { checker.require(expected, of: expression.root, root.type, root.values) }
    checker.reportConstant(expression.root, root)
    checker.reportContradictions()
    checker.reportVacuous(unless: root.truth.whenTrue.paths)
    return checker.finish(root)
  }

  private mutating func finish(_ root: Judgement) -> Outcome {
    diagnostics.sort { ($0.range.start, $0.code) < ($1.range.start, $1.code) }
    for index in types.indices { types[index] = unifier.finish(types[index]) }
    let checked =
      hasError
      ? nil
      : CheckedExpression(expression: expression, types: types, resolutions: resolutions)
    return Outcome(
      checked: checked, diagnostics: diagnostics, meaning: meaning(of: root), variables: variables
    )
  }

  private func meaning(of root: Judgement) -> Environment.Variable {
    let type = types.isEmpty ? CELType.error : types[Int(expression.root)]
    return Environment.Variable(
      type, alias: root.path?.global,
      facts: PresenceFacts(
        whenTrue: root.truth.whenTrue.paths.filter { !$0.isLocal },
        whenFalse: root.truth.whenFalse.paths.filter { !$0.isLocal }),
      elements: elements(of: root, type), values: root.values, text: root.text,
      versionKind: root.versionKind)
  }

  /// What is known of the elements of the whole, when it is a list.
  private func elements(of root: Judgement, _ type: CELType) -> ElementFacts? {
    guard case .list = type else { return nil }
    var elements = root.everyElement
    guard let origin = elements.origin else { return elements }
    for fact in known {
      guard let below = fact.replacing(origin, with: Path("")), !below.steps.isEmpty else {
        continue
      }
      elements.proven.insert(below.steps)
    }
    if origin.isLocal { elements.origin = nil }
    return elements
  }

  /// A name for a place below a local variable, different for each.
  mutating func freshRoot(_ name: String) -> Path {
    localCount += 1
    return Path("\(name)#\(localCount)")
  }
}

extension Path {
  /// Whether it starts at a local variable, which nobody outside can name.
  var isLocal: Bool { variable.utf8.contains(UInt8(ascii: "#")) }
  /// Itself, unless local.
  var global: Path? { isLocal ? nil : self }
}

extension Checker {
  /// Checks a node and all below it.
  mutating func check(_ id: Expression.ID) -> Judgement {
    let judgement =
      switch expression[id] {
      case .literal(let constant): literal(constant, id)
      case .identifier(let name): identifier(id, name)
      case .select(let operand, let field, let isOptional):
        select(id, operand, field, isOptional: isOptional)
      case .has(let operand, let field): has(id, operand, field)
      case .call(let function, let target, let arguments):
        call(id, function, target, arguments)
      case .list(let elements): list(elements)
      case .map(let entries): map(entries)
      case .comprehension(let macro): comprehension(id, macro)
      case .bind(let variable, let value, let body): bind(id, variable, value, body)
      }
    types[Int(id)] = judgement.type
    places[Int(id)] = judgement.path
    return judgement
  }

  func span(_ id: Expression.ID) -> SourceRange { expression.spans[Int(id)] }

  /// The words of the source that a node stands on.
  func source(_ id: Expression.ID) -> String { file.text(span(id)) }

  /// The literal or constant that a node is.
  func constant(_ id: Expression.ID) -> Expression.Constant? {
    if case .literal(let constant) = expression[id] { return constant }
    if case .constant(let constant) = resolutions[Int(id)] { return constant }
    return nil
  }

  /// Reports an error; the part that has it is typed as one.
  mutating func fail(_ diagnostic: Diagnostic) -> Judgement {
    complain(diagnostic)
    return Judgement(options.typing == .lenient ? .dyn : .error)
  }

  /// Reports something, unless it is an error that a lenient check lets pass.
  mutating func complain(_ diagnostic: Diagnostic) {
    if options.typing == .lenient, diagnostic.severity == .error { return }
    let isFull = diagnostics.count >= Self.maximumDiagnostics
    if isFull, hasError || diagnostic.severity != .error { return }
    hasError = hasError || diagnostic.severity == .error
    diagnostics.append(diagnostic)
  }

  /// Reports a node whose type is not the one that it needs to have.
  mutating func require(
    _ expected: CELType, of id: Expression.ID, _ found: CELType, _ values: [String] = []
  ) {
    guard !unifier.assign(found, to: expected) else { return }
    complain(
      CheckerDiagnostics.wrongType(
        expected: expected, found: unifier.finish(found), of: source(id), values, file, span(id)))
  }

  /// Whether looking for the right spelling is still worth the time.
  var wantsSuggestions: Bool {
    options.typing == .strict && diagnostics.count < Self.maximumDiagnostics
  }

  /// Does something while more places are known to be there.
  mutating func knowing<Result>(
    _ facts: Set<Path>, _ body: (inout Checker) -> Result
  ) -> Result {
    guard !facts.isEmpty else { return body(&self) }
    let before = known
    known.formUnion(facts)
    defer { known = before }
    return body(&self)
  }
}
