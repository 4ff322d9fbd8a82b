import AssayModel
import Documents
import Records

/// Reads Image Builder workflow documents (user guide, "Create a YAML workflow document").
enum WorkflowDocumentReading {
  /// A workflow document as a record of `workflow_document`.
  static func read(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    switch EmbeddedDocument.read(datum, &reader) {
    case .unknown(let reason): return .unknown(reason, at: datum.origin)
    case .unreadable:
      return .unknown(
        UnknownReason(.unreadable, "the workflow document cannot be parsed"), at: datum.origin)
    case .document(let document):
      guard case .map = document.content, document["steps"] != nil else {
        return reader.unreadable(document, "a workflow document")
      }
      return .stated(.record(reader.record(head, from: document)), at: datum.origin)
    }
  }

  private static let head = RecordMapping(
    .workflowDocument, casing: .asWritten,
    [
      .init("name"), .init("description"), .init("schemaVersion"),
      .init("parameters", unset: .none, as: .record(parameter)),
      .init("steps", as: .record(step)),
    ])

  private static let parameter = RecordMapping(
    .workflowParameter, casing: .asWritten,
    [.init("name"), .init("type"), .init("defaultValue", at: "default"), .init("description")])

  private static let step = RecordMapping(
    .workflowStep, casing: .asWritten,
    [
      .init("name"), .init("action"), .init("onFailure"), .init("timeoutSeconds"),
      .init("rollback"), .init("snsTopicArn", at: "inputs.snsTopicArn"),
    ]
  ) { record, datum, _ in
    record["unconditional"] = WorkflowCondition.isAlwaysTrue(datum["if"], of: datum)
    record["terminatesInstance"] = record["action"].map {
      .bool($0 == .string("TerminateInstance"))
    }
  }
}

/// The `if` of a workflow step, as far as it can be decided without running the workflow.
enum WorkflowCondition {
  private static let comparisons: Set<String> = ["stringEquals", "booleanEquals", "numberEquals"]

  /// Whether a step runs whatever happens: no condition, or one that compares equal literals.
  static func isAlwaysTrue(_ condition: Datum?, of step: Datum) -> Draft {
    guard let condition, !condition.isNull else { return .stated(.bool(true), at: step.origin) }
    if case .unknown(let reason) = condition.content {
      return .unknown(reason, at: condition.origin)
    }
    return .stated(.bool(isTrue(condition, depth: 0)), at: condition.origin)
  }

  private static func isTrue(_ condition: Datum, depth: Int) -> Bool {
    guard depth < 32, let entries = condition.entries else { return false }
    if let all = condition["and"]?.elements {
      return !all.isEmpty && all.allSatisfy { isTrue($0, depth: depth + 1) }
    }
    if let some = condition["or"]?.elements {
      return some.contains { isTrue($0, depth: depth + 1) }
    }
    guard let entry = entries.first(where: { comparisons.contains($0.key) }),
      let left = entry.value.scalarText, let right = condition["value"]?.scalarText
    else { return false }
    return left == right && !left.hasPrefix("$")
  }
}
