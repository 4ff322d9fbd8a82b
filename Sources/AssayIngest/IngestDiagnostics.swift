import Documents

/// What the stage that turns documents into resources has to say.
enum IngestDiagnostics {
  static func unreadable(_ datum: Datum, expected: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "unreadable-value", "\(datum.noun) stands where \(expected) is expected",
      file: datum.file, range: datum.range)
  }
}
