import AssayModel
import Documents
import Records

/// `findings.jsonl`: a line of JSON for each check, the same as in `findings.csv`.
///
/// A line is a finding as `findings.json` has it, with the run, the rule's title and its controls. Written part by
/// part: the memory it takes does not grow with the number of lines.
package enum FindingsJSONLines {
  package static func write(_ summary: RunSummary, to sink: ReportSink) throws {
    var lines = JSONWriter(pretty: false)
    let evaluated = summary.run.started.rfc3339
    try CheckRows(summary).forEach { row in
      lines.object { json in
        json.member("run", summary.run.id)
        json.member("evaluated_at", evaluated)
        switch row {
        case .finding(let check):
          let place = check.place
          json.member("account", place.account.isEmpty ? nil : place.account)
          json.member("region", place.region.isEmpty ? nil : place.region)
          FindingsJSON.members(of: check.finding, id: check.id, summary, &json)
          json.member("first_seen_at", summary.firstSeen(check.finding, id: check.id))
          FindingsJSON.members(of: check.rule, &json)
        case .unjudged(let item):
          json.member("outcome", Outcome.Reported.unknown.rawValue)
          json.member("detail", "unreadable")
          FindingsJSON.members(of: item, &json)
        }
      }
      lines.endLine()
      if lines.bytes.count >= ReportFormat.partSize { try sink(lines.take()) }
    }
    try sink(lines.take())
  }
}
