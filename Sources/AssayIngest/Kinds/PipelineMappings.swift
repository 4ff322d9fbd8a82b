import AssayModel
import Records

extension RecordMapping {
  /// What pipelines and images say alike of their build.
  private static let buildEntries: [FieldMapping.Entry] = [
    .init(
      "imageTestsEnabled", at: "imageTestsConfiguration.imageTestsEnabled",
      unset: .asked(.bool(true))),
    .init("imageTestsTimeoutMinutes", at: "imageTestsConfiguration.timeoutMinutes"),
    .init(
      "imageScanningEnabled", at: "imageScanningConfiguration.imageScanningEnabled",
      unset: .asked(.bool(false))),
    .init(
      "scanMaximumSeverity",
      at: "imageScanningConfiguration.scanResultCondition.maximumSeverityLabel"),
    .init("enhancedImageMetadataEnabled", unset: .true),
    .init("workflows", tf: "workflow", unset: .none, as: .record(workflowUse)),
    .init("executionRoleArn", at: "executionRole"),
    .init("executionRole"),
  ]

  /// An Image Builder pipeline.
  static let imagePipeline = RecordMapping(
    .imagePipeline,
    imageBuilderCommon + buildEntries + [
      .init("description"),
      .init("status", unset: .value(.string("ENABLED"))),
      .init("imageRecipeArn"),
      .init("imageRecipe", at: "imageRecipeArn"),
      .init("containerRecipeArn"),
      .init("containerRecipe", at: "containerRecipeArn"),
      .init("infrastructureConfigurationArn"),
      .init("infrastructureConfiguration", at: "infrastructureConfigurationArn"),
      .init("distributionConfigurationArn"),
      .init("distributionConfiguration", at: "distributionConfigurationArn"),
      .init("scheduleExpression", at: "schedule.scheduleExpression"),
      .init("scheduleTimezone", at: "schedule.timezone"),
      .init("scheduleStartCondition", at: "schedule.pipelineExecutionStartCondition"),
      .init("autoDisableFailureCount", at: "schedule.autoDisablePolicy.failureCount"),
      .init("imageLogGroup", at: "loggingConfiguration.imageLogGroupName"),
      .init("pipelineLogGroup", at: "loggingConfiguration.pipelineLogGroupName"),
      .init("consecutiveFailures", cfn: .notCarried, tf: .notCarried),
      .init("lastRunStatus", cfn: .notCarried, tf: .notCarried),
      .init("nextRun", api: "dateNextRun", cfn: .notCarried, tf: "date_next_run"),
    ]
  ) { record, _, _ in preferContainer(&record) }

  /// An Image Builder image; a described one holds its recipe and configurations whole.
  static let image = RecordMapping(
    .image,
    imageBuilderCommon + buildEntries + [
      .init("version", cfn: .notCarried),
      .init("type", cfn: .notCarried, tf: .notCarried),
      .init("platform", cfn: .notCarried),
      .init("osVersion", cfn: .notCarried),
      .init("state", at: "state.status", cfn: .notCarried, tf: .notCarried),
      .init("stateReason", at: "state.reason", cfn: .notCarried, tf: .notCarried),
      .init("buildType", cfn: .notCarried, tf: .notCarried),
      .init("imageSource", cfn: .notCarried, tf: .notCarried),
      .init("sourcePipelineArn", cfn: .notCarried, tf: .notCarried),
      .init("dateCreated", cfn: .notCarried),
      .init("deprecationTime", cfn: .notCarried, tf: .notCarried),
      .init("imageRecipeArn", api: "imageRecipe.arn|imageRecipeArn"),
      .init(
        "imageRecipe", api: "imageRecipe.arn|imageRecipeArn", cfn: "ImageRecipeArn",
        tf: "image_recipe_arn"),
      .init("containerRecipeArn", api: "containerRecipe.arn|containerRecipeArn"),
      .init(
        "containerRecipe", api: "containerRecipe.arn|containerRecipeArn", cfn: "ContainerRecipeArn",
        tf: "container_recipe_arn"),
      .init(
        "infrastructureConfigurationArn",
        api: "infrastructureConfiguration.arn|infrastructureConfigurationArn"),
      .init(
        "infrastructureConfiguration",
        api: "infrastructureConfiguration.arn|infrastructureConfigurationArn",
        cfn: "InfrastructureConfigurationArn", tf: "infrastructure_configuration_arn"),
      .init(
        "distributionConfigurationArn",
        api: "distributionConfiguration.arn|distributionConfigurationArn"),
      .init(
        "distributionConfiguration",
        api: "distributionConfiguration.arn|distributionConfigurationArn",
        cfn: "DistributionConfigurationArn", tf: "distribution_configuration_arn"),
      .init(
        "logGroup", at: "loggingConfiguration.logGroupName",
        tf: "logging_configuration.log_group_name"),
      .init("amis", at: "outputResources.amis", cfn: .notCarried, as: .record(imageAMI)),
      .init(
        "containers", api: "outputResources.containers", cfn: .notCarried,
        tf: "output_resources.containers", as: .custom(containers)),
    ]
  ) { record, _, _ in preferContainer(&record) }

