package import CEL

/// One case of a conformance suite: an expression, what it may name, and what must come of it.
package struct Vector: Sendable {
  /// Unique in a suite: `basic/self_eval_zeroish/self_eval_int_zero`.
  package var id: String
  package var text: String
  package var tier: Tier
  /// What an implementation needs for it beyond the core of the language: `ext.strings`, `proto`.
  package var requirements: [String]
  /// The namespace that names are looked for in; empty for none.
  package var container: String
  package var checking: Checking
  package var variables: [Variable]
  package var functions: [FunctionDeclaration]
  package var bindings: [Binding]
  package var expectation: Expectation

  /// How far a case reaches beyond the language itself.
  package enum Tier: String, Sendable, CaseIterable {
    /// Needs no protobuf.
    case core
    /// Uses well-known types of protobuf.
    case wkt
    case proto, block
    case strongEnums = "strong_enums"
  }

  /// Whether types are checked before the expression runs.
  package enum Checking: Sendable {
    case strict
    /// Not at all: everything is decided at run time.
    case none
    /// Nothing runs: the type alone is judged.
    case only
  }

  /// A name with its declared type.
  package struct Variable: Sendable {
    package var name: String
    package var type: CELType

    package init(_ name: String, _ type: CELType) {
      self.name = name
      self.type = type
    }
  }

  /// A name with its value.
  package struct Binding: Sendable {
    package var name: String
    package var value: VectorValue

    package init(_ name: String, _ value: VectorValue) {
      self.name = name
      self.value = value
    }
  }

  /// What must come of it.
  package struct Expectation: Sendable {
    package var result: Result?
    /// The deduced type; nil for any.
    package var type: CELType?

    package init(result: Result?, type: CELType?) {
      self.result = result
      self.type = type
    }

    /// How an evaluation must end.
    package enum Result: Sendable {
      case value(VectorValue)
      /// Any error; the words that other implementations have for it.
      case error([String])
    }
  }
}

extension Vector {
  /// What the checker has to know.
  package var environment: Environment {
    var environment = Environment(
      variables: Dictionary(
        variables.map { ($0.name, Environment.Variable($0.type)) }, uniquingKeysWith: { $1 }),
      functions: functions)
    environment.container = container
    return environment
  }

  /// What the variables stand for.
  package var activation: Activation {
    var activation = Activation()
    for binding in bindings { activation.set(binding.name, binding.value.value) }
    return activation
  }
}
