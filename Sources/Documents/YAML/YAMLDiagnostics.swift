/// Every message about the syntax of YAML.
enum YAMLDiagnostics {
  /// A problem in libyaml's words, which are lower case already, with the way out where known.
  static func syntax(
    _ file: SourceFile, _ problem: String, at offset: Int, context: String? = nil,
    contextAt: Int = 0
  ) -> Diagnostic {
    let range = SourceRange(offset, min(offset + 1, file.bytes.count))
    if problem == "found character that cannot start any token" {
      return badStart(file, at: range)
    }
    var notes: [Diagnostic.Note] = []
    if let context {
      notes = [
        Diagnostic.Note(context, file: file, range: SourceRange(contextAt, contextAt + 1))
      ]
    }
    return Diagnostic(
      .error, code: "yaml-syntax", problem, file: file, range: range, notes: notes,
      fixIts: wayOut(problem).map { [FixIt($0)] } ?? [])
  }

  private static func badStart(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    let text = file.text(range)
    guard text != "\t" else {
      return Diagnostic(
        .error, code: "yaml-tab", "a tab stands where only blanks may indent", file: file,
        range: range, fixIts: [FixIt("indent with blanks")])
    }
    return Diagnostic(
      .error, code: "yaml-syntax", "`\(text)` cannot begin a value", file: file, range: range,
      fixIts: [FixIt("put the value in quotes")])
  }

  private static func wayOut(_ problem: String) -> String? {
    switch problem {
    case "mapping values are not allowed in this context":
      "put the value in quotes if it holds `: `, or check the indentation"
    case "did not find expected key", "did not find expected '-' indicator":
      "align this with its siblings"
    case "could not find expected ':'": "write `key: value`, or put the text in quotes"
    case "found unexpected end of stream", "found unexpected document indicator":
      "add the closing quote or bracket"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      "close the bracket, or put text with brackets in quotes"
    case "found unknown escape character":
      "write a backslash as `\\\\`, or use single quotes"
    case "block sequence entries are not allowed in this context",
      "block mapping entries are not allowed in this context":
      "begin it on a line of its own"
    default: nil
    }
  }

  static func controlCharacter(_ file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-control-character", "a control character stands in the text",
      file: file, range: SourceRange(offset, min(offset + 1, file.bytes.count)),
      fixIts: [FixIt("remove it, or escape it in double quotes")])
  }

  static func outOfMemory(_ file: SourceFile) -> Diagnostic {
    syntax(file, "there is not enough memory to read the text", at: 0)
  }

  static func secondDocument(_ file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-second-document", "a second document begins here; one is expected",
      file: file, range: SourceRange(offset, min(offset + 3, file.bytes.count)),
      fixIts: [FixIt("keep one document a file")])
  }

  static func tooManyDirectives(
    _ file: SourceFile, at range: SourceRange, limit: Int
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-too-many-directives", "more than \(limit) `%TAG` directives", file: file,
      range: range)
  }

  static func undefinedAlias(
    _ file: SourceFile, _ name: String, at range: SourceRange, known: [String]
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, among: known)
    let fix = nearest.map { "did you mean `*\($0)`?" } ?? "put the text in quotes if it is no alias"
    return Diagnostic(
      .error, code: "yaml-undefined-alias", "no anchor `&\(name)` stands before this alias",
      file: file, range: range, fixIts: [FixIt(fix)])
  }

  static func aliasInsideItself(
    _ file: SourceFile, _ name: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-recursive-alias", "`*\(name)` stands inside of what it stands for",
      file: file, range: range)
  }

  static func keyNotText(_ file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-key-not-text", "a key should be text, not a list or mapping",
      file: file, range: SourceRange(offset, offset + 1),
      fixIts: [FixIt("put text that begins with a bracket, such as `{{ x }}`, in quotes")])
  }

  static func badMerge(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "yaml-bad-merge", "`<<` takes a mapping or a list of mappings", file: file,
      range: range)
  }
}
