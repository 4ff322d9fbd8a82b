package import Records

extension Schema {
  /// A route table of a VPC, as far as ways to the internet depend on it.
  package static let routeTable = Schema(
    "route_table",
    doc: "A route table of a VPC, as far as ways to the internet depend on it.",
    collectors: ["ec2:DescribeRouteTables"],
    fields: Field.common + [
      Field("routeTableId", .string, .required, "Id."),
      Field("vpcId", .string, .optional, "VPC."),
      Field("main", .bool, .required, "Whether subnets without a table of their own use it."),
      Field("subnetIds", .list(.string), .required, "Subnets that it is the table of."),
      Field(
        "internetRoute", .bool, .required,
        "Whether a route leads from everywhere to an internet gateway."),
      Field(
        "internetFamilies", .list(.int), .required,
        "Families of addresses, 4 and 6, for which a route does."),
    ])

  /// A network ACL of a VPC: rules in the order of their numbers, the first that matches decides.
  package static let networkACL = Schema(
    "network_acl",
    doc: "A network ACL of a VPC: rules in order, of which the first that matches decides.",
    collectors: ["ec2:DescribeNetworkAcls"],
    fields: Field.common + [
      Field("networkAclId", .string, .required, "Id."),
      Field("vpcId", .string, .optional, "VPC."),
      Field("isDefault", .bool, .required, "Whether it is the VPC's default."),
      Field("subnetIds", .list(.string), .required, "Subnets that it guards."),
      Field(
        "entries", .list(.record("network_acl_entry")), .required,
        "Rules, in the order of their numbers, inbound and outbound."),
      Field(
        "worldTcp", .list(.record("port_range")), .required,
        "TCP ports on which it lets the world in, when all rules are taken together.",
        derived: true),
    ])

  /// One rule of a network ACL.
  package static let networkACLEntry = Schema(
    "network_acl_entry",
    doc: "One rule of a network ACL.",
    fields: [
      Field("ruleNumber", .int, .required, "Its place; the smallest is asked first."),
      Field("egress", .bool, .required, "Whether it is about what goes out."),
      Field("allow", .bool, .required, "Whether it allows, or denies."),
      Field(
        "protocol", .string, .required,
        "`tcp`, `udp`, `icmp`, `icmpv6`, a number, or `all` for -1."),
      Field("cidr", .string, .required, "Range at the other end, IPv4 or IPv6."),
      Field("fromPort", .int, .required, "First port; 0 when all are meant."),
      Field("toPort", .int, .required, "Last port; 65535 when all are meant."),
    ])

  /// Ports from one to another, both of them in it.
  package static let portRange = Schema(
    "port_range",
    doc: "Ports from one to another, both of them in it.",
    fields: [
      Field("fromPort", .int, .required, "First port."),
      Field("toPort", .int, .required, "Last port."),
      Field("family", .int, .required, "Family of addresses that it is about: 4 or 6."),
    ])
}
