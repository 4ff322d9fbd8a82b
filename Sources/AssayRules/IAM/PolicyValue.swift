import CEL
import Documents
import IAM

/// A policy document as a value of expressions: what a parameter of type `policy` is.
struct PolicyValue: OpaqueValue {
  let document: PolicyDocument
  /// The text it was read from.
  let text: String

  /// Nil when the text is no policy of an identity without a mistake.
  init?(_ text: String, named name: String) {
    let (document, problems) = PolicyParser.parse(
      SourceFile(path: name, text: text), as: .identity)
    guard let document, problems.isEmpty else { return nil }
    self.document = document
    self.text = text
  }

  var type: CELType { .policy }
  var printed: String { document.name }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? PolicyValue)?.text == text }

  func order(against other: any OpaqueValue) -> Int? { nil }
}

extension CELType {
  /// A policy document.
  static let policy = CELType.opaque("policy", [])
}
