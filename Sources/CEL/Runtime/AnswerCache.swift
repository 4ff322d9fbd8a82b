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
    private let block: BlockID
    private let details: [String]

    package init(_ question: String, _ block: BlockID, _ details: [String] = []) {
      self.question = question
      self.block = block
      self.details = details
    }
  }

  private let answers = Mutex<[Key: any Sendable]>([:])

  package init() {}

  /// The answer to a question, made at first; tasks that ask at the same time may both make it.
  package func answer<Answer: Sendable>(to key: Key, _ make: () -> Answer) -> Answer {
    if let known = answers.withLock({ $0[key] }) {
      guard let answer = known as? Answer else {
        preconditionFailure("one question has answers of one type")
      }
      return answer
    }
    let answer = make()
    answers.withLock { $0[key] = answer }
    return answer
  }
}
