/// What the checker found out about a part of an expression.
struct Judgement {
  var type: CELType
  /// The place in the data that it reads, when it is one.
  var path: Path?
  /// Of an optional: the places that are there when it has a value, outermost first; the last one
  /// is where the value stands.
  var chain: [Path] = []
  /// The values that it can have, when they are a closed enumeration of strings.
  var values: [String] = []
  /// Of a text, or of the texts in a list: what is known beyond its type.
  var text = TextFacts()
  /// The kind of a version, where the rule says it.
  var versionKind: String?
  /// Whether it is the same in every evaluation.
  var isConstant = false
  /// Of a condition: what it proves.
  var truth = Truth()
  /// Of a list: what is known of its elements.
  var elements: ElementFacts?

  init(_ type: CELType, path: Path? = nil) {
    self.type = type
    self.path = path
  }

  /// The values that it can have when it is one thing or another; empty when either is open.
  static func values(_ first: Judgement, _ second: Judgement) -> [String] {
    // Two literals are no enumeration: what they may equal is for their places.
    if first.values.isEmpty, second.values.isEmpty { return [] }
    guard let some = first.closedValues, let others = second.closedValues else { return [] }
    return some + others.filter { !some.contains($0) }
  }

  private var closedValues: [String]? {
    if !values.isEmpty { return values }
    return text.isWritten && !text.written.isEmpty ? text.written.map(\.text) : nil
  }

  /// Takes over what is known of the text of another.
  mutating func takeTexts(of other: Judgement) {
    values = other.values
    text = other.text
    versionKind = other.versionKind
  }

  /// What is known of each element, also when the list is a place in the data.
  var everyElement: ElementFacts { elements ?? ElementFacts(origin: path?.appending(.element)) }
}

/// What is known of every element of a list.
package struct ElementFacts: Sendable, Hashable {
  /// The place that the elements come from, `….list[*]`.
  package var origin: Path?
  /// Places below an element that are there, as steps from it.
  package var proven: Set<[Path.Step]>

  package init(origin: Path? = nil, proven: Set<[Path.Step]> = []) {
    self.origin = origin
    self.proven = proven
  }
}

/// The places that are there when something holds; or that it cannot hold.
struct Facts {
  var paths: Set<Path> = []
  var isImpossible = false

  static let impossible = Facts(isImpossible: true)

  /// When both hold.
  func and(_ other: Facts) -> Facts {
    Facts(
      paths: paths.union(other.paths), isImpossible: isImpossible || other.isImpossible)
  }

  /// When at least one holds.
  func or(_ other: Facts) -> Facts {
    if isImpossible { return other }
    return other.isImpossible ? self : Facts(paths: paths.intersection(other.paths))
  }
}

/// What a condition proves either way.
struct Truth {
  var whenTrue = Facts()
  var whenFalse = Facts()

  init(whenTrue: Facts = Facts(), whenFalse: Facts = Facts()) {
    self.whenTrue = whenTrue
    self.whenFalse = whenFalse
  }

  /// That some places are there when it holds.
  init(proving paths: [Path]) {
    whenTrue = Facts(paths: Set(paths))
  }

  init(constant: Bool) {
    self.init(
      whenTrue: constant ? Facts() : .impossible, whenFalse: constant ? .impossible : Facts())
  }

  var negated: Truth { Truth(whenTrue: whenFalse, whenFalse: whenTrue) }
}
