/// What JSON and YAML texts can both have wrong.
enum TreeDiagnostics {
  static func empty(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, code: "empty-document", "the file holds no document", file: file,
      range: SourceRange(0, 0))
  }

  static func tooLarge(_ file: SourceFile, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "document-too-large",
      "the text has \(file.bytes.count) bytes, more than the \(limit) that are read",
      file: file, range: SourceRange(0, 0))
  }

  static func tooDeep(_ file: SourceFile, at range: SourceRange, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "nesting-too-deep", "more than \(limit) levels of nesting", file: file,
      range: range)
  }

  static func tooManyValues(_ file: SourceFile, at range: SourceRange, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "too-many-values", "more than \(limit) values, expanded aliases included",
      file: file, range: range)
  }

  static func duplicateKey(
    _ file: SourceFile, key: Node, first: Node
  ) -> Diagnostic {
    let name = key.scalar?.text ?? ""
    let line = file.position(at: first.range.start).line
    return Diagnostic(
      .error, code: "duplicate-key", "key `\(name)` is given twice, first on line \(line)",
      file: file, range: key.range,
      notes: [Diagnostic.Note("first given here", file: file, range: first.range)],
      fixIts: [FixIt("remove one of the two")])
  }

  static func invalidUTF8(_ file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "invalid-utf8", "the text is not valid UTF-8 from here on", file: file,
      range: SourceRange(offset, offset + 1), fixIts: [FixIt("save the file as UTF-8")])
  }

  static func moreProblems(_ file: SourceFile, at range: SourceRange, count: Int) -> Diagnostic {
    Diagnostic(
      .error, code: "too-many-problems", "\(count) more problems are not shown", file: file,
      range: range)
  }
}
