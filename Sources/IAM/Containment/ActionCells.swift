/// Groups the actions of a catalogue by the statements that speak of them.
///
/// Services that no statement names are alike, and stand as one.
struct ActionCells {
  private let catalogue: ActionCatalogue
  private let question: Question
  private let statements: [ActionElement]
  /// The patterns that the question is about; nil when it is about every action.
  private let asked: [ActionPattern]?

  init(_ catalogue: ActionCatalogue, _ question: Question, asked: [Pattern]?) {
    self.catalogue = catalogue
    self.question = question
    self.asked = asked.map { $0.map(ActionPattern.init) }
    statements = (question.candidate + question.reference).map { ActionElement($0.actions) }
  }

  /// In the order of services and names; those that no statement of the candidate speaks of are
  /// left out.
  func cells() -> [ActionCell] {
    if let asked, let services = Self.services(of: asked) {
      return services.sorted().flatMap { self.cells(of: $0) }
    }
    var named: Set<String> = []
    var isAnyServiceNamed = false
    for element in statements {
      named.formUnion(element.prefixes)
      if !element.wide.isEmpty { isAnyServiceNamed = true }
    }
    var cells: [ActionCell] = []
    let others = catalogue.servicePrefixes.filter { !named.contains($0) }
    if isAnyServiceNamed {
      named.formUnion(others)
    } else if let stranger = Self.telling.first(where: others.contains) ?? others.first {
      cells += self.cells(of: stranger)
    }
    for prefix in named.sorted() { cells += self.cells(of: prefix) }
    return cells
  }

  /// The services that patterns name; nil when one of them may speak of any.
  private static func services(of patterns: [ActionPattern]) -> Set<String>? {
    var services: Set<String> = []
    for pattern in patterns {
      guard case .service(let prefix) = pattern.scope else { return nil }
      services.insert(prefix)
    }
    return services
  }

  /// Services whose actions tell people most, when any would do.
  private static let telling = ["iam", "s3", "ec2", "sts", "kms"]

  private func cells(of prefix: String) -> [ActionCell] {
    guard let service = catalogue.service(prefix) else { return [] }
    return grouped(rows(service), service)
  }

  private func grouped(
    _ rows: [StatementSet], _ service: ActionCatalogue.Service
  ) -> [ActionCell] {
    var order: [StatementSet] = []
    var members: [StatementSet: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      if members[row] == nil { order.append(row) }
      members[row, default: []].append(index)
    }
    let count = question.candidate.count
    return order.compactMap { row in
      guard (0..<count).contains(where: row.contains), let indices = members[row] else {
        return nil
      }
      var candidate = StatementSet(count: count)
      var reference = StatementSet(count: statements.count - count)
      for index in 0..<count where row.contains(index) { candidate.insert(index) }
      for index in count..<statements.count where row.contains(index) {
        reference.insert(index - count)
      }
      return ActionCell(
        service: service, rows: indices, candidate: candidate, reference: reference)
    }
  }

  /// One set of statements for each action of a service.
  private func rows(_ service: ActionCatalogue.Service) -> [StatementSet] {
    var rows = Array(
      repeating: StatementSet(count: statements.count), count: service.names.count)
    for (index, element) in statements.enumerated() {
      guard let covered = element.covered(in: service) else { continue }
      for number in rows.indices where covered[number] { rows[number].insert(index) }
    }
    return rows
  }
}
