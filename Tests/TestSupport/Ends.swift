package import Testing

extension Trait where Self == TimeLimitTrait {
  /// The test ends, however slow the machine.
  ///
  /// All tests start at once, so that the time one of them takes says more of the machine than of it:
  /// only what hangs comes near this limit.
  package static var ends: Self { .timeLimit(.minutes(30)) }
}
