import CEL
import Documents
import Records

/// Everything that can be wrong with a pack, but for its expressions.
enum PackDiagnostics {
  static func missingManifest(_ folder: String, file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "missing-manifest", "pack folder `\(folder)` has no `pack.yaml`", file: file,
      range: SourceRange(0, 0), fixIts: [FixIt("add a `pack.yaml` with id, version and title")])
  }

  static func duplicatePack(_ id: String, file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "duplicate-pack", "pack `\(id)` is given twice", file: file,
      range: SourceRange(0, 0))
  }

  static func idDiffersFromFile(_ id: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "id-differs-from-file", "rule `\(id)` stands in a file of another name",
      file: file, range: range, fixIts: [FixIt("name the file `\(id).yaml`")])
  }

  static func malformedID(_ id: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "malformed-id", "`\(id)` is no id in kebab case", file: file, range: range,
      fixIts: [FixIt("use small letters, digits and hyphens")])
  }

  static func missingVerdict(file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "missing-verdict", "a rule has either `expect` or `deny`", file: file,
      range: range, fixIts: [FixIt("add `expect: |` with what must hold")])
  }

  static func twoVerdicts(file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "two-verdicts", "a rule has either `expect` or `deny`, not both", file: file,
      range: range, fixIts: [FixIt("keep one of them")])
  }

  static func foldedExpression(file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "folded-expression", "a folded text loses the places of an expression",
      file: file, range: range, fixIts: [FixIt("write `|` instead of `>`")])
  }

  static func reservedVariable(_ name: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "reserved-variable", "`\(name)` has a meaning of its own", file: file,
      range: range, fixIts: [FixIt("choose another name")])
  }

  static func unusedVariable(_ name: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "unused-variable", "variable `\(name)` is not used", file: file,
      range: range, fixIts: [FixIt("remove it")])
  }

  static func unusedParameter(_ name: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .warning, code: "unused-parameter", "no rule reads parameter `\(name)`", file: file,
      range: range, fixIts: [FixIt("remove it, or read `params.\(name)`")])
  }

  /// Which packages are kept of an inventory is known before it is read.
  static func openSoftwareName(file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "open-software-name", "a package's name is not known before the run",
      file: file, range: range,
      fixIts: [FixIt("write the name, a list of names, or a parameter that holds them")])
  }

  static func uselessBound(
    _ key: String, _ name: String, _ type: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "useless-bound", "parameter `\(name)`: `\(key)` says nothing of `\(type)`",
      file: file, range: range,
      fixIts: [
        FixIt(
          "numbers have `min` and `max`, texts `values`, `pattern` and `names`, texts and lists `minLength`"
        )
      ])
  }

  static func unknownParameter(
    _ name: String, pack: String, allowed: [String], place: String
  ) -> ParameterProblem {
    let way = Suggestion.nearest(to: name, among: allowed).map { "; did you mean `\($0)`?" } ?? ""
    return ParameterProblem(
      place: place, problem: "pack `\(pack)` has no parameter `\(name)`\(way)")
  }

  static func unknownPack(_ pack: String, allowed: [String], place: String) -> ParameterProblem {
    let way = Suggestion.nearest(to: pack, among: allowed).map { "; did you mean `\($0)`?" } ?? ""
    return ParameterProblem(place: place, problem: "there is no pack `\(pack)`\(way)")
  }

  static func badParameterValue(
    _ name: String, _ problem: String, place: String
  ) -> ParameterProblem {
    ParameterProblem(place: place, problem: "parameter `\(name)`: \(problem)")
  }

  static func malformedControl(_ text: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "malformed-control", "control `\(text)` is not of the form framework/id",
      file: file, range: range, fixIts: [FixIt("write it like `nist-800-53-r5/SC-28`")])
  }

  static func badParameter(
    _ name: String, _ problem: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "bad-parameter", "parameter `\(name)`: \(problem)", file: file, range: range)
  }

  static func unknownExampleField(
    _ name: String, of schema: Schema, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-example-field", "`\(name)` is not a field of \(schema.name)",
      file: file, range: range, fixIts: suggestions(name, schema.fields.map(\.name)))
  }

  static func exampleValue(
    _ text: String, of field: Field, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    let close =
      field.values.first { $0.lowercased() == text.lowercased() }
      ?? Suggestion.nearest(to: text, among: field.values)
    let values = field.values.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .error, code: "example-value", "`\(field.name)` is never `\(text)`", file: file,
      range: range, fixIts: [FixIt(close.map { "did you mean `\($0)`?" } ?? "use one of \(values)")]
    )
  }

  static func exampleType(_ expected: String, file: SourceFile, range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "example-type", "the example should hold \(expected) here", file: file,
      range: range)
  }

  static func wrongExpressionType(
    _ expected: String, _ found: CELType, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "wrong-expression-type", "this should be \(expected) and is \(found)",
      file: file, range: range)
  }

  static func exampleParameter(
    _ problem: ParameterProblem, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "example-parameter", problem.problem, file: file, range: range)
  }

  static func noFailingExample(_ rule: String, file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "no-failing-example",
      "rule `\(rule)` has no failing example, so nothing shows that it can fire", file: file,
      range: SourceRange(0, 0), fixIts: [FixIt("add one under `examples.fail`")])
  }

  static func noExample(_ kind: RuleExample.Kind, _ rule: String, file: SourceFile) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-example", "rule `\(rule)` has no `\(kind.rawValue)` example", file: file,
      range: SourceRange(0, 0))
  }

  static func wrongExampleOutcome(
    _ example: RuleExample, got: String, file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "wrong-example-outcome",
      "example `\(example.kind.rawValue)` number \(example.index + 1) comes to `\(got)`",
      file: file, range: example.node.range)
  }

  private static func suggestions(_ word: String, _ allowed: [String]) -> [FixIt] {
    Suggestion.nearest(to: word, among: allowed).map { [FixIt("did you mean `\($0)`?")] } ?? []
  }
}
