import AssayModel
import Documents
import Records

/// Something declared apart from the resource it belongs to: a rule, a policy, a permission.
struct Part: Sendable {
  /// Which resource it belongs to.
  enum Target: Sendable, Hashable {
    /// A key, ARN, id or name, as the document spells it.
    case named(String)
    /// One that cannot be told.
    case unknown(UnknownReason)
  }

  /// What the part does to a field of its resource.
  enum Change: Sendable {
    case append(Draft)
    case set(Draft)
  }

  let kind: ResourceKind
  let target: Target
  /// Keyed by field; in the order they are applied.
  let changes: [(field: String, change: Change)]
  /// Fields that are only known with their parts: when one is touched, none is left out.
  let siblings: [String]
  /// What declares it.
  let declared: DeclaredResource
}

extension Part.Target {
  /// The target that a datum names; nil when there is none.
  static func all(of datum: Datum?) -> [Part.Target] {
    guard let datum, !datum.isNull else { return [] }
    switch datum.content {
    case .unknown(let reason): return [.unknown(reason)]
    case .link(let link): return [.named(link.key)]
    case .list(let elements): return elements.flatMap { all(of: $0) }
    case .scalar(let scalar): return scalar.text.isEmpty ? [] : [.named(scalar.text)]
    case .map:
      return [.unknown(UnknownReason(.unreadable, "a map stands where a name is expected"))]
    }
  }
}
