import Records

/// What is digested of records, schema by schema, in plain numbers: thousands of records are gone through, and
/// nothing of a schema is taken hold of for any of them.
final class FactsPlan: Sendable {
  /// That of the schemas which all runs share.
  static let assay = FactsPlan(.assay)

  /// A field that is a fact.
  struct Field {
    let slot: Int32
    /// Its name among `names`.
    let nameStart: Int32
    let nameEnd: Int32
    /// Number of its shape.
    let shape: Int32
  }

  /// How a value is digested.
  struct Shape {
    enum Kind { case bool, number, double, text, list, map, record, reference }

    let kind: Kind
    /// Number of the shape of the elements of a list or a map; else its own.
    let element: Int32
  }

  /// Names of fields behind their lengths in eight bytes, as they are hashed.
  let names: [UInt8]
  /// Schema by schema.
  let fields: [Field]
  let shapes: [Shape]
  /// Where the fields of each schema begin, and those of the last one end.
  private let starts: [Int]

  init(_ schemas: SchemaSet) {
    var (names, fields, starts) = ([UInt8](), [Field](), [0])
    var shapes = Shapes()
    for schema in schemas.schemas {
      for (slot, field) in schema.fields.enumerated() where !field.isMoment {
        let start = names.count
        withUnsafeBytes(of: UInt64(field.name.utf8.count).bigEndian) {
          names.append(contentsOf: $0)
        }
        names += field.name.utf8
        fields.append(
          Field(
            slot: Int32(slot), nameStart: Int32(start), nameEnd: Int32(names.count),
            shape: shapes.number(of: field.type)))
      }
      starts.append(fields.count)
    }
    (self.names, self.fields, self.starts) = (names, fields, starts)
    self.shapes = shapes.all
  }

  /// The fields of a schema that are facts, by its id.
  func fields(of schema: Int) -> Range<Int> { starts[schema]..<starts[schema + 1] }

  /// The shapes of types, each once.
  private struct Shapes {
    private(set) var all: [Shape] = []
    private var numbers: [FieldType: Int32] = [:]

    mutating func number(of type: FieldType) -> Int32 {
      if let number = numbers[type] { return number }
      var element: Int32?
      let kind: Shape.Kind
      switch type {
      case .bool: kind = .bool
      case .int, .timestamp, .duration: kind = .number
      case .double: kind = .double
      case .string: kind = .text
      case .list(let type): (kind, element) = (.list, number(of: type))
      case .map(let type): (kind, element) = (.map, number(of: type))
      case .record: kind = .record
      case .reference: kind = .reference
      }
      let number = Int32(all.count)
      all.append(Shape(kind: kind, element: element ?? number))
      numbers[type] = number
      return number
    }
  }
}
