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
    let rows = rows(service)
    let count = question.candidate.count
    var groups: [(row: StatementSet, members: [Int])] = []
    var positions: [StatementSet: Int] = [:]
    var last = 0
    for number in service.names.indices {
      let row = rows[number]
      guard let first = row.first, first < count else { continue }
      // What stands beside each other is mostly alike.
      if groups.isEmpty || groups[last].row != row {
        last = positions[row] ?? groups.count
        if last == groups.count {
          positions[row] = last
          groups.append((row, []))
        }
      }
      groups[last].members.append(number)
    }
    return groups.map { row, members in
      let (candidate, reference) = row.split(at: count, of: statements.count)
      return ActionCell(
        service: service, rows: members, candidate: candidate, reference: reference)
    }
  }

  /// One set of statements for each action of a service.
  private func rows(_ service: ActionCatalogue.Service) -> Rows {
    var rows = Rows(StatementSet(count: statements.count), count: service.names.count)
    for (index, element) in statements.enumerated() {
      switch element.covered(in: service) {
      case .only(let numbers): rows.insert(index, in: numbers)
      case .allBut(let numbers): rows.insert(index, inAllBut: numbers)
      }
    }
    return rows
  }
}

/// A set of statements for each action, of which most are the same.
private struct Rows {
  /// Of every action that has none of its own.
  private var common: StatementSet
  private var own: [StatementSet] = []
  /// By action, the position in `own`; -1 for none.
  private var positions: [Int]

  init(_ common: StatementSet, count: Int) {
    self.common = common
    positions = Array(repeating: -1, count: count)
  }

  subscript(number: Int) -> StatementSet {
    positions[number] < 0 ? common : own[positions[number]]
  }

  mutating func insert(_ index: Int, in numbers: [Int]) {
    for number in numbers { own[position(of: number)].insert(index) }
  }

  mutating func insert(_ index: Int, inAllBut numbers: [Int]) {
    for number in numbers { _ = position(of: number) }
    common.insert(index)
    for position in own.indices { own[position].insert(index) }
    for number in numbers { own[positions[number]].remove(index) }
  }

  private mutating func position(of number: Int) -> Int {
    if positions[number] < 0 {
      positions[number] = own.count
      own.append(common)
    }
    return positions[number]
  }
}
