package import Records

extension Schema {
  /// A Systems Manager parameter.
  package static let ssmParameter = Schema(
    "ssm_parameter",
    doc: "A Systems Manager parameter.",
    collectors: ["ssm:GetParameter", "ssm:DescribeParameters"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("type", .string, .required, "Type.", values: ["String", "StringList", "SecureString"]),
      Field("value", .string, .optional, "Value.", sensitive: true),
      Field(
        "dataType", .string, .optional,
        "Data type.",
        values: ["text", "aws:ec2:image", "aws:ssm:integration"]),
      Field("version", .int, .optional, "Number of the version, which grows with each change."),
      Field("lastModified", .timestamp, .optional, "When it was changed last."),
      Field("keyId", .string, .optional, "Key that encrypts a secure string."),
      Field("tier", .string, .optional, "Tier."),
      Field("description", .string, .optional, "Description."),
    ])
}
