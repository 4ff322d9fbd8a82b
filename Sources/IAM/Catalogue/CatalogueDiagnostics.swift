import Documents

/// Every message about data that a catalogue is to be made of.
enum CatalogueDiagnostics {
  static func unfitText(_ text: String, of name: String, _ node: Node, _ file: SourceFile)
    -> Diagnostic
  {
    Diagnostic(
      .error, code: "catalogue-unfit-text", "`\(text)` cannot stand in a catalogue as \(name)",
      file: file, range: node.range)
  }

  static func twice(_ text: String, _ name: String, _ node: Node, _ file: SourceFile) -> Diagnostic
  {
    Diagnostic(
      .error, code: "catalogue-named-twice", "the \(name) `\(text)` is described twice",
      file: file, range: node.range)
  }

  static func unknownResource(
    _ text: String, among names: [String], _ node: Node, _ file: SourceFile
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: text, among: names)
    return Diagnostic(
      .error, code: "catalogue-unknown-resource",
      "the service describes no kind of resource `\(text)`", file: file, range: node.range,
      fixIts: nearest.map { [FixIt("did you mean `\($0)`?")] } ?? [])
  }
}
