package import Records

extension Schema {
  /// An IAM policy: managed, inline or a document by itself.
  package static let iamPolicy = Schema(
    "iam_policy",
    doc: "An IAM policy: managed, inline or a document by itself.",
    collectors: ["iam:GetPolicyVersion", "iam:GetRolePolicy"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN of a managed policy."),
      Field("path", .string, .optional, "Path of a managed policy."),
      Field("description", .string, .optional, "Description."),
      Field(
        "attachment", .string, .required,
        "How it stands.",
        values: ["managed", "inline", "document"], derived: true),
      Field(
        "principalKind", .string, .optional,
        "Who holds an inline policy.",
        values: ["role", "user", "group"], derived: true),
      Field("document", .record("policy_document"), .required, "The document."),
    ])
}
