import AssayModel
import Documents
import Records

extension RecordMapping {
  /// A CloudWatch agent configuration (CloudWatch user guide, "Manually create or edit the agent
  /// configuration file").
  static let cloudWatchAgentConfig = RecordMapping(
    .cloudwatchAgentConfig, casing: .asWritten,
    [
      .init("collectionInterval", at: "agent.metrics_collection_interval"),
      .init("runAsUser", at: "agent.run_as_user"),
      .init("agentRegion", at: "agent.region"),
      .init("debug", at: "agent.debug", unset: .false),
      .init("metricsNamespace", at: "metrics.namespace"),
      .init("metricsCollected", at: "metrics.metrics_collected", unset: .none, as: .custom(keys)),
      .init("appendDimensions", at: "metrics.append_dimensions"),
      .init(
        "logFiles", at: "logs.logs_collected.files.collect_list", unset: .none, as: .record(logFile)
      ),
      .init(
        "windowsEvents", at: "logs.logs_collected.windows_events.collect_list", unset: .none,
        as: .record(windowsEvent)),
      .init("tracesCollected", at: "traces.traces_collected", unset: .none, as: .custom(keys)),
      .init("endpointOverride", at: "logs.endpoint_override|metrics.endpoint_override"),
      .init("credentialsRoleArn", at: "agent.credentials.role_arn"),
    ]
  ) { record, datum, _ in
    for (field, key) in [("hasMetrics", "metrics"), ("hasLogs", "logs")] {
      record[field] = .stated(.bool(datum[key] != nil), at: datum[key]?.origin ?? datum.origin)
    }
  }

  /// The names of sections, in file order.
  private static func keys(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    guard let entries = datum.entries else { return reader.unreadable(datum, "a map") }
    let names = entries.map { entry in
      Draft.stated(.string(entry.key), at: Origin(file: datum.file, range: entry.keyRange))
    }
    return .stated(.list(names), at: datum.origin)
  }

  private static let logFile = RecordMapping(
    .cloudwatchLogFile, casing: .asWritten,
    [
      .init("filePath", at: "file_path"), .init("logGroupName", at: "log_group_name"),
      .init("logStreamName", at: "log_stream_name"),
      .init("retentionDays", at: "retention_in_days"),
    ])

  private static let windowsEvent = RecordMapping(
    .cloudwatchWindowsEvent, casing: .asWritten,
    [
      .init("eventName", at: "event_name"), .init("eventLevels", at: "event_levels", unset: .none),
      .init("logGroupName", at: "log_group_name"), .init("retentionDays", at: "retention_in_days"),
    ])
}

/// Tells CloudWatch agent configurations from other JSON.
enum CloudWatchAgentConfiguration {
  /// Whether a document is one: a section of it collects something.
  static func isOne(_ datum: Datum) -> Bool {
    datum["metrics"]?["metrics_collected"] != nil || datum["logs"]?["logs_collected"] != nil
      || datum["traces"]?["traces_collected"] != nil
  }

  /// Whether a document is one: a section of it collects something.
  static func isOne(_ root: Node) -> Bool {
    let sections = [
      ("metrics", "metrics_collected"), ("logs", "logs_collected"), ("traces", "traces_collected"),
    ]
    return sections.contains { root[$0.0]?[$0.1] != nil }
  }
}
