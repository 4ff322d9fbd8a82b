import IAM

/// All requests over the words of random policies, judged by the evaluator alone.
///
/// The tables of its elements are combined by bit masks, one bit a statement: a request is a column
/// of every dimension, and what speaks of it is their intersection. Policy variables tie dimensions
/// together, so there is one set of tables for each value of the keys that they ask for.
struct FuzzUniverse {
  let levels: [Level]
  /// The first of them are the candidate's.
  let candidates: Int
  private let statements: [Statement]
  /// By statement, whether its side has a permissions boundary.
  private let isBound: [Bool]
  /// By level, a set of statements.
  let allows: [UInt64]
  let denials: [UInt64]
  private let keys: [FuzzKey]
  /// By key, the choices that requests make; of a key that a policy variable asks for no lists.
  private let masks: [UInt64]
  /// Numbers of the keys that variables ask for.
  private let variableKeys: [Int]

  init(candidate: [Level], reference: [Level]) {
    levels = candidate + reference
    candidates = candidate.count
    var statements: [Statement] = []
    var allows: [UInt64] = []
    var denials: [UInt64] = []
    for level in levels {
      var (allow, deny): (UInt64, UInt64) = (0, 0)
      for statement in level.policies.flatMap(\.statements) {
        let bit: UInt64 = 1 << UInt64(statements.count)
        if statement.effect == .allow { allow |= bit } else { deny |= bit }
        statements.append(statement)
      }
      allows.append(allow)
      denials.append(deny)
    }
    precondition(statements.count <= 64, "a set of statements is one word")
    self.statements = statements
    isBound = [candidate, reference].flatMap { side in
      let isBound = side.contains { $0.role == .boundary }
      return side.flatMap(\.policies).flatMap(\.statements).map { _ in isBound }
    }
    self.allows = allows
    self.denials = denials
    let conditions = statements.flatMap(\.conditions)
    let asked = Set(
      statements.flatMap { statement in
        (statement.resources?.patterns ?? []).flatMap(\.variables).map(\.key)
          + statement.conditions.flatMap { $0.variables.map(\.key) }
      })
    let keys = FuzzKey.all.filter { key in
      let name = key.name.lowercased()
      return asked.contains(name) || conditions.contains { $0.key == name }
    }
    self.keys = keys
    masks = keys.map { key in
      let own = conditions.filter { $0.key == key.name.lowercased() && $0.operator != .null }
      let kinds = Set(own.map { Self.kind($0.operator) })
      // A key that is read as another kind than its values are is left out of requests.
      if kinds.count == 1, kinds != [Self.kind(key.kind)] { return 1 }
      let isVariable = asked.contains(key.name.lowercased())
      return key.mask(
        isMixed: kinds.count > 1, isList: !isVariable && own.contains { $0.qualifier != nil })
    }
    variableKeys = keys.indices.filter { asked.contains(keys[$0].name.lowercased()) }
  }

  /// Operators whose values are read alike.
  private static func kind(_ op: ConditionOperator) -> Int {
    switch op {
    case .numeric: 1
    case .date: 2
    case .bool: 3
    case .ipAddress: 4
    default: 0
    }
  }

  private static func kind(_ kind: FuzzKey.Kind) -> Int {
    switch kind {
    case .number: 1
    case .date: 2
    case .flag: 3
    case .address: 4
    case .text, .arn, .binary: 0
    }
  }

  /// A request of which only some coordinates count.
  static func request(
    action: Int = 0, resource: Int = 0, requester: Int = 0, _ context: [String: [String]] = [:]
  ) -> Request {
    Request(
      principal: FuzzWords.requesters[requester], action: FuzzWords.actions[action],
      resource: FuzzWords.resources[resource], context: context)
  }
}

extension FuzzUniverse {
  /// One value of a dimension, and the statements that speak of it.
  struct Column {
    var value: Int
    var certain: UInt64
    var possible: UInt64
  }

  /// The values of all keys that variables ask for, by number of the key and of its choice.
  func assignments() -> [[(key: Int, choice: Int)]] {
    var assignments: [[(key: Int, choice: Int)]] = [[]]
    for key in variableKeys {
      let choices = (0..<64).filter { masks[key] >> UInt64($0) & 1 == 1 }
      assignments = assignments.flatMap { before in choices.map { before + [(key, $0)] } }
    }
    return assignments
  }

  private func context(_ assignment: [(key: Int, choice: Int)]) -> [String: [String]] {
    var context: [String: [String]] = [:]
    for (key, choice) in assignment { context[keys[key].name] = keys[key].choices[choice] }
    return context
  }

  /// Dimensions in the order: action, resource, principal, keys.
  func columns(
    _ reading: ARNReading, _ assignment: [(key: Int, choice: Int)], _ tables: inout ElementTables
  ) -> [[Column]] {
    let context = context(assignment)
    let doubted = statements.indices.filter { !statements[$0].doubts.isEmpty }
    var rows = [statements.map { tables.action($0) }]
    for index in doubted { rows[0][index].certain = 0 }
    rows.append(statements.map { tables.resource($0, reading, context) })
    rows.append(zip(statements, isBound).map { tables.principal($0, isBound: $1) })
    for key in keys {
      let name = key.name.lowercased()
      rows.append(
        statements.map { statement in
          var row = ElementTables.Row.all
          for condition in statement.conditions where condition.key == name {
            let own = tables.condition(condition, key, context)
            row.certain &= own.certain
            row.possible &= own.possible
          }
          return row
        })
    }
    let counts =
      [FuzzWords.actions.count, FuzzWords.resources.count, FuzzWords.requesters.count]
      + keys.map(\.choices.count)
    return rows.indices.map { dimension in
      var mask: UInt64 = dimension < 3 ? .max : masks[dimension - 3]
      if let (_, choice) = assignment.first(where: { $0.key == dimension - 3 }) {
        mask = 1 << UInt64(choice)
      }
      return (0..<counts[dimension]).filter { mask >> UInt64($0) & 1 == 1 }
        .map { Self.column($0, rows[dimension]) }
    }
  }

  private static func column(_ value: Int, _ rows: [ElementTables.Row]) -> Column {
    var column = Column(value: value, certain: 0, possible: 0)
    for (index, row) in rows.enumerated() {
      column.certain |= (row.certain >> UInt64(value) & 1) << UInt64(index)
      column.possible |= (row.possible >> UInt64(value) & 1) << UInt64(index)
    }
    return column
  }

  /// Values that no statement tells apart from an earlier one are left out.
  static func distinct(_ columns: [Column]) -> [Column] {
    var seen: Set<[UInt64]> = []
    return columns.filter { seen.insert([$0.certain, $0.possible]).inserted }
  }

  func request(_ values: [Int]) -> Request {
    var request = Self.request(action: values[0], resource: values[1], requester: values[2])
    for (key, value) in zip(keys, values.dropFirst(3)) {
      request[key.name] = key.choices[value]
    }
    return request
  }
}
