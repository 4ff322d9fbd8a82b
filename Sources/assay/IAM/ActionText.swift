import AssayReports
import IAM

/// Answers about actions for people.
struct ActionText {
  private let answers: [ActionAnswer]

  init(_ answers: [ActionAnswer]) {
    self.answers = answers
  }

  /// Whole lines, an empty one between answers; empty when nothing is listed.
  var text: String {
    answers.compactMap { answer in
      switch answer {
      case .action(let service, let action): Self.page(service, action)
      case .pattern(let pattern, let matches): Self.list(pattern, matches)
      case .unlisted: nil
      }
    }.joined(separator: "\n")
  }

  private static func page(
    _ service: ActionCatalogue.Service, _ action: ActionCatalogue.Action
  ) -> String {
    var text = "\(action.qualifiedName)  \(action.level.rawValue)  (\(service.name))\n"
    if action.resources.isEmpty {
      text += "  works on no resource: only `*` matches\n"
    } else {
      let names = action.resources.map { $0.type.name + ($0.isRequired ? " (required)" : "") }
      let width = names.map(\.count).max() ?? 0
      text += "  resources\n"
      for (name, resource) in zip(names, action.resources) {
        text += "    \(name.padded(to: width))  \(resource.type.arn)\n"
      }
    }
    let keys = ActionKeys(service, action).all
    if !keys.isEmpty {
      let width = keys.map(\.name.count).max() ?? 0
      text += "  condition keys, beside the global ones\n"
      for key in keys {
        text += "    \(key.name.padded(to: width))  \(key.type?.rawValue ?? "of unstated type")\n"
      }
    }
    if !action.dependentActions.isEmpty {
      text += "  needs besides\n"
      for name in action.dependentActions { text += "    \(name)\n" }
    }
    return text
  }

  private static func list(_ pattern: String, _ matches: [ActionCatalogue.Match]) -> String {
    let names = matches.map(\.qualifiedName)
    let levels = matches.map(\.level)
    let width = names.map(\.count).max() ?? 0
    let counts = AccessLevel.allCases.compactMap { level in
      let count = levels.count { $0 == level }
      return count == 0 ? nil : "\(count) \(level.rawValue)"
    }
    var text = "\(pattern.visible(300))  \(matches.count.of("action")): "
    text += counts.joined(separator: ", ") + "\n"
    for (name, level) in zip(names, levels) {
      text += "  \(name.padded(to: width))  \(level.rawValue)\n"
    }
    return text
  }
}

/// The condition keys of an action's request, whatever its resource.
struct ActionKeys {
  /// Ascending by name, none twice.
  let all: [ActionCatalogue.ConditionKey]

  init(_ service: ActionCatalogue.Service, _ action: ActionCatalogue.Action) {
    let names = Set(action.conditionKeys + action.resources.flatMap(\.conditionKeys))
    all = service.conditionKeys.filter { names.contains($0.name) }.sorted { $0.name < $1.name }
  }
}
