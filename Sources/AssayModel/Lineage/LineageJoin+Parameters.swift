/// What parameters hold, and who takes it from there.
extension LineageJoin {
  mutating func joinParameters() {
    var values: [ResourceID: [LineageFacts.ParameterValue]] = [:]
    for value in facts.parameterValues { values[value.parameter, default: []].append(value) }
    var byName: [String: [LineageNode]] = [:]
    for parameter in given(.ssmParameter) {
      for name in Set([parameter.name, parameter.id.uid]) {
        byName[name, default: []].append(parameter)
      }
    }
    var seen: Set<ResourceID> = []
    for (_, parameters) in byName.sorted(by: { $0.key < $1.key }) {
      // Answers of one place that name no ARN, as a history does, tell of one parameter.
      let own = parameters.filter { $0.mayLie(in: parameters[0].account, parameters[0].region) }
      let told = own.flatMap { values[$0.id] ?? [] }
      for parameter in own where seen.insert(parameter.id).inserted {
        joinValues(told, to: parameter.id)
      }
    }
    for use in facts.parameterUses {
      let found = byName[use.parameter] ?? []
      let isOne = found.allSatisfy { $0.mayLie(in: found.first?.account, found.first?.region) }
      guard isOne else { continue }
      let told = found.flatMap { values[$0.id] ?? [] }
      add(use, of: found.first?.id, told)
    }
  }

  /// Leads what a parameter holds to it: the latest value, or where answers do not tell which one that is, each.
  private mutating func joinValues(
    _ told: [LineageFacts.ParameterValue], to parameter: ResourceID
  ) {
    let current = Self.current(told)
    let texts = Set(current.map(\.text))
    for case let text? in texts where AMIName.isOne(text) {
      let edge = LineageEdge(AMIName.id(text), texts.count == 1 ? .value : .candidate, parameter)
      add(edge)
      if texts.count > 1 { floating.insert(edge) }
    }
    if texts.count > 1 {
      nodes[parameter]?.gaps.append(
        "several values of it are told, and not which one is the latest")
    }
  }

  /// Those of the highest version, or that were changed last where not all tell the version.
  private static func current(
    _ told: [LineageFacts.ParameterValue]
  ) -> [LineageFacts.ParameterValue] {
    for key in [\LineageFacts.ParameterValue.version, \.modified] {
      let known = told.compactMap { $0[keyPath: key] }
      if known.count == told.count { return told.filter { $0[keyPath: key] == known.max() } }
    }
    return told
  }

  /// A use of the current value leads to the parameter; one of a version or label to a thing of its own, unless it is
  /// the current one.
  private mutating func add(
    _ use: LineageFacts.ParameterUse, of parameter: ResourceID?,
    _ told: [LineageFacts.ParameterValue]
  ) {
    let kind = ResourceKind.ssmParameter.rawValue
    let own = parameter ?? ResourceID(kind: kind, uid: use.parameter)
    guard let version = use.version else { return add(LineageEdge(own, use.relation, use.user)) }
    let current = Self.current(told)
    if !current.isEmpty, current.allSatisfy({ $0.version.map(String.init) == version }) {
      return add(LineageEdge(own, use.relation, use.user))
    }
    let named = ResourceID(kind: kind, uid: "\(use.parameter):\(version)")
    add(LineageEdge(named, use.relation, use.user))
    let texts = Set(told.filter { $0.version.map(String.init) == version }.map(\.text))
    if texts.count == 1, case let text?? = texts.first, AMIName.isOne(text) {
      add(LineageEdge(AMIName.id(text), .value, named))
    }
  }
}
