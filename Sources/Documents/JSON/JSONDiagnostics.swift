/// Every message about the syntax of JSON.
enum JSONDiagnostics {
  static func comment(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-comment", "JSON has no comments", file: file, range: range,
      fixIts: [
        FixIt(
          "remove the comment", edits: [FixIt.Edit(range: range, text: "")],
          applicability: .safe)
      ])
  }

  static func openComment(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-comment", "JSON has no comments, and this one never ends", file: file,
      range: range, fixIts: [FixIt("remove the comment")])
  }

  static func trailingComma(
    _ file: SourceFile, at range: SourceRange, before close: Character
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "json-trailing-comma", "a comma stands before the closing `\(close)`",
      file: file, range: range,
      fixIts: [
        FixIt(
          "remove the comma", edits: [FixIt.Edit(range: range, text: "")], applicability: .safe)
      ])
  }

  static func ellipsis(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-ellipsis", "`\(file.text(range))` stands for something left out",
      file: file, range: range,
      fixIts: [FixIt("put the real content here, or remove it with its comma")])
  }

  static func truncated(
    _ file: SourceFile, at offset: Int, opened: Int?, kind: TreeBuilder.Kind?
  ) -> Diagnostic {
    let range = SourceRange(offset, offset)
    guard let opened, let kind else {
      return Diagnostic(
        .error, code: "json-truncated", "the text ends where a value should stand", file: file,
        range: range)
    }
    let name = kind == .mapping ? "object" : "array"
    let line = file.position(at: Int32(clamping: opened)).line
    return Diagnostic(
      .error, code: "json-truncated",
      "the text ends inside the \(name) that began on line \(line)", file: file, range: range,
      notes: [
        Diagnostic.Note("it began here", file: file, range: SourceRange(opened, opened + 1))
      ],
      fixIts: [FixIt("save the whole document: the end is missing")])
  }

  static func openString(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-open-string", "the string has no closing quote", file: file,
      range: range, fixIts: [FixIt("add `\"`; a line end inside a string is written `\\n`")])
  }

  static func controlCharacter(
    _ file: SourceFile, at range: SourceRange, byte: UInt8
  ) -> Diagnostic {
    let hex = String(byte, radix: 16, uppercase: true)
    let escape =
      byte == 0x09 ? "\\t" : "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    return Diagnostic(
      .error, code: "json-control-character", "a bare control character stands in a string",
      file: file, range: range, fixIts: [FixIt("write it as `\(escape)`")])
  }

  static func badEscape(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-bad-escape", "`\(file.text(range))` is no escape of JSON", file: file,
      range: range, fixIts: [FixIt("write a backslash as `\\\\`")])
  }

  static func loneSurrogate(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-lone-surrogate",
      "`\(file.text(range))` is half a surrogate pair and stands for no character", file: file,
      range: range)
  }

  static func badNumber(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-bad-number", "`\(file.text(range))` is no number of JSON", file: file,
      range: range, fixIts: [FixIt("put it in quotes if it is text, such as an account id")])
  }

  static func unknownWord(
    _ file: SourceFile, at range: SourceRange, instead: String?
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "json-unknown-word", "`\(file.text(range))` is no value of JSON", file: file,
      range: range,
      fixIts: [FixIt(instead.map { "write `\($0)`" } ?? "put it in double quotes if it is text")])
  }

  static func singleQuote(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-single-quote", "JSON strings stand in double quotes", file: file,
      range: range, fixIts: [FixIt("write `\"` instead of `'`")])
  }

  static func placeholder(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-placeholder", "a template's placeholder stands here", file: file,
      range: range, fixIts: [FixIt("render the template first and give its result")])
  }

  static func keyExpected(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-key-expected", "a key in double quotes should stand here", file: file,
      range: range)
  }

  static func colonExpected(
    _ file: SourceFile, at range: SourceRange, key: String
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "json-colon-expected", "a `:` should follow the key `\(key)`", file: file,
      range: range)
  }

  static func commaExpected(
    _ file: SourceFile, at range: SourceRange, kind: TreeBuilder.Kind
  ) -> Diagnostic {
    let close = kind == .mapping ? "}" : "]"
    return Diagnostic(
      .error, code: "json-comma-expected", "a `,` or `\(close)` should stand here", file: file,
      range: range, fixIts: [FixIt("look at the end of the value before")])
  }

  static func valueExpected(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-value-expected", "a value should stand before `\(file.text(range))`",
      file: file, range: range)
  }

  static func wrongClose(
    _ file: SourceFile, at range: SourceRange, opened: Int
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "json-wrong-close", "`\(file.text(range))` closes what it did not open",
      file: file, range: range,
      notes: [
        Diagnostic.Note("still open", file: file, range: SourceRange(opened, opened + 1))
      ])
  }

  static func trailingText(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-trailing-text", "text follows the end of the document", file: file,
      range: range,
      fixIts: [FixIt("keep one document a file; line-delimited JSON has one document a line")])
  }

  static func unexpected(_ file: SourceFile, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, code: "json-unexpected-character", "`\(file.text(range))` has no place in JSON",
      file: file, range: range)
  }
}
