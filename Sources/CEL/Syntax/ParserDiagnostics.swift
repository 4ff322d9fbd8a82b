import Documents

/// Every message of the lexer and the parser.
enum ParserDiagnostics {
  private static func error(
    _ code: String, _ message: String, _ file: SourceFile, _ range: SourceRange,
    fix: FixIt? = nil
  ) -> Diagnostic {
    Diagnostic(
      .error, code: code, message, file: file, range: range, fixIts: fix.map { [$0] } ?? [])
  }

  static func unexpectedCharacter(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    let text = file.text(range)
    let next = file.text(SourceRange(start: range.end, end: range.end + 1))
    let last = file.text(SourceRange(start: range.start - 1, end: range.start))
    let fix: FixIt? =
      switch text {
      case "=" where next == "~": FixIt("write it as `text.matches(\"…\")`")
      case "=" where last == "=":
        FixIt("two are enough", edits: [FixIt.Edit(range: range, text: "")])
      case "=": FixIt("compare with `==`", edits: [FixIt.Edit(range: range, text: "==")])
      case "&": FixIt("write `&&`", edits: [FixIt.Edit(range: range, text: "&&")])
      case "|": FixIt("write `||`", edits: [FixIt.Edit(range: range, text: "||")])
      default: nil
      }
    return error(
      "unexpected-character", "`\(text)` has no meaning here", file, range, fix: fix)
  }

  static func unterminatedString(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error("unterminated-string", "the string does not end", file, range)
  }

  static func badQuotedName(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "bad-quoted-name",
      "a name in backticks holds letters, digits, spaces and `_ . - /`, and ends with a backtick",
      file, range)
  }

  static func badEscape(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "bad-escape", "`\(file.text(range))` is not an escape sequence", file, range,
      fix: FixIt("double the backslash, or put `r` before the string"))
  }

  static func badCodePoint(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error("bad-escape", "`\(file.text(range))` is not a Unicode character", file, range)
  }

  static func unicodeEscapeInBytes(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "bad-escape", "`\(file.text(range))` names a character, but this is a string of bytes",
      file, range, fix: FixIt("write the bytes as `\\x..`"))
  }

  static func invalidUTF8(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error("invalid-utf8", "the string is not UTF-8", file, range)
  }

  static func numberOutOfRange(
    _ file: SourceFile, _ range: SourceRange, _ type: String
  ) -> Diagnostic {
    error(
      "number-out-of-range", "`\(file.text(range))` does not fit the type `\(type)`", file, range)
  }

  static func expectedExpression(
    _ file: SourceFile, _ range: SourceRange, found: String
  ) -> Diagnostic {
    let last = file.text(SourceRange(start: range.start - 1, end: range.start))
    let fix: FixIt? =
      switch (last, file.text(range)) {
      case ("[", "*"): FixIt("say which elements, with `exists` or `all`")
      case ("<", ">"): FixIt("write `!=`")
      case ("-", ">"): FixIt("write it as `list.exists(x, …)`")
      default: nil
      }
    return error(
      "expected-expression", "expected an expression, found \(found)", file, range, fix: fix)
  }

  /// The sign for a word that other languages use as an operator: at the range, or just before it.
  private static func spelledOut(_ file: SourceFile, _ range: SourceRange) -> FixIt? {
    let signs = ["and": "&&", "or": "||", "is": "==", "eq": "==", "ne": "!=", "mod": "%"]
    if let sign = signs[file.text(range)] { return FixIt("write `\(sign)`") }
    let before = file.text(SourceRange(start: max(0, range.start - 8), end: range.start))
    return before.split(whereSeparator: { $0.isWhitespace }).last == "not"
      ? FixIt("write `!`") : nil
  }

  static func expected(
    _ what: String, _ file: SourceFile, _ range: SourceRange, found: String
  ) -> Diagnostic {
    error("expected-token", "expected \(what), found \(found)", file, range)
  }

  static func unclosed(
    _ file: SourceFile, _ range: SourceRange, found: String, opening: SourceRange
  ) -> Diagnostic {
    var result = error(
      "unclosed-bracket", "expected the end of `\(file.text(opening))`, found \(found)", file,
      range, fix: spelledOut(file, range))
    result.notes.append(
      Diagnostic.Note("it was opened here", file: file, range: opening))
    return result
  }

  static func trailingText(
    _ file: SourceFile, _ range: SourceRange, found: String
  ) -> Diagnostic {
    error(
      "trailing-text", "the expression ends before \(found)", file, range,
      fix: spelledOut(file, range))
  }

  static func reservedWord(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "reserved-word", "`\(file.text(range))` is reserved and cannot be a name", file, range)
  }

  static func messageConstruction(
    _ type: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "message-construction",
      "building a message with `\(type){…}` is not supported", file, range,
      fix: FixIt("write a map, `{\"field\": value}`"))
  }

  static func hasNeedsField(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "has-needs-field", "`has` takes a field, such as `has(a.b)`", file, range)
  }

  static func macroNeedsVariable(
    _ macro: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "macro-needs-variable", "`\(macro)` needs a plain name for its variable here", file, range)
  }

  static func repeatedVariable(
    _ macro: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "repeated-variable", "the two variables of `\(macro)` need different names", file, range)
  }

  static func tooLong(_ file: SourceFile, _ range: SourceRange, limit: Int) -> Diagnostic {
    error(
      "expression-too-long", "the expression is longer than \(limit) bytes", file, range)
  }

  static func tooManyNodes(_ file: SourceFile, _ range: SourceRange, limit: Int) -> Diagnostic {
    error(
      "expression-too-large", "the expression has more than \(limit) parts", file, range)
  }

  static func tooDeep(_ file: SourceFile, _ range: SourceRange, limit: Int) -> Diagnostic {
    error(
      "expression-too-deep", "the expression nests more than \(limit) levels deep", file, range)
  }
}
