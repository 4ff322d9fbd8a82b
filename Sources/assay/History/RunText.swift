import AssayReports
import AssayStore
import Documents
import Records

extension StoredRun {
  /// `run 12, run-2026-11-22T020000Z-7f3a91c2 of 2026-11-22T02:00:00Z`, fit for a terminal.
  var words: String {
    let state = status == .complete ? "" : ", \(status.rawValue)"
    return "run \(number), \(name.visible(100)) of \(started.rfc3339)\(state)"
  }

  func write(to json: inout JSONWriter) {
    json.member("number", Int(clamping: number))
    json.member("run", name)
    json.member("started", started.rfc3339)
    json.member("kind", kind)
    json.member("status", status.rawValue)
  }
}
