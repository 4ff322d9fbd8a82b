package import Records

extension Schema {
  /// An Image Builder container recipe: parent image, components, target.
  package static let containerRecipe = Schema(
    "container_recipe",
    doc: "An Image Builder container recipe: parent image, components, target.",
    collectors: ["imagebuilder:GetContainerRecipe"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN of this version."),
      Field("version", .string, .required, "Semantic version; `x` asks for the next free number."),
      Field("description", .string, .optional, "Description."),
      Field("containerType", .string, .required, "Container format.", values: ["DOCKER"]),
      Field(
        "parentImage", .string, .required,
        "Parent image as stated: ARN, AMI id, `ssm:` parameter, URI."),
      Field(
        "parentKind", .string, .required,
        "Form of the parent image.",
        values: ["managed", "account", "ami", "ssm", "marketplace", "image-uri"], derived: true),
      Field(
        "parentName", .string, .optional,
        "Name part of the ARN, or path of the parameter.",
        derived: true),
      Field(
        "parentOwner", .string, .optional,
        "Account that owns the parent, or `aws`; of ARNs and images.",
        derived: true),
      Field(
        "parentVersion", .string, .optional,
        "Version part of the ARN, wildcards included.",
        derived: true),
      Field(
        "parentVersionPinned", .bool, .required,
        "Whether the same text names the same image tomorrow.",
        derived: true),
      Field(
        "platform", .string, .required,
        "Operating system family of the parent.",
        values: ["Linux", "Windows", "macOS"], derived: true),
      Field(
        "components", .list(.record("recipe_component")), .required,
        "Components in build order."),
      Field("dockerfile", .string, .optional, "Dockerfile template as stated inline."),
      Field("dockerfileUri", .string, .optional, "S3 address of the Dockerfile template."),
      Field(
        "dockerfileSubstitutesParent", .bool, .required,
        "Whether the Dockerfile builds on the parent placeholder.",
        derived: true),
      Field("repositoryName", .string, .optional, "Target repository."),
      Field(
        "repositoryService", .string, .optional,
        "Registry service of the target.",
        values: ["ECR"]),
      Field("kmsKeyId", .string, .optional, "Key that encrypts the Dockerfile template."),
      Field("instanceImage", .string, .optional, "AMI of the instance that builds the container."),
      Field(
        "blockDevices", .list(.record("block_device")), .required,
        "Mappings of the building instance; unset is none.",
        key: "deviceName"),
      Field("workingDirectory", .string, .optional, "Working directory of build and test steps."),
      Field(
        "platformOverride", .string, .optional,
        "Operating system stated for a base image of one's own."),
    ])
}
