import AssayModel
import AssayRules
import Documents
import Records
import Sealing

/// Drift for programs; `docs/drift.md` describes it.
struct DriftJSON {
  /// What the document says it is.
  static let schema = "assay/drift/v1"

  private let answer: DriftAnswer

  init(_ answer: DriftAnswer) { self.answer = answer }

  /// The document, ending with a line end.
  var bytes: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("schema", Self.schema)
      json.member("compared", answer.compared.count)
      json.key("instancesWith")
      json.object { json in
        for kind in PackageChange.Kind.allCases { json.member(kind.rawValue, answer.count(kind)) }
      }
      json.list("instances", answer.instances, Self.write)
      json.member("inventoryOnly", answer.inventoryOnly)
      json.member("unusedLists", answer.unused)
      json.list("unread", answer.unread) { input, json in
        json.member("path", input.path)
        json.member("why", input.why)
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private static func write(_ drift: InstanceDrift, _ json: inout JSONWriter) {
    json.member("uid", drift.node.id.uid)
    json.member("name", drift.node.name)
    json.member("account", drift.node.account)
    json.member("region", drift.node.region)
    json.member("state", drift.node.state)
    if case .named(let owner) = drift.node.owner { json.member("owner", owner) }
    json.member("ami", drift.image?.uid)
    json.member("build", drift.build)
    if let packages = drift.packages { json.member("packages", packages) }
    json.member("listed", drift.captured.map { Instant(microseconds: $0).rfc3339 })
    for (key, comparison) in [("built", drift.built), ("declared", drift.declared)] {
      json.key(key)
      json.object { json in
        switch comparison {
        case .made(let count, let notes):
          json.member("packages", count)
          json.member("notes", notes)
        case .missing(let why): json.member("notCompared", why)
        }
      }
    }
    json.list("changes", drift.changes, write)
  }

  private static func write(_ change: PackageChange, _ json: inout JSONWriter) {
    json.member("change", change.kind.rawValue)
    json.member("against", change.measure.rawValue)
    json.member("package", change.package)
    if let architecture = change.architecture { json.member("architecture", architecture) }
    json.member("was", change.was)
    json.member("is", change.now)
    json.member("why", change.why)
    if let origin = change.origin {
      json.member("path", origin.path)
      json.member("line", Int(origin.line))
    }
  }
}
