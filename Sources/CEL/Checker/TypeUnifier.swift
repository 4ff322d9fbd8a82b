/// What is known of type parameters while an expression is checked, and which type fits which.
///
/// The relation is the specification's: dyn fits everything in both directions, null fits the types
/// that have a null form, a parameter fits what it stands for and grows more general when it must.
/// A failed attempt leaves no trace.
struct TypeUnifier {
  private var bindings: [String: CELType] = [:]
  /// What to put back when an attempt fails, newest last.
  private var trail: [(name: String, old: CELType?)] = []
  private var count = 0

  /// A parameter that nothing is known of.
  mutating func fresh() -> CELType {
    count += 1
    return .parameter("\(count)")
  }

  /// Whether a value of the one type can stand where the other is asked for.
  mutating func assign(_ type: CELType, to target: CELType) -> Bool {
    let mark = trail.count
    if fits(type, target) { return true }
    undo(to: mark)
    return false
  }

  /// The same for a list of both.
  mutating func assign(_ types: [CELType], to targets: [CELType]) -> Bool {
    guard types.count == targets.count else { return false }
    let mark = trail.count
    for (type, target) in zip(types, targets) where !fits(type, target) {
      undo(to: mark)
      return false
    }
    return true
  }

  /// Whether values of two types can be equal when they meet: numbers are on one line.
  mutating func mayEqual(_ first: CELType, _ second: CELType) -> Bool {
    if first.isNumber, second.isNumber { return true }
    let mark = trail.count
    defer { undo(to: mark) }
    return fits(first, second) || fits(second, first)
  }

  /// One type for two values of a list; dyn when they have none in common.
  mutating func join(_ first: CELType, _ second: CELType) -> CELType {
    guard assign(second, to: first) else { return .dyn }
    return Self.isAsGeneral(resolve(first), as: resolve(second)) ? first : second
  }

  /// A type with its known parameters filled in.
  func resolve(_ type: CELType) -> CELType { substitute(type, unknown: nil) }

  /// A type without parameters: those that nothing is known of are dyn.
  func finish(_ type: CELType) -> CELType { substitute(type, unknown: .dyn) }

  private func substitute(_ type: CELType, unknown: CELType?) -> CELType {
    switch type {
    case .parameter(let name):
      bindings[name].map { substitute($0, unknown: unknown) } ?? unknown ?? type
    case .list(let inner): .list(substitute(inner, unknown: unknown))
    case .optional(let inner): .optional(substitute(inner, unknown: unknown))
    case .type(let inner): .type(substitute(inner, unknown: unknown))
    case .map(let key, let value):
      .map(substitute(key, unknown: unknown), substitute(value, unknown: unknown))
    case .opaque(let name, let parameters) where !parameters.isEmpty:
      .opaque(name, parameters.map { substitute($0, unknown: unknown) })
    default: type
    }
  }

  private mutating func bind(_ name: String, _ type: CELType) {
    trail.append((name, bindings[name]))
    bindings[name] = type
  }

  private mutating func undo(to mark: Int) {
    while trail.count > mark {
      let (name, old) = trail.removeLast()
      bindings[name] = old
    }
  }
}

extension TypeUnifier {
  private mutating func fits(_ type: CELType, _ target: CELType) -> Bool {
    if case .parameter(let name) = target {
      switch stand(type, for: name) {
      case .yes: return true
      case .contradicted: return false
      case .no: break
      }
    }
    if case .parameter(let name) = type { return stand(target, for: name) == .yes }
    switch (type, target) {
    case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return true
    case (.null, let other), (let other, .null): return Self.hasNull(other)
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): return fits(a, b)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return fits(key, otherKey) && fits(value, otherValue)
    case (.type, .type): return true
    case (.opaque(let name, let first), .opaque(let otherName, let second)):
      guard name == otherName, first.count == second.count else { return false }
      for (a, b) in zip(first, second) where !fits(a, b) { return false }
      return true
    default: return type == target
    }
  }

  private enum Standing { case yes, no, contradicted }

  /// Whether a type can be what a parameter stands for, given what is known of it.
  private mutating func stand(_ type: CELType, for name: String) -> Standing {
    if type == .parameter(name) { return .yes }
    guard let known = bindings[name] else {
      guard !refers(type, to: name) else { return .no }
      bind(name, type)
      return .yes
    }
    if type == known { return .yes }
    guard fits(type, known) else { return .contradicted }
    // Parts that the two have just told each other count as known.
    let general = Self.isAsGeneral(resolve(type), as: resolve(known)) ? type : known
    if !refers(general, to: name) { bind(name, general) }
    return .yes
  }

  /// Whether a parameter occurs in a type, seen through what is known.
  private func refers(_ type: CELType, to name: String) -> Bool {
    switch type {
    case .parameter(let other):
      other == name || bindings[other].map { refers($0, to: name) } ?? false
    case .list(let inner), .optional(let inner), .type(let inner): refers(inner, to: name)
    case .map(let key, let value): refers(key, to: name) || refers(value, to: name)
    case .opaque(_, let parameters): parameters.contains { refers($0, to: name) }
    default: false
    }
  }

  /// The types that null stands in for.
  private static func hasNull(_ type: CELType) -> Bool {
    switch type {
    case .null, .optional, .record, .opaque, .timestamp, .duration: true
    default: false
    }
  }

  /// Whether the first type says as little as the second, or less.
  private static func isAsGeneral(_ first: CELType, as second: CELType) -> Bool {
    switch (first, second) {
    case (.dyn, _), (.parameter, _): true
    case (_, .dyn), (_, .parameter): false
    // Null is the least: what has a null form stays what it is.
    case (_, .null): true
    case (.null, _): false
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)):
      isAsGeneral(a, as: b)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      isAsGeneral(key, as: otherKey) && isAsGeneral(value, as: otherValue)
    case (.type, .type): true
    case (.opaque(let name, let a), .opaque(let other, let b)):
      name == other && a.count == b.count && zip(a, b).allSatisfy { isAsGeneral($0, as: $1) }
    default: first == second
    }
  }
}

extension CELType {
  /// Whether it is one of the types of numbers.
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }
}
