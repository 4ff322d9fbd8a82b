package import Records

extension Schema {
  /// An Image Builder image: one build of a recipe, planned or done.
  package static let image = Schema(
    "image",
    doc: "An Image Builder image: one build of a recipe, planned or done.",
    collectors: ["imagebuilder:GetImage"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN of this build version."),
      Field("version", .string, .optional, "Version and build number."),
      Field("type", .string, .optional, "What the image is.", values: ["AMI", "DOCKER"]),
      Field(
        "platform", .string, .optional,
        "Operating system family.",
        values: ["Linux", "Windows", "macOS"]),
      Field("osVersion", .string, .optional, "Operating system and version."),
      Field("state", .string, .optional, "State of the build."),
      Field("stateReason", .string, .optional, "Why the build is in that state."),
      Field(
        "buildType", .string, .optional,
        "What started the build.",
        values: ["USER_INITIATED", "SCHEDULED", "IMPORT", "IMPORT_ISO"]),
      Field("imageSource", .string, .optional, "Origin of the image."),
      Field("sourcePipelineArn", .string, .optional, "Pipeline that built it."),
      Field("dateCreated", .timestamp, .optional, "When the build started."),
      Field("deprecationTime", .timestamp, .optional, "When the image is deprecated."),
      Field("imageRecipeArn", .string, .optional, "ARN of the image recipe as stated."),
      Field(
        "imageRecipe", .reference("image_recipe"), .optional,
        "The image recipe; unknown when it was not given."),
      Field("containerRecipeArn", .string, .optional, "ARN of the container recipe as stated."),
      Field(
        "containerRecipe", .reference("container_recipe"), .optional,
        "The container recipe; unknown when not given."),
      Field(
        "infrastructureConfigurationArn", .string, .required,
        "ARN of the infrastructure configuration."),
      Field(
        "infrastructureConfiguration", .reference("infrastructure_configuration"), .required,
        "That configuration; unknown when it was not given."),
      Field(
        "distributionConfigurationArn", .string, .optional,
        "ARN of the distribution configuration."),
      Field(
        "distributionConfiguration", .reference("distribution_configuration"), .optional,
        "That configuration; unknown when not given."),
      Field("imageTestsEnabled", .bool, .required, "Whether tests run; unset is true."),
      Field(
        "imageTestsTimeoutMinutes", .int, .optional,
        "Stated but ignored by the service.",
        unit: "min"),
      Field(
        "imageScanningEnabled", .bool, .required,
        "Whether the image is scanned; unset is false."),
      Field(
        "scanMaximumSeverity", .string, .optional,
        "Highest severity that the scan condition lets through."),
      Field(
        "enhancedImageMetadataEnabled", .bool, .required,
        "Whether software is listed with the image; unset is true."),
      Field(
        "workflows", .list(.record("workflow_use")), .required,
        "Workflows that replace the default ones; unset is none."),
      Field("executionRoleArn", .string, .optional, "Role that the workflows run with, as stated."),
      Field(
        "executionRole", .reference("role"), .optional,
        "That role; unknown when it was not given."),
      Field(
        "executionRoleIsBuilders", .bool, .optional,
        "Whether that role is the builder instance's as well.",
        derived: true),
      Field("logGroup", .string, .optional, "Log group of the build."),
      Field(
        "amis", .list(.record("image_ami")), .optional,
        "AMIs that came out, a region and account each."),
      Field("containers", .list(.string), .optional, "Container image URIs that came out."),
    ])

  /// One AMI that an image build put out.
  package static let imageAmi = Schema(
    "image_ami",
    doc: "One AMI that an image build put out.",
    fields: [
      Field("region", .string, .required, "Region code."),
      Field("imageId", .string, .required, "AMI id."),
      Field(
        "machineImage", .reference("machine_image"), .required,
        "That AMI; unknown when it was not described."),
      Field("name", .string, .optional, "Name of the AMI."),
      Field("accountId", .string, .optional, "Account of the AMI."),
      Field("state", .string, .optional, "State of the AMI."),
    ])
}
