/// Actions that the same statements of a question speak of, so that one answer holds for all.
struct ActionCell {
  /// One of them, `s3:GetObject`; nil when actions are decided as texts.
  let action: String?
  /// Who knows their names; nil when actions are decided as texts.
  private let source: ActionRows?
  /// Of their rows in the source, ascending.
  private let rows: [Int]
  /// One bit a statement, by position in the question; nil for all.
  private let candidate: StatementSet?
  private let reference: StatementSet?

  /// All actions at once.
  static let everything = ActionCell(source: nil, rows: [], candidate: nil, reference: nil)

  init(
    source: ActionRows?, rows: [Int], candidate: StatementSet?, reference: StatementSet?
  ) {
    self.source = source
    self.rows = rows
    action = source.flatMap { source in rows.first.map(source.name) }
    self.candidate = candidate
    self.reference = reference
  }

  /// All of them, as AWS spells them.
  var members: [String] { source.map { rows.map($0.name) } ?? [] }

  func holds(candidate index: Int) -> Bool { candidate?.contains(index) ?? true }

  func holds(reference index: Int) -> Bool { reference?.contains(index) ?? true }
}

/// Actions of one service, numbered: those of the catalogue, then others.
struct ActionRows {
  let prefix: String
  /// Nil when the catalogue does not know it.
  let service: ActionCatalogue.Service?
  /// With the prefix.
  let unlisted: [String]

  private var listed: Int { service?.names.count ?? 0 }

  /// As AWS spells it, with the prefix.
  func name(_ row: Int) -> String {
    guard row < listed, let service else { return unlisted[row - listed] }
    return "\(prefix):\(service.spelledName(at: row))"
  }
}

/// A set of positions.
struct StatementSet: Sendable, Hashable {
  /// The first 64, which are all there is in most policies, so that a set costs no memory.
  private var word: UInt64 = 0
  private var further: [UInt64]

  init(count: Int) {
    further = count <= 64 ? [] : Array(repeating: 0, count: (count - 1) / 64)
  }

  func contains(_ index: Int) -> Bool {
    (index < 64 ? word : further[index >> 6 - 1]) >> UInt64(index & 63) & 1 == 1
  }

  mutating func insert(_ index: Int) {
    if index < 64 {
      word |= 1 << UInt64(index)
    } else {
      further[index >> 6 - 1] |= 1 << UInt64(index & 63)
    }
  }
}
