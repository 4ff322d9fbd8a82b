import AssayIngest
import Documents
import Records
import Sealing

/// A snapshot, described for programs; `docs/snapshot.md` says how.
struct SnapshotJSON {
  /// What the document says it is.
  static let schema = "assay/snapshot/v1"

  private let answer: SnapshotAnswer

  init(_ answer: SnapshotAnswer) { self.answer = answer }

  /// The document, ending with a line end.
  var bytes: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("schema", Self.schema)
      json.member("now", answer.now.rfc3339)
      json.list("entries", answer.manifest.entries, Self.write)
      json.member("rules", answer.rules)
      json.member("rulesWithEverything", answer.decidable)
      json.list("missing", answer.missing, Self.write)
      json.list("unread", answer.manifest.unread) { input, json in
        json.member("path", input.path)
        json.member("why", input.why)
      }
      json.list("skipped", answer.manifest.skipped.sorted { $0.key < $1.key }) { reason, json in
        json.member("why", reason.key)
        json.member("files", reason.value)
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static func write(_ entry: SnapshotManifest.Entry, _ json: inout JSONWriter) {
    json.member("source", entry.source)
    json.member("account", entry.account)
    json.member("region", entry.region)
    json.member("files", entry.files)
    json.member("things", entry.items)
    json.member("oldest", entry.times?.lowerBound.rfc3339)
    json.member("newest", entry.times?.upperBound.rfc3339)
    json.member("timesAreOf", entry.isByFile ? "file" : "inventory")
    json.member("untimed", entry.untimed)
    json.member("notWhole", entry.short)
  }

  private static func write(_ item: SnapshotAnswer.Missing, _ json: inout JSONWriter) {
    json.member("anyOf", item.sources)
    json.list("places", item.places) { place, json in
      json.member("account", place.account)
      json.member("region", place.region)
    }
    json.member("rules", item.rules)
  }
}
