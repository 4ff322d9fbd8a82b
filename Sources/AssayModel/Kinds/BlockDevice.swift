package import Records

extension Schema {
  /// One block device mapping of a recipe, launch template, instance or image.
  package static let blockDevice = Schema(
    "block_device",
    doc: "One block device mapping of a recipe, launch template, instance or image.",
    fields: [
      Field(
        "deviceName", .string, .required,
        "Device name as the mapping spells it, such as `/dev/xvda`."),
      Field(
        "ebs", .bool, .required,
        "Whether it maps an EBS volume: neither dropped nor instance storage.",
        derived: true),
      Field("noDevice", .bool, .required, "Whether the mapping drops the device; unset is false."),
      Field("virtualName", .string, .optional, "Instance store volume, such as `ephemeral0`."),
      Field(
        "encrypted", .bool, .required,
        "Encryption as stated; unset is unknown: snapshot or account decides."),
      Field("kmsKeyId", .string, .optional, "KMS key, by id, ARN or alias."),
      Field("volumeSize", .int, .optional, "Size.", unit: "GiB"),
      Field(
        "volumeType", .string, .optional,
        "EBS volume type.",
        values: ["standard", "gp2", "gp3", "io1", "io2", "sc1", "st1"]),
      Field("iops", .int, .optional, "Provisioned operations a second.", unit: "1/s"),
      Field("throughput", .int, .optional, "Provisioned throughput.", unit: "MiB/s"),
      Field("deleteOnTermination", .bool, .optional, "Whether the volume goes with its instance."),
      Field("snapshotId", .string, .optional, "Snapshot that the volume is made from."),
      Field(
        "volumeId", .string, .optional,
        "Volume that is attached, where an instance was described."),
      Field(
        "volume", .reference("volume"), .optional,
        "That volume: the fact about its encryption."),
    ])
}
