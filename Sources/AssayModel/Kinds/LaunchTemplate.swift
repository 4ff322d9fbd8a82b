package import Records

extension Schema {
  /// One version of an EC2 launch template.
  package static let launchTemplate = Schema(
    "launch_template",
    doc: "One version of an EC2 launch template.",
    collectors: ["ec2:DescribeLaunchTemplateVersions"],
    fields: Field.common + [
      Field("launchTemplateId", .string, .optional, "Id."),
      Field("versionNumber", .int, .optional, "Number of the version."),
      Field("isDefaultVersion", .bool, .optional, "Whether it is the default version."),
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
    ])

  /// One network interface of an instance or launch template.
  package static let networkInterface = Schema(
    "network_interface",
    doc: "One network interface of an instance or launch template.",
    fields: [
      Field("deviceIndex", .int, .optional, "Position; 0 is the primary."),
      Field(
        "associatePublicIp", .bool, .optional,
        "Whether it gets a public address; unset: the subnet decides."),
      Field("publicIp", .string, .optional, "Public address that it has."),
      Field(
        "ipv6Addresses", .list(.string), .required,
        "IPv6 addresses, which are public; unset is none."),
      Field("subnetId", .string, .optional, "Subnet."),
      Field(
        "subnet", .reference("subnet"), .optional,
        "That subnet; unknown when it was not given."),
      Field(
        "securityGroupIds", .list(.string), .required,
        "Groups of the interface; unset is none stated."),
      Field("deleteOnTermination", .bool, .optional, "Whether it goes with its instance."),
    ])
}
