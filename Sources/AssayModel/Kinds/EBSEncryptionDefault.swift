package import Records

extension Schema {
  /// Whether an account encrypts new EBS volumes by default, in one region.
  package static let ebsEncryptionDefault = Schema(
    "ebs_encryption_default",
    doc: "Whether an account encrypts new EBS volumes by default, in one region.",
    collectors: ["ec2:GetEbsEncryptionByDefault", "ec2:GetEbsDefaultKmsKeyId"],
    fields: Field.common + [
      Field(
        "enabled", .bool, .required,
        "Whether encryption by default is on; unset is true in Terraform."),
      Field("kmsKeyId", .string, .optional, "Key that is used by default."),
    ])
}
