import CEL
package import Records
import Synchronization

/// What sweeps over stores that begin with the same records know together: what functions found out about
/// those, the rules made ready, and what rules said.
package final class SharedAnswers: Sendable {
  /// What rules said, for one sweep at a time.
  struct Memory: Sendable {
    /// By `pack/rule`.
    var rules: [String: RuleMemory.Known] = [:]
    var names = FactNames()
  }

  private let shared = AnswerCache()
  /// How many words of each store are shared.
  let size: UInt32
  /// A rule made ready for many stores.
  struct ReadyRule: Sendable {
    let rule: RunnableRule
    let sensitivity: RuleSensitivity
    /// Over what the stores begin with; nil where nobody wants it.
    let code: RuleCode?
  }

  private let base: RecordSource
  /// By the kinds that they judge.
  private let rules = Mutex<[Set<String>: [ReadyRule]]>([:])
  /// One for each sweep that ran at the same time.
  private let memories = Mutex<[Memory]>([])
  /// A memory with more names than this is begun anew.
  private static let mostNames = 100_000

  /// For stores that begin with the words of `base`.
  package init(base: RecordStore) {
    self.base = RecordSource(base)
    size = UInt32(base.words.count)
  }

  var answers: AnswerCache {
    AnswerCache(sharing: shared, below: size)
  }

  /// Rules for some kinds, made ready once.
  func rules(
    for kinds: Set<String>, _ make: (Set<String>, RecordSource) -> [ReadyRule]
  ) -> [ReadyRule] {
    if let known = rules.withLock({ $0[kinds] }) { return known }
    let made = make(kinds, base)
    rules.withLock { $0[kinds] = made }
    return made
  }

  /// What was said before; nobody else has it until it is given back.
  func takeMemory() -> Memory { memories.withLock { $0.popLast() } ?? Memory() }

  func keep(_ memory: consuming Memory) {
    let kept = memory.names.count > Self.mostNames ? Memory() : memory
    memories.withLock { $0.append(kept) }
  }
}
