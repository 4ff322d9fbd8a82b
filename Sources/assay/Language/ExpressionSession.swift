import AssayModel
import AssayRules
import CEL
import Documents
import Records

/// Expressions of the rule language over data, outside of rules.
struct ExpressionSession {
  /// What an expression came to.
  enum Answer {
    /// A value, an unknown or an error, with the type that the checker deduced.
    case value(Value, CELType)
    /// It does not parse or does not type-check: located messages.
    case refused(String)
  }

  private var environment = RuleFunctions.environment
  private var values: [(name: String, value: Value)] = []
  private(set) var source = RecordSource.empty
  private let now: Instant

  init(now: Instant) {
    self.now = now
  }

  /// The names that expressions may use, with their types, sorted.
  var variables: [(name: String, type: CELType)] {
    environment.variables.map { ($0.key, $0.value.type) }.sorted { $0.0 < $1.0 }
  }

  /// Takes a document: each key of a mapping is a variable, and `data` is the whole; of a kind, it is
  /// the record `resource`.
  ///
  /// - Throws: `Stop` with what is wrong in it.
  mutating func load(_ path: String, as kind: ResourceKind?) throws(Stop) {
    guard case .file(let file)? = try Inputs.load([path]).files.first else {
      throw .unusable("`\(SafeText.message(path))` cannot be read")
    }
    let (document, problems) = YAMLReader.read(file)
    guard let document else {
      throw Stop(.unusable, text: DiagnosticRenderer().render(problems))
    }
    if let kind { return try load(document, as: kind) }
    set("data", Value(data: document.root), .dyn)
    for pair in document.root.pairs ?? [] {
      guard let name = pair.key.scalar?.text, Self.isName(name) else { continue }
      set(name, Value(data: pair.value), .dyn)
    }
  }

  private mutating func load(_ document: Document, as kind: ResourceKind) throws(Stop) {
    let (graph, diagnostics) = RuleExamples.graph(
      of: document.root, in: document.file, kind: kind)
    guard diagnostics.isEmpty,
      let resource = graph.resources.first(where: { $0.id.uid == "example" })
    else { throw Stop(.unusable, text: DiagnosticRenderer().render(diagnostics)) }
    source = RecordSource(graph.store)
    set("resource", .record(resource.record), .record(kind.rawValue))
  }

  /// Gives a name a value.
  mutating func set(_ name: String, _ value: Value, _ type: CELType) {
    values.removeAll { $0.name == name }
    values.append((name, value))
    environment.variables[name] = CEL.Environment.Variable(type)
  }

  /// Parses, checks and runs.
  func evaluate(_ text: String, named name: String = "expression") -> Answer {
    switch check(text, named: name) {
    case .failure(let refusal): return .refused(refusal.text)
    case .success(let checked):
      var activation = Activation()
      for (name, value) in values { activation.set(name, value) }
      let instant = Timestamp(now)
      activation.set("now", .timestamp(instant))
      var context = Context(source, activation: activation, now: instant)
      let program = Program(checked, library: RuleFunctions.library)
      return .value(program.evaluate(&context), checked.type)
    }
  }

  /// Why an expression does not type-check.
  struct Refusal: Error {
    let text: String
  }

  /// Parses and checks.
  func check(_ text: String, named name: String) -> Result<CheckedExpression, Refusal> {
    let file = SourceFile(path: name, text: text)
    let parsed = Parser.parse(file)
    guard let expression = parsed.expression else {
      return .failure(Refusal(text: DiagnosticRenderer().render(parsed.diagnostics)))
    }
    let outcome = Checker.check(expression, in: file, environment)
    guard let checked = outcome.checked else {
      return .failure(Refusal(text: DiagnosticRenderer().render(outcome.diagnostics)))
    }
    return .success(checked)
  }

  /// Whether a key can be named in an expression.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
  }
}
