import Dispatch
import Synchronization

/// Work in parts, on several threads.
enum Workers {
  /// The results of parts 0 to `count`, in their order, whatever thread did which.
  static func map<Result: Sendable>(
    _ count: Int, jobs: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    let state = Mutex<(next: Int, results: [Int: Result])>((0, [:]))
    DispatchQueue.concurrentPerform(iterations: min(jobs, max(count, 1))) { _ in
      while let part = state.withLock({ Self.take(&$0.next, below: count) }) {
        let result = work(part)
        state.withLock { $0.results[part] = result }
      }
    }
    let results = state.withLock { $0.results }
    return (0..<count).compactMap { results[$0] }
  }

  private static func take(_ next: inout Int, below count: Int) -> Int? {
    guard next < count else { return nil }
    next += 1
    return next - 1
  }
}

/// A value that is made on another thread, or at once.
struct Later<Value: Sendable>: Sendable {
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
    let done = DispatchSemaphore(value: 0)
  }

  private let slot = Slot()

  /// `beside`: on another thread.
  init(beside: Bool, _ make: @escaping @Sendable () -> Value) {
    let slot = slot
    guard beside else {
      slot.value.withLock { $0 = make() }
      slot.done.signal()
      return
    }
    DispatchQueue.global().async {
      let value = make()
      slot.value.withLock { $0 = value }
      slot.done.signal()
    }
  }

  /// Waits until it is there.
  var value: Value {
    slot.done.wait()
    slot.done.signal()
    guard let value = slot.value.withLock({ $0 }) else {
      preconditionFailure("the value is made before anybody is told")
    }
    return value
  }
}
