import AssayModel
import Records

/// Lets the newest evidence about a node stand where several outputs speak of it.
///
/// Reports of one node differ because time passes, which is no contradiction: of each kind of evidence
/// the latest counts. Where two were taken at the same time, or nobody says when, they are left as
/// they are, and what contradicts itself then stays apart.
enum NodeEvidence {
  /// Fields that are told together, and the time at which they were.
  private static let groups: [(captured: String, fields: [String])] = [
    (
      "heartbeatCaptured",
      [
        "platformType", "platformName", "platformVersion", "computerName", "ipAddress",
        "resourceType", "agentVersion",
      ]
    ),
    ("softwareCaptured", ["software"]),
    ("servicesCaptured", ["services"]),
    ("patchCaptured", ["patchState"]),
  ]

  /// Fields that not all heartbeats tell: an older one counts as long as no newer one tells the same.
  private static let statuses = [
    "pingStatus", "lastPing", "instanceStatus", "isLatestVersion", "associationStatus",
  ]

  /// So much later an object of inventory has to be than the last ping of an answer, in microseconds: agents ping
  /// every five minutes, and the answer that one has lost touch is younger than its last ping.
  private static let pingAge: Int64 = 3_600 * 1_000_000

  /// Drafts of one id, of which older ones no longer say what a newer one says.
  static func newest(of group: [DraftResource]) -> [DraftResource] {
    guard group.first?.id.kind == ResourceKind.managedNode.rawValue else { return group }
    var result = group
    for (captured, fields) in groups {
      let times = group.map { time($0.record[captured]) }
      forget(fields + [captured], times, telling: times, &result)
    }
    let times = group.map { time($0.record["heartbeatCaptured"]) }
    for field in statuses {
      let telling = zip(group, times).map { isGap($0.0.record[field]) ? nil : $0.1 }
      forget([field], times, telling: telling, &result)
    }
    // Both tell whether the agent answers. A ping tells of a time somewhat before the answer that it stands in.
    let telling = zip(group, times).map { draft, time in
      isGap(draft.record["instanceStatus"]) ? nil : time.map { $0 - pingAge }
    }
    forget(["pingStatus"], times, telling: telling, &result)
    return result
  }

  /// Takes fields from drafts of some times that are older than one of those that tell them.
  private static func forget(
    _ fields: [String], _ times: [Int64?], telling: [Int64?], _ drafts: inout [DraftResource]
  ) {
    let places = drafts.map {
      PathScope(account: $0.record["account"].text, region: $0.record["region"].text)
    }
    for (index, time) in times.enumerated() {
      guard let time else { continue }
      // What another account or region tells of is another node, be it called the same.
      let isOld = telling.indices.contains { other in
        places[other].mayBe(places[index]) && telling[other].map { $0 > time } ?? false
      }
      guard isOld else { continue }
      for field in fields {
        drafts[index].record[field] = .unknown(
          UnknownReason(.notCollected, "a newer answer says otherwise"), at: drafts[index].origin)
      }
    }
  }

  private static func isGap(_ draft: Draft) -> Bool { draft.reason?.kind == .notCollected }

  private static func time(_ draft: Draft) -> Int64? {
    guard case .timestamp(let time) = draft.value else { return nil }
    return time
  }
}
