import Documents
import IAM
import Testing

/// Policies for tests, written as JSON.
enum Policies {
  /// The policy of a JSON text; a mistake in it fails the test.
  static func policy(
    _ text: String, as kind: PolicyKind = .identity, _ location: SourceLocation = #_sourceLocation
  ) throws -> PolicyDocument {
    let (policy, problems) = PolicyParser.parse(
      SourceFile(path: "policy.json", text: text), as: kind)
    #expect(problems.isEmpty, sourceLocation: location)
    return try #require(policy, sourceLocation: location)
  }

  /// A level of one identity policy with these statements, in the newer edition.
  static func level(
    _ statements: String..., location: SourceLocation = #_sourceLocation
  ) throws -> Level {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ","))]}"#
    return Level(.identity, [try policy(text, as: .identity, location)])
  }
}
