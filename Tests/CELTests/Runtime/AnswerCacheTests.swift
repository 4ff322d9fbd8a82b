import CEL
import Records
import Synchronization
import Testing

/// What functions found out is found out once, whoever asks.
struct AnswerCacheTests {
  private final class Counter: Sendable {
    private let count = Mutex(0)
    func add() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
  }

  @Test func `tasks that ask at the same time are told one answer`() async {
    let cache = AnswerCache()
    let made = Counter()
    let answers = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<16 {
        group.addTask {
          cache.answer(to: AnswerCache.Key("sum", BlockID(address: 7))) {
            made.add()
            return (0..<200_000).reduce(0) { $0 &* 31 &+ $1 }
          }
        }
      }
      return await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(answers.count == 1)
    #expect(made.value == 1)
  }

  @Test func `an answer may be made of another one`() {
    let cache = AnswerCache()
    let answer = cache.answer(to: AnswerCache.Key("outer", BlockID(address: 1))) {
      1 + cache.answer(to: AnswerCache.Key("inner", BlockID(address: 1))) { 41 }
    }
    #expect(answer == 42)
  }
}
