package import CEL

/// A value as vectors write it: what an evaluation gives, compared to the bit and the byte.
///
/// Stricter than the equality of the language: 1 and 1u differ, so do 0.0 and -0.0 and strings of
/// different code points; not-a-number equals itself. Maps have no order.
package indirect enum VectorValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case timestamp(Timestamp)
  /// Nanoseconds.
  case duration(Int64)
  case list([VectorValue])
  case map([Entry])
  /// By the name that `string(type(x))` gives.
  case type(String)
  /// Nil for `optional.none()`.
  case optional(VectorValue?)

  /// A key and its value.
  package struct Entry: Sendable, Hashable {
    package var key: VectorValue
    package var value: VectorValue

    package init(_ key: VectorValue, _ value: VectorValue) {
      self.key = key
      self.value = value
    }
  }
}

extension VectorValue {
  /// What an evaluation gave; nil for an error, an unknown, and for what vectors have no words for.
  package init?(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = .uint(uint)
    case .double(let double): self = .double(double)
    case .string(let string): self = .string(string)
    case .bytes(let bytes): self = .bytes(bytes)
    case .timestamp(let time): self = .timestamp(time)
    case .duration(let length): self = .duration(length)
    case .list(let values):
      let elements = values.compactMap(VectorValue.init)
      guard elements.count == values.count else { return nil }
      self = .list(elements)
    case .map(let map):
      let entries = zip(map.keys, map.values).compactMap { pair -> Entry? in
        guard let key = VectorValue(pair.0), let value = VectorValue(pair.1) else { return nil }
        return Entry(key, value)
      }
      guard entries.count == map.count else { return nil }
      self = .map(entries)
    case .type: self = .type(value.printed(.empty))
    case .optional(nil): self = .optional(nil)
    case .optional(let inner?):
      guard let inner = VectorValue(inner) else { return nil }
      self = .optional(inner)
    case .record, .storedList, .storedMap, .opaque, .unknown, .error: return nil
    }
  }

  /// The value that evaluators work with.
  ///
  /// Entries whose keys are repeated or can be no keys are left out, which no reader lets through.
  package var value: Value {
    switch self {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .int(let int): return .int(int)
    case .uint(let uint): return .uint(uint)
    case .double(let double): return .double(double)
    case .string(let string): return .string(string)
    case .bytes(let bytes): return .bytes(bytes)
    case .timestamp(let time): return .timestamp(time)
    case .duration(let length): return .duration(length)
    case .list(let elements): return .list(elements.map(\.value))
    case .map(let entries):
      var builder = MapValue.Builder()
      for entry in entries { _ = builder.add(entry.key.value, entry.value.value) }
      return .map(builder.finish())
    case .type(let name): return .type(CELType(runtimeName: name))
    case .optional(let inner): return .optional(inner?.value)
    }
  }
}

extension VectorValue: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.uint(let left), .uint(let right)): left == right
    case (.double(let left), .double(let right)):
      left.bitPattern == right.bitPattern || left.isNaN && right.isNaN
    case (.string(let left), .string(let right)), (.type(let left), .type(let right)):
      left.utf8.elementsEqual(right.utf8)
    case (.bytes(let left), .bytes(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)):
      left.count == right.count && Set(left) == Set(right)
    case (.optional(let left), .optional(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let bool): hasher.combine(bool)
    case .int(let int): hasher.combine(int)
    case .uint(let uint): hasher.combine(uint)
    case .double(let double): hasher.combine(double.isNaN ? 0 : double.bitPattern)
    case .string(let text), .type(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .bytes(let bytes): hasher.combine(bytes)
    case .timestamp(let time): hasher.combine(time)
    case .duration(let length): hasher.combine(length)
    case .list(let elements): hasher.combine(elements)
    case .map(let entries): hasher.combine(Set(entries))
    case .optional(let inner): hasher.combine(inner)
    }
  }
}

extension VectorValue: CustomStringConvertible {
  /// For people: `{"a": 1u}`.
  package var description: String {
    switch self {
    case .type(let name): "type \(name)"
    case .optional(let inner): inner.map { "optional(\($0))" } ?? "optional.none()"
    case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    case .timestamp, .duration: "\(value.kindName) \(value.printed(.empty))"
    default: value.printed(.empty)
    }
  }
}

extension CELType {
  /// The type of a name that `string(type(x))` gives; parts are dyn.
  fileprivate init(runtimeName name: String) {
    let known: [CELType] = [
      .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.dyn),
      .map(.dyn, .dyn), .type(.dyn), .optional(.dyn),
    ]
    self =
      known.first { Value.type($0).printed(.empty) == name } ?? .opaque(name, [])
  }
}
