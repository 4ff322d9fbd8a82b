/// Every message about the shape of a document that was read well.
package enum NodeDiagnostics {
  package static func wrongType(
    of name: String, wanted: String, found node: Node, file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "wrong-type", "`\(name)` should be \(wanted), and is \(description(of: node))",
      file: file, range: node.range)
  }

  package static func unknownKey(
    _ key: String, in name: String, allowed: [String], file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-key", "no key `\(key)` in \(name)", file: file, range: range,
      fixIts: wayOut(key, allowed))
  }

  package static func missingKey(
    _ key: String, in name: String, file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "missing-key", "the key `\(key)` is missing in \(name)", file: file,
      range: range)
  }

  package static func unknownValue(
    _ value: String, of name: String, allowed: [String], file: SourceFile, range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, code: "unknown-value", "`\(value)` is no \(name)", file: file, range: range,
      fixIts: wayOut(value, allowed))
  }

  private static func wayOut(_ word: String, _ allowed: [String]) -> [FixIt] {
    if let nearest = Suggestion.nearest(to: word, among: allowed) {
      return [FixIt("did you mean `\(nearest)`?")]
    }
    guard !allowed.isEmpty, allowed.count <= 12 else { return [] }
    return [FixIt("use one of " + allowed.map { "`\($0)`" }.joined(separator: ", "))]
  }

  private static func description(of node: Node) -> String {
    switch node.content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      if scalar.isNull { "empty" } else { "`\(scalar.text)`" }
    }
  }
}
