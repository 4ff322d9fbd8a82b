import AssayModel
import Records

extension RecordMapping {
  /// A launch configuration, as `autoscaling:DescribeLaunchConfigurations` tells of it.
  static let launchConfiguration = RecordMapping(
    .launchConfiguration, casing: .pascal,
    [
      .init("arn", at: "LaunchConfigurationARN"),
      .init("name", at: "launchConfigurationName"),
      .init("tags", at: .notCarried, unset: .unknown(.notCollected, "it has no tags")),
      .init("keyName"),
    ] + launch)

  /// An EC2 fleet, as `ec2:DescribeFleets` tells of it.
  static let ec2Fleet = RecordMapping(
    .ec2Fleet, casing: .pascal,
    [
      .init("tags", as: .tags), .init("fleetId"), .init("state", at: "fleetState"), .init("type"),
      .init(
        "launchTemplates", at: "launchTemplateConfigs", unset: .none,
        as: .record(fleetLaunchTemplate)),
    ]
  ) { record, _, _ in nameByTag(&record) }

  /// A Spot fleet request, as `ec2:DescribeSpotFleetRequests` tells of it.
  static let spotFleet = RecordMapping(
    .spotFleet, casing: .pascal,
    [
      .init("tags", as: .tags), .init("spotFleetRequestId"),
      .init("state", at: "spotFleetRequestState"), .init("type", at: "spotFleetRequestConfig.type"),
      .init(
        "launchTemplates", at: "spotFleetRequestConfig.launchTemplateConfigs", unset: .none,
        as: .record(fleetLaunchTemplate)),
      .init(
        "launchSpecifications", at: "spotFleetRequestConfig.launchSpecifications", unset: .none,
        as: .record(fleetLaunch)),
    ]
  ) { record, _, _ in nameByTag(&record) }

  /// The template that a fleet, or an override of a group, launches from.
  static let launchTemplateSpecification: [FieldMapping.Entry] = [
    .init(
      "launchTemplateId",
      at: """
        launchTemplateSpecification.launchTemplateId|\
        launchTemplateSpecification.launchTemplateName
        """),
    .init("launchTemplateVersion", at: "launchTemplateSpecification.version"),
  ]

  private static let fleetLaunchTemplate = RecordMapping(
    .fleetLaunchTemplate, casing: .pascal,
    launchTemplateSpecification + [
      .init("overrides", unset: .none, as: .record(fleetLaunch))
    ])

  private static let fleetLaunch = RecordMapping(.fleetLaunch, casing: .pascal, launch)

  private static let launch: [FieldMapping.Entry] = [
    .init("imageId"), .init("machineImage", at: "imageId"), .init("instanceType"),
  ]
}
