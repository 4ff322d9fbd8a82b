import Documents

/// Every message about a policy that cannot be read.
enum PolicyDiagnostics {
  static func notAPolicy(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "not-a-policy", "a policy is a mapping with `Version` and `Statement`",
      file: file, range: range)
  }

  static func notAStatement(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "not-a-statement", "a statement is a mapping with `Effect` and `Action`",
      file: file, range: range)
  }

  static func unknownElement(
    _ name: String, of owner: String, among known: [String], _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-policy-element", "\(owner) has no element `\(name)`", file: file,
      range: range,
      fixIts: Suggestion.nearest(to: name, among: known).map { [FixIt("did you mean `\($0)`?")] }
        ?? [])
  }

  static func missingElement(
    _ name: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "missing-policy-element", "`\(name)` is missing", file: file, range: range)
  }

  static func exclusiveElements(
    _ first: String, _ second: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "exclusive-policy-elements",
      "a statement has `\(first)` or `\(second)`, not both", file: file, range: range,
      fixIts: [FixIt("write two statements")])
  }

  static func unknownVersion(
    _ text: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-policy-version", "the policy language has no version `\(text)`",
      file: file, range: range, fixIts: [FixIt("write `2012-10-17`")])
  }

  static func unknownEffect(
    _ text: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-policy-effect", "the effect `\(text)` is neither `Allow` nor `Deny`",
      file: file, range: range,
      fixIts: Suggestion.nearest(to: text, among: ["Allow", "Deny"])
        .map { [FixIt("did you mean `\($0)`?")] } ?? [])
  }

  static func notAText(_ name: String, _ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "policy-element-not-text", "`\(name)` holds texts only", file: file,
      range: range)
  }

  static func notAMapping(_ name: String, _ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "policy-element-not-mapping", "`\(name)` is a mapping", file: file,
      range: range)
  }

  static func actionWithoutService(
    _ text: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "action-without-service",
      "`\(text)` names no action: one is `service:Action`, and `*` stands for all", file: file,
      range: range)
  }

  static func noPrincipalHere(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "principal-in-identity-policy",
      "a policy of an identity names no principal", file: file, range: range,
      fixIts: [FixIt("say that it is a policy of a resource, or remove the element")])
  }

  static func unknownPrincipal(
    _ text: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-principal",
      "`\(text)` is no principal: wildcards stand only for everybody", file: file, range: range)
  }

  static func unreadableCondition(
    _ reason: String, _ spelling: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let name = String(spelling.split(separator: ":").last ?? "")
    // Where the operator is right, the value is not, and nothing like it is.
    let names = ConditionOperator.names
    let isOperator = names.contains(name.replacing("IfExists", with: ""))
    let nearest = isOperator ? nil : Suggestion.nearest(to: name, among: names)
    return Diagnostic(
      .error, code: "unreadable-condition", reason, file: file, range: range,
      fixIts: nearest.map { [FixIt("did you mean `\($0)`?")] } ?? [])
  }
}
