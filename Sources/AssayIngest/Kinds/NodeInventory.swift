import AssayModel
package import Records

/// Turns what inventory says of a node into the fields of a managed node.
///
/// In: items of any types. Out: the fields that they speak of; all others are left as they were. The
/// same for answers of the API and for objects of Resource Data Sync.
package enum NodeInventory {
  /// The service keeps no more rows of one type, so a full list may have been cut.
  package static let greatestCount = 10_000

  /// Why rows may be missing of a list that may have been cut.
  static let fullList = "the list ends at \(greatestCount) rows"

  /// Why rows may be missing of a list of which a row does not tell its name: it may be any of them.
  static let unnamed = "a row has no `Name`"

  /// A node of which nothing was collected yet.
  package static func node(id: String, at origin: Origin?) -> DraftRecord {
    var record = DraftRecord(.managedNode, origin: origin)
    for (slot, reason) in gaps { record[slot] = .unknown(reason, at: origin) }
    record["nodeId"] = .stated(.string(id), at: origin)
    record["ownership"] = .stated(.string("own"), at: origin)
    return record
  }

  /// What fields are of which nothing was collected, by slot.
  static let gaps: [(slot: Int, reason: UnknownReason)] =
    Schema.managedNode.fields.enumerated().compactMap { slot, field in
      Field.common.contains { $0.name == field.name }
        ? nil : (slot, UnknownReason(.notCollected, NodeGap.detail(of: field)))
    }

  /// Fills what an item tells.
  ///
  /// Rows of `AWS:Application` may be those alone that rules ask for, as long as no other package has
  /// one of their names.
  package static func add(_ item: InventoryItem, to record: inout DraftRecord) {
    switch item.type {
    case "AWS:InstanceInformation": addHeartbeat(item, to: &record)
    case "AWS:Application":
      record["software"] = list(named(item), InstalledPackage.draft)
      record["softwareCaptured"] = captured(item)
    case "AWS:Service":
      record["services"] = list(named(item), service)
      record["servicesCaptured"] = captured(item)
    case "AWS:PatchSummary":
      guard let row = item.rows.first else {
        if let gap = item.gap { record["patchState"] = unread(gap, item) }
        return
      }
      record["patchState"] = patchState(row)
      record["patchCaptured"] = captured(item)
    case "AWS:ComplianceSummary": record["compliance"] = list(item, compliance)
    default: break
    }
  }

  /// The rows of an item that have a name; that others have none is a gap.
  private static func named(_ item: InventoryItem) -> InventoryItem {
    let rows = item.rows.filter { $0["Name"].map { $0.text.contains { $0 != " " } } ?? false }
    guard rows.count < item.rows.count else { return item }
    return InventoryItem(
      item.type, captureTime: item.captureTime, rows: rows, gap: item.gap ?? unnamed,
      origin: item.origin)
  }

  /// A row that could not be read may have said anything: it is not one that is not there.
  private static func unread(_ gap: String, _ item: InventoryItem) -> Draft {
    .unknown(UnknownReason(.unread, gap), at: item.origin)
  }

  private static func captured(_ item: InventoryItem) -> Draft {
    guard let text = item.captureTime else { return .unknown(untimed, at: item.origin) }
    return InventoryTime.instant(text).map {
      .stated(.timestamp($0.microseconds), at: item.origin)
    } ?? .unknown(mistimed, at: item.origin)
  }

  /// Why a capture time is unknown that is not there.
  static let untimed = UnknownReason(.notCollected, "the capture time is not told")
  /// The same of one that is none.
  static let mistimed = UnknownReason(.unreadable, "the capture time is no time")

  private static func list(
    _ item: InventoryItem, _ read: (InventoryRow) -> DraftRecord
  ) -> Draft {
    var elements = item.rows.map { Draft.stated(.record(read($0)), at: $0.origin) }
    let isFull = item.rows.count >= greatestCount
    if let gap = item.gap ?? (isFull ? fullList : nil) {
      // What is listed is there; what is not listed may be.
      elements.append(.unknown(UnknownReason(.notCollected, gap), at: item.origin))
    }
    return .stated(.list(elements), at: item.origin)
  }

  private static func addHeartbeat(_ item: InventoryItem, to record: inout DraftRecord) {
    guard let row = item.rows.first else {
      guard let gap = item.gap else { return }
      for field in ["agentVersion", "instanceStatus"] { record[field] = unread(gap, item) }
      return
    }
    InventoryMapping.heartbeat.fill(&record, from: row)
    record["heartbeatCaptured"] = captured(item)
  }

  private static func service(_ row: InventoryRow) -> DraftRecord {
    var record = DraftRecord(.service, origin: row.origin)
    InventoryMapping.service.fill(&record, from: row)
    return record
  }

  static func patchState(_ row: InventoryRow) -> Draft {
    var record = DraftRecord(.patchState, origin: row.origin)
    InventoryMapping.patchState.fill(&record, from: row)
    let operation = row["Operation"] == nil ? "OperationType" : "Operation"
    record["operation"] = row.word(operation, of: .patchState, "operation")
    return .stated(.record(record), at: row.origin)
  }

  private static func compliance(_ row: InventoryRow) -> DraftRecord {
    var record = DraftRecord(.complianceSummary, origin: row.origin)
    InventoryMapping.compliance.fill(&record, from: row)
    let status = row.word("Status", of: .complianceSummary, "status")
    record["status"] = status.state == .absent ? row.required("Status") : status
    return record
  }
}
