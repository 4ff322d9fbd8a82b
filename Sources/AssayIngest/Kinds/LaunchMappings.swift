import AssayModel
import Records

extension RecordMapping {
  private static let launchDefault = FieldMapping.Unset.unknown(
    .serviceDefault, "the image's or the account's default applies")

  /// What launch templates and instances say alike, below `prefix` outside of Terraform.
  ///
  /// `isTold`: whether answers of the API tell all of it.
  private static func launchEntries(
    below prefix: String, isTold: Bool
  ) -> [FieldMapping.Entry] {
    func told(_ key: String) -> FieldMapping.Unset { isTold ? .told(key) : .standard }
    func entry(
      _ name: String, _ path: String, tf: Spelling.Path? = nil,
      unset: FieldMapping.Unset = .standard, as reading: FieldMapping.Reading = .plain
    ) -> FieldMapping.Entry {
      let paths = path.split(separator: "|").map { prefix + $0 }.joined(separator: "|")
      let bare = Spelling(
        Spelling.Path(stringLiteral: path), api: nil, cfn: nil, tf: nil, casing: .pascal)
      let snake = bare[.terraform].map { $0.joined(separator: ".") }.joined(separator: "|")
      return FieldMapping.Entry(
        name, at: Spelling.Path(stringLiteral: paths),
        tf: tf ?? Spelling.Path(stringLiteral: snake),
        unset: unset, as: reading)
    }
    return [
      entry("imageId", "imageId", tf: "image_id|ami", unset: told("ImageId")),
      entry("machineImage", "imageId", tf: "image_id|ami", unset: told("ImageId")),
      entry("instanceType", "instanceType", unset: told("InstanceType")),
      entry("keyName", "keyName"),
      entry("httpTokens", "metadataOptions.httpTokens", unset: launchDefault),
      entry("httpEndpoint", "metadataOptions.httpEndpoint", unset: told("MetadataOptions")),
      entry(
        "httpPutResponseHopLimit", "metadataOptions.httpPutResponseHopLimit",
        unset: told("MetadataOptions")),
      entry("ebsOptimized", "ebsOptimized"),
    ]
  }

  /// One version of a launch template.
  static let launchTemplate = RecordMapping(
    .launchTemplate, casing: .pascal,
    launchEntries(below: "launchTemplateData.", isTold: false) + [
      .init("name", at: "launchTemplateName", tf: "name"),
      .init("tags", cfn: .notCarried, tf: "tags_all|tags", as: .tags),
      .init("launchTemplateId", cfn: .notCarried, tf: "id"),
      .init("versionNumber", cfn: .notCarried, tf: "latest_version"),
      .init("isDefaultVersion", api: "DefaultVersion", cfn: .notCarried, tf: .notCarried),
      .init(
        "blockDevices", at: "launchTemplateData.blockDeviceMappings", tf: "block_device_mappings",
        unset: .none, as: .record(launchTemplateDevice)),
      .init(
        "networkInterfaces", at: "launchTemplateData.networkInterfaces", tf: "network_interfaces",
        unset: .none, as: .record(networkInterface)),
      .init("instanceProfileName", at: profile, tf: profileTF),
      .init("instanceProfile", at: profile, tf: profileTF),
      .init(
        "userData", at: "launchTemplateData.userData", tf: "user_data", as: .custom(UserData.read)),
      .init(
        "monitoringEnabled", at: "launchTemplateData.monitoring.enabled", tf: "monitoring.enabled",
        unset: .false),
    ]
  ) { record, datum, reader in
    let data = datum["LaunchTemplateData"] ?? datum
    let interfaces = (data["NetworkInterfaces"] ?? data["network_interfaces"])?.elements ?? []
    SecurityGroupUse.fill(
      &record,
      from: [
        data["SecurityGroupIds"] ?? data["vpc_security_group_ids"],
        data["SecurityGroups"] ?? data["security_group_names"],
      ] + interfaces.map { $0["Groups"] ?? $0["security_groups"] },
      in: datum, &reader)
  }

  private static let profile: Spelling.Path =
    "launchTemplateData.iamInstanceProfile.name|launchTemplateData.iamInstanceProfile.arn"
  private static let profileTF: Spelling.Path =
    "iam_instance_profile.name|iam_instance_profile.arn"

