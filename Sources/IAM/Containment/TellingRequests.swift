/// Chooses, of all requests that prove the same, those that tell people most.
struct TellingRequests {
  private let catalogue: ActionCatalogue

  init(_ catalogue: ActionCatalogue) {
    self.catalogue = catalogue
  }

  /// The action of a cell with the most at stake; the first of equals.
  func action(of cell: ActionCell) -> String? {
    let members = cell.members
    guard members.count > 1 else { return members.first }
    var best: (action: String, level: AccessLevel)?
    for member in members {
      guard let level = level(of: member), best.map({ $0.level < level }) ?? true else { continue }
      best = (member, level)
      if level == .permissionsManagement { break }
    }
    return best?.action ?? members.first
  }

  private func level(of action: String) -> AccessLevel? {
    let parts = action.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let service = catalogue.service(parts[0]),
      let number = service.number(of: parts[1])
    else { return nil }
    return service.level(at: number)
  }

  /// Names of resources that the action works on, of nobody's account.
  func resources(of action: String) -> [String] {
    guard let action = catalogue.action(action) else { return [] }
    return action.resources.map { Self.filled($0.type.arn) }
  }

  /// `arn:aws:iam::111122223333:role/example` for `arn:${Partition}:iam::${Account}:role/${Role}`.
  private static func filled(_ form: String) -> String {
    ResourceForm.filled(form) { name in
      switch name {
      case "Partition": "aws"
      case "Region": "us-east-1"
      case "Account": "111122223333"
      default: "example"
      }
    }
  }
}
