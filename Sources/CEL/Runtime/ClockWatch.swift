/// Notes how long what an evaluation decides stays so while the clock of the run moves on.
///
/// It trusts that the clock is compared and nothing else (`CheckedExpression.clockUse`): then nothing
/// comes out otherwise before the first comparison does, and the way through the expression stays
/// the same up to there. A comparison of times that hang on no clock only makes it more careful.
package struct ClockWatch: Sendable {
  /// On which side of comparisons a clock stands; it moves forward.
  package enum Side: Sendable, Hashable {
    case left, right
    /// On either, or moving backwards.
    case any
  }

  /// Nil where functions alone say when their answers change.
  let side: Side?
  /// Nanoseconds from the run's instant to the first at which something may come out otherwise.
  package private(set) var change: Int64 = .max

  package init(_ side: Side?) { self.side = side }

  /// Whether comparisons of times are to be noted.
  package var isComparing: Bool { side != nil }

  /// Forgets what was noted.
  package mutating func restart() { change = .max }

  /// Something may come out otherwise after so many nanoseconds.
  package mutating func note(in nanoseconds: Int64) { change = min(change, max(0, nanoseconds)) }

  /// Two times were compared; nil stands for more than 292 years between them.
  ///
  /// What is equal now comes out otherwise a nanosecond later, if at all.
  fileprivate mutating func note(leftLessRight difference: Int64?) {
    guard let difference else { return }
    if difference == 0 { return note(in: 1) }
    switch side {
    // What is past the other already moves away from it.
    case .left: if difference < 0 { note(in: difference == .min ? .max : -difference) }
    case .right: if difference > 0 { note(in: difference) }
    case .any: note(in: difference == .min ? .max : abs(difference))
    case nil: break
    }
  }
}

extension Context {
  /// Notes a comparison of times for a watch.
  mutating func watch(_ left: Value, _ right: Value) {
    switch (left, right) {
    case (.timestamp(let first), .timestamp(let second)):
      clockWatch?.note(leftLessRight: first.since(second))
    case (.duration(let first), .duration(let second)):
      let (difference, overflow) = first.subtractingReportingOverflow(second)
      clockWatch?.note(leftLessRight: overflow ? nil : difference)
    default: break
    }
  }
}
