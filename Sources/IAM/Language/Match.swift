/// Whether something holds: unknown is a value of its own and never reads as no.
///
/// The three values are Kleene's: `no` and anything is no, `yes` or anything is yes.
package enum Match: Int, Sendable, Hashable, Comparable {
  case no = 0
  case maybe = 1
  case yes = 2

  package init(_ isTrue: Bool) {
    self = isTrue ? .yes : .no
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package static func && (left: Self, right: @autoclosure () -> Self) -> Self {
    left == .no ? .no : min(left, right())
  }

  package static func || (left: Self, right: @autoclosure () -> Self) -> Self {
    left == .yes ? .yes : max(left, right())
  }

  package static prefix func ! (match: Self) -> Self {
    switch match {
    case .no: .yes
    case .maybe: .maybe
    case .yes: .no
    }
  }
}

extension Sequence {
  /// Whether any element matches; the first `yes` ends the search.
  func anyMatches(_ match: (Element) -> Match) -> Match {
    var found = Match.no
    for element in self {
      found = Swift.max(found, match(element))
      if found == .yes { return .yes }
    }
    return found
  }

  /// Whether every element matches; the first `no` ends the search.
  func allMatch(_ match: (Element) -> Match) -> Match {
    var found = Match.yes
    for element in self {
      found = Swift.min(found, match(element))
      if found == .no { return .no }
    }
    return found
  }
}
