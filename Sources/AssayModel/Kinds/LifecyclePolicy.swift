package import Records

extension Schema {
  /// An Image Builder lifecycle policy: what ages out, and how.
  package static let lifecyclePolicy = Schema(
    "lifecycle_policy",
    doc: "An Image Builder lifecycle policy: what ages out, and how.",
    collectors: ["imagebuilder:GetLifecyclePolicy"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("description", .string, .optional, "Description."),
      Field(
        "resourceType", .string, .required,
        "What it works on.",
        values: ["AMI_IMAGE", "CONTAINER_IMAGE"]),
      Field(
        "status", .string, .required,
        "Whether it runs; unset is enabled.",
        values: ["ENABLED", "DISABLED"]),
      Field("executionRoleArn", .string, .required, "Role that it runs with, as stated."),
      Field(
        "executionRole", .reference("role"), .required,
        "That role; unknown when it was not given."),
      Field("details", .list(.record("lifecycle_detail")), .required, "One element per action."),
      Field(
        "recipes", .list(.record("lifecycle_recipe")), .required,
        "Recipes whose images it covers; unset is none."),
      Field("tagMap", .map(.string), .optional, "Tags of the images it covers."),
    ])

  /// A recipe whose images a lifecycle policy covers.
  package static let lifecycleRecipe = Schema(
    "lifecycle_recipe",
    doc: "A recipe whose images a lifecycle policy covers.",
    fields: [
      Field("name", .string, .required, "Name of the recipe."),
      Field("semanticVersion", .string, .required, "Version; wildcards are allowed."),
    ])

  /// One action of a lifecycle policy, with its filter and exclusions.
  package static let lifecycleDetail = Schema(
    "lifecycle_detail",
    doc: "One action of a lifecycle policy, with its filter and exclusions.",
    fields: [
      Field(
        "action", .string, .required,
        "What happens.",
        values: ["DELETE", "DEPRECATE", "DISABLE"]),
      Field("includesAmis", .bool, .required, "Whether the AMIs go too; unset is false."),
      Field("includesSnapshots", .bool, .required, "Whether the snapshots go too; unset is false."),
      Field(
        "includesContainers", .bool, .required,
        "Whether the container images go too; unset is false."),
      Field("filterType", .string, .required, "What is measured.", values: ["AGE", "COUNT"]),
      Field("filterValue", .int, .required, "Age in the unit, or number of images."),
      Field(
        "filterUnit", .string, .optional,
        "Unit of an age.",
        values: ["DAYS", "WEEKS", "MONTHS", "YEARS"]),
      Field("retainAtLeast", .int, .optional, "Newest images that stay, whatever their age."),
      Field("excludesPublic", .bool, .required, "Whether public AMIs are spared; unset is false."),
      Field(
        "excludedSharedAccounts", .list(.string), .required,
        "AMIs shared with these are spared; unset is none."),
      Field("excludedTags", .map(.string), .optional, "AMIs with these tags are spared."),
      Field(
        "excludesLastLaunched", .bool, .required,
        "Whether recently launched AMIs are spared; unset is false."),
      Field("lastLaunchedValue", .int, .optional, "How recent that is, in its unit."),
      Field(
        "lastLaunchedUnit", .string, .optional,
        "Unit of that age.",
        values: ["DAYS", "WEEKS", "MONTHS", "YEARS"]),
    ])
}
