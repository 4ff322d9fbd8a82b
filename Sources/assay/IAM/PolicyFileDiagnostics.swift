import Documents

/// Every message about a file that should hold policies or a request, but for the policies' own.
enum PolicyFileDiagnostics {
  static func notDecodable(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "policy-not-decodable",
      "this text is no policy: neither JSON nor JSON with `%7B` for `{`", file: file, range: range)
  }

  static func tag(_ tag: String, _ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "policy-with-tag", "`\(tag)` belongs to a template, not to a policy",
      file: file, range: range,
      fixIts: [FixIt("give the template to `assay gate`, or write what it stands for")])
  }

  static func trustPolicy(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "policy-is-trust", "this says who may take a role, not what the role may do",
      file: file, range: range,
      fixIts: [FixIt("say `--type trust`, or give the role's policies")])
  }

  static func keyTwice(_ key: String, _ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "request-key-twice",
      "the request states `\(key)` twice: names of keys are the same in any case", file: file,
      range: range)
  }

  static func pattern(
    _ text: String, _ part: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "request-with-pattern",
      "`\(text)` is a pattern: the \(part) of a request is spelled out", file: file, range: range,
      fixIts: [FixIt("ask of one, or of all with `assay iam check-access-not-granted`")])
  }

  static func badValue(
    _ value: String, of key: String, _ expected: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "request-value-unreadable",
      "`\(value)` of `\(key)` is no \(expected), which is what the service puts into requests",
      file: file, range: range)
  }
}
