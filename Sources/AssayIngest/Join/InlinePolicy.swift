import AssayModel
import Documents
import Records

/// An inline policy: a resource of kind `iam_policy` that its holder refers to.
struct InlinePolicy {
  /// A map with a name and a document.
  let datum: Datum
  /// Unique in a run.
  let key: String
  /// For people.
  let name: String
  /// Nil when several sorts of holders share it.
  let holder: PolicyHolder?

  /// The inline policies in a list that stands inside their holder; named `<holder>/<policy>`.
  static func all(in list: Datum?, of declared: DeclaredResource, holder: PolicyHolder) -> [Self] {
    guard let list, !list.isNull else { return [] }
    return (list.elements ?? [list]).enumerated().compactMap { index, element -> InlinePolicy? in
      guard let entries = element.entries, !entries.isEmpty else { return nil }
      let name = (element["PolicyName"] ?? element["name"])?.scalarText ?? "\(index)"
      return Self(
        datum: element, key: "\(declared.key)/\(name)", name: "\(declared.name)/\(name)",
        holder: holder)
    }
  }

  /// The policy as a resource.
  func resource(_ declared: DeclaredResource, _ reader: inout DatumReader) -> DraftResource {
    var record = reader.record(.iamPolicy, from: datum)
    record["attachment"] = .stated(.string("inline"), at: datum.origin)
    record["principalKind"] =
      holder.map { .stated(.string($0.rawValue), at: datum.origin) } ?? .absent
    record["ownership"] = .stated(.string("own"), at: datum.origin)
    let id = ResourceID(kind: ResourceKind.iamPolicy.rawValue, uid: key)
    return DraftResource(id: id, name: name, record: record, origin: datum.origin, aliases: [key])
  }

  /// The policy as its role refers to it.
  func use(_ reader: inout DatumReader) -> Draft {
    let stated = datum["PolicyName"] ?? datum["name"]
    let name =
      stated.map { reader.draft($0, as: .string) } ?? .stated(.string(name), at: datum.origin)
    return RolePolicy.inline(name: name, at: datum.origin).map { value in
      guard case .record(var record) = value else { return value }
      record["policy"] = .stated(.reference(key), at: datum.origin)
      return .record(record)
    }
  }
}
