import Records

extension Value {
  /// The name of the type for messages.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list, .storedList: "list"
    case .map, .storedMap: "map"
    case .record: "record"
    case .type: "type"
    case .optional: "optional"
    case .opaque(let opaque): opaque.type.runtimeName
    case .unknown: "unknown"
    case .error: "error"
    }
  }

  /// What `type(x)` gives: the type without what a value does not know of itself.
  func type(_ source: RecordSource) -> CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .list, .storedList: .list(.dyn)
    case .map, .storedMap: .map(.dyn, .dyn)
    case .record(let block): .record(source.store.schema(of: block)?.name ?? "record")
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .opaque(let opaque): opaque.type
    case .unknown, .error: .error
    }
  }

  /// Whether this is what `optional.ofNonZeroValue` takes for nothing.
  func isZero(_ source: RecordSource) -> Bool {
    switch self {
    case .null: true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .string(let string): string.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .duration(let duration): duration == 0
    case .timestamp(let time): time.seconds == 0 && time.nanoseconds == 0
    case .list, .storedList: ListView(self, source)?.count == 0
    case .map, .storedMap: MapView(self, source)?.count == 0
    default: false
    }
  }
}

extension CELType {
  /// The name that `string(type(x))` gives, as the specification spells it.
  var runtimeName: String {
    switch self {
    case .null: "null_type"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .opaque(let name, _): name
    default: description
    }
  }
}
