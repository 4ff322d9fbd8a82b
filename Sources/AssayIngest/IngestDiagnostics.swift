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
      "the \(kind.title) that `\(declared.name)` belongs to is not given: \(why)",
      file: declared.properties.file, range: declared.properties.range)
  }

  static func notJudged(_ type: String, count: Int, in file: SourceFile) -> Diagnostic {
    let resources = count == 1 ? "1 resource" : "\(count) resources"
    return Diagnostic(
      .note, code: "type-not-judged", "\(resources) of type `\(type)`: not judged", file: file,
      range: SourceRange(0, 0))
  }

  static func phasesNotAList(_ phases: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "phases-not-a-list", "`phases` of a component document must be a list",
      file: file, range: phases.range,
      fixIts: [FixIt("write each phase as an element: `- name: build`")])
  }

  static func missingSchemaVersion(_ phases: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "schema-version-missing",
      "phases as in a component document, but no `schemaVersion`", file: file, range: phases.range,
      fixIts: [FixIt("add `schemaVersion: 1.0`")])
  }

  static func noResources(_ root: Node, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "template-without-resources",
      "a CloudFormation template without a map of `Resources`", file: file, range: root.range)
  }

  /// Whether a diagnostic tells of declarations that were not read at all: no rule sees them, so the
  /// input as a whole is not decided.
  static func isGap(_ diagnostic: Diagnostic) -> Bool {
    [
      "not-expanded", "resource-without-type", "unreadable-plan-resource", "phases-not-a-list",
      "template-without-resources",
    ].contains(diagnostic.code)
  }

  /// A diagnostic on one line, as reports of inputs hold it.
  static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place
    let text = SafeText.message(diagnostic.message)
    let head = "\(SafeText.message(place.path)):\(place.start.line):\(place.start.column)"
    return "\(head): \(diagnostic.severity.rawValue): \(text) [\(diagnostic.code)]"
  }
}
