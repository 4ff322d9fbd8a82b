import Documents

/// Every message about a baseline beside those about its shape.
enum BaselineDiagnostics {
  static func otherSchema(_ name: String, _ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "baseline-schema", "`\(name)` is not a baseline that this release reads",
      file: file, range: range, fixIts: [FixIt("write it anew with `assay baseline write`")])
  }

  static func livesTooLong(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "baseline-lifetime",
      "a baseline lasts \(Baseline.days) days from its creation at most", file: file, range: range,
      fixIts: [FixIt("mend what is left, and write it anew with `assay baseline write`")])
  }

  static func notAnID(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "baseline-id", "the id of a finding has 64 hexadecimal digits", file: file,
      range: range)
  }

  static func notATime(_ name: String, _ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "baseline-time", "`\(name)` should be a time such as `2026-11-22T02:00:00Z`",
      file: file, range: range)
  }
}
