import Testing
import TestSupport

/// `assay iam simulate` and `assay iam escalate`.
struct IAMSimulateCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "p.json",
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "Own", "Effect": "Allow", "Action": "s3:*", "Resource": "*",
         "Condition": {"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}},
        {"Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"},
        {"Effect": "Allow", "Action": "sqs:*", "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}
      """)
    try folder.write(
      "scp.json",
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"}}"#
    )
    try folder.write(
      "rcp.json",
      #"""
      {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*",
       "Action": "s3:Get*", "Resource": "*"}}
      """#)
    try folder.write(
      "bucket.json",
      #"""
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
       "Principal": {"AWS": "123456789012"}, "Resource": "arn:aws:s3:::b/*"}}
      """#)
  }

  private static func request(_ action: String, account: String? = nil, _ context: String = "")
    -> String
  {
    let owner = account.map { #""resourceAccount": "\#($0)", "# } ?? ""
    return #"{"principal": "arn:aws:iam::123456789012:role/build", "action": "\#(action)", "#
      + #""resource": "arn:aws:s3:::b/k", \#(owner)"context": {\#(context)}}"#
  }

  private func simulate(_ request: String, _ arguments: String...) throws -> Tool.Outcome {
    try Tool.run(
      ["iam", "simulate", "--policy", "p.json", "--request", "-"] + arguments, in: folder,
      input: request)
  }

  @Test func `what is allowed names its statement and what was filled in`() throws {
    let outcome = try simulate(Self.request("s3:GetObject"))
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.output.hasPrefix(
        """
        allowed: s3:GetObject on arn:aws:s3:::b/k
          p.json:2:3: statement 1 (`Own`) of p.json allows, identity

        not stated in the request, and filled in
          aws:PrincipalAccount = 123456789012
          aws:PrincipalArn = arn:aws:iam::123456789012:role/build
          aws:PrincipalIsAWSService = false
          aws:PrincipalType = AssumedRole
          aws:ResourceAccount = 123456789012

        catalogue 0.
        """), "\(outcome)")
  }

  @Test(arguments: [
    ("s3:GetObject", "", [], 0, "allowed: "),
    ("s3:DeleteObject", "", [], 1, "denied by a statement: "),
    ("iam:PassRole", "", [], 1, "denied, since it is not allowed: "),
    ("s3:PutObject", "", ["--scp", "scp.json"], 1, "p.json only denies|scp.json only denies"),
    ("s3:GetObject", "", ["--scp", "scp.json"], 0, "note: scp.json only denies"),
    ("s3:GetObject", "", ["--rcp", "rcp.json"], 1, "statement 1 of rcp.json denies"),
    ("s3:GetObject", "", ["--session", "scp.json"], 1, "the session's policies do not allow it"),
    ("s3:GetObject", "", ["--boundary", "scp.json"], 1, "the permissions boundary does not allow"),
    ("s3:GetObject", #""AWS:principalaccount": "1""#, [], 1, "not allowed"),
    ("sqs:SendMessage", "", [], 1, "though policies ask for it\n  aws:securetransport\n"),
    ("sqs:SendMessage", #""aws:SecureTransport": true"#, [], 0, "allowed: "),
  ])
  func `requests are judged`(
    action: String, context: String, arguments: [String], status: Int32, words: String
  ) throws {
    let outcome = try Tool.run(
      ["iam", "simulate", "--policy", "p.json", "--request", "-"] + arguments, in: folder,
      input: Self.request(action, context))
    #expect(outcome.status == status, "\(outcome)")
    #expect(
      words.split(separator: "|").contains { outcome.output.contains(String($0)) }, "\(outcome)")
  }

  @Test func `another account needs both sides`() throws {
    let request = Self.request(
      "s3:GetObject", account: "999999999999", #""aws:ResourceAccount": "123456789012""#)
    #expect(try simulate(request).status == 1)
    let both = try simulate(request, "--resource-policy", "bucket.json")
    #expect(both.status == 0, "\(both)")
    #expect(both.output.contains("statement 1 of bucket.json allows, resource"))
  }

  @Test func `a request is told to programs`() throws {
    let outcome = try simulate(Self.request("sqs:SendMessage"), "--format", "json")
    #expect(outcome.status == 1)
    for part in [
      #""decision": "ImplicitlyDenied""#, #""aws:PrincipalType": "AssumedRole""#,
      #""resourceAccount": "123456789012""#, "\"absentKeys\": [\n    \"aws:securetransport\"\n",
      #""no policy of the principal allows it""#,
    ] { #expect(outcome.output.contains(part), "\(part) \(outcome)") }
  }

  @Test(arguments: [
    ("{}", "missing-key"), (#"{"principal": "*", "action": "a", "resource": []}"#, "wrong-type"),
    (request("s3:Get", #""a": "1", "A": "2""#), "[request-key-twice]"),
    (request("s3:Get*"), "[request-with-pattern]"),
    (
      #"{"principal": "arn:aws:iam::*:role/app", "action": "s3:GetObject", "resource": "*"}"#,
      "[request-with-pattern]"
    ),
    (request("s3:Get", #""aws:SourceIp": "10.0.0.300""#), "[request-value-unreadable]"),
    (request("s3:Get", #""aws:SecureTransport": "no""#), "`true` or `false`"),
    (request("s3:Get", #""aws:currenttime": ["yesterday"]"#), "is no date"),
    (request("s3:Get", #""aws:MultiFactorAuthAge": "1O""#), "is no number"),
    (request("s3:Get", #""a": [["x"]]"#), "error: "), ("nothing", "error: "),
    (
      #"{"principal": "*", "action": "a", "resource": "b", "contxt": {}}"#, "did you mean `context`"
    ),
  ])
  func `what is no request is told at its place`(text: String, words: String) throws {
    let outcome = try simulate(text)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("<stdin>:1:"), "\(outcome)")
    #expect(
      outcome.errors.contains(words) || words.hasSuffix("-key") || words == "wrong-type",
      "\(outcome)")
  }

  @Test func `ways to more rights are told with what they take`() throws {
    try folder.write(
      "e.json",
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["iam:PassRole", "lambda:*Function"], "Resource": "*"},
        {"Effect": "Allow", "Action": "iam:PutRolePolicy",
         "Resource": "arn:aws:iam::123456789012:role/build"}]}
      """)
    let principal = "arn:aws:iam::123456789012:role/build"
    let outcome = try Tool.run(
      ["iam", "escalate", "--policy", "e.json", "--principal", principal], in: folder)
    #expect(outcome.status == 1, "\(outcome)")
    #expect(
      outcome.output.hasPrefix(
        """
        2 of 68 known ways to more rights are open

        self-contained: works alone
          iam-005  Write an inline policy into a role that it acts as
            iam:PutRolePolicy on arn:aws:iam::123456789012:role/build
              e.json:3:3: statement 2 of e.json

        target-dependent: something else has to exist
          lambda-001  Make a function with a role and call it
            needs a role with more rights that lambda.amazonaws.com may take
            iam:PassRole on arn:aws:iam::123456789012:role/example with iam:passedtoservice = lambda.amazonaws.com
              e.json:2:3: statement 1 of e.json
            lambda:CreateFunction on arn:aws:lambda:us-east-1:123456789012:function:example
        """), "\(outcome)")
    let json = try Tool.run(
      ["iam", "escalate", "--policy", "e.json", "--format", "json"], in: folder)
    #expect(json.output.contains(#""level": "constrained""#))
    #expect(json.output.contains(#""only on arn:aws:iam::123456789012:role/build""#), "\(json)")
    let none = try Tool.run(["iam", "escalate", "--policy", "p.json"], in: folder)
    #expect(none.status == 0)
    #expect(none.output.hasPrefix("none of 68 known ways to more rights is open\n"))
  }
}