  /// One network interface, as it is asked for.
  static let networkInterface = networkInterface(ipv6Addresses: .none)

  /// One that an instance has.
  ///
  /// AWS tells of its addresses of IPv6 in each answer, of none as `[]`: that much is not in the reference of
  /// `InstanceNetworkInterface`, but so do all recorded answers of the years since there are such addresses, and
  /// the example of `aws ec2 describe-instances`; only answers of before December 2016 have no such key.
  private static let describedInterface = networkInterface(
    ipv6Addresses: .told("Ipv6Addresses", else: .none))

  private static func networkInterface(ipv6Addresses: FieldMapping.Unset) -> RecordMapping {
    RecordMapping(
      .networkInterface, casing: .pascal,
      [
        .init("deviceIndex", at: "deviceIndex|attachment.deviceIndex"),
        .init("associatePublicIp", at: "associatePublicIpAddress"),
        .init("publicIp", at: "association.publicIp", tf: .notCarried),
        .init("ipv6Addresses", unset: ipv6Addresses, as: .texts(under: "Ipv6Address")),
        .init("subnetId"),
        .init("subnet", at: "subnetId"),
        .init(
          "securityGroupIds", at: "groups|groupSet", tf: "security_groups", unset: .none,
          as: .texts(under: "GroupId")),
        .init("deleteOnTermination", at: "deleteOnTermination|attachment.deleteOnTermination"),
      ])
  }

  /// An instance, declared or described.
  static let instance = RecordMapping(
    .instance, casing: .pascal,
    ec2Common + launchEntries(below: "", isTold: true) + [
      .init("instanceId", cfn: .notCarried, tf: "id"),
      .init(
        "state", at: "state.name", cfn: .notCarried, tf: "instance_state", unset: .told("State")),
      .init("launchTime", cfn: .notCarried, tf: .notCarried, unset: .told("LaunchTime")),
      .init(
        "stoppedTime", api: "StateTransitionReason", cfn: .notCarried, tf: .notCarried,
        as: .text(InstanceFacts.stopped)),
      .init("architecture", cfn: .notCarried, tf: .notCarried),
      .init(
        "blockDevices", at: "blockDeviceMappings", tf: "ebs_block_device",
        unset: .told("BlockDeviceMappings", else: .none),
        as: .record(instanceDevice)),
      .init(
        "networkInterfaces", at: "networkInterfaces", tf: .notCarried,
        unset: .told("NetworkInterfaces", else: .none),
        as: .record(describedInterface)),
      .init(
        "instanceProfileName", api: "IamInstanceProfile.Arn", cfn: "IamInstanceProfile",
        tf: "iam_instance_profile"),
      .init(
        "instanceProfile", api: "IamInstanceProfile.Arn", cfn: "IamInstanceProfile",
        tf: "iam_instance_profile"),
      .init(
        "userData", tf: "user_data_base64|user_data",
        unset: .otherCall("ec2:DescribeInstanceAttribute", templates: .standard),
        as: .custom(UserData.read)),
      .init(
        "monitoringEnabled", api: "Monitoring.State", cfn: "Monitoring", tf: "monitoring",
        unset: .told("Monitoring", else: .false), as: .text(monitoring)),
      .init(
        "launchTemplate",
        at: "launchTemplate.launchTemplateId|launchTemplate.launchTemplateName",
        tf: "launch_template.id|launch_template.name"),
      .init("subnetId"),
      .init("subnet", at: "subnetId"),
      .init("publicIp", api: "PublicIpAddress", cfn: .notCarried, tf: "public_ip"),
      .init("vpcId", cfn: .notCarried, tf: .notCarried),
      .init("disableApiTermination"),
      .init(
        "agentMetrics", at: .notCarried,
        unset: .unknown(.notCollected, "cloudwatch:ListMetrics was not given")),
    ],
    finish: InstanceFacts.fill)

  /// `enabled` in descriptions, a boolean in templates.
  private static func monitoring(_ text: String) -> FieldMapping.Meaning? {
    switch text {
    case "enabled", "pending": .value(.bool(true))
    case "disabled", "disabling": .value(.bool(false))
    default: nil
    }
  }
}
