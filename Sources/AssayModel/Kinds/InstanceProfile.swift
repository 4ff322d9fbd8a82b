package import Records

extension Schema {
  /// An IAM instance profile: the role that instances get.
  package static let instanceProfile = Schema(
    "instance_profile",
    doc: "An IAM instance profile: the role that instances get.",
    collectors: ["iam:GetInstanceProfile"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("path", .string, .optional, "Path; unset is `/`."),
      Field("roleName", .string, .optional, "Role as stated."),
      Field("role", .reference("role"), .optional, "That role; unknown when it was not given."),
    ])
}
