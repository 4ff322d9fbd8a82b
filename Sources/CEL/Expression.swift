package import Documents

/// A syntax tree as flat arrays: nodes by id, with the range each was written at.
///
/// Children come before their parents. Macros are nodes of their own, not expansions, so that an
/// explanation can speak of "no element for which …" and a compiler sees what it compiles.
package struct Expression: Sendable, Hashable {
  /// Index into `nodes`.
  package typealias ID = Int32

  package var nodes: [Node] = []
  /// One range per node, in the file that holds the expression.
  package var spans: [SourceRange] = []
  package var root: ID = 0

  package init() {}

  /// Adds a node; its children must be there already.
  package mutating func add(_ node: Node, _ span: SourceRange) -> ID {
    nodes.append(node)
    spans.append(span)
    return ID(truncatingIfNeeded: nodes.count - 1)
  }

  package subscript(id: ID) -> Node { nodes[Int(id)] }

  /// One construct of the language.
  package enum Node: Sendable, Hashable {
    case literal(Constant)
    case identifier(String)
    /// `e.f`, or `e.?f`.
    case select(operand: ID, field: String, isOptional: Bool)
    /// `has(e.f)`.
    case has(operand: ID, field: String)
    /// A function or operator by the name the specification gives it: `_+_`, `_?_:_`, `_[_]`,
    /// `_[?_]`, `@in`, `!_`, `-_`, `_&&_`, `size`; with a receiver for `e.f(…)`.
    case call(function: String, target: ID?, arguments: [ID])
    case list([Element])
    case map([Entry])
    case comprehension(Comprehension)
    /// `cel.bind(variable, value, body)`.
    case bind(variable: String, value: ID, body: ID)
  }

  /// An element of a list literal; `?e` is optional.
  package struct Element: Sendable, Hashable {
    package var value: ID
    package var isOptional: Bool

    package init(value: ID, isOptional: Bool) {
      self.value = value
      self.isOptional = isOptional
    }
  }

  /// An entry of a map literal; `?k: v` is optional.
  package struct Entry: Sendable, Hashable {
    package var key: ID
    package var value: ID
    package var isOptional: Bool

    package init(key: ID, value: ID, isOptional: Bool) {
      self.key = key
      self.value = value
      self.isOptional = isOptional
    }
  }

  /// A macro over the elements of a list or the entries of a map.
  package struct Comprehension: Sendable, Hashable {
    /// Which macro.
    package enum Kind: UInt8, Sendable, Hashable {
      case all, exists, existsOne, filter, map, transformList, transformMap, transformMapEntry
      case optionalMap, optionalFlatMap, sortBy
    }

    package var kind: Kind
    package var range: ID
    /// Element or key; with two variables: index or key.
    package var variable: String
    /// Element or value, in two-variable forms.
    package var secondVariable: String?
    /// `map(x, filter, e)` and `transform…(k, v, filter, e)`: the filter.
    package var filter: ID?
    /// Predicate or transformation.
    package var body: ID

    package init(
      kind: Kind, range: ID, variable: String, secondVariable: String? = nil, filter: ID? = nil,
      body: ID
    ) {
      self.kind = kind
      self.range = range
      self.variable = variable
      self.secondVariable = secondVariable
      self.filter = filter
      self.body = body
    }
  }

  /// A literal.
  package enum Constant: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
  }
}
