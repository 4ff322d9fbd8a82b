import Documents

/// Every message about a configuration file beside those about its shape.
enum ConfigDiagnostics {
  static func manyDocuments(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "config-documents", "a configuration is one document, and this is a second one",
      file: file, range: range, fixIts: [FixIt("take out the `---` before it")])
  }
}