  /// A recipe of one sort, even if unknown, says that there is none of the other sort.
  private static func preferContainer(_ record: inout DraftRecord) {
    guard record["containerRecipe"].state == .absent, record["imageRecipe"].state == .absent else {
      return
    }
    let reason = UnknownReason(.unreadable, "no recipe is stated")
    record["imageRecipe"] = .unknown(reason, at: record.origin)
  }

  private static let imageAMI = RecordMapping(
    .imageAmi,
    [
      .init("region"),
      .init("imageId", at: "image"),
      .init("machineImage", at: "image"),
      .init("name"),
      .init("accountId"),
      .init("state", at: "state.status", tf: .notCarried),
    ])

  /// The URIs over all regions.
  private static func containers(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    guard let elements = datum.elements else { return reader.unreadable(datum, "a list") }
    let uris = elements.flatMap { ($0["imageUris"] ?? $0["image_uris"])?.elements ?? [] }
    let drafts = uris.map { uri in reader.draft(uri, as: .string) }
    return .stated(.list(drafts), at: datum.origin)
  }

  private static let workflowUse = RecordMapping(
    .workflowUse,
    [
      .init("workflowArn"),
      .init("workflow", at: "workflowArn"),
      .init("parallelGroup"),
      .init("onFailure"),
      .init("parameters", tf: "parameter", unset: .none, as: .record(namedValues)),
    ])

  /// An Image Builder lifecycle policy.
  static let lifecyclePolicy = RecordMapping(
    .lifecyclePolicy,
    imageBuilderCommon + [
      .init("description"),
      .init("resourceType"),
      .init("status", unset: .value(.string("ENABLED"))),
      .init("executionRoleArn", at: "executionRole"),
      .init("executionRole"),
      .init("details", at: "policyDetails", tf: "policy_detail", as: .record(lifecycleDetail)),
      .init(
        "recipes", at: "resourceSelection.recipes", tf: "resource_selection.recipe", unset: .none,
        as: .record(lifecycleRecipe)),
      .init("tagMap", at: "resourceSelection.tagMap", as: .tags),
    ])

  private static let lifecycleRecipe = RecordMapping(
    .lifecycleRecipe, [.init("name"), .init("semanticVersion")])

  private static let lifecycleDetail = RecordMapping(
    .lifecycleDetail,
    [
      .init("action", at: "action.type"),
      .init("includesAmis", at: "action.includeResources.amis", unset: .false),
      .init("includesSnapshots", at: "action.includeResources.snapshots", unset: .false),
      .init("includesContainers", at: "action.includeResources.containers", unset: .false),
      .init("filterType", at: "filter.type"),
      .init("filterValue", at: "filter.value"),
      .init("filterUnit", at: "filter.unit"),
      .init("retainAtLeast", at: "filter.retainAtLeast"),
      .init("excludesPublic", at: "exclusionRules.amis.isPublic", unset: .false),
      .init("excludedSharedAccounts", at: "exclusionRules.amis.sharedAccounts", unset: .none),
      .init("excludedTags", at: "exclusionRules.amis.tagMap", as: .tags),
      .init("lastLaunchedValue", at: "exclusionRules.amis.lastLaunched.value"),
      .init("lastLaunchedUnit", at: "exclusionRules.amis.lastLaunched.unit"),
    ]
  ) { record, _, _ in
    let launched = record["lastLaunchedValue"]
    record["excludesLastLaunched"] =
      launched.state == .absent
      ? .defaulted(.bool(false), at: record.origin)
      : launched.state == .unknown ? launched : .stated(.bool(true), at: launched.origin)
  }
}
