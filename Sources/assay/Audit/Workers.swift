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
