import AssayModel
import Documents
import Records

/// Outputs of EC2's describe calls (EC2 API reference; AWS CLI `ec2`), as context and as the fleet.
enum EC2Output {
  /// Lists with the type of their elements, their names and their ids.
  private static let lists: [(key: String, type: String, names: [String], keys: [String])] = [
    ("Images", "machine_image", ["ImageId"], ["ImageId"]),
    ("Volumes", "volume", ["VolumeId"], ["VolumeId"]),
    ("Snapshots", "snapshot", ["SnapshotId"], ["SnapshotId"]),
    ("Subnets", "subnet", ["SubnetId"], ["SubnetId"]),
    ("SecurityGroups", "security_group", ["GroupName", "GroupId"], ["GroupId"]),
    ("SecurityGroupRules", "security_group_rule", ["SecurityGroupRuleId"], ["SecurityGroupRuleId"]),
    ("RouteTables", "route_table", ["RouteTableId"], ["RouteTableId"]),
    ("NetworkAcls", "network_acl", ["NetworkAclId"], ["NetworkAclId"]),
    ("LaunchTemplateVersions", "launch_template", ["LaunchTemplateName"], []),
    (
      "AutoScalingGroups", "auto_scaling_group", ["AutoScalingGroupName"], ["AutoScalingGroupARN"]
    ),
    (
      "LaunchConfigurations", "launch_configuration", ["LaunchConfigurationName"],
      ["LaunchConfigurationARN"]
    ),
    ("SpotFleetRequestConfigs", "spot_fleet", ["SpotFleetRequestId"], ["SpotFleetRequestId"]),
  ]

  static func isOne(_ root: Node) -> Bool {
    lists.contains { isList(root, $0.key) } || isList(root, "Reservations") || isFleets(root)
      || root["EbsEncryptionByDefault"]?.scalar != nil || isAttribute(root)
  }

  static func declarations(in document: Document) -> [DeclaredResource] {
    var output = APIDocument(document)
    for (key, type, names, keys) in lists {
      output.addAll(type, under: key, names: names, keys: keys)
    }
    for reservation in document.root["Reservations"]?.elements ?? [] {
      addInstances(of: reservation, document, to: &output)
    }
    if isFleets(document.root) {
      output.addAll("ec2_fleet", under: "Fleets", names: ["FleetId"], keys: ["FleetId"])
    }
    if document.root["EbsEncryptionByDefault"] != nil {
      output.add("ebs_encryption_default", document.root, names: [])
    }
    if isAttribute(document.root) {
      let isImage = document.root["LaunchPermissions"] != nil
      output.add(
        isImage ? "image_attribute" : "snapshot_attribute", document.root,
        names: ["ImageId", "SnapshotId"])
    }
    return output.declarations
  }

  /// The owner of a reservation owns its instances.
  private static func addInstances(
    of reservation: Node, _ document: Document, to output: inout APIDocument
  ) {
    let owner = reservation["OwnerId"].map { Datum($0, in: document.file) }
    for node in reservation["Instances"]?.elements ?? [] {
      var datum = Datum(node, in: document.file)
      if let owner {
        datum = datum.adding([Datum.Entry(key: "OwnerId", keyRange: owner.range, value: owner)])
      }
      output.add("instance", datum, names: ["InstanceId"], keys: ["InstanceId"])
    }
  }

  /// A list of objects; `--query` outputs and filters are something else.
  private static func isList(_ root: Node, _ key: String) -> Bool {
    root[key]?.elements?.allSatisfy { $0.pairs != nil } ?? false
  }

  /// Other services have fleets too, which have other ids.
  static func isFleets(_ root: Node) -> Bool {
    isList(root, "Fleets") && root["Fleets"]?.elements?.allSatisfy { $0["FleetId"] != nil } ?? false
  }

  private static func isAttribute(_ root: Node) -> Bool {
    root["ImageId"] != nil && isList(root, "LaunchPermissions")
      || root["SnapshotId"] != nil && isList(root, "CreateVolumePermissions")
  }
}
