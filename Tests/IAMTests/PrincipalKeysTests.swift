@testable import IAM
import Testing

/// Keys that follow from who asks, and what a request lacks.
struct PrincipalKeysTests {
  private static func keys(
    of principal: String, on resource: String = "arn:aws:s3:::b", account: String? = nil
  ) -> [String: String] {
    let request = Request(
      principal: Principal(principal), action: "s3:GetObject", resource: resource,
      resourceAccount: account)
    return Dictionary(
      PrincipalKeys.missing(from: request).map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [
    ("arn:aws:iam::123456789012:role/p/r", "AssumedRole", "arn:aws:iam::123456789012:role/p/r"),
    (
      "arn:aws:sts::123456789012:assumed-role/r/s", "AssumedRole",
      "arn:aws:iam::123456789012:role/r"
    ),
    ("arn:aws:iam::123456789012:user/p/ann", "User", "arn:aws:iam::123456789012:user/p/ann"),
    ("123456789012", "Account", "arn:aws:iam::123456789012:root"),
  ])
  func `a principal's ARN tells its keys`(name: String, type: String, arn: String) {
    let keys = Self.keys(of: name)
    #expect(keys["aws:PrincipalType"] == type)
    #expect(keys["aws:PrincipalArn"] == arn)
    #expect(keys["aws:PrincipalAccount"] == "123456789012")
    #expect(keys["aws:ResourceAccount"] == "123456789012")
    #expect(keys["aws:username"] == (type == "User" ? "ann" : nil))
    #expect(keys["aws:userid"] == (type == "Account" ? "123456789012" : nil))
  }

  @Test func `services and nobody have keys of their own`() {
    #expect(
      Self.keys(of: "ec2.amazonaws.com") == [
        "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": "ec2.amazonaws.com",
      ])
    #expect(Self.keys(of: "*")["aws:PrincipalType"] == "Anonymous")
  }

  @Test func `the account of a resource is stated, else its ARN's, else the principal's`() {
    let role = "arn:aws:iam::123456789012:role/r"
    let queue = "arn:aws:sqs:us-east-1:999999999999:q"
    #expect(Self.keys(of: role, on: queue)["aws:ResourceAccount"] == "999999999999")
    #expect(
      Self.keys(of: role, on: queue, account: "111111111111")["aws:ResourceAccount"]
        == "111111111111")
  }

  @Test(arguments: ["aws:resourceaccount", "aws:principalarn"])
  func `what policies ask for is filled in, and nothing else`(key: String) {
    let request = Request(
      principal: Principal("arn:aws:iam::123456789012:user/ann"), action: "s3:GetObject",
      resource: "*")
    let filled = PrincipalKeys.filled(request, asked: ["s3:prefix", key])
    #expect(filled?.context.count == 1 && filled?[key]?.count == 1)
    #expect(PrincipalKeys.filled(request, asked: ["s3:prefix"]) == nil)
  }

  @Test func `what a request states is not filled in`() {
    let request = Request(
      principal: Principal("arn:aws:iam::123456789012:user/ann"), action: "s3:GetObject",
      resource: "*", context: ["AWS:UserName": ["bob"]])
    #expect(!PrincipalKeys.missing(from: request).contains { $0.key == "aws:username" })
  }

  @Test func `keys that policies ask for and a request lacks are named`() throws {
    let policy = try Policies.policy(
      #"""
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:username}/*",
         "Condition": {"StringEquals": {"aws:SourceVpc": "v"}}},
        {"Effect": "Allow", "Action": "sqs:*", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}
      """#)
    let request = Request(
      principal: Principal("arn:aws:iam::123456789012:role/r"), action: "s3:GetObject",
      resource: "arn:aws:s3:::b/k")
    #expect(
      PolicySet(identity: [policy]).absentKeys(in: request) == ["aws:sourcevpc", "aws:username"])
  }

  @Test func `a level that only denies is read beside full access`() throws {
    let deny = try Policies.policy(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}}"#
    )
    let level = Level.control(.serviceControl, [deny])
    func grants(_ action: String) -> Match {
      level.grants(
        Request(principal: Principal("*"), action: action, resource: "*"), .segmented)
    }
    #expect(grants("s3:GetObject") == .yes)
    #expect(grants("iam:PassRole") == .no)
    #expect(Level.deniesOnly([deny]))
    #expect(!Level.deniesOnly(level.policies))
  }
}

/// What a name tells of whether organisations bind its bearer.
struct ServiceLinkedRoleTests {
  @Test(arguments: [
    (
      "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
      Authorization.Decision.allowed
    ),
    ("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s", .unknown),
    ("arn:aws:iam::111122223333:role/AWSServiceRoleForX", .explicitlyDenied),
  ])
  func `the path reserves a role for a service, and a session does not tell it`(
    _ name: String, _ decision: Authorization.Decision
  ) throws {
    let all = try Policies.level(#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#)
    let none = try Policies.level(#"{"Effect": "Deny", "Action": "*", "Resource": "*"}"#)
    let request = Request(
      principal: Principal(name), action: "s3:GetObject", resource: "arn:aws:s3:::b/k")
    let bound = PolicySet(identity: all.policies, serviceControl: [all.policies + none.policies])
    let answer = Authorization.judge(request, bound)
    #expect(answer.decision == decision)
    #expect(answer.decision != .unknown || answer.reasons.contains { $0.contains("session's ARN") })
    let free = PolicySet(identity: all.policies, serviceControl: [all.policies])
    #expect(Authorization.judge(request, free).decision == .allowed)
  }
}
