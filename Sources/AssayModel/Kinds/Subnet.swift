package import Records

extension Schema {
  /// A subnet, as far as its instances' addresses depend on it.
  package static let subnet = Schema(
    "subnet",
    doc: "A subnet, as far as its instances' addresses depend on it.",
    collectors: ["ec2:DescribeSubnets"],
    fields: Field.common + [
      Field("subnetId", .string, .optional, "Id."),
      Field("vpcId", .string, .optional, "VPC."),
      Field("cidrBlock", .string, .optional, "IPv4 range."),
      Field("availabilityZone", .string, .optional, "Availability zone."),
      Field(
        "mapPublicIpOnLaunch", .bool, .required,
        "Whether instances get a public address; unset is false."),
      Field(
        "internetRoute", .bool, .optional,
        "Whether its route table leads to an internet gateway.",
        collectors: ["ec2:DescribeRouteTables"], derived: true),
      Field(
        "internetFamilies", .list(.int), .required,
        "Families of addresses, 4 and 6, for which it does.",
        collectors: ["ec2:DescribeRouteTables"], derived: true),
      Field(
        "networkAcl", .reference("network_acl"), .optional,
        "The ACL that guards it; unknown when it was not given.",
        collectors: ["ec2:DescribeNetworkAcls"], derived: true),
    ])
}
