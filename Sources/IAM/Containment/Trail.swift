/// The literals that hold on one branch of the search.
struct Trail {
  /// By predicate: 0 open, 1 holds, -1 does not.
  private var values: [Int8]
  /// By dimension, the codes of its literals, ascending.
  private(set) var literals: [Dimension: [Int32]] = [:]

  init(predicates: Int) {
    values = Array(repeating: 0, count: predicates)
  }

  /// Whether a literal is known to hold (1), known not to (-1), or open (0).
  func value(of literal: Literal) -> Int8 {
    let value = values[literal.predicate]
    return literal.isPositive ? value : -value
  }

  /// The literals of a dimension with one more.
  func literals(of dimension: Dimension, with literal: Literal) -> [Int32] {
    var codes = literals[dimension] ?? []
    let code = literal.code
    codes.insert(code, at: codes.firstIndex { $0 > code } ?? codes.endIndex)
    return codes
  }

  mutating func assert(_ literal: Literal, _ dimension: Dimension?) {
    guard values[literal.predicate] == 0 else { return }
    values[literal.predicate] = literal.isPositive ? 1 : -1
    if let dimension { literals[dimension] = literals(of: dimension, with: literal) }
  }
}
