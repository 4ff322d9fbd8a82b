package import Records

extension Schema {
  /// An EC2 instance, declared or described.
  package static let instance = Schema(
    "instance",
    doc: "An EC2 instance, declared or described.",
    collectors: ["ec2:DescribeInstances"],
    fields: Field.common + [
      Field("instanceId", .string, .optional, "Id."),
      Field(
        "state", .string, .optional,
        "State, where described.",
        values: ["pending", "running", "shutting-down", "terminated", "stopping", "stopped"]),
      Field("launchTime", .timestamp, .optional, "When it was started last."),
      Field(
        "stoppedTime", .timestamp, .optional,
        "When it was stopped, as the reason of its state says."),
      Field("architecture", .string, .optional, "Processor architecture."),
      Field(
        "platform", .string, .optional,
        "Operating system family.",
        values: ["Linux", "Windows", "macOS"]),
      Field("imageId", .string, .optional, "AMI as stated."),
      Field(
        "machineImage", .reference("machine_image"), .optional,
        "That AMI; unknown when it was not given."),
      Field("instanceType", .string, .optional, "Instance type."),
      Field("keyName", .string, .optional, "Key pair for logins."),
      Field(
        "httpTokens", .string, .required,
        "Metadata tokens; unset is unknown: image or account decides.",
        values: ["required", "optional"]),
      Field(
        "httpEndpoint", .string, .optional,
        "Whether metadata is served; unset is enabled.",
        values: ["enabled", "disabled"]),
      Field(
        "httpPutResponseHopLimit", .int, .optional,
        "Hops a metadata answer may take, 1 to 64."),
      Field(
        "blockDevices", .list(.record("block_device")), .required,
        "Block device mappings; unset is none.",
        key: "deviceName"),
      Field(
        "networkInterfaces", .list(.record("network_interface")), .required,
        "Network interfaces; unset is none stated."),
      Field(
        "securityGroupIds", .list(.string), .required,
        "Groups, of interfaces too; unset is none stated."),
      Field(
        "securityGroups", .list(.reference("security_group")), .required,
        "Those groups, in the same order."),
      Field("instanceProfileName", .string, .optional, "Instance profile by name or ARN."),
      Field(
        "instanceProfile", .reference("instance_profile"), .optional,
        "That profile; unknown when it was not given."),
      Field("userData", .string, .optional, "Decoded user data.", sensitive: true),
      Field(
        "monitoringEnabled", .bool, .required,
        "Whether detailed monitoring is on; unset is false."),
      Field("ebsOptimized", .bool, .optional, "Whether EBS traffic has its own lane."),
      Field(
        "launchTemplate", .reference("launch_template"), .optional,
        "Template it is started from."),
      Field("subnetId", .string, .optional, "Subnet of the primary interface."),
      Field(
        "subnet", .reference("subnet"), .optional,
        "That subnet; unknown when it was not given."),
      Field("publicIp", .string, .optional, "Public IPv4 address that it has."),
      Field(
        "publicAddress", .bool, .required,
        "Whether it has or will get a public address.",
        derived: true),
      Field(
        "publicFamilies", .list(.int), .required,
        "Families of addresses, 4 and 6, of which it has or will get a public one.",
        derived: true),
      Field("vpcId", .string, .optional, "VPC."),
      Field(
        "agentMetrics", .list(.string), .required,
        "Metrics that the CloudWatch agent sends of it; unknown when not asked for.",
        collectors: ["cloudwatch:ListMetrics"]),
      Field(
        "managedNode", .reference("managed_node"), .optional,
        "What Systems Manager knows of it; absent when it was asked and has no heartbeat.",
        collectors: ["ssm:DescribeInstanceInformation"], derived: true),
      Field(
        "disableApiTermination", .bool, .optional,
        "Whether termination by the API is refused."),
    ])
}
