package import Records

extension Schema {
  /// An EC2 Auto Scaling group, as far as its launches depend on it.
  package static let autoScalingGroup = Schema(
    "auto_scaling_group",
    doc: "An EC2 Auto Scaling group, as far as its launches depend on it.",
    collectors: ["autoscaling:DescribeAutoScalingGroups"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("launchTemplateId", .string, .optional, "Launch template by id or name."),
      Field(
        "launchTemplateVersion", .string, .optional,
        "Version: a number, `$Latest` or `$Default`."),
      Field(
        "launchTemplate", .reference("launch_template"), .optional,
        "That template; unknown when it was not given."),
      Field("launchConfigurationName", .string, .optional, "Launch configuration, the old form."),
      Field(
        "overrides", .list(.record("group_override")), .required,
        "What a mixed instances policy says for single instance types; unset is nothing."),
      Field("minSize", .int, .optional, "Least number of instances."),
      Field("maxSize", .int, .optional, "Greatest number of instances."),
      Field("subnetIds", .list(.string), .required, "Subnets; unset is none stated."),
    ])

  /// What a mixed instances policy says for one instance type.
  package static let groupOverride = Schema(
    "group_override",
    doc: "What a mixed instances policy says for one instance type.",
    fields: [
      Field("launchTemplateId", .string, .optional, "Launch template by id or name, its own."),
      Field(
        "launchTemplateVersion", .string, .optional,
        "Version: a number, `$Latest` or `$Default`."),
      Field("imageId", .string, .optional, "AMI in the place of the template's."),
      Field(
        "machineImage", .reference("machine_image"), .optional,
        "That AMI; unknown when it was not given."),
      Field("instanceType", .string, .optional, "Instance type."),
    ])
}
