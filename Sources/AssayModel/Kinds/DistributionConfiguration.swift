package import Records

extension Schema {
  /// An Image Builder distribution configuration: where images go.
  package static let distributionConfiguration = Schema(
    "distribution_configuration",
    doc: "An Image Builder distribution configuration: where images go.",
    collectors: ["imagebuilder:GetDistributionConfiguration"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("description", .string, .optional, "Description."),
      Field(
        "distributions", .list(.record("distribution")), .required,
        "One element per region.",
        key: "region"),
    ])

  /// What happens to an image in one region.
  package static let distribution = Schema(
    "distribution",
    doc: "What happens to an image in one region.",
    fields: [
      Field("region", .string, .required, "Region code."),
      Field(
        "distributesAmi", .bool, .required,
        "Whether an AMI goes there: stated, or no container does.",
        derived: true),
      Field(
        "distributesContainer", .bool, .required,
        "Whether a container image goes there.",
        derived: true),
      Field("amiName", .string, .optional, "Name pattern of the AMI."),
      Field("amiDescription", .string, .optional, "Description of the AMI."),
      Field("amiTags", .map(.string), .optional, "Tags of the AMI."),
      Field("kmsKeyId", .string, .optional, "Key that encrypts the copy in that region."),
      Field(
        "targetAccountIds", .list(.string), .required,
        "Accounts that the AMI is copied to; unset is none."),
      Field("launchUserIds", .list(.string), .required, "Accounts that may launch; unset is none."),
      Field(
        "launchGroups", .list(.string), .required,
        "Groups that may launch; `all` is the public; unset is none."),
      Field(
        "launchOrganizationArns", .list(.string), .required,
        "Organisations that may launch; unset is none."),
      Field(
        "launchOrganizationalUnitArns", .list(.string), .required,
        "Units that may launch; unset is none."),
      Field(
        "launchTemplates", .list(.record("distribution_launch_template")), .required,
        "Launch templates that are updated; unset is none."),
      Field(
        "ssmParameters", .list(.record("distribution_ssm_parameter")), .required,
        "Parameters that are written; unset is none.",
        key: "parameterName"),
      Field("repositoryName", .string, .optional, "Target repository of a container image."),
      Field(
        "containerTags", .list(.string), .required,
        "Tags of the container image; unset is none."),
      Field(
        "licenseConfigurationArns", .list(.string), .required,
        "Licence configurations; unset is none."),
      Field("exportBucket", .string, .optional, "S3 bucket that a disk image is exported to."),
    ])

  /// A launch template that a distribution points at the new AMI.
  package static let distributionLaunchTemplate = Schema(
    "distribution_launch_template",
    doc: "A launch template that a distribution points at the new AMI.",
    fields: [
      Field("launchTemplateId", .string, .required, "Id of the template."),
      Field(
        "launchTemplate", .reference("launch_template"), .required,
        "The template; unknown when it was not given."),
      Field("accountId", .string, .optional, "Account that owns the template."),
      Field("setDefaultVersion", .bool, .optional, "Whether the new version becomes the default."),
    ])

  /// A parameter that a distribution writes the AMI id into.
  package static let distributionSsmParameter = Schema(
    "distribution_ssm_parameter",
    doc: "A parameter that a distribution writes the AMI id into.",
    fields: [
      Field("parameterName", .string, .required, "Name of the parameter."),
      Field("amiAccountId", .string, .optional, "Account of the AMI that is written."),
      Field("dataType", .string, .optional, "Data type.", values: ["text", "aws:ec2:image"]),
    ])
}
