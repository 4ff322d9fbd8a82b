import AssayModel
import Documents
import Records

extension RecordMapping {
  /// A managed node as `ssm:DescribeInstanceInformation` lists it: the heartbeat.
  static let managedNode = node(
    [
      .init("nodeId", at: "instanceId"),
      .init("platformType"), .init("platformName"), .init("platformVersion"),
      .init("computerName"), .init("ipAddress", at: "IPAddress"), .init("resourceType"),
      .init("agentVersion"), .init("isLatestVersion"), .init("pingStatus"),
      .init("lastPing", at: "lastPingDateTime"), .init("associationStatus"),
      .init("heartbeatCaptured", at: answeredKey, unset: untimed),
    ])

  /// A node as `ssm:GetInventory` or `ssm:ListInventoryEntries` tells of it.
  static let nodeInventory = node([.init("nodeId", at: "id|instanceId")]) { record, datum, _ in
    for item in InventoryAnswer.items(datum) { NodeInventory.add(item, to: &record) }
  }

  /// A node as `ssm:DescribeInstancePatchStates` tells of it.
  static let nodePatchState = node([
    .init("nodeId", at: "instanceId"),
    .init("patchCaptured", at: answeredKey, unset: untimed),
  ]) { record, datum, _ in
    record["patchState"] = NodeInventory.patchState(InventoryRow(datum))
  }

  /// A node with its compliance, from `ssm:ListResourceComplianceSummaries` or
  /// `ssm:ListComplianceItems`.
  static let nodeCompliance = node([.init("nodeId", at: "instanceId")]) { record, datum, _ in
    record["compliance"] = ComplianceAnswer.summaries(datum)
  }

  /// An answer carries no time; it is not older than the latest event that it tells of.
  static let answeredKey: Spelling.Path = "assayAnswered"
  private static let untimed = FieldMapping.Unset.unknown(
    .notCollected, "the answer does not tell when it was given")

  /// A table of some fields of a node; the others were not collected by what it reads.
  private static func node(
    _ entries: [FieldMapping.Entry], finish: Finish? = nil
  ) -> RecordMapping {
    let named = Set(entries.map(\.name) + Field.common.map(\.name))
    let others = Schema.managedNode.fields.filter { !$0.isDerived && !named.contains($0.name) }
    let gaps = others.map { field in
      FieldMapping.Entry(
        field.name, at: .notCarried, unset: .unknown(.notCollected, NodeGap.detail(of: field)))
    }
    return RecordMapping(.managedNode, casing: .pascal, entries + gaps, finish: finish)
  }
}

/// Says which call would tell a field of a node.
enum NodeGap {
  /// `ssm:GetInventory was not given`.
  static func detail(of field: Field) -> String {
    let call = field.collectors.first ?? Schema.managedNode.collectors.first ?? "the call"
    return "\(call) was not given"
  }
}

/// The items in answers of `ssm:GetInventory` and `ssm:ListInventoryEntries`.
enum InventoryAnswer {
  /// Why an answer that goes on is not whole by itself.
  static let firstPage = "the answer is the first page of several"

  static func items(_ datum: Datum) -> [InventoryItem] {
    if let type = datum["TypeName"]?.scalarText {
      let isFirstPage = datum["NextToken"].map { !$0.isNull && $0.scalarText != "" } ?? false
      return [
        item(
          type, datum, rows: datum["Entries"],
          gap: isFirstPage ? firstPage : nil)
      ]
    }
    return (datum["Data"]?.entries ?? []).map { entry in
      item(entry.key, entry.value, rows: entry.value["Content"], gap: nil)
    }
  }

  private static func item(
    _ type: String, _ datum: Datum, rows: Datum?, gap: String?
  ) -> InventoryItem {
    var gap = gap
    if rows?.elements == nil { gap = "the answer has no rows" }
    return InventoryItem(
      type, captureTime: datum["CaptureTime"]?.scalarText,
      rows: (rows?.elements ?? []).map { InventoryRow($0) }, gap: gap, origin: datum.origin)
  }
}

/// The compliance of one node, out of the rows that speak of it.
enum ComplianceAnswer {
  /// One summary a type: summaries as they are, items taken together.
  static func summaries(_ datum: Datum) -> Draft {
    var types: [String] = []
    var rows: [String: [Datum]] = [:]
    for row in datum["Rows"]?.elements ?? [] {
      guard let type = row["ComplianceType"]?.scalarText else { continue }
      if rows[type] == nil { types.append(type) }
      rows[type, default: []].append(row)
    }
    let records = types.sorted().map { type in
      Draft.stated(.record(summary(type, rows[type] ?? [], datum)), at: datum.origin)
    }
    return .stated(.list(records), at: datum.origin)
  }

  private static func summary(_ type: String, _ rows: [Datum], _ datum: Datum) -> DraftRecord {
    let failed = rows.filter { isNonCompliant($0) }
    let deciding = failed.first ?? rows.first ?? datum
    let row = InventoryRow(deciding)
    var record = DraftRecord(.complianceSummary, origin: deciding.origin)
    record["type"] = .stated(.string(type), at: deciding.origin)
    record["status"] = .stated(
      .string(failed.isEmpty ? "COMPLIANT" : "NON_COMPLIANT"), at: deciding.origin)
    record["severity"] = row.text(row["OverallSeverity"] == nil ? "Severity" : "OverallSeverity")
    if let count = deciding["NonCompliantSummary"] {
      record["nonCompliant"] = InventoryRow(count).count("NonCompliantCount")
    } else {
      record["nonCompliant"] = .stated(.int(Int64(failed.count)), at: deciding.origin)
    }
    if let execution = deciding["ExecutionSummary"] {
      record["executionTime"] = InventoryRow(execution).instant("ExecutionTime")
    }
    return record
  }

  private static func isNonCompliant(_ row: Datum) -> Bool {
    row["Status"]?.scalarText?.isEqualIgnoringCase("COMPLIANT") != true
  }
}
