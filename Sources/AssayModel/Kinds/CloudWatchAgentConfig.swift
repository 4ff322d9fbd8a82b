package import Records

extension Schema {
  /// A CloudWatch agent configuration, by itself or inside a step.
  package static let cloudwatchAgentConfig = Schema(
    "cloudwatch_agent_config",
    doc: "A CloudWatch agent configuration, by itself or inside a step.",
    collectors: ["ssm:GetParameter"],
    fields: Field.common + [
      Field(
        "collectionInterval", .int, .optional,
        "How often metrics are read; unset is 60.",
        unit: "s"),
      Field("runAsUser", .string, .optional, "User that the agent runs as; unset is root."),
      Field("agentRegion", .string, .optional, "Region that it reports to."),
      Field("debug", .bool, .required, "Whether debug output is on; unset is false."),
      Field("hasMetrics", .bool, .required, "Whether there is a metrics section.", derived: true),
      Field("metricsNamespace", .string, .optional, "Namespace; unset is `CWAgent`."),
      Field(
        "metricsCollected", .list(.string), .required,
        "Sections collected, such as `mem` or `Memory`."),
      Field("appendDimensions", .map(.string), .optional, "Dimensions added to each metric."),
      Field("hasLogs", .bool, .required, "Whether there is a logs section.", derived: true),
      Field(
        "logFiles", .list(.record("cloudwatch_log_file")), .required,
        "Files collected; unset is none.",
        key: "filePath"),
      Field(
        "windowsEvents", .list(.record("cloudwatch_windows_event")), .required,
        "Event logs collected; unset is none.",
        key: "eventName"),
      Field(
        "tracesCollected", .list(.string), .required,
        "Trace sources collected; unset is none."),
      Field("endpointOverride", .string, .optional, "Endpoint that logs or metrics go to."),
      Field("credentialsRoleArn", .string, .optional, "Role that the agent assumes."),
    ])

  /// One file that the CloudWatch agent collects.
  package static let cloudwatchLogFile = Schema(
    "cloudwatch_log_file",
    doc: "One file that the CloudWatch agent collects.",
    fields: [
      Field("filePath", .string, .required, "Path or pattern of the file."),
      Field("logGroupName", .string, .optional, "Log group; unset is made from the path."),
      Field("logStreamName", .string, .optional, "Log stream."),
      Field(
        "retentionDays", .int, .optional,
        "Retention of the log group; -1 or unset is for ever.",
        unit: "d"),
    ])

  /// One event log that the CloudWatch agent collects.
  package static let cloudwatchWindowsEvent = Schema(
    "cloudwatch_windows_event",
    doc: "One event log that the CloudWatch agent collects.",
    fields: [
      Field("eventName", .string, .required, "Name of the event log."),
      Field("eventLevels", .list(.string), .required, "Levels collected."),
      Field("logGroupName", .string, .optional, "Log group."),
      Field(
        "retentionDays", .int, .optional,
        "Retention of the log group; -1 or unset is for ever.",
        unit: "d"),
    ])
}
