import AssayModel
import Records

extension RecordMapping {
  /// An Image Builder component.
  static let component = RecordMapping(
    .component,
    imageBuilderCommon + [
      .init("version", api: "version|semanticVersion"),
      .init("description"),
      .init("changeDescription"),
      .init("platform"),
      .init("type", cfn: .notCarried),
      .init("supportedOsVersions"),
      .init("uri"),
      .init("kmsKeyId"),
      .init("encrypted", cfn: .notCarried),
      .init("state", at: "state.status", cfn: .notCarried, tf: .notCarried),
      .init("dateCreated", cfn: .notCarried, tf: .notCarried),
      .init(
        "document", at: "data", unset: .unknown(.notGiven, "the document is not given"),
        as: .custom(ComponentDocumentReading.read)),
    ]
  ) { record, _, _ in isElsewhere(&record) }

  /// An Image Builder workflow.
  static let workflow = RecordMapping(
    .workflow,
    imageBuilderCommon + [
      .init("version", api: "version|semanticVersion"),
      .init("description"),
      .init("type"),
      .init("uri"),
      .init("kmsKeyId"),
      .init(
        "document", at: "data", unset: .unknown(.notGiven, "the document is not given"),
        as: .custom(WorkflowDocumentReading.read)),
    ]
  ) { record, _, _ in isElsewhere(&record) }

  /// Says where a document stands that is not here.
  private static func isElsewhere(_ record: inout DraftRecord) {
    let uri = record["uri"]
    guard record["document"].reason?.kind == .notGiven, let text = uri.text else { return }
    record["document"] = .unknown(
      UnknownReason(.notGiven, "the document stands at \(text)"), at: uri.origin)
  }
}
