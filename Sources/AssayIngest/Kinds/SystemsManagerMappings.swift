import AssayModel
import Records

extension RecordMapping {
  /// A Systems Manager association.
  static let ssmAssociation = RecordMapping(
    .ssmAssociation, casing: .pascal,
    [
      .init("name", at: "associationName"),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("associationId", cfn: .notCarried),
      .init("documentName", at: "name"),
      .init("documentVersion"),
      .init("scheduleExpression"),
      .init("targets", unset: .none, as: .record(ssmTarget)),
      .init("parameters"),
      .init("complianceSeverity"),
      .init(
        "outputBucket", at: "outputLocation.s3Location.outputS3BucketName",
        tf: "output_location.s3_bucket_name"),
      .init("maxErrors"),
      .init("status", at: "overview.status|status.name", cfn: .notCarried, tf: .notCarried),
    ])

  private static let ssmTarget = RecordMapping(
    .ssmTarget, casing: .pascal, [.init("key"), .init("values")])

  /// A Systems Manager parameter.
  static let ssmParameter = RecordMapping(
    .ssmParameter, casing: .pascal,
    [
      .init("arn", api: "ARN", cfn: .notCarried),
      .init("name"),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("type"),
      .init("value", tf: "value|insecure_value"),
      .init("dataType"),
      .init("version", cfn: .notCarried),
      .init("lastModified", api: "LastModifiedDate", cfn: .notCarried, tf: .notCarried),
      .init("keyId"),
      .init("tier"),
      .init("description"),
    ])

  /// An Auto Scaling group.
  static let autoScalingGroup = RecordMapping(
    .autoScalingGroup, casing: .pascal,
    [
      .init("arn", api: "AutoScalingGroupARN", cfn: .notCarried),
      .init("name", at: "autoScalingGroupName", tf: "name"),
      .init("tags", tf: "tag", as: .tags),
      .init("launchTemplateId", at: template, tf: templateTF),
      .init("launchTemplate", at: template, tf: templateTF),
      .init(
        "launchTemplateVersion",
        at: """
          launchTemplate.version|\
          mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.version
          """,
        tf: """
          launch_template.version|\
          mixed_instances_policy.launch_template.launch_template_specification.version
          """),
      .init("launchConfigurationName", tf: "launch_configuration"),
      .init(
        "overrides", at: "mixedInstancesPolicy.launchTemplate.overrides",
        tf: "mixed_instances_policy.launch_template.override", unset: .none,
        as: .record(groupOverride)),
      .init("minSize"),
      .init("maxSize"),
      .init(
        "subnetIds", at: "VPCZoneIdentifier", tf: "vpc_zone_identifier", as: .custom(subnets)),
    ])

  private static let groupOverride = RecordMapping(
    .groupOverride, casing: .pascal,
    launchTemplateSpecification + [
      .init("imageId"), .init("machineImage", at: "imageId"), .init("instanceType"),
    ])

  private static let template: Spelling.Path = """
    launchTemplate.launchTemplateId|launchTemplate.launchTemplateName|\
    mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId|\
    mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateName
    """
  private static let templateTF: Spelling.Path = """
    launch_template.id|launch_template.name|\
    mixed_instances_policy.launch_template.launch_template_specification.launch_template_id|\
    mixed_instances_policy.launch_template.launch_template_specification.launch_template_name
    """

  /// The API joins the ids with commas.
  private static func subnets(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    guard let text = datum.scalarText, text.contains(",") else {
      return reader.draft(datum, as: .list(.string))
    }
    let ids = text.split(separator: ",").map { id in
      Draft.stated(.string(String(id.filter { $0 != " " })), at: datum.origin)
    }
    return .stated(.list(ids), at: datum.origin)
  }
}
