package import Records

/// What one run of a scope came to, as a step of its course.
package struct TrendStep: Sendable, Hashable {
  package let started: Instant
  package let failures: Int
  /// Checks that could not be made.
  package let unchecked: Int

  package init(started: Instant, failures: Int, unchecked: Int) {
    self.started = started
    self.failures = failures
    self.unchecked = unchecked
  }
}
