package import Records

extension Schema {
  /// An EBS volume.
  package static let volume = Schema(
    "volume",
    doc: "An EBS volume.",
    collectors: ["ec2:DescribeVolumes"],
    fields: Field.common + [
      Field("volumeId", .string, .optional, "Id."),
      Field(
        "encrypted", .bool, .required,
        "Whether it is encrypted; unset is unknown: the account decides."),
      Field("kmsKeyId", .string, .optional, "KMS key."),
      Field("size", .int, .optional, "Size.", unit: "GiB"),
      Field(
        "volumeType", .string, .optional,
        "Volume type.",
        values: ["standard", "gp2", "gp3", "io1", "io2", "sc1", "st1"]),
      Field("iops", .int, .optional, "Provisioned operations a second.", unit: "1/s"),
      Field("throughput", .int, .optional, "Provisioned throughput.", unit: "MiB/s"),
      Field("snapshotId", .string, .optional, "Snapshot that it was made from."),
      Field("availabilityZone", .string, .optional, "Availability zone."),
      Field("state", .string, .optional, "State, where described."),
      Field("createTime", .timestamp, .optional, "When it was made."),
      Field(
        "attachments", .list(.record("volume_attachment")), .required,
        "Attachments; unknown in templates."),
    ])

  /// One attachment of a volume.
  package static let volumeAttachment = Schema(
    "volume_attachment",
    doc: "One attachment of a volume.",
    fields: [
      Field("instanceId", .string, .required, "Instance."),
      Field(
        "instance", .reference("instance"), .optional,
        "That instance; unknown when it was not given."),
      Field("device", .string, .optional, "Device name."),
      Field("deleteOnTermination", .bool, .optional, "Whether the volume goes with its instance."),
      Field("state", .string, .optional, "State of the attachment."),
    ])
}
