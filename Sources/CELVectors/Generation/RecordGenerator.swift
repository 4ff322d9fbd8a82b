package import Records
package import Vectors

/// Makes records of a schema set from a seed, with everything that a field can be: stated,
/// defaulted, absent, unknown; lists with unknown elements; maps with unknown values; links.
package struct RecordGenerator: Sendable {
  private let schemas: SchemaSet
  package var random: SeededGenerator

  package init(seed: UInt64, _ schemas: SchemaSet) {
    self.schemas = schemas
    random = SeededGenerator(seed)
  }

  private static let reasons = [
    UnknownReason(.parameter, "parameter P has no value"),
    UnknownReason(.notCollected, "ec2:DescribeInstances did not run"),
    UnknownReason(.plan, "known after apply"), UnknownReason(.opaque, "a script decides"),
    UnknownReason(.inherited, "from the parent image"),
  ]

  /// A record of a schema.
  ///
  /// - Parameters:
  ///   - name: The name of the schema.
  ///   - depth: How many records may stand inside each other.
  ///   - links: The keys that references lead to; empty for unknown references.
  /// - Returns: The record, not laid out yet.
  package mutating func record(
    _ name: String, depth: Int = 3, links: [String: String] = [:]
  ) -> DraftRecord {
    guard let schema = schemas[name] else { preconditionFailure("no schema \(name)") }
    var record = DraftRecord(schema)
    for (slot, field) in schema.fields.enumerated() {
      record[slot] = draft(
        field.type, mayBeAbsent: field.presence == .optional, values: field.values, depth, links)
    }
    return record
  }

  private mutating func draft(
    _ type: FieldType, mayBeAbsent: Bool, values: [String] = [], _ depth: Int,
    _ links: [String: String]
  ) -> Draft {
    switch random.below(10) {
    case ...1 where mayBeAbsent: return .absent
    case 2: return .unknown(random.pick(Self.reasons))
    default:
      guard let value = value(type, values, depth, links) else {
        return mayBeAbsent ? .absent : .unknown(random.pick(Self.reasons))
      }
      return random.chance(15) ? .defaulted(value) : .stated(value)
    }
  }

  /// Nil where the depth is used up.
  private mutating func value(
    _ type: FieldType, _ values: [String], _ depth: Int, _ links: [String: String]
  ) -> DraftValue? {
    switch type {
    case .bool: return .bool(random.chance(50))
    case .int: return .int(random.pick([0, 1, 2, 3, 22, 443, -1, .max]))
    case .double: return .double(random.pick([0.0, 0.5, -1.5, 2.0]))
    case .string:
      let open = ["", "a", "b", "c", "ab", "é", "10.0.0.0/8", "i-1", "/dev/sda1", "prod", "1.10"]
      return .string(random.pick(values.isEmpty ? open : values))
    case .timestamp: return .timestamp(1_700_000_000_000_000 + Int64(random.below(1 << 40)))
    case .duration: return .duration(Int64(random.below(100_000)) * 1_000_000_000)
    case .list(let element):
      guard depth > 0 else { return .list([]) }
      return .list(
        (0..<random.below(5)).map { _ in
          draft(element, mayBeAbsent: false, values: values, depth - 1, links)
        })
    case .map(let content):
      guard depth > 0 else { return .map([]) }
      let keys = ["a", "b", "ab", "k", "env"].filter { _ in random.chance(40) }
      return .map(
        keys.map {
          DraftValue.MapEntry($0, draft(content, mayBeAbsent: false, depth - 1, links))
        })
    case .record(let name):
      guard depth > 0 else { return nil }
      return .record(record(name, depth: depth - 1, links: links))
    case .reference(let name): return links[name].map { .reference($0) }
    }
  }
}
