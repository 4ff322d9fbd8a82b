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
    /// A time of which is asked only whether it is fresh.
    case freshTime
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

  /// Nil for a rule that may read more than its expressions tell.
  init?(_ rule: CheckedRule) {
    var reads: Set<FieldRead> = []
    var whole: Set<String> = []
    var (times, others): (Set<FieldRead>, Set<FieldRead>) = ([], [])
    let readers = Set(SoftwareFunctions.reads.keys)
    for expression in rule.expressions {
      guard let records = expression.recordsHandedOver(but: readers) else { return nil }
      whole.formUnion(records)
      reads.formUnion(expression.fieldReads)
      reads.formUnion(expression.packageReads)
      let received = expression.reads(byReceiving: SoftwareFunctions.freshness)
      times.formUnion(received.receivers)
      others.formUnion(received.others)
    }
    times.subtract(others)
    whole = Self.reached(from: whole)
    // A rule reads few fields of the hundreds that there are.
    let slots = Dictionary(grouping: reads, by: \.schema)
    fields = SchemaSet.assay.schemas.map { schema in
      let isWhole = whole.contains(schema.name)
      let read = isWhole ? [] : (slots[schema.name] ?? [])
      let found = isWhole ? Array(schema.fields.indices) : read.map { Int($0.slot) }.sorted()
      return found.map { slot in
        let isTime =
          !isWhole && times.contains(FieldRead(schema: schema.name, slot: Int32(slot)))
        return Reach(slot: slot, shape: isTime ? .freshTime : Shape(schema.fields[slot].type))
      }
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

extension CheckedExpression {
  /// What its functions read of packages.
  fileprivate var packageReads: Set<FieldRead> {
    var reads: Set<FieldRead> = []
    for case .call(let function, _, _) in expression.nodes {
      for field in SoftwareFunctions.reads[function] ?? [] {
        reads.insert(
          FieldRead(schema: Schema.software.name, slot: Int32(Schema.software.slot(field))))
      }
    }
    return reads
  }
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
