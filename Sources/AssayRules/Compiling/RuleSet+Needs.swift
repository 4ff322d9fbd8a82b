import AssayModel
import CEL
import Records

/// What rules read of one kind of record, and which calls of AWS fill it.
package struct RuleNeeds: Sendable, Hashable {
  /// Name of the schema: a kind of resource, or a record inside one.
  package let schema: String
  /// Names of fields, sorted.
  package let fields: [String]
  /// Calls that fill them, sorted; each is also the IAM action that allows it.
  package let calls: [String]
}

extension RuleSet {
  /// What all rules read, by schema, sorted: the plan of what has to be collected.
  package var needs: [RuleNeeds] {
    var reads: Set<FieldRead> = []
    for rule in checkedRules {
      for expression in rule.expressions { reads.formUnion(expression.fieldReads) }
    }
    return Dictionary(grouping: reads, by: \.schema).compactMap { name, reads -> RuleNeeds? in
      guard let schema = SchemaSet.assay[name] else { return nil }
      let fields = reads.map { schema.fields[Int($0.slot)] }
      // A field of its own call needs no other; the rest comes with the record.
      let calls = fields.flatMap { $0.collectors.isEmpty ? schema.collectors : $0.collectors }
      return RuleNeeds(
        schema: name, fields: fields.map(\.name).sorted(), calls: Set(calls).sorted())
    }.sorted { $0.schema < $1.schema }
  }
}

extension CheckedRule {
  /// Everything that it evaluates.
  var expressions: [CheckedExpression] {
    [when, foreach, verdict].compactMap(\.self) + variables.map(\.value)
  }
}
