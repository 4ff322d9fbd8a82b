import AssayModel
import Records

/// Leads references by ARN to resources of the same inputs that have no ARN yet, by what the ARN names.
///
/// A template or plan often spells the ARN of a role that it makes itself. Names are unique in an
/// account (and versions among one name), and the inputs of a run are of one deployment: an ARN that
/// nothing else answers to is the one resource of that name whose own ARN is not known.
struct NameResolution {
  private struct Name: Hashable {
    let kind: String
    let text: String
  }

  /// All aliases, by kind.
  private var aliases: Set<Name> = []
  /// Resources without an ARN of their own; nil where several share a name.
  private var named: [Name: String?] = [:]

  init(_ drafts: [DraftResource]) {
    for draft in drafts {
      for alias in draft.aliases + [draft.id.uid] {
        aliases.insert(Name(kind: draft.id.kind, text: alias))
      }
      guard let path = Self.path(of: draft) else { continue }
      let name = Name(kind: draft.id.kind, text: path)
      named[name] = named[name] == nil ? .some(draft.id.uid) : .some(nil)
    }
  }

  /// What follows the account in the ARN that a resource will have; nil when it has one, or no name.
  private static func path(of draft: DraftResource) -> String? {
    let record = draft.record
    guard let prefix = prefixes[draft.id.kind], record["arn"].text == nil,
      let name = record["name"].text
    else { return nil }
    guard prefix.hasVersion else {
      return "\(prefix.text)/\(prefix.isDashed ? dashed(name) : name)"
    }
    return record["version"].text.map { "\(prefix.text)/\(dashed(name))/\($0)" }
  }

  private static let prefixes: [String: (text: String, isDashed: Bool, hasVersion: Bool)] = [
    "role": ("role", false, false), "instance_profile": ("instance-profile", false, false),
    "iam_policy": ("policy", false, false),
    "infrastructure_configuration": ("infrastructure-configuration", true, false),
    "distribution_configuration": ("distribution-configuration", true, false),
    "component": ("component", true, true), "image_recipe": ("image-recipe", true, true),
    "container_recipe": ("container-recipe", true, true),
  ]

  /// Image Builder's ARNs hold names in lower case with dashes.
  private static func dashed(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }

  /// The same resource with its references by ARN led to what they name.
  func resolved(_ draft: DraftResource) -> DraftResource {
    var draft = draft
    resolve(&draft.record)
    return draft
  }

  /// What a reference by a text is led to.
  func renamed(_ text: String, _ kind: ResourceKind) -> String {
    target(text, kind.rawValue) ?? text
  }

  private func resolve(_ record: inout DraftRecord) {
    for (slot, field) in record.schema.fields.enumerated() {
      resolve(&record[slot], field.type)
    }
  }

  private func resolve(_ draft: inout Draft, _ type: FieldType) {
    switch (draft.value, type) {
    case (.reference(let text), .reference(let kind)):
      if let uid = target(text, kind) { draft.value = .reference(uid) }
    case (.record(var record), _):
      resolve(&record)
      draft.value = .record(record)
    case (.list(var elements), .list(let element)):
      for index in elements.indices { resolve(&elements[index], element) }
      draft.value = .list(elements)
    default: break
    }
  }

  private func target(_ text: String, _ kind: String) -> String? {
    guard !aliases.contains(Name(kind: kind, text: text)), let arn = ARNText(text),
      !arn.isAWSManaged
    else { return nil }
    let name: Substring
    switch arn.service {
    // Paths stand between the type and the name.
    case "iam":
      guard let type = arn.path.first, let last = arn.path.last else { return nil }
      name = Substring("\(type)/\(last)")
    default: name = Substring(arn.path.prefix(3).joined(separator: "/"))
    }
    return named[Name(kind: kind, text: String(name))] ?? nil
  }
}
