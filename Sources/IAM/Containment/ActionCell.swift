/// Actions that the same statements of a question speak of, so that one answer holds for all.
struct ActionCell {
  /// Whose actions they are, and which of its names; nil when actions are decided as texts.
  private let actions: (service: ActionCatalogue.Service, rows: [Int])?
  /// One bit a statement, by position in the question; nil for all.
  private let candidate: StatementSet?
  private let reference: StatementSet?

  /// All actions at once.
  static let everything = ActionCell()

  private init() {
    actions = nil
    candidate = nil
    reference = nil
  }

  init(
    service: ActionCatalogue.Service, rows: [Int], candidate: StatementSet,
    reference: StatementSet
  ) {
    actions = (service, rows)
    self.candidate = candidate
    self.reference = reference
  }

  /// All of them, as AWS spells them: `s3:GetObject`; none when actions are decided as texts.
  var members: [String] {
    guard let (service, rows) = actions else { return [] }
    return rows.map { "\(service.prefix):\(service.spelledName(at: $0))" }
  }

  func holds(candidate index: Int) -> Bool { candidate?.contains(index) ?? true }

  func holds(reference index: Int) -> Bool { reference?.contains(index) ?? true }
}
