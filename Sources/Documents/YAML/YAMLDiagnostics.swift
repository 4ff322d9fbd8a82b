/// Every message about the syntax of YAML.
enum YAMLDiagnostics {
  static func badMerge(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-bad-merge", "`<<` takes a mapping or a list of mappings", file: file,
      range: range)
  }
}
