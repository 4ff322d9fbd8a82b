import IAM
import Testing

/// What becomes of single requests, where the answer is easily mistaken.
struct AuthorizationTests {
  private static let everything = #"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#

  private static func document(_ statement: String) -> String {
    #"{"Version": "2012-10-17", "Statement": [\#(statement)]}"#
  }

  @Test(arguments: [
    ("s3:GetObject", "arn:aws:s3:::b/k", Authorization.Decision.explicitlyDenied),
    ("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/k", .explicitlyDenied),
    // The list of services grows, so that of those behind its first ones nothing is said.
    (
      "ec2:TerminateInstances", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1", .unknown
    ),
  ])
  func `a resource control policy denies where it is known to reach`(
    _ action: String, _ resource: String, _ decision: Authorization.Decision
  ) throws {
    let control = try Policies.policy(
      Self.document(#"{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"#),
      as: .resource)
    let identity = try Policies.policy(Self.document(Self.everything))
    let request = Request(
      principal: Principal("arn:aws:iam::111122223333:user/ann"), action: action,
      resource: resource)
    let answer = Authorization.judge(
      request, PolicySet(identity: [identity], resourceControl: [[control]]))
    #expect(answer.decision == decision)
    #expect(decision != .unknown || answer.reasons.contains { $0.contains("`ec2`") })
  }

  @Test(arguments: [
    ("ForAllValues:StringEquals", ["a"], true), ("ForAllValues:StringEquals", ["b"], false),
    ("ForAllValues:StringEquals", [""], true), ("ForAllValues:StringEquals", ["a", ""], false),
    ("ForAllValues:StringEquals", [], true), ("ForAnyValue:StringEquals", [""], false),
    ("StringEquals", [""], false),
  ])
  func `one empty text is no value of a list`(
    _ spelling: String, _ values: [String], _ isAllowed: Bool
  ) throws {
    let policy = try Policies.policy(
      Self.document(
        """
        {"Effect": "Allow", "Action": "*", "Resource": "*",
         "Condition": {"\(spelling)": {"aws:TagKeys": ["a"]}}}
        """))
    let request = Request(
      principal: Principal("arn:aws:iam::111122223333:user/ann"), action: "s3:GetObject",
      resource: "arn:aws:s3:::b/k", context: ["aws:TagKeys": values])
    let decision = Authorization.judge(request, PolicySet(identity: [policy])).decision
    #expect(decision == (isAllowed ? .allowed : .implicitlyDenied))
  }

  @Test func `a proof knows that one empty text passes where all have to match`() throws {
    func level(_ condition: String) throws -> Level {
      let statement = """
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": \(condition)}
        """
      return Level(.identity, [try Policies.policy(Self.document(statement))])
    }
    let all = try level(
      #"{"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}, "Null": {"dynamodb:LeadingKeys": "false"}}"#
    )
    let any = try level(#"{"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": "a"}}"#)
    let containment = Containment(.catalogue(.bundled))
    guard case .new(let found) = containment.check([all], within: [any]) else {
      Issue.record("a request with an empty key is granted")
      return
    }
    #expect(found.map { $0.request["dynamodb:LeadingKeys"] } == [[""]])
    let refused = try level(
      #"{"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}, "StringLike": {"dynamodb:LeadingKeys": "?*"}}"#
    )
    guard case .contained = containment.check([refused], within: [any]) else {
      Issue.record("an empty key is refused")
      return
    }
  }

  /// Whoever the principal is, the service tells of it what follows from its name.
  @Test(arguments: [
    #"{"StringEquals": {"aws:username": "bob"}}"#,
    #"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/bob"}}"#,
    #"{"StringEquals": {"aws:PrincipalAccount": "111122223333"}}"#,
  ])
  func `no counterexample is made that its principal contradicts`(_ condition: String) throws {
    func level(_ principal: String, _ condition: String) throws -> Level {
      let statement = """
        {"Effect": "Allow", "Principal": \(principal), "Action": "*", "Resource": "*",
         "Condition": \(condition)}
        """
      return Level(.resource, [try Policies.policy(Self.document(statement), as: .resource)])
    }
    let bob = try level(#"{"AWS": "arn:aws:iam::111122223333:user/bob"}"#, "{}")
    let named = try level(#""*""#, condition)
    let containment = Containment(.catalogue(.bundled))
    // But one that says so: people may write down another name than his own.
    switch containment.check([bob], within: [named]) {
    case .contained: #expect(!condition.contains("aws:username"))
    case .new(let found):
      #expect(condition.contains("aws:username"))
      #expect(found.allSatisfy { PrincipalKeys.foreign(in: $0.request) == ["aws:username"] })
    case .unknown(let reasons): Issue.record("\(reasons)")
    }
    // Of everybody else it does grant something new, to somebody who is what his keys say.
    let everybody = try level(#""*""#, "{}")
    guard case .new(let found) = containment.check([everybody], within: [named]) else {
      Issue.record("strangers are let in")
      return
    }
    for example in found {
      let own = PrincipalKeys.completed(
        Request(
          principal: example.request.principal, action: example.request.action,
          resource: example.request.resource))
      for key in ["aws:username", "aws:PrincipalArn", "aws:PrincipalAccount"] {
        guard let stated = example.request[key] else { continue }
        #expect(own[key] == stated, "\(example.request)")
      }
    }
    #expect(
      found.allSatisfy { $0.request.principal != Principal("arn:aws:iam::111122223333:user/bob") })
  }
}
