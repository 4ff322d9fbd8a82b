import AssayModel
import Records

/// Who a resource is: its id, the further names that links may use, and the facts an ARN tells.
enum ResourceIdentity {
  /// The field with the id that the service gives, by kind.
  private static let idFields: [ResourceKind: String] = [
    .securityGroup: "groupId", .subnet: "subnetId", .launchTemplate: "launchTemplateId",
    .instance: "instanceId", .machineImage: "imageId", .volume: "volumeId",
    .snapshot: "snapshotId", .ssmAssociation: "associationId",
    .managedNode: "nodeId", .routeTable: "routeTableId", .networkACL: "networkAclId",
  ]

  /// Kinds that others name by name.
  private static let named: Set<ResourceKind> = [
    .securityGroup, .launchTemplate, .role, .instanceProfile, .ssmParameter,
  ]

  /// A draft with its id and its aliases.
  static func resource(
    _ kind: ResourceKind, _ record: DraftRecord, _ declared: DeclaredResource
  ) -> DraftResource {
    let arn = kind.schema.index(of: "arn") == nil ? nil : record["arn"].text
    let id = idFields[kind].flatMap { record[$0].text }
    let name = named.contains(kind) ? record["name"].text : nil
    var uid = arn ?? id ?? declared.key
    var aliases = [declared.key] + [arn, id, name].compactMap { $0 }
    if kind == .launchTemplate, declared.dialect == .api, let id {
      // Only the default version goes by the template's own names.
      let version = record["versionNumber"].int.map { String($0) } ?? "?"
      uid = "\(id)/\(version)"
      if record["isDefaultVersion"].flag == false { aliases = [declared.key] }
    }
    return DraftResource(
      id: ResourceID(kind: kind.rawValue, uid: uid), name: declared.name, record: record,
      origin: declared.origin, aliases: aliases)
  }

  /// Account, region and ownership, as far as an ARN or an owner tells.
  static func fillCommon(_ record: inout DraftRecord, _ declared: DeclaredResource) {
    let arn = record.schema.index(of: "arn").map { record[$0] }
    if let arn, let parts = arn.text.flatMap({ ARNText($0) }) {
      if record["account"].state == .absent, isAccount(parts.account) {
        record["account"] = .stated(.string(parts.account), at: arn.origin)
      }
      if !parts.region.isEmpty { record["region"] = .stated(.string(parts.region), at: arn.origin) }
    }
    if record.schema == .managedNode { fillPlace(&record, declared) }
    let ownership =
      isAWSManaged(record, arn?.text)
      ? "aws-managed" : isOfAnotherAccount(record, declared) ? "other" : "own"
    record["ownership"] = .stated(.string(ownership), at: declared.origin)
  }

  /// An image of the Marketplace, or one that an account was told of and does not own.
  ///
  /// Who asked for an answer is told by the folders that it is kept in, or not at all.
  private static func isOfAnotherAccount(
    _ record: DraftRecord, _ declared: DeclaredResource
  ) -> Bool {
    guard record.schema == .machineImage, declared.dialect == .api else { return false }
    if record["ownerAlias"].text == "aws-marketplace" { return true }
    guard let owner = record["ownerId"].text,
      let account = PathScope(path: declared.origin.path).account
    else { return false }
    return owner != account
  }

  /// Answers about nodes name neither account nor region; where they are kept may.
  private static func fillPlace(_ record: inout DraftRecord, _ declared: DeclaredResource) {
    let place = PathScope(path: declared.origin.path)
    if let account = place.account {
      record["account"] = .stated(.string(account), at: declared.origin)
    }
    if let region = place.region {
      record["region"] = .stated(.string(region), at: declared.origin)
    }
  }

  private static func isAccount(_ text: String) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isAWSManaged(_ record: DraftRecord, _ arn: String?) -> Bool {
    if let parts = arn.flatMap({ ARNText($0) }) {
      if parts.isAWSManaged { return true }
      if parts.resource.hasPrefix("role/aws-service-role/") { return true }
      if parts.resource.hasPrefix("role/aws-reserved/") { return true }
    }
    guard record.schema.index(of: "ownerAlias") != nil else { return false }
    return record["ownerAlias"].text == "amazon"
  }
}
