package import Records

extension SchemaSet {
  /// Every schema of Assay: the kinds of resource, then the records inside them.
  package static let assay = SchemaSet(
    ResourceKind.allCases.map(\.schema) + [
      .blockDevice,
      .recipeComponent,
      .namedValues,
      .toeDocument,
      .toeParameter,
      .toeConstant,
      .toePhase,
      .toeStep,
      .toeDownload,
      .toeUpload,
      .toeFile,
      .distribution,
      .distributionLaunchTemplate,
      .distributionSsmParameter,
      .workflowUse,
      .imageAmi,
      .workflowDocument,
      .workflowParameter,
      .workflowStep,
      .lifecycleRecipe,
      .lifecycleDetail,
      .securityGroupRule,
      .networkInterface,
      .volumeAttachment,
      .policyDocument,
      .policyStatement,
      .policyPrincipal,
      .policyCondition,
      .rolePolicy,
      .cloudwatchLogFile,
      .cloudwatchWindowsEvent,
      .ssmTarget,
      .software,
      .service,
      .patchState,
      .complianceSummary,
    ])
}
