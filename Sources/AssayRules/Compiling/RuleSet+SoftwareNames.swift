import AssayModel
import CEL
import Documents
import Records

extension RuleSet {
  /// The names of packages that rules ask for, as they are in force, and those of the agents where
  /// rules read them: what has to be kept of the software that inventories list.
  ///
  /// Names are compared by bytes, but those of agents without regard to case and blanks.
  package var softwareNames: Set<String> {
    var names: Set<String> = []
    for rule in checkedRules {
      let values = parameterValues(of: rule.info.pack)
      for expression in rule.expressions {
        let asked = expression.softwareAsked
        names.formUnion(asked.names)
        for (name, value) in values where asked.parameters.contains(name) {
          names.formUnion(value.texts)
        }
        if expression.fieldReads.contains(where: Self.isAgent) {
          names.formUnion(SoftwareTraces.ssmAgentPackages)
          names.formUnion(SoftwareTraces.cloudWatchAgentPackages)
        }
      }
    }
    return names
  }

  private static func isAgent(_ read: FieldRead) -> Bool {
    guard read.schema == Schema.managedNode.name else { return false }
    let name = Schema.managedNode.fields[Int(read.slot)].name
    return name == "ssmAgent" || name == "cloudwatchAgent"
  }
}

extension ParameterValue {
  /// The texts that it is or holds.
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .list(let values): values.flatMap(\.texts)
    case .bool, .int, .double, .policy: []
    }
  }
}

extension CheckedExpression {
  /// The packages that an expression asks for by `named`.
  struct SoftwareAsked {
    /// Names as written.
    var names: Set<String> = []
    /// Names of parameters that hold some.
    var parameters: Set<String> = []
    /// Where a name is worked out, so that it is not known before the run.
    var open: [SourceRange] = []
  }

  /// What it asks for; empty for an expression without `named`.
  var softwareAsked: SoftwareAsked {
    var asked = SoftwareAsked()
    for (node, resolution) in zip(expression.nodes, resolutions) {
      guard case .overloads(let ids) = resolution,
        ids.contains(where: SoftwareFunctions.namedOverloads.contains),
        case .call(_, _, let arguments) = node, let argument = arguments.first
      else { continue }
      add(argument, to: &asked)
    }
    return asked
  }

  private func add(_ id: Expression.ID, to asked: inout SoftwareAsked) {
    switch (expression[id], resolutions[Int(id)]) {
    case (.literal(.string(let name)), _): asked.names.insert(name)
    case (.list(let elements), _): for element in elements { add(element.value, to: &asked) }
    case (_, .variable(let name)) where name.hasPrefix("params."):
      asked.parameters.insert(String(name.dropFirst("params.".count)))
    default: asked.open.append(expression.spans[Int(id)])
    }
  }
}
