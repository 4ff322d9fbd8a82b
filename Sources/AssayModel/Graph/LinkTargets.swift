/// What references may lead to: resources by everything they are called.
struct LinkTargets: Sendable {
  /// Keyed by kind and alias; nil where several resources share the alias.
  private var targets: [Alias: ResourceID?] = [:]
  /// Versioned ARNs by kind and the ARN without its version, in id order.
  private var versions: [Alias: [(version: ARNVersion, id: ResourceID)]] = [:]

  private struct Alias: Hashable {
    let kind: String
    let text: String
  }

  init(_ resources: [DraftResource]) {
    for resource in resources {
      for text in Set(resource.aliases + [resource.id.uid]) {
        let alias = Alias(kind: resource.id.kind, text: text)
        if let known = targets[alias], known != resource.id {
          targets[alias] = .some(nil)
        } else {
          targets[alias] = resource.id
        }
        if let version = ARNVersion(arn: text) {
          let stem = Alias(kind: resource.id.kind, text: version.stem)
          versions[stem, default: []].append((version, resource.id))
        }
      }
    }
  }

  enum Target {
    case found(ResourceID)
    case ambiguous
    case missing
  }

  /// What a reference to a resource of a kind leads to.
  func target(_ text: String, kind: String) -> Target {
    if let exact = targets[Alias(kind: kind, text: text)] {
      return exact.map(Target.found) ?? .ambiguous
    }
    guard let wanted = ARNVersion(arn: text),
      let candidates = versions[Alias(kind: kind, text: wanted.stem)]
    else { return .missing }
    let covered = candidates.filter { wanted.covers($0.version) }
    let best = covered.max { left, right in
      left.version.order == right.version.order
        ? right.id < left.id : left.version.order < right.version.order
    }
    return best.map { .found($0.id) } ?? .missing
  }
}
