package import Records

extension Schema {
  /// An Image Builder infrastructure configuration: where images are built.
  package static let infrastructureConfiguration = Schema(
    "infrastructure_configuration",
    doc: "An Image Builder infrastructure configuration: where images are built.",
    collectors: ["imagebuilder:GetInfrastructureConfiguration"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("description", .string, .optional, "Description."),
      Field(
        "instanceTypes", .list(.string), .required,
        "Instance types to choose from; unset is none stated."),
      Field("instanceProfileName", .string, .required, "Name of the instance profile."),
      Field(
        "instanceProfile", .reference("instance_profile"), .required,
        "The instance profile; unknown when it was not given."),
      Field("subnetId", .string, .optional, "Subnet; unset means the default VPC."),
      Field(
        "subnet", .reference("subnet"), .optional,
        "That subnet; unknown when it was not given."),
      Field(
        "securityGroupIds", .list(.string), .required,
        "Security groups; unset is none stated."),
      Field(
        "securityGroups", .list(.reference("security_group")), .required,
        "Those groups, in the same order."),
      Field(
        "httpTokens", .string, .required,
        "Metadata tokens; unset is unknown: the launch default applies.",
        values: ["required", "optional"]),
      Field(
        "httpPutResponseHopLimit", .int, .optional,
        "Hops a metadata answer may take, 1 to 64; unset is 1."),
      Field("logBucket", .string, .optional, "S3 bucket of the build logs."),
      Field("logPrefix", .string, .optional, "Key prefix of the build logs."),
      Field("keyPair", .string, .optional, "Key pair for logins to the builder."),
      Field(
        "terminateInstanceOnFailure", .bool, .required,
        "Whether a failed builder is terminated; unset is unknown."),
      Field("snsTopicArn", .string, .optional, "Topic that is told of results."),
      Field(
        "tenancy", .string, .optional,
        "Tenancy of the builder.",
        values: ["default", "dedicated", "host"]),
      Field(
        "resourceTags", .map(.string), .optional,
        "Tags of the builder instance and its volumes."),
    ])
}
