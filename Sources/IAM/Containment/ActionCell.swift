/// Actions that the same statements of a question speak of, so that one answer holds for all.
struct ActionCell {
  /// One of them, `s3:GetObject`; nil when actions are decided as texts.
  let action: String?
  /// The others, as AWS spells them; empty when there is only `action`.
  let members: [String]
  /// One bit a statement, by position in the question; nil for all.
  private let candidate: StatementSet?
  private let reference: StatementSet?

  /// All actions at once.
  static let everything = ActionCell(action: nil, members: [], candidate: nil, reference: nil)

  init(action: String?, members: [String], candidate: StatementSet?, reference: StatementSet?) {
    self.action = action
    self.members = members
    self.candidate = candidate
    self.reference = reference
  }

  func holds(candidate index: Int) -> Bool { candidate?.contains(index) ?? true }

  func holds(reference index: Int) -> Bool { reference?.contains(index) ?? true }
}

/// A set of positions.
struct StatementSet: Sendable, Hashable {
  private var words: [UInt64]

  init(count: Int) {
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  func contains(_ index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }

  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }
}
