package import Records

/// What an expression may name: variables, functions, constants, types and the schemas of records.
///
/// Built once and shared; adding makes a new value.
package struct Environment: Sendable {
  /// Something that an activation gives a value to.
  package struct Variable: Sendable {
    package var type: CELType
    /// An optional one has to be among the assumptions of a check that reads it.
    package var presence: Presence
    /// One line for people.
    package var doc: String
    /// The place that this variable is another name for, when it is one: what is proven of the one
    /// is proven of the other.
    package var alias: Path?
    /// What holds when this variable, a bool, is true and when it is false.
    package var facts: PresenceFacts
    /// Of a list: what is known of its elements.
    package var elements: ElementFacts?
    /// The allowed values of a closed enumeration; empty when open.
    package var values: [String]
    /// Of a text, or of the texts in a list: what is known beyond its type.
    package var text: TextFacts
    /// The kind of a version, where it is known.
    package var versionKind: String?

    package init(
      _ type: CELType, presence: Presence = .required, doc: String = "", alias: Path? = nil,
      facts: PresenceFacts = PresenceFacts(), elements: ElementFacts? = nil, values: [String] = [],
      text: TextFacts = TextFacts(), versionKind: String? = nil
    ) {
      self.type = type
      self.presence = presence
      self.doc = doc
      self.alias = alias
      self.facts = facts
      self.elements = elements
      self.values = values
      self.text = text
      self.versionKind = versionKind
    }
  }

  /// A check of a literal argument when the expression compiles: of a pattern, a range, a time.
  package struct LiteralCheck: Sendable {
    /// Index of the argument, 0-based, the receiver of a member counted.
    package var argument: Int
    /// What the literal should be, for the message: `regular expression`.
    package var kind: String
    /// What is wrong with a literal, in lower case without a full stop; nil when nothing is.
    ///
    /// Gets the literal, then all arguments: nil for those that are no literal.
    package var problem: @Sendable (String, [String?]) -> String?

    package init(argument: Int, kind: String, problem: @escaping @Sendable (String) -> String?) {
      self.init(argument: argument, kind: kind) { text, _ in problem(text) }
    }

    /// A check that depends on the other arguments.
    package init(
      argument: Int, kind: String, problem: @escaping @Sendable (String, [String?]) -> String?
    ) {
      self.argument = argument
      self.kind = kind
      self.problem = problem
    }
  }

  /// Keyed by full name, which may have dots: `resource`, `params.max_age`.
  package var variables: [String: Variable]
  /// Keyed by full name.
  package private(set) var functions: [String: FunctionDeclaration]
  /// Keyed by full name.
  package var constants: [String: Expression.Constant]
  /// Types that expressions may name as values, keyed by full name.
  package var types: [String: CELType]
  /// Where record types are looked up.
  package let schemas: SchemaSet
  /// The namespace that names are first looked for in, such as `com.example`; empty for none.
  package var container: String
  /// Keyed by overload id.
  package var literalChecks: [String: [LiteralCheck]]

  /// The standard library and its extensions, with the given variables and records.
  package init(
    variables: [String: Variable] = [:], functions: [FunctionDeclaration] = [],
    schemas: SchemaSet = SchemaSet([]), constants: [String: Expression.Constant] = [:],
    container: String = ""
  ) {
    self.variables = variables
    self.functions = StandardDeclarations.byName
    self.constants = constants
    self.types = StandardDeclarations.types
    self.schemas = schemas
    self.container = container
    literalChecks = [:]
    for function in functions { add(function) }
  }

  /// Whether a word is the first of a dotted name that is no function.
  func hasNamespace(_ word: Substring) -> Bool {
    func begins(_ name: String) -> Bool {
      name.utf8.count > word.utf8.count && name.utf8.starts(with: word.utf8)
        && name.utf8.dropFirst(word.utf8.count).first == UInt8(ascii: ".")
    }
    return variables.keys.contains(where: begins) || constants.keys.contains(where: begins)
      || types.keys.contains(where: begins)
  }

  /// The full names that a name may stand for, in the order in which they are tried.
  ///
  /// First in the container, then in those around it, last outside of all; a leading dot means
  /// outside only.
  func candidates(_ name: String) -> [String] {
    if name.utf8.first == UInt8(ascii: ".") { return [String(name.dropFirst())] }
    guard !container.isEmpty else { return [name] }
    var result: [String] = []
    var prefix = container[...]
    while !prefix.isEmpty {
      result.append("\(prefix).\(name)")
      prefix = prefix.lastIndex(of: ".").map { prefix[..<$0] } ?? ""
    }
    return result + [name]
  }

  /// Adds a function, or overloads to one that is there.
  package mutating func add(_ function: FunctionDeclaration) {
    functions[function.name] =
      functions[function.name]?.adding(function.overloads) ?? function
  }

  /// Adds a check of the literal arguments of an overload.
  package mutating func add(_ check: LiteralCheck, to overload: String) {
    literalChecks[overload, default: []].append(check)
  }
}

/// The places that a condition proves to be there.
package struct PresenceFacts: Sendable, Hashable {
  package var whenTrue: Set<Path>
  package var whenFalse: Set<Path>

  package init(whenTrue: Set<Path> = [], whenFalse: Set<Path> = []) {
    self.whenTrue = whenTrue
    self.whenFalse = whenFalse
  }
}
