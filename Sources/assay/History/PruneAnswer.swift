import AssayReports
import AssayStore
import Documents

/// What pruning took away or would, for people and programs.
struct PruneAnswer {
  private let report: PruneReport

  init(_ report: PruneReport) { self.report = report }

  /// Whole lines for people.
  var text: String {
    guard !report.scopes.isEmpty else { return "nothing is older than what is to be kept\n" }
    var text = ""
    for scope in report.scopes {
      text += "\(scope.name.visible(300))\n  \(scope.runs.of("run")) before run \(scope.keptFrom); "
      text += "\(scope.left.of("run")) \(scope.left == 1 ? "stays" : "stay")\n"
    }
    text += "\n"
    for rows in report.rows { text += "  \(rows.name.padded(to: 18))  \(rows.count)\n" }
    guard let after = report.sizeAfter else {
      return text + "\nnothing was deleted; --yes deletes\n"
    }
    text += "\ndeleted; the file had \(report.sizeBefore) bytes and has \(after). "
    text += "The ledger keeps every entry.\n"
    return text
      + (report.shrinkFailure.map { "\($0.visible(500)); runs to come use its room\n" } ?? "")
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("deleted", report.sizeAfter != nil)
      json.key("scopes")
      json.array { json in
        for scope in report.scopes {
          json.object { json in
            json.member("scope", scope.name)
            json.member("keptFrom", Int(clamping: scope.keptFrom))
            json.member("runs", scope.runs)
            json.member("left", scope.left)
          }
        }
      }
      json.key("rows")
      json.object { json in
        for rows in report.rows { json.member(rows.name, rows.count) }
      }
      json.member("bytesBefore", Int(clamping: report.sizeBefore))
      json.key("bytesAfter")
      if let after = report.sizeAfter { json.int(after) } else { json.null() }
      json.member("shrinkFailure", report.shrinkFailure)
    }
    return json.bytes + Array("\n".utf8)
  }
}
