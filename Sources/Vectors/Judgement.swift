/// What became of a case.
package enum Judgement: Hashable, Sendable {
  case passed
  /// With the reason: a difference, or why the case is not understood.
  case failed(String)
  /// With what it needs that is out of scope.
  case skipped(String)
}
