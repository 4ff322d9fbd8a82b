import Synchronization

/// Adds up what questions cost, for those who pay for them.
package final class Meter: Sendable {
  private let spent = Mutex(0)

  package init() {}

  /// Places of patterns that were visited.
  package var places: Int { spent.withLock { $0 } }

  func add(_ places: Int) { spent.withLock { $0 += places } }
}
