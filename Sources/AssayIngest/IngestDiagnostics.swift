import AssayModel
import Documents

/// What the stage that turns documents into resources has to say.
enum IngestDiagnostics {
  static func unreadable(_ datum: Datum, expected: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "unreadable-value", "\(datum.noun) stands where \(expected) is expected",
      file: datum.file, range: datum.range)
  }

  static func orphan(
    _ declared: DeclaredResource, of kind: ResourceKind, _ why: String
  ) -> Diagnostic {
    Diagnostic(
      .note, code: "owner-not-given",
      "`\(declared.name)` belongs to a resource of kind \(kind.title): \(why)",
      file: declared.properties.file, range: declared.properties.range)
  }
}
