package import Records

extension Schema {
  /// A launch configuration of EC2 Auto Scaling, as far as it tells what is launched.
  package static let launchConfiguration = Schema(
    "launch_configuration",
    doc: "A launch configuration of EC2 Auto Scaling, as far as it tells what is launched.",
    collectors: ["autoscaling:DescribeLaunchConfigurations"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("imageId", .string, .optional, "AMI as stated."),
      Field(
        "machineImage", .reference("machine_image"), .optional,
        "That AMI; unknown when it was not given."),
      Field("instanceType", .string, .optional, "Instance type."),
      Field("keyName", .string, .optional, "Key pair for logins."),
    ])
}
