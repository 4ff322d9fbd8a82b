import Documents

/// What can be wrong with a plan.
enum TerraformDiagnostics {
  static func unsupportedVersion(
    _ version: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unsupported-plan-version",
      "plan format `\(version)` is not supported; versions 0.1 to 1.x are", file: file,
      range: range,
      fixIts: [FixIt("write the plan with `terraform show -json` of Terraform 0.12 or later")])
  }

  static func incomplete(_ why: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "incomplete-plan", "the plan is not whole: \(why)", file: file, range: range)
  }

  static func unreadableResource(file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "unreadable-plan-resource",
      "a resource of the plan lacks `address`, `type` or `name`", file: file, range: range)
  }
}
