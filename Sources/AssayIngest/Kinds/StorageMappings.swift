import AssayModel
import Records

extension RecordMapping {
  /// An EBS volume.
  static let volume = RecordMapping(
    .volume, casing: .pascal,
    ec2Common + [
      .init("volumeId", cfn: .notCarried, tf: "id"),
      .init(
        "encrypted",
        unset: .unknown(.serviceDefault, "the snapshot or the account's default decides")),
      .init("kmsKeyId"),
      .init("size"),
      .init("volumeType", tf: "type"),
      .init("iops"),
      .init("throughput"),
      .init("snapshotId"),
      .init("availabilityZone"),
      .init("state", cfn: .notCarried, tf: .notCarried),
      .init("createTime", cfn: .notCarried, tf: .notCarried),
      .init(
        "attachments", cfn: .notCarried, tf: .notCarried, unset: .told("Attachments"),
        as: .record(volumeAttachment)),
    ]
  ) { record, _, reader in
    nameByTag(&record)
    encryptionByDefault(&record, reader)
  }

  /// The provider computes what is not set, so "known after apply" is the account's default.
  static func encryptionByDefault(_ record: inout DraftRecord, _ reader: DatumReader) {
    let encrypted = record["encrypted"]
    guard reader.dialect == .terraform, encrypted.reason?.kind == .plan else { return }
    record["encrypted"] = .unknown(
      UnknownReason(.serviceDefault, "the snapshot or the account's default decides"),
      at: encrypted.origin)
  }

  private static let volumeAttachment = RecordMapping(
    .volumeAttachment, casing: .pascal,
    [
      .init("instanceId"), .init("instance", at: "instanceId"), .init("device"),
      .init("deleteOnTermination"), .init("state"),
    ])

  /// An EBS snapshot; whom it is shared with is another call.
  static let snapshot = RecordMapping(
    .snapshot, casing: .pascal,
    ec2Common + [
      .init("snapshotId", tf: "id"),
      .init(
        "encrypted",
        unset: .unknown(.serviceDefault, "the volume or the account's default decides")),
      .init("kmsKeyId"),
      .init("volumeId"),
      .init("ownerId"),
      .init("state", tf: .notCarried),
      .init("startTime", tf: .notCarried),
      .init("size", at: "volumeSize"),
      .init("public", api: .notCarried, tf: .notCarried, unset: sharing),
      .init("sharedAccountIds", api: .notCarried, tf: .notCarried, unset: sharing),
    ]
  ) { record, _, reader in
    nameByTag(&record)
    encryptionByDefault(&record, reader)
  }

  private static let sharing = FieldMapping.Unset.unknown(
    .notCollected, "ec2:DescribeSnapshotAttribute was not given")

  /// A machine image.
  static let machineImage = RecordMapping(
    .machineImage, casing: .pascal,
    [
      .init("name"),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("account", at: "ownerId"),
      .init("imageId", tf: "id"),
      .init("description"),
      .init("ownerId"),
      .init("ownerAlias", api: "ImageOwnerAlias", tf: "image_owner_alias"),
      .init("public", unset: .unknown(.notCollected, "ec2:DescribeImages was not given")),
      .init("launchUserIds", api: .notCarried, tf: .notCarried, unset: launchPermission),
      .init("launchOrganizationArns", api: .notCarried, tf: .notCarried, unset: launchPermission),
      .init("creationDate", tf: .notCarried, unset: .told("CreationDate")),
      .init("deprecationTime"),
      .init("lastLaunchedTime", tf: "last_launched_time"),
      .init("state", tf: .notCarried),
      .init("architecture"),
      .init("imageType"),
      .init("rootDeviceName"),
      .init("rootDeviceType", tf: .notCarried),
      .init(
        "blockDevices", at: "blockDeviceMappings", tf: "block_device_mappings|ebs_block_device",
        unset: .told("BlockDeviceMappings", else: .none), as: .record(imageDevice)),
      .init("imdsSupport"),
      .init("bootMode"),
      .init("tpmSupport"),
      .init("enaSupport"),
      .init("deregistrationProtection", tf: .notCarried),
      .init("sourceImageId", tf: "source_ami_id"),
      .init("sourceInstanceId"),
    ]
  ) { record, datum, reader in
    if reader.dialect == .api || datum["platform_details"] != nil {
      InstanceFacts.fillPlatform(&record, datum)
    }
    fillBuild(&record)
  }

  /// Image Builder tags what it makes.
  private static func fillBuild(_ record: inout DraftRecord) {
    guard case .map(let entries) = record["tags"].value else {
      record["imageBuildArn"] = record["tags"]
      return
    }
    record["imageBuildArn"] =
      entries.first { $0.key == "Ec2ImageBuilderArn" }?.value ?? .absent(at: record["tags"].origin)
  }

  private static let launchPermission = FieldMapping.Unset.unknown(
    .notCollected, "ec2:DescribeImageAttribute was not given")

  /// The account's switch for encryption by default.
  static let ebsEncryptionDefault = RecordMapping(
    .ebsEncryptionDefault, casing: .pascal,
    [
      .init(
        "enabled", api: "EbsEncryptionByDefault",
        unset: .terraform(
          .true, else: .unknown(.unreadable, "the switch is not stated"))),
      .init("kmsKeyId", tf: .notCarried),
    ])
}
