import Records

/// Leads the references of drafts to the resources they name.
///
/// A reference comes as the document spells it: a key of its own file (`path#logical-id`), an ARN,
/// an id or a name. It leaves as the key of a resource, or as unknown, not given. A versioned Image
/// Builder ARN with `x` nodes leads to the highest version among the inputs that it covers.
struct Linker {
  private(set) var links: Set<Link> = []
  private(set) var dangling: Set<DanglingLink> = []
  private let targets: LinkTargets
  /// Where what is no target here may be one; nil when nothing came before.
  private let base: LinkTargets?

  init(_ targets: LinkTargets, base: LinkTargets? = nil) {
    self.targets = targets
    self.base = base
  }

  /// The key by which the store's builder knows a resource.
  static func key(of id: ResourceID) -> String { "\(id.kind)\u{0}\(id.uid)" }

  static func ambiguous(_ text: String) -> UnknownReason {
    UnknownReason(.ambiguous, "several inputs are called \(text)")
  }

  static func missing(_ text: String) -> UnknownReason {
    UnknownReason(.notGiven, "\(text) is not among the inputs")
  }

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
    var target = targets.target(text, kind: kind)
    if case .missing = target, let base { target = base.target(text, kind: kind) }
    switch target {
    case .found(let id):
      links.insert(Link(from: from, label: label, to: id))
      var found = draft
      found.value = .reference(Self.key(of: id))
      return found
    case .ambiguous:
      return .unknown(Self.ambiguous(text), at: draft.origin)
    case .missing:
      dangling.insert(DanglingLink(from: from, label: label, target: text))
      return .unknown(Self.missing(text), at: draft.origin)
    }
  }
}
