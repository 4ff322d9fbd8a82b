package import Records

extension Schema {
  /// One component that a recipe applies, in order.
  package static let recipeComponent = Schema(
    "recipe_component",
    doc: "One component that a recipe applies, in order.",
    fields: [
      Field(
        "componentArn", .string, .required,
        "ARN as stated; unknown when it is made by the deployment."),
      Field(
        "name", .string, .required,
        "Name part of the ARN, or the linked component's name.",
        derived: true),
      Field(
        "owner", .string, .optional,
        "Account of the ARN, or `aws` for components that AWS manages.",
        derived: true),
      Field(
        "version", .string, .required,
        "Version part of the ARN, or the linked component's version.",
        derived: true),
      Field(
        "versionPinned", .bool, .required,
        "Whether no node of the version is a wildcard.",
        derived: true),
      Field("awsManaged", .bool, .required, "Whether AWS owns the component.", derived: true),
      Field(
        "component", .reference("component"), .required,
        "The component; unknown when it was not given."),
      Field(
        "parameters", .list(.record("named_values")), .required,
        "Parameters passed to it; unset is none.",
        key: "name"),
    ])

  /// A name with its values, as components and workflows take parameters.
  package static let namedValues = Schema(
    "named_values",
    doc: "A name with its values, as components and workflows take parameters.",
    fields: [
      Field("name", .string, .required, "Name of the parameter."),
      Field("values", .list(.string), .required, "Its values; Terraform gives exactly one."),
    ])

  /// An Image Builder image recipe: parent image, components and devices.
  package static let imageRecipe = Schema(
    "image_recipe",
    doc: "An Image Builder image recipe: parent image, components and devices.",
    collectors: ["imagebuilder:GetImageRecipe"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN of this version."),
      Field("version", .string, .required, "Semantic version; `x` asks for the next free number."),
      Field("description", .string, .optional, "Description."),
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
        "architecture", .string, .required,
        "Processor architecture of the parent.",
        values: ["x86_64", "arm64"], derived: true),
      Field(
        "parentRecipe", .reference("image_recipe"), .optional,
        "Recipe that makes the parent, when the parent is one's own."),
      Field(
        "parentMachineImage", .reference("machine_image"), .optional,
        "The parent as an AMI, when it is one."),
      Field(
        "components", .list(.record("recipe_component")), .required,
        "Components in build order."),
      Field(
        "blockDevices", .list(.record("block_device")), .required,
        "Mappings that override the parent's; unset is none.",
        key: "deviceName"),
      Field(
        "rootDeviceName", .string, .required,
        "True root device of the parent image.",
        derived: true),
      Field(
        "rootDevice", .record("block_device"), .optional,
        "Mapping of the true root, here or in an ancestor recipe.",
        derived: true),
      Field(
        "rootEncrypted", .bool, .required,
        "Whether the true root is encrypted, over the parent chain.",
        derived: true),
      Field("workingDirectory", .string, .optional, "Working directory of build and test steps."),
      Field(
        "uninstallSsmAgent", .bool, .optional,
        "Whether the agent is removed at the end; unset differs from false."),
      Field(
        "userData", .string, .optional,
        "Decoded user data that replaces what the service adds.",
        sensitive: true),
      Field("amiTags", .map(.string), .optional, "Tags that the output image carries."),
      Field(
        "ssmAgentInImage", .string, .required,
        "Whether the finished image holds the SSM agent.",
        values: ["present", "absent"], derived: true),
      Field(
        "cloudwatchAgentInstalled", .bool, .required,
        "Whether a component or the user data installs it.",
        derived: true),
      Field(
        "cloudwatchAgentConfigured", .bool, .required,
        "Whether the build gives that agent a configuration.",
        derived: true),
      Field(
        "cloudwatchAgentStarted", .bool, .required,
        "Whether the build starts that agent or enables its service.",
        derived: true),
    ])
}
