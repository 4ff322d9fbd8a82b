/// A value on its way into a record: what documents are turned into before they are laid out.
package struct Draft: Sendable, Hashable {
  package var state: FieldState
  /// Nil exactly when the state has no value.
  package var value: DraftValue?
  package var origin: Origin?
  /// Set exactly when the state is unknown.
  package var reason: UnknownReason?

  private init(_ state: FieldState, _ value: DraftValue?, _ origin: Origin?, _ why: UnknownReason?)
  {
    self.state = state
    self.value = value
    self.origin = origin
    reason = why
  }

  package static let absent = Draft(.absent, nil, nil, nil)

  package static func absent(at origin: Origin?) -> Draft { Draft(.absent, nil, origin, nil) }

  package static func stated(_ value: DraftValue, at origin: Origin? = nil) -> Draft {
    Draft(.stated, value, origin, nil)
  }

  package static func defaulted(_ value: DraftValue, at origin: Origin? = nil) -> Draft {
    Draft(.defaulted, value, origin, nil)
  }

  package static func unknown(_ reason: UnknownReason, at origin: Origin? = nil) -> Draft {
    Draft(.unknown, nil, origin, reason)
  }
}

/// The value of a draft, of the type its field declares.
package indirect enum DraftValue: Sendable, Hashable {
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  /// Microseconds since 1970-01-01T00:00:00Z.
  case timestamp(Int64)
  /// Nanoseconds.
  case duration(Int64)
  /// Elements may be unknown one by one; an unknown element may also stand for none or several.
  case list([Draft])
  /// A list that is laid out once for all records that hold the same, and not changed after:
  /// packages of instances that were launched from one image.
  case sharedList([Draft])
  case map([MapEntry])
  case record(DraftRecord)
  /// A record that is laid out already.
  case existing(BlockID)
  /// The key of a resource in the graph that is being built.
  case reference(String)

  /// One entry of a map, in document order.
  package struct MapEntry: Sendable, Hashable {
    package var key: String
    package var value: Draft

    package init(_ key: String, _ value: Draft) {
      self.key = key
      self.value = value
    }
  }
}

/// A record on its way into the store: one draft per field of its schema.
package struct DraftRecord: Sendable, Hashable {
  package let schema: Schema
  /// In the order of the schema's fields.
  package private(set) var fields: [Draft]
  package var origin: Origin?

  /// All fields absent, or `unset` where given.
  package init(_ schema: Schema, origin: Origin? = nil, unset: Draft = .absent) {
    self.schema = schema
    self.origin = origin
    fields = Array(repeating: unset, count: schema.fields.count)
  }

  /// A field by name.
  ///
  /// Naming a field that the schema lacks is a fault of ours.
  package subscript(name: String) -> Draft {
    get { fields[slot(name)] }
    set { fields[slot(name)] = newValue }
  }

  /// A field by slot.
  package subscript(slot: Int) -> Draft {
    get { fields[slot] }
    set { fields[slot] = newValue }
  }

  private func slot(_ name: String) -> Int {
    guard let index = schema.index(of: name) else {
      preconditionFailure("schema \(schema.name) has no field \(name)")
    }
    return index
  }
}

extension DraftRecord {
  /// Whether two records say the same, wherever they stand.
  package func hasSameFacts(as other: DraftRecord) -> Bool {
    schema == other.schema && zip(fields, other.fields).allSatisfy { $0.hasSameFacts(as: $1) }
  }
}

extension Draft {
  /// Whether two values say the same, wherever they stand.
  package func hasSameFacts(as other: Draft) -> Bool {
    guard state == other.state, reason == other.reason else { return false }
    return switch (value, other.value) {
    case (.list(let left), .list(let right)), (.list(let left), .sharedList(let right)),
      (.sharedList(let left), .list(let right)), (.sharedList(let left), .sharedList(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.hasSameFacts(as: $1) }
    case (.map(let left), .map(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key == $1.key && $0.value.hasSameFacts(as: $1.value)
        }
    case (.record(let left), .record(let right)): left.hasSameFacts(as: right)
    default: value == other.value
    }
  }
}
