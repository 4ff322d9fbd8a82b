import AssayModel
import Records

extension RecordMapping {
  /// A mapping of an image recipe or container recipe.
  static let imageBuilderDevice = blockDevice(casing: .camel, encryption: undecided)
  /// A mapping of a launch template.
  static let launchTemplateDevice = blockDevice(casing: .pascal, encryption: undecided)
  /// A mapping of an instance; a described one leaves encryption to its volume.
  static let instanceDevice = blockDevice(
    casing: .pascal, encryption: .otherCall("ec2:DescribeVolumes", templates: undecided))
  /// A mapping of a machine image.
  static let imageDevice = blockDevice(casing: .pascal, encryption: undecided)

  private static let undecided = FieldMapping.Unset.unknown(
    .serviceDefault, "the snapshot or the account's default decides")

  private static func blockDevice(
    casing: Spelling.Casing, encryption: FieldMapping.Unset
  ) -> RecordMapping {
    RecordMapping(
      .blockDevice, casing: casing,
      [
        .init("deviceName"),
        .init("virtualName"),
        .init("encrypted", at: "ebs.encrypted", tf: "ebs.encrypted|encrypted", unset: encryption),
        .init("kmsKeyId", at: "ebs.kmsKeyId", tf: "ebs.kms_key_id|kms_key_id"),
        .init("volumeSize", at: "ebs.volumeSize", tf: "ebs.volume_size|volume_size"),
        .init("volumeType", at: "ebs.volumeType", tf: "ebs.volume_type|volume_type"),
        .init("iops", at: "ebs.iops", tf: "ebs.iops|iops"),
        .init("throughput", at: "ebs.throughput", tf: "ebs.throughput|throughput"),
        .init(
          "deleteOnTermination", at: "ebs.deleteOnTermination",
          tf: "ebs.delete_on_termination|delete_on_termination"),
        .init("snapshotId", at: "ebs.snapshotId", tf: "ebs.snapshot_id|snapshot_id"),
        .init("volumeId", at: "ebs.volumeId", tf: "volume_id"),
        .init("volume", at: "ebs.volumeId", tf: "volume_id"),
      ]
    ) { record, datum, reader in
      if reader.dialect == .terraform { forgetFutureVolume(&record) }
      record["noDevice"] = noDevice(datum, reader)
      keepMapped(&record)
      record["ebs"] = isEBS(record)
    }
  }

  /// A volume that apply will make says nothing that its mapping does not say.
  private static func forgetFutureVolume(_ record: inout DraftRecord) {
    guard record["volumeId"].reason?.kind == .plan else { return }
    record["volumeId"] = .absent(at: record["volumeId"].origin)
    record["volume"] = .absent(at: record["volume"].origin)
  }

  /// Elsewhere than in Terraform, any value of the key drops the device: `NoDevice: ""`.
  private static func noDevice(_ datum: Datum, _ reader: DatumReader) -> Draft {
    let key =
      switch reader.dialect {
      case .terraform: ["no_device"]
      case .cloudFormation: ["NoDevice"]
      case .api: datum["noDevice"] != nil ? ["noDevice"] : ["NoDevice"]
      }
    switch reader.find([key], in: datum) {
    case .missing: return .defaulted(.bool(false), at: datum.origin)
    case .unknown(let reason, let origin): return .unknown(reason, at: origin)
    case .value(let value):
      let isSaidNot =
        value.scalarText == "false" || (value.scalarText == "" && reader.dialect == .terraform)
      return .stated(.bool(!isSaidNot), at: value.origin)
    }
  }

  /// A volume's settings say that the device is not dropped, whatever the provider leaves open.
  private static func keepMapped(_ record: inout DraftRecord) {
    let settings = ["encrypted", "volumeSize", "volumeType", "snapshotId", "volumeId"]
    guard record["noDevice"].state == .unknown,
      settings.contains(where: { record[$0].state == .stated })
    else { return }
    record["noDevice"] = .defaulted(.bool(false), at: record.origin)
  }

  private static func isEBS(_ record: DraftRecord) -> Draft {
    let origin = record.origin
    if record["noDevice"].flag == true || record["virtualName"].state.hasValue {
      return .stated(.bool(false), at: origin)
    }
    for field in ["noDevice", "virtualName"] {
      if let reason = record[field].reason { return .unknown(reason, at: origin) }
    }
    return .stated(.bool(true), at: origin)
  }
}
