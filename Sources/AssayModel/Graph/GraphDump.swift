import Records
import Sealing

/// Writes a graph for people: every resource with what is known of its fields, and where it stands.
///
/// ```
/// volume vol-1 (vol-1) at volumes.json:3:5
///   encrypted = true  4:20
///   attachments ~ []
///   kmsKeyId ? not collected: ec2:DescribeVolumes was not given
/// ```
/// `=` is stated, `~` a documented default, `?` unknown with the reason; absent fields are left out.
/// A place without a path is in the resource's own file. Sensitive values show as their digest.
package struct GraphDump {
  private let graph: ResourceGraph
  private let ids: [BlockID: ResourceID]
  private var text = ""
  private var path: String?

  /// Which of the resources are written.
  package static func text(
    of graph: ResourceGraph, where isWanted: (Resource) -> Bool = { _ in true }
  ) -> String {
    var dump = GraphDump(graph)
    for resource in graph.resources where isWanted(resource) { dump.write(resource) }
    return dump.text
  }

  private init(_ graph: ResourceGraph) {
    self.graph = graph
    ids = Dictionary(
      graph.resources.map { ($0.record, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  private var store: RecordStore { graph.store }

  private mutating func write(_ resource: Resource) {
    let place = resource.origin.map { " at \($0.path):\($0.line):\($0.column)" } ?? ""
    text += "\(resource.id.kind) \(resource.name) (\(resource.id.uid))\(place)\n"
    path = resource.origin?.path
    writeFields(of: resource.record, indent: 1)
  }

  private mutating func writeFields(of block: BlockID, indent: Int) {
    guard let schema = store.schema(of: block) else { return }
    for (index, field) in schema.fields.enumerated() {
      write(
        block, index, field.type, label: field.name, indent: indent, isSensitive: field.isSensitive)
    }
  }

  private mutating func write(
    _ block: BlockID, _ index: Int, _ type: FieldType, label: String, indent: Int, isSensitive: Bool
  ) {
    let slot = store.slot(block, index)
    let head = String(repeating: "  ", count: indent) + label
    let place = store.origin(slot).map { "  " + shown($0) } ?? ""
    switch store.state(block, index) {
    case .absent: return
    case .unknown:
      let reason = store.reason(slot)
      text += "\(head) ? \(reason?.kind.rawValue ?? ""): \(reason?.detail ?? "")\(place)\n"
      return
    case .stated: text += "\(head) = "
    case .defaulted: text += "\(head) ~ "
    }
    guard let value = store.value(block, index, as: type) else { return }
    write(value, type, place: place, indent: indent, isSensitive: isSensitive)
  }

  private mutating func write(
    _ value: RecordStore.Value, _ type: FieldType, place: String, indent: Int, isSensitive: Bool
  ) {
    switch value {
    case .list(let list, let element):
      text += store.count(list) == 0 ? "[]\(place)\n" : "\(place.dropFirst(2))\n"
      for index in 0..<store.count(list) {
        write(
          list, index, element, label: "- \(index)", indent: indent + 1, isSensitive: isSensitive)
      }
    case .map(let map, let element):
      text += store.count(map) == 0 ? "{}\(place)\n" : "\(place.dropFirst(2))\n"
      for index in 0..<store.count(map) / 2 {
        var label = ""
        if case .string(let key)? = store.value(map, index * 2, as: .string) { label = key }
        write(
          map, index * 2 + 1, element, label: label, indent: indent + 1, isSensitive: isSensitive)
      }
    case .record(let target):
      if case .reference = type {
        let id = ids[target]
        text += "-> \(id?.kind ?? "") \(id?.uid ?? "")\(place)\n"
      } else {
        text += "\(place.dropFirst(2))\n"
        writeFields(of: target, indent: indent + 1)
      }
    default: text += (isSensitive ? Self.digest(value) : Self.shown(value)) + place + "\n"
    }
  }

  private func shown(_ origin: Origin) -> String {
    let place = "\(origin.line):\(origin.column)"
    return origin.path == path ? place : "\(origin.path):\(place)"
  }

  private static func shown(_ value: RecordStore.Value) -> String {
    switch value {
    case .bool(let bool): String(bool)
    case .int(let int): String(int)
    case .double(let double): String(double)
    case .string(let text): quoted(text)
    case .timestamp(let microseconds): Instant(microseconds: microseconds).rfc3339
    case .duration(let nanoseconds): "\(nanoseconds)ns"
    case .list, .map, .record: ""
    }
  }

  private static func digest(_ value: RecordStore.Value) -> String {
    "(sensitive, sha256 \(Digest.sha256(fields: [shown(value)]).hex.prefix(12)))"
  }

  /// On one line: quotes, backslashes and control characters as JSON writes them.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
