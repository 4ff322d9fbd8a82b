import AssayModel
import Records

/// How the columns of an inventory type become the fields of a record: a table, one line a field.
struct InventoryMapping: Sendable {
  /// What a column is read as, and what it is when it is missing.
  enum Reading: Sendable {
    case text, requiredText
    /// One of the words of the field.
    case word
    case count, requiredCount
    case instant, requiredInstant
  }

  /// One field.
  struct Entry: Sendable {
    let slot: Int
    let column: String
    let reading: Reading
    /// The words of the field.
    let values: [String]
  }

  let schema: Schema
  let entries: [Entry]

  init(_ schema: Schema, _ entries: [(field: String, column: String, reading: Reading)]) {
    self.schema = schema
    self.entries = entries.map { field, column, reading in
      let slot = schema.slot(field)
      return Entry(
        slot: slot, column: column, reading: reading, values: schema.fields[slot].values)
    }
  }

  /// Reads the fields of the table from a row.
  func fill(_ record: inout DraftRecord, from row: InventoryRow) {
    for entry in entries { record[entry.slot] = row.draft(entry) }
  }

  /// `AWS:InstanceInformation`.
  static let heartbeat = InventoryMapping(
    .managedNode,
    [
      ("platformName", "PlatformName", .text), ("platformVersion", "PlatformVersion", .text),
      ("computerName", "ComputerName", .text), ("ipAddress", "IpAddress", .text),
      ("agentVersion", "AgentVersion", .text), ("platformType", "PlatformType", .word),
      ("resourceType", "ResourceType", .word), ("instanceStatus", "InstanceStatus", .word),
    ])

  /// `AWS:Application`, but for what shows in several columns together.
  static let software = InventoryMapping(
    .software,
    [
      ("name", "Name", .requiredText), ("version", "Version", .requiredText),
      ("architecture", "Architecture", .text), ("publisher", "Publisher", .text),
      ("installedTime", "InstalledTime", .instant),
    ])

  /// `AWS:Service`.
  static let service = InventoryMapping(
    .service,
    [
      ("name", "Name", .requiredText), ("displayName", "DisplayName", .text),
      ("status", "Status", .requiredText), ("startType", "StartType", .text),
    ])

  /// `AWS:PatchSummary`, but for the operation, which has two names.
  ///
  /// Counts come as numbers from the API and as texts from inventory.
  static let patchState = InventoryMapping(
    .patchState,
    [
      ("baselineId", "BaselineId", .text), ("patchGroup", "PatchGroup", .text),
      ("operationStart", "OperationStartTime", .instant),
      ("operationEnd", "OperationEndTime", .requiredInstant),
      ("missing", "MissingCount", .requiredCount), ("failed", "FailedCount", .requiredCount),
      ("installed", "InstalledCount", .count), ("installedOther", "InstalledOtherCount", .count),
      ("pendingReboot", "InstalledPendingRebootCount", .count),
      ("rejected", "InstalledRejectedCount", .count),
      ("notApplicable", "NotApplicableCount", .count),
      ("criticalNonCompliant", "CriticalNonCompliantCount", .count),
      ("securityNonCompliant", "SecurityNonCompliantCount", .count),
      ("otherNonCompliant", "OtherNonCompliantCount", .count),
    ])

  /// `AWS:ComplianceSummary`, but for the status.
  static let compliance = InventoryMapping(
    .complianceSummary,
    [
      ("type", "ComplianceType", .requiredText), ("severity", "OverallSeverity", .text),
      ("nonCompliant", "NonCompliantCount", .count), ("executionTime", "ExecutionTime", .instant),
    ])
}

extension InventoryRow {
  fileprivate func draft(_ entry: InventoryMapping.Entry) -> Draft {
    switch entry.reading {
    case .text: text(entry.column)
    case .requiredText: required(entry.column)
    case .word: word(entry.column, of: entry.values)
    case .count: count(entry.column)
    case .requiredCount: count(entry.column, isRequired: true)
    case .instant: instant(entry.column)
    case .requiredInstant: instant(entry.column, isRequired: true)
    }
  }
}
