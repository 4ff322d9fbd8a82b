package import Records

extension Schema {
  /// One workflow that a pipeline or image runs.
  package static let workflowUse = Schema(
    "workflow_use",
    doc: "One workflow that a pipeline or image runs.",
    fields: [
      Field("workflowArn", .string, .required, "ARN as stated."),
      Field(
        "workflow", .reference("workflow"), .required,
        "The workflow; unknown when it was not given."),
      Field("parallelGroup", .string, .optional, "Group of workflows that run side by side."),
      Field(
        "onFailure", .string, .optional, "What a failure does.", values: ["CONTINUE", "ABORT"]),
      Field(
        "parameters", .list(.record("named_values")), .required,
        "Parameters passed to it; unset is none.",
        key: "name"),
    ])

  /// An Image Builder pipeline: what is built, where, when and how it is checked.
  package static let imagePipeline = Schema(
    "image_pipeline",
    doc: "An Image Builder pipeline: what is built, where, when and how it is checked.",
    collectors: ["imagebuilder:GetImagePipeline"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN."),
      Field("description", .string, .optional, "Description."),
      Field(
        "status", .string, .required,
        "Whether it runs; unset is enabled.",
        values: ["ENABLED", "DISABLED"]),
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
      Field(
        "scheduleExpression", .string, .optional,
        "Cron or rate expression; unset means by hand only."),
      Field("scheduleTimezone", .string, .optional, "Time zone of the schedule."),
      Field(
        "scheduleStartCondition", .string, .optional,
        "Whether a run also needs changed dependencies.",
        values: ["EXPRESSION_MATCH_ONLY", "EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE"]),
      Field(
        "autoDisableFailureCount", .int, .optional,
        "Failures in a row that switch the pipeline off."),
      Field("imageLogGroup", .string, .optional, "Log group of the builds."),
      Field("pipelineLogGroup", .string, .optional, "Log group of the pipeline."),
      Field(
        "consecutiveFailures", .int, .optional,
        "Failures in a row so far.",
        collectors: ["imagebuilder:GetImagePipeline"]),
      Field("lastRunStatus", .string, .optional, "Result of the last run."),
      Field("nextRun", .timestamp, .optional, "Next scheduled run."),
    ])
}
