import AssayIngest
import AssayModel
import Documents
import Records
import Sealing

/// What was read, for programs: every field with its state, its place, and why it is unknown.
///
/// `docs/inspect-json.md` describes it. Absent fields are left out; a sensitive value is given as a
/// digest.
struct GraphJSON {
  /// What the document says it is.
  static let schema = "assay/graph/v1"

  private let store: RecordStore
  private let ids: [BlockID: ResourceID]

  /// The document, ending with a line end.
  static func bytes(_ read: IngestResult) -> [UInt8] {
    let graph = read.graph
    let writer = GraphJSON(graph)
    var json = JSONWriter()
    json.object { json in
      json.member("schema", schema)
      json.key("inputs")
      json.array { json in for input in read.inputs { self.input(input, &json) } }
      json.key("resources")
      json.array { json in for resource in graph.resources { writer.resource(resource, &json) } }
      json.key("links")
      json.array { json in
        for link in graph.links {
          json.object { json in
            id("from", link.from, &json)
            json.member("label", link.label)
            id("to", link.to, &json)
          }
        }
      }
      json.key("dangling")
      json.array { json in
        for link in graph.dangling {
          json.object { json in
            id("from", link.from, &json)
            json.member("label", link.label)
            json.member("target", link.target)
          }
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private init(_ graph: ResourceGraph) {
    store = graph.store
    ids = Dictionary(
      graph.resources.map { ($0.record, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  private static func input(_ input: InputReport, _ json: inout JSONWriter) {
    json.object { json in
      json.member("path", input.path)
      switch input.status {
      case .read(let format, let resources):
        json.member("status", "read")
        json.member("format", format)
        json.member("resources", resources)
      case .skipped(let reason):
        json.member("status", "skipped")
        json.member("reason", reason)
      case .refused(let reason):
        json.member("status", "refused")
        json.member("reason", reason)
      }
      json.member("messages", input.messages)
    }
  }

  private static func id(_ key: String, _ id: ResourceID, _ json: inout JSONWriter) {
    json.key(key)
    json.object { json in
      json.member("kind", id.kind)
      json.member("uid", id.uid)
    }
  }

  private func resource(_ resource: Resource, _ json: inout JSONWriter) {
    json.object { json in
      json.member("kind", resource.id.kind)
      json.member("uid", resource.id.uid)
      json.member("name", resource.name)
      place(resource.origin, &json)
      fields(of: resource.record, &json)
    }
  }

  private func fields(of block: BlockID, _ json: inout JSONWriter) {
    json.key("fields")
    json.object { json in
      for (index, field) in (store.schema(of: block)?.fields ?? []).enumerated()
      where store.state(block, index) != .absent {
        json.key(field.name)
        slot(block, index, field.type, isSensitive: field.isSensitive, &json)
      }
    }
  }

  private func slot(
    _ block: BlockID, _ index: Int, _ type: FieldType, isSensitive: Bool, _ json: inout JSONWriter
  ) {
    let slot = store.slot(block, index)
    json.object { json in
      switch store.state(block, index) {
      case .absent: json.member("state", "absent")
      case .stated: json.member("state", "stated")
      case .defaulted: json.member("state", "defaulted")
      case .unknown:
        json.member("state", "unknown")
        json.member("because", store.reason(slot)?.kind.rawValue)
        json.member("reason", store.reason(slot)?.detail)
      }
      place(store.origin(slot), &json)
      guard let value = store.value(block, index, as: type) else { return }
      self.value(value, type, isSensitive: isSensitive, &json)
    }
  }

  private func value(
    _ value: RecordStore.Value, _ type: FieldType, isSensitive: Bool, _ json: inout JSONWriter
  ) {
    switch value {
    case .list(let list, let element):
      json.key("elements")
      json.array { json in
        for index in 0..<store.count(list) {
          slot(list, index, element, isSensitive: isSensitive, &json)
        }
      }
    case .map(let map, let element):
      json.key("entries")
      json.object { json in
        for index in 0..<store.count(map) / 2 {
          guard case .string(let key)? = store.value(map, index * 2, as: .string) else { continue }
          json.key(key)
          slot(map, index * 2 + 1, element, isSensitive: isSensitive, &json)
        }
      }
    case .record(let target):
      if case .reference = type, let id = ids[target] {
        Self.id("to", id, &json)
      } else {
        fields(of: target, &json)
      }
    default:
      if isSensitive {
        json.member("sha256", Digest.sha256(fields: [Self.text(value)]).hex)
      } else {
        json.key("value")
        scalar(value, &json)
      }
    }
  }

  private func scalar(_ value: RecordStore.Value, _ json: inout JSONWriter) {
    switch value {
    case .bool(let bool): json.bool(bool)
    case .int(let int): json.int(int)
    default: json.string(Self.text(value))
    }
  }

  /// A scalar as text: times as RFC 3339, durations in nanoseconds.
  private static func text(_ value: RecordStore.Value) -> String {
    switch value {
    case .bool(let bool): String(bool)
    case .int(let int): String(int)
    case .double(let double): String(double)
    case .string(let text): text
    case .timestamp(let microseconds): Instant(microseconds: microseconds).rfc3339
    case .duration(let nanoseconds): "\(nanoseconds)ns"
    case .list, .map, .record: ""
    }
  }

  private func place(_ origin: Origin?, _ json: inout JSONWriter) {
    guard let origin else { return }
    json.member("at", "\(origin.path):\(origin.line):\(origin.column)")
  }
}
