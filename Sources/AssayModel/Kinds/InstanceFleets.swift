package import Records

extension Schema {
  /// An EC2 fleet, as far as it tells what is launched.
  package static let ec2Fleet = Schema(
    "ec2_fleet",
    doc: "An EC2 fleet, as far as it tells what is launched.",
    collectors: ["ec2:DescribeFleets"],
    fields: Field.common + [
      Field("fleetId", .string, .optional, "Id."),
      Field(
        "state", .string, .optional, "State.",
        values: [
          "submitted", "active", "deleted", "failed", "deleted_running", "deleted_terminating",
          "modifying",
        ]),
      Field("type", .string, .optional, "How it is filled: `request`, `maintain` or `instant`."),
      Field(
        "launchTemplates", .list(.record("fleet_launch_template")), .required,
        "Launch templates that it launches from; unset is none."),
    ])

  /// A Spot fleet request, as far as it tells what is launched.
  package static let spotFleet = Schema(
    "spot_fleet",
    doc: "A Spot fleet request, as far as it tells what is launched.",
    collectors: ["ec2:DescribeSpotFleetRequests"],
    fields: Field.common + [
      Field("spotFleetRequestId", .string, .optional, "Id."),
      Field(
        "state", .string, .optional, "State.",
        values: [
          "submitted", "active", "cancelled", "failed", "cancelled_running",
          "cancelled_terminating", "modifying",
        ]),
      Field("type", .string, .optional, "How it is filled: `request` or `maintain`."),
      Field(
        "launchTemplates", .list(.record("fleet_launch_template")), .required,
        "Launch templates that it launches from; unset is none."),
      Field(
        "launchSpecifications", .list(.record("fleet_launch")), .required,
        "What it launches without a template; unset is none."),
    ])

  /// A launch template of a fleet.
  package static let fleetLaunchTemplate = Schema(
    "fleet_launch_template",
    doc: "A launch template of a fleet.",
    fields: [
      Field("launchTemplateId", .string, .optional, "Launch template by id or name."),
      Field(
        "launchTemplateVersion", .string, .optional,
        "Version: a number, `$Latest` or `$Default`."),
      Field(
        "overrides", .list(.record("fleet_launch")), .required,
        "What takes the place of what the template says; unset is nothing."),
    ])

  /// One way in which a fleet launches instances.
  package static let fleetLaunch = Schema(
    "fleet_launch",
    doc: "One way in which a fleet launches instances.",
    fields: [
      Field("imageId", .string, .optional, "AMI as stated."),
      Field(
        "machineImage", .reference("machine_image"), .optional,
        "That AMI; unknown when it was not given."),
      Field("instanceType", .string, .optional, "Instance type."),
    ])
}
