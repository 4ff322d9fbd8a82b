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

  /// Drafts of one id, of which older ones no longer say what a newer one says.
  static func newest(of group: [DraftResource]) -> [DraftResource] {
    guard group.first?.id.kind == ResourceKind.managedNode.rawValue else { return group }
    var result = group
    for (captured, fields) in groups {
      let times = group.map { time($0.record[captured]) }
      guard let latest = times.compactMap(\.self).max() else { continue }
      for (index, time) in times.enumerated() where time.map({ $0 < latest }) ?? false {
        for field in fields + [captured] {
          result[index].record[field] = .unknown(
            UnknownReason(.notCollected, "a newer answer says otherwise"), at: group[index].origin)
        }
      }
    }
    return result
  }

  private static func time(_ draft: Draft) -> Int64? {
    guard case .timestamp(let time) = draft.value else { return nil }
    return time
  }
}
