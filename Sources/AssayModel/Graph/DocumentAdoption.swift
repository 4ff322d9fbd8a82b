import Records

/// Gives a component or workflow that states only an S3 address the document that was given beside it.
///
/// In: drafts in any order, each resource once. Out: the same, where a resource whose `uri` ends in
/// the path of a bare document (or whose key is the end of that path) holds that document, and the
/// bare document is no resource of its own any more. Several documents that fit equally make the
/// document ambiguous; none leaves it as it was. What lies in the bucket is never looked at: the
/// document's own origins tell which file was judged.
enum DocumentAdoption {
  /// Kinds whose content may stand elsewhere: `uri` says where, `document` is the content.
  private static let kinds: Set<String> = ["component", "workflow"]

  static func run(over drafts: [DraftResource]) -> [DraftResource] {
    let bare = drafts.filter(isBareDocument)
    guard !bare.isEmpty else { return drafts }
    var adopted: Set<ResourceID> = []
    var result = drafts
    for index in result.indices {
      guard let key = objectKey(of: result[index]) else { continue }
      let fitting = bare.filter { $0.id.kind == result[index].id.kind && fits($0, key: key) }
      guard let document = fitting.first else { continue }
      adopted.formUnion(fitting.map(\.id))
      result[index].record["document"] =
        fitting.count == 1 ? document.record["document"] : ambiguous(fitting, for: result[index])
    }
    return result.filter { !adopted.contains($0.id) }
  }

  /// A document by itself: it has content, and nothing that only a resource of the service has.
  private static func isBareDocument(_ draft: DraftResource) -> Bool {
    kinds.contains(draft.id.kind) && draft.origin != nil
      && draft.record["document"].state.hasValue && draft.record["uri"].state == .absent
      && draft.record["arn"].state == .absent && draft.record["version"].state == .absent
  }

  /// The key of `s3://bucket/key` of a resource whose document is not known yet.
  private static func objectKey(of draft: DraftResource) -> [Substring]? {
    guard kinds.contains(draft.id.kind), !draft.record["document"].state.hasValue,
      case .string(let uri) = draft.record["uri"].value, uri.hasPrefix("s3://")
    else { return nil }
    let key = uri.dropFirst("s3://".count).split(separator: "/").dropFirst()
    return key.isEmpty ? nil : Array(key)
  }

  /// Whether the shorter of key and path is the end of the longer, part by part.
  private static func fits(_ document: DraftResource, key: [Substring]) -> Bool {
    guard let path = document.origin?.path.split(separator: "/").filter({ $0 != "." }),
      !path.isEmpty
    else { return false }
    let length = min(path.count, key.count)
    return path.suffix(length) == key.suffix(length)
  }

  private static func ambiguous(_ fitting: [DraftResource], for resource: DraftResource) -> Draft {
    let paths = fitting.compactMap(\.origin?.path).sorted().joined(separator: ", ")
    return .unknown(
      UnknownReason(.ambiguous, "several documents fit the address: \(paths)"),
      at: resource.record["uri"].origin)
  }
}
