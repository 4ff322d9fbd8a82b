package import Records

extension Schema {
  /// An IAM role: who may take it and which policies it has.
  package static let role = Schema(
    "role",
    doc: "An IAM role: who may take it and which policies it has.",
    collectors: ["iam:GetRole", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("path", .string, .optional, "Path; unset is `/`."),
      Field("description", .string, .optional, "Description."),
      Field("trustPolicy", .record("policy_document"), .required, "Who may assume the role."),
      Field(
        "inlinePolicies", .list(.record("role_policy")), .required,
        "Inline policies, wherever they are declared.",
        key: "name"),
      Field(
        "attachedPolicies", .list(.record("role_policy")), .required,
        "Managed policies, wherever they are attached."),
      Field("permissionsBoundaryArn", .string, .optional, "Policy that bounds the role."),
      Field("maxSessionDuration", .int, .optional, "Longest session; unset is 3600.", unit: "s"),
      Field(
        "usedByBuilder", .bool, .required,
        "Whether an infrastructure configuration given here uses it.",
        derived: true),
    ])

  /// One policy of a role.
  package static let rolePolicy = Schema(
    "role_policy",
    doc: "One policy of a role.",
    fields: [
      Field("name", .string, .required, "Name: last part of the ARN, or the inline policy's name."),
      Field("arn", .string, .optional, "ARN of a managed policy."),
      Field("awsManaged", .bool, .required, "Whether AWS owns the policy.", derived: true),
      Field(
        "policy", .reference("iam_policy"), .required,
        "The policy; unknown when it was not given."),
    ])
}
