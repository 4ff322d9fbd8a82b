/// One field of the records of one schema.
package struct FieldRead: Hashable, Sendable {
  /// Name of the schema.
  package let schema: String
  package let slot: Int32

  package init(schema: String, slot: Int32) {
    self.schema = schema
    self.slot = slot
  }
}

extension CheckedExpression {
  /// The fields that the expression names, by reading them or by asking whether they are there.
  ///
  /// A function that is given a whole record may read more of it.
  package var fieldReads: Set<FieldRead> {
    var reads: Set<FieldRead> = []
    for (node, resolution) in zip(expression.nodes, resolutions) {
      guard case .field(let slot) = resolution else { continue }
      switch node {
      case .select(let operand, _, _), .has(let operand, _):
        if let schema = types[Int(operand)].recordName {
          reads.insert(FieldRead(schema: schema, slot: slot))
        }
      default: break
      }
    }
    return reads
  }

  /// The schemas whose records functions and operators are given, which may then read any field of them.
  ///
  /// `readers`: functions that tell themselves what they read of records. Nil when the types do not tell.
  package func recordsHandedOver(but readers: Set<String> = []) -> Set<String>? {
    var names: Set<String> = []
    var stack = [expression.root]
    while let id = stack.popLast() {
      guard !types[Int(id)].isOpen else { return nil }
      // What a name consists of has no meaning by itself.
      if case .variable = resolutions[Int(id)] { continue }
      let operands = expression[id].operandIDs
      stack += operands
      guard case .call(let function, _, _) = expression[id], !Self.onlyLook.contains(function),
        !readers.contains(function)
      else { continue }
      for operand in operands { types[Int(operand)].collectRecords(into: &names) }
    }
    return names
  }

  /// The fields that are read as receivers of a function, and those that are read otherwise; whether they
  /// are there counts for neither.
  package func reads(
    byReceiving function: String
  ) -> (receivers: Set<FieldRead>, others: Set<FieldRead>) {
    let targets = Set(
      expression.nodes.compactMap { node -> Expression.ID? in
        guard case .call(function, let target?, _) = node else { return nil }
        return target
      })
    var (receivers, others): (Set<FieldRead>, Set<FieldRead>) = ([], [])
    for (index, node) in expression.nodes.enumerated() {
      guard case .field(let slot) = resolutions[index], case .select(let operand, _, _) = node,
        let schema = types[Int(operand)].recordName
      else { continue }
      let read = FieldRead(schema: schema, slot: slot)
      if targets.contains(Expression.ID(index)) {
        receivers.insert(read)
      } else {
        others.insert(read)
      }
    }
    return (receivers, others)
  }

  /// What takes records and reads nothing of them.
  private static let onlyLook: Set<String> = ["_[_]", "_?_:_", "size"]
}

extension CELType {
  /// Whether values of the type may be records of which it does not tell.
  fileprivate var isOpen: Bool {
    switch self {
    case .dyn, .parameter, .error: true
    case .list(let inner), .optional(let inner): inner.isOpen
    case .map(let key, let value): key.isOpen || value.isOpen
    case .opaque(_, let inner): inner.contains { $0.isOpen }
    default: false
    }
  }

  /// Adds the schemas of the records that values of the type are or hold.
  fileprivate func collectRecords(into names: inout Set<String>) {
    switch self {
    case .record(let name): names.insert(name)
    case .list(let inner), .optional(let inner): inner.collectRecords(into: &names)
    case .map(_, let value): value.collectRecords(into: &names)
    default: break
    }
  }

  /// The schema of a record, or of the one that an optional may hold.
  fileprivate var recordName: String? {
    switch self {
    case .record(let name): name
    case .optional(let inner): inner.recordName
    default: nil
    }
  }
}
