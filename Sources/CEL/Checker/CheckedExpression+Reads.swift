/// One field of the records of one schema.
package struct FieldRead: Hashable, Sendable {
  /// Name of the schema.
  package let schema: String
  package let slot: Int32
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
}

extension CELType {
  /// The schema of a record, or of the one that an optional may hold.
  fileprivate var recordName: String? {
    switch self {
    case .record(let name): name
    case .optional(let inner): inner.recordName
    default: nil
    }
  }
}
