package import Records

extension Schema {
  /// An EBS snapshot.
  package static let snapshot = Schema(
    "snapshot",
    doc: "An EBS snapshot.",
    collectors: ["ec2:DescribeSnapshots", "ec2:DescribeSnapshotAttribute"],
    fields: Field.common + [
      Field("snapshotId", .string, .optional, "Id."),
      Field("encrypted", .bool, .required, "Whether it is encrypted; of a copy, as stated."),
      Field("kmsKeyId", .string, .optional, "KMS key."),
      Field("volumeId", .string, .optional, "Volume that it was made from."),
      Field("ownerId", .string, .optional, "Account that owns it."),
      Field("state", .string, .optional, "State, where described."),
      Field("startTime", .timestamp, .optional, "When it was started."),
      Field("size", .int, .optional, "Size of the volume.", unit: "GiB"),
      Field(
        "public", .bool, .required,
        "Whether everybody may restore it; unknown when not asked for."),
      Field(
        "sharedAccountIds", .list(.string), .required,
        "Accounts it is shared with; unknown when not asked for."),
    ])
}
