import AssayModel
import CEL
import Records

/// What a rule has to be told to be decided.
package struct RuleEvidence: Sendable, Hashable {
  /// `pack/rule`.
  package let rule: String
  /// Sources of which one is enough, each list sorted; the lists sorted too.
  package let needs: [[String]]
}

extension RuleSet {
  /// What each rule reads, by source, in the order of the rules.
  package var evidence: [RuleEvidence] {
    checkedRules.map { rule in
      var needs: Set<[String]> = []
      for expression in rule.expressions {
        for read in expression.fieldReads {
          guard let schema = SchemaSet.assay[read.schema] else { continue }
          let field = schema.fields[Int(read.slot)]
          needs.insert(EvidenceSource.all(of: field, in: schema))
          // Functions take records whole, without naming what they read of them.
          if let target = field.type.target.flatMap({ SchemaSet.assay[$0] }),
            target != .managedNode
          {
            needs.insert(target.collectors.sorted())
          }
        }
      }
      return RuleEvidence(
        rule: rule.info.id,
        needs: needs.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }
}

extension FieldType {
  /// The kind that a reference, or a list of references, leads to.
  fileprivate var target: String? {
    switch self {
    case .reference(let name): name
    case .list(let element): element.target
    default: nil
    }
  }
}
