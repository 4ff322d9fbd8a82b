import Documents

/// What can be wrong with a template, or stays unread in it.
enum CloudFormationDiagnostics {
  static func notExpanded(_ what: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "not-expanded",
      "\(what) is not expanded, so what it makes is not judged", file: file, range: range,
      fixIts: [FixIt("gate the processed template: `aws cloudformation get-template`")])
  }

  static func resourceWithoutType(
    _ id: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "resource-without-type", "resource `\(id)` has no `Type`", file: file,
      range: range)
  }

  static func unresolvedReference(
    _ name: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unresolved-reference",
      "`\(name)` is neither a parameter nor a resource of this template", file: file,
      range: range)
  }

  static func malformedFunction(
    _ name: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "malformed-function", "the arguments of `\(name)` are not of its form",
      file: file, range: range)
  }
}
