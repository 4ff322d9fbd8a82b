import AssayModel
import Records

extension RecordMapping {
  /// An Image Builder distribution configuration.
  static let distributionConfiguration = RecordMapping(
    .distributionConfiguration,
    imageBuilderCommon + [
      .init("description"),
      .init("distributions", tf: "distribution", as: .record(distribution)),
    ])

  private static let distribution = RecordMapping(
    .distribution,
    [
      .init("region"),
      .init("amiName", at: "amiDistributionConfiguration.name"),
      .init("amiDescription", at: "amiDistributionConfiguration.description"),
      .init("amiTags", at: "amiDistributionConfiguration.amiTags", as: .tags),
      .init("kmsKeyId", at: "amiDistributionConfiguration.kmsKeyId"),
      .init("targetAccountIds", at: "amiDistributionConfiguration.targetAccountIds", unset: .none),
      permission("launchUserIds", "userIds", "UserIds", "user_ids"),
      permission("launchGroups", "userGroups", "UserGroups", "user_groups"),
      permission(
        "launchOrganizationArns", "organizationArns", "OrganizationArns", "organization_arns"),
      permission(
        "launchOrganizationalUnitArns", "organizationalUnitArns", "OrganizationalUnitArns",
        "organizational_unit_arns"),
      .init(
        "launchTemplates", at: "launchTemplateConfigurations", tf: "launch_template_configuration",
        unset: .none, as: .record(distributionLaunchTemplate)),
      .init(
        "ssmParameters", at: "ssmParameterConfigurations", tf: "ssm_parameter_configuration",
        unset: .none, as: .record(distributionSSMParameter)),
      .init(
        "repositoryName", at: "containerDistributionConfiguration.targetRepository.repositoryName"),
      .init(
        "containerTags", at: "containerDistributionConfiguration.containerTags", unset: .none),
      .init("licenseConfigurationArns", unset: .none),
      .init("exportBucket", at: "s3ExportConfiguration.s3Bucket", cfn: .notCarried),
    ]
  ) { record, datum, reader in
    let ami = presence(of: "amiDistributionConfiguration", in: datum, reader)
    let container = presence(of: "containerDistributionConfiguration", in: datum, reader)
    record["distributesContainer"] = container
    // A region without any target still gets the AMI.
    record["distributesAmi"] =
      ami.flag == false ? container.map { $0 == .bool(true) ? .bool(false) : .bool(true) } : ami
  }

  /// CloudFormation alone says `LaunchPermissionConfiguration`.
  private static func permission(
    _ field: String, _ api: String, _ cfn: String, _ tf: String
  ) -> FieldMapping.Entry {
    let outer = "amiDistributionConfiguration.launchPermission"
    return FieldMapping.Entry(
      field, at: Spelling.Path(stringLiteral: "\(outer).\(api)"),
      cfn: Spelling.Path(
        stringLiteral: "AmiDistributionConfiguration.LaunchPermissionConfiguration.\(cfn)"),
      tf: Spelling.Path(
        stringLiteral: "ami_distribution_configuration.launch_permission.\(tf)"),
      unset: .none)
  }

  /// Whether a nested object stands in a map at all.
  private static func presence(of key: String, in datum: Datum, _ reader: DatumReader) -> Draft {
    let spelling = Spelling(
      Spelling.Path(stringLiteral: key), api: nil, cfn: nil, tf: nil, casing: .camel)
    switch reader.find(spelling[reader.dialect], in: datum) {
    case .unknown(let reason, let origin): return .unknown(reason, at: origin)
    case .missing(let origin): return .stated(.bool(false), at: origin ?? datum.origin)
    case .value(let value):
      let isEmptyBlock = value.elements?.isEmpty ?? false
      return .stated(.bool(!isEmptyBlock), at: value.origin)
    }
  }

  private static let distributionLaunchTemplate = RecordMapping(
    .distributionLaunchTemplate,
    [
      .init("launchTemplateId"),
      .init("launchTemplate", at: "launchTemplateId"),
      .init("accountId"),
      .init("setDefaultVersion", tf: "default"),
    ])

  private static let distributionSSMParameter = RecordMapping(
    .distributionSsmParameter,
    [.init("parameterName"), .init("amiAccountId"), .init("dataType")])
}
