/// The type of a field.
package indirect enum FieldType: Hashable, Sendable {
  case bool
  /// 64-bit signed.
  case int
  case double
  case string
  /// An instant, microseconds since 1970-01-01T00:00:00Z.
  case timestamp
  /// Nanoseconds.
  case duration
  case list(FieldType)
  /// Keyed by string.
  case map(FieldType)
  /// A nested record, by schema name.
  case record(String)
  /// A link to another resource, by the name of its kind's schema.
  case reference(String)
}

/// Whether a field can be missing from a well-formed document.
package enum Presence: Hashable, Sendable {
  /// Always there; when an input lacks it, it is unknown.
  case required
  /// May be absent; a rule has to guard its read.
  case optional
}

/// One property of a record.
package struct Field: Hashable, Sendable {
  package let name: String
  package let type: FieldType
  package let presence: Presence
  /// One line for people.
  package let doc: String
  /// Such as `GiB` or `seconds`; nil for none.
  package let unit: String?
  /// The allowed values of a closed enumeration; empty when open.
  package let values: [String]
  /// For a list of records: the field that names an element; nil when elements have no name.
  package let key: String?
  /// Calls that fill it, such as `ec2:DescribeVolumes`; empty means those of the schema.
  package let collectors: [String]
  /// A sensitive value is never printed; evidence of it is a digest.
  package let isSensitive: Bool
  /// Computed by Assay from other fields and links.
  package let isDerived: Bool
  /// When something was looked at, which says nothing of what was seen: no fact.
  package let isMoment: Bool

  package init(
    _ name: String, _ type: FieldType, _ presence: Presence, _ doc: String, unit: String? = nil,
    values: [String] = [], key: String? = nil, collectors: [String] = [], sensitive: Bool = false,
    derived: Bool = false, moment: Bool = false
  ) {
    self.name = name
    self.type = type
    self.presence = presence
    self.doc = doc
    self.unit = unit
    self.values = values
    self.key = key
    self.collectors = collectors
    isSensitive = sensitive
    isDerived = derived
    isMoment = moment
  }
}

/// The shape of a kind of record.
///
/// One shared, immutable object per kind; equal when named alike.
package final class Schema: Sendable, Hashable {
  /// Snake case, unique in a set: `image_recipe`.
  package let name: String
  package let doc: String
  /// Calls that fill the fields, such as `imagebuilder:GetImageRecipe`.
  package let collectors: [String]
  /// In the order of their slots.
  package let fields: [Field]
  private let indices: [String: Int]

  package init(_ name: String, doc: String, collectors: [String] = [], fields: [Field]) {
    self.name = name
    self.doc = doc
    self.collectors = collectors
    self.fields = fields
    var indices: [String: Int] = [:]
    for (index, field) in fields.enumerated() {
      precondition(
        indices.updateValue(index, forKey: field.name) == nil,
        "schema \(name) declares \(field.name) twice")
    }
    self.indices = indices
  }

  /// The slot of a field; nil when there is no such field.
  package func index(of name: String) -> Int? { indices[name] }

  /// The slot of a field that the schema is known to have; asking for another is a fault of ours.
  package func slot(_ name: String) -> Int {
    guard let slot = indices[name] else {
      preconditionFailure("schema \(self.name) has no field \(name)")
    }
    return slot
  }

  /// A field by name.
  package func field(_ name: String) -> Field? { indices[name].map { fields[$0] } }

  package static func == (left: Schema, right: Schema) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// All schemas that records of one store may have.
///
/// A schema's id is its index here.
package final class SchemaSet: Sendable {
  package let schemas: [Schema]
  private let indices: [String: Int]

  package init(_ schemas: [Schema]) {
    self.schemas = schemas
    var indices: [String: Int] = [:]
    for (index, schema) in schemas.enumerated() {
      precondition(
        indices.updateValue(index, forKey: schema.name) == nil,
        "schema \(schema.name) stands twice in the set")
    }
    self.indices = indices
  }

  /// A schema by name; nil when the set has none of it.
  package subscript(name: String) -> Schema? { indices[name].map { schemas[$0] } }

  /// The id of a schema; nil when the set has none of that name.
  package func id(of name: String) -> Int? { indices[name] }
}
