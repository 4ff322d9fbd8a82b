import AssayModel
import CEL
import Records

/// Which fields a rule may read, of the resource that it judges and of what that leads to.
///
/// What a rule says is decided by these: two resources that agree in them are told the same, each at its
/// own places.
struct FactReach: Sendable {
  /// What of a value belongs to the facts.
  indirect enum Shape: Sendable {
    case word
    case text
    case list(Shape)
    case map(Shape)
    case record
  }

  /// One field of a schema.
  struct Reach: Sendable {
    let slot: Int
    let shape: Shape
  }

  /// By the schema's id; empty for records of which nothing is read.
  private let fields: [[Reach]]
  /// The same, to name places by.
  let names: FieldReach

  /// Nil for a rule that may read more than its expressions tell, and for one that asks something of
  /// each element of a list.
  init?(_ rule: CheckedRule) {
    guard rule.foreach == nil else { return nil }
    var reads: Set<FieldRead> = []
    var whole: Set<String> = []
    for expression in rule.expressions {
      guard let records = expression.recordsHandedOver else { return nil }
      whole.formUnion(records)
      reads.formUnion(expression.fieldReads)
    }
    whole = Self.reached(from: whole)
    fields = SchemaSet.assay.schemas.map { schema in
      schema.fields.indices.filter { slot in
        whole.contains(schema.name)
          || reads.contains(FieldRead(schema: schema.name, slot: Int32(slot)))
      }.map { Reach(slot: $0, shape: Shape(schema.fields[$0].type)) }
    }
    names = FieldReach(fields.map { $0.map(\.slot) })
  }

  /// The schemas of some records and of all that they lead to: whoever is given a record may go on.
  private static func reached(from schemas: Set<String>) -> Set<String> {
    var reached = schemas
    var next = Array(schemas)
    while let name = next.popLast() {
      let fields = SchemaSet.assay.schemas.first { $0.name == name }?.fields ?? []
      for case let record? in fields.map(\.type.recordName) where reached.insert(record).inserted {
        next.append(record)
      }
    }
    return reached
  }

  /// What is read of the records of a schema.
  func fields(of schema: Int) -> [Reach] { fields[schema] }
}

extension FieldType {
  /// The schema of the records that values of the type are or hold.
  fileprivate var recordName: String? {
    switch self {
    case .record(let name), .reference(let name): name
    case .list(let inner), .map(let inner): inner.recordName
    default: nil
    }
  }
}

extension FactReach.Shape {
  fileprivate init(_ type: FieldType) {
    switch type {
    case .bool, .int, .double, .timestamp, .duration: self = .word
    case .string: self = .text
    case .list(let element): self = .list(Self(element))
    case .map(let value): self = .map(Self(value))
    case .record, .reference: self = .record
    }
  }
}
