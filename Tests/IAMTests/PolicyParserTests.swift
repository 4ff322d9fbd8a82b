import Documents
import IAM
import Testing
import TestSupport

struct PolicyParserTests {
  /// A text with the place of its mistake, the code, and the kind of policy.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let code: String
    let text: MarkedText
    var kind = PolicyKind.identity

    var testDescription: String { code + ": " + text.text }
  }

  static let mistakes = [
    Mistake(code: "not-a-policy", text: "↓[]"),
    Mistake(code: "not-a-statement", text: #"{"Statement": [↓"Allow"]}"#),
    Mistake(code: "unknown-policy-element", text: #"{↓"Statements": [], "Statement": []}"#),
    Mistake(
      code: "unknown-policy-element",
      text: #"{"Statement": {"Effect": "Allow", ↓"Actions": "*", "Action": "*", "Resource": "*"}}"#),
    Mistake(code: "missing-policy-element", text: #"↓{"Version": "2012-10-17"}"#),
    Mistake(
      code: "missing-policy-element",
      text: #"{"Statement": [↓{"Action": "*", "Resource": "*"}]}"#),
    Mistake(
      code: "missing-policy-element",
      text: #"{"Statement": [↓{"Effect": "Deny", "Action": "*"}]}"#),
    Mistake(
      code: "missing-policy-element",
      text: #"{"Statement": [↓{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#,
      kind: .resource),
    Mistake(
      code: "exclusive-policy-elements",
      text:
        #"{"Statement": {"Effect": "Allow", "Action": "*", "NotAction": ↓"*", "Resource": "*"}}"#),
    Mistake(
      code: "unknown-policy-version", text: #"{"Version": ↓"2012-10-18", "Statement": []}"#),
    Mistake(
      code: "unknown-policy-effect",
      text: #"{"Statement": {"Effect": ↓"allow", "Action": "*", "Resource": "*"}}"#),
    Mistake(
      code: "policy-element-not-text",
      text: #"{"Statement": {"Effect": "Allow", "Action": ["a:B", ↓{}], "Resource": "*"}}"#),
    Mistake(
      code: "action-without-service",
      text: #"{"Statement": {"Effect": "Allow", "Action": ↓"s3", "Resource": "*"}}"#),
    Mistake(
      code: "action-without-service",
      text: #"{"Statement": {"Effect": "Deny", "NotAction": ↓5, "Resource": "*"}}"#),
    Mistake(
      code: "policy-element-not-mapping",
      text: #"{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": ↓[]}}"#),
    Mistake(
      code: "principal-in-identity-policy",
      text:
        #"{"Statement": {"Effect": "Deny", "Principal": ↓"*", "Action": "*", "Resource": "*"}}"#),
    Mistake(
      code: "unknown-principal",
      text:
        #"{"Statement": {"Effect": "Deny", "Principal": {"AWS": ↓"arn:aws:iam::1:role/*"}, "Action": "*"}}"#,
      kind: .trust),
    Mistake(
      code: "unreadable-condition",
      text:
        #"{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringEqual": {↓"a": "b"}}}}"#
    ),
    Mistake(
      code: "unreadable-condition",
      text:
        #"{"Statement": {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"NumericEquals": {↓"a": "10 MB"}}}}"#
    ),
    Mistake(code: "duplicate-key", text: #"{"Statement": [], ↓"Statement": []}"#),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told where it stands, and leaves a doubt behind`(mistake: Mistake) throws {
    let (policy, problems) = PolicyParser.parse(mistake.text.file(), as: mistake.kind)
    let problem = try #require(problems.first)
    #expect(problem.code == mistake.code)
    #expect(problem.range.start == mistake.text.offsets.first)
    guard let policy else { return }
    #expect(policy.doubt != nil || policy.statements.contains { !$0.doubts.isEmpty })
  }

  @Test func `a lone value is a list of one, and the version decides about variables`() throws {
    let text =
      #"{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "a/${aws:username}"}}"#
    let (policy, problems) = PolicyParser.parse(
      SourceFile(path: "p.json", text: text), as: .identity)
    let statement = try #require(policy?.statements.first)
    #expect(problems.isEmpty)
    #expect(policy?.version == .v2008)
    #expect(statement.actions.patterns.map(\.text) == ["s3:*"])
    #expect(statement.resources?.patterns.map(\.text) == ["a/${aws:username}"])
    // The old edition has no variables: the text means itself.
    let request = Request(
      principal: Principal("arn:aws:iam::111122223333:user/ann"), action: "s3:GetObject",
      resource: "a/ann",
      context: ["aws:username": ["ann"]])
    let set = PolicySet(identity: [try #require(policy)])
    #expect(Authorization.judge(request, set).decision == .implicitlyDenied)
  }

  @Test(arguments: ["", "{", "null", "\u{0}", "{\"Statement\": \"\\ud800\"}", "[[[["])
  func `garbage is no policy`(text: String) {
    let (policy, problems) = PolicyParser.parse(
      SourceFile(path: "p.json", text: text), as: .identity)
    #expect(policy == nil)
    #expect(!problems.isEmpty)
  }
}
