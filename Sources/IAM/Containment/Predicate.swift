/// One thing that can be asked of a request, about one dimension of it alone.
enum Predicate: Sendable, Hashable {
  case action(SymbolPatterns)
  case resource(SymbolPatterns)
  case principal([PrincipalPattern])
  /// Whether `NotPrincipal` leaves the principal out.
  case exception(PrincipalException)
  case condition(Condition)
  /// Something that could not be read: it may hold or not.
  case doubt(Int)
  /// A statement of the candidate was chosen to be the one that its level allows by.
  case choice(Int)
}

/// A predicate that holds, or that does not.
struct Literal: Sendable, Hashable {
  /// Index into the question's predicates.
  let predicate: Int
  let isPositive: Bool

  static prefix func ! (literal: Literal) -> Literal {
    Literal(predicate: literal.predicate, isPositive: !literal.isPositive)
  }

  /// One number for both, for keys of dictionaries.
  var code: Int32 { Int32(predicate) << 1 | (isPositive ? 1 : 0) }

  init(predicate: Int, isPositive: Bool) {
    self.predicate = predicate
    self.isPositive = isPositive
  }

  init(code: Int32) {
    self.init(predicate: Int(code >> 1), isPositive: code & 1 == 1)
  }
}

/// A coordinate of the space of requests.
enum Dimension: Sendable, Hashable {
  case action, resource, principal
  case key(String)
}

/// What a dimension is set to in a counterexample.
enum Assignment: Sendable, Hashable {
  case text([Symbol])
  /// Some whom it may be, the likeliest first.
  case callers([Caller])
  case absent
  case values([[Symbol]])
}

/// Whether a dimension can satisfy some literals at once.
enum Feasibility: Sendable, Hashable {
  case infeasible
  case feasible(Assignment)
  /// It may, but no value is known.
  case unresolved(String)
}
