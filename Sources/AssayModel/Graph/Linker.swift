import Records

/// Leads the references of drafts to the resources they name.
///
/// A reference comes as the document spells it: a key of its own file (`path#logical-id`), an ARN,
/// an id or a name. It leaves as the key of a resource, or as unknown, not given. A versioned Image
/// Builder ARN with `x` nodes leads to the highest version among the inputs that it covers.
struct Linker {
  private(set) var links: Set<Link> = []
  private(set) var dangling: Set<DanglingLink> = []
  /// Keyed by kind and alias; nil where several resources share the alias.
  private var targets: [Alias: ResourceID?] = [:]
  /// Versioned ARNs by kind and the ARN without its version, in id order.
  private var versions: [Alias: [(version: ARNVersion, id: ResourceID)]] = [:]

  private struct Alias: Hashable {
    let kind: String
    let text: String
  }

  init(resources: [DraftResource]) {
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

  /// The key by which the store's builder knows a resource.
  static func key(of id: ResourceID) -> String { "\(id.kind)\u{0}\(id.uid)" }

  /// Resolves every reference of a resource, at any depth.
  mutating func link(_ resource: inout DraftResource) {
    link(&resource.record, from: resource.id, path: "")
  }

  private mutating func link(_ record: inout DraftRecord, from: ResourceID, path: String) {
    for (slot, field) in record.schema.fields.enumerated() {
      let label = path.isEmpty ? field.name : "\(path).\(field.name)"
      link(&record[slot], type: field.type, from: from, label: label)
    }
  }

  private mutating func link(
    _ draft: inout Draft, type: FieldType, from: ResourceID, label: String
  ) {
    switch (draft.value, type) {
    case (.reference(let text), .reference(let kind)):
      draft = resolved(text, kind: kind, from: from, label: label, draft: draft)
    case (.record(var record), _):
      link(&record, from: from, path: label)
      draft.value = .record(record)
    case (.list(var elements), .list(let element)):
      for index in elements.indices {
        link(&elements[index], type: element, from: from, label: label)
      }
      draft.value = .list(elements)
    default: break
    }
  }

  private mutating func resolved(
    _ text: String, kind: String, from: ResourceID, label: String, draft: Draft
  ) -> Draft {
    switch target(text, kind: kind) {
    case .found(let id):
      links.insert(Link(from: from, label: label, to: id))
      var found = draft
      found.value = .reference(Self.key(of: id))
      return found
    case .ambiguous:
      return .unknown(
        UnknownReason(.ambiguous, "several inputs are called \(text)"), at: draft.origin)
    case .missing:
      dangling.insert(DanglingLink(from: from, label: label, target: text))
      return .unknown(UnknownReason(.notGiven, "\(text) is not among the inputs"), at: draft.origin)
    }
  }

  private enum Target {
    case found(ResourceID)
    case ambiguous
    case missing
  }

  private func target(_ text: String, kind: String) -> Target {
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
