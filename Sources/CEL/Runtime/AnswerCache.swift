package import Records
import Synchronization

/// What functions remember of a store, so that rules which ask the same need not decide it twice.
///
/// Only what the records and the key alone decide may be kept: findings do not tell whether an
/// answer was remembered.
package final class AnswerCache: Sendable {
  /// What was asked: a question, of a record, with details that the answer depends on.
  package struct Key: Hashable, Sendable {
    private let question: String
    fileprivate let block: BlockID
    private let details: [String]

    package init(_ question: String, _ block: BlockID, _ details: [String] = []) {
      self.question = question
      self.block = block
      self.details = details
    }
  }

  /// An answer that is there, or is being made by whoever holds it.
  private final class Slot: Sendable {
    let answer = Mutex<(any Sendable)?>(nil)
  }

  private let slots = Mutex<[Key: Slot]>([:])

  /// Keeps answers about the blocks that a store begins with, for every store that begins so.
  private let shared: (cache: AnswerCache, below: UInt32)?

  package init() { shared = nil }

  /// For a store whose first words are those of another one: what is asked of a block below
  /// `address` is asked of `shared`.
  package init(sharing shared: AnswerCache, below address: UInt32) {
    self.shared = (shared, address)
  }

  /// The answer to a question, made at first; a task that asks meanwhile waits for it.
  ///
  /// An answer is not made by asking for itself.
  package func answer<Answer: Sendable>(to key: Key, _ make: () -> Answer) -> Answer {
    if let shared, key.block.address < shared.below { return shared.cache.answer(to: key, make) }
    let slot = slots.withLock { slots in
      if let known = slots[key] { return known }
      let made = Slot()
      slots[key] = made
      return made
    }
    return slot.answer.withLock { known in
      if let known {
        guard let answer = known as? Answer else {
          preconditionFailure("one question has answers of one type")
        }
        return answer
      }
      let answer = make()
      known = answer
      return answer
    }
  }
}
