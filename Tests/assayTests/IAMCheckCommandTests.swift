import Testing
import TestSupport

/// `assay iam check-no-new-access`, `check-access-not-granted` and `check-no-public-access`.
struct IAMCheckCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "build.json",
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"},
        {"Sid": "Pass", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}
      ]}
      """)
    try folder.write("s3.json", Self.policy("s3:*"))
    try folder.write("all.json", Self.policy("*"))
    try folder.write(
      "noiam.json",
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}}"#
    )
    try folder.write(
      "typo.json",
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"StringEqals": {"aws:SourceVpc": "vpc-1"}}}]}
      """)
    try folder.write(
      "trust.json",
      #"""
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "ec2.amazonaws.com"}}}
      """#)
  }

  private static func policy(_ action: String) -> String {
    #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "\#(action)", "Resource": "*"}}"#
  }

  private func iam(_ arguments: String..., input: String? = nil) throws -> Tool.Outcome {
    try Tool.run(["iam"] + arguments, in: folder, input: input)
  }

  @Test func `what is new is told with its statement, a request and the reason`() throws {
    let outcome = try iam(
      "check-no-new-access", "--policy", "build.json", "--reference", "s3.json")
    #expect(outcome.status == 1, "\(outcome)")
    let request =
      #"{"principal":"arn:aws:iam::111122223333:role/example","action":"iam:PassRole","#
      + #""resource":"arn:aws:iam::111122223333:role/example","context":{}}"#
    #expect(
      outcome.output.hasPrefix(
        """
        does not hold: 1 statement grants more than the reference

        build.json:3:3: statement 2 (`Pass`) of build.json grants
          iam:PassRole on arn:aws:iam::111122223333:role/example
          and s3.json does not allow iam:PassRole
          request: \(request)

        catalogue 0.
        """), "\(outcome)")
    // The request can be given back as it stands.
    let again = try iam(
      "simulate", "--policy", "build.json", "--request", "-", input: request)
    #expect(again.status == 0, "\(again)")
  }

  @Test(arguments: [
    ["--policy", "build.json", "--reference", "all.json"],
    ["--policy", "build.json", "s3.json", "--reference", "s3.json", "build.json"],
    ["--policy", "build.json", "--policy", "s3.json", "--reference", "all.json"],
    ["--policy", "build.json", "--reference", "s3.json", "--boundary", "s3.json"],
    ["--policy", "build.json", "--reference", "s3.json", "--scp", "noiam.json"],
    ["--policy", "build.json", "--reference", "all.json", "--actions", "open"],
    ["--policy", "trust.json", "--reference", "trust.json", "--type", "trust"],
  ])
  func `nothing new ends with 0`(arguments: [String]) throws {
    let outcome = try Tool.run(["iam", "check-no-new-access"] + arguments, in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("holds: nothing is granted that the reference does not"))
    #expect(outcome.errors == "")
    if arguments.contains("--scp") {
      #expect(outcome.output.contains("note: noiam.json only denies: read as attached beside"))
    }
  }

  @Test func `a policy that cannot be read whole is shown at its place, and nothing is sure`()
    throws
  {
    for pair in [("typo.json", "all.json"), ("s3.json", "typo.json")] {
      let outcome = try iam(
        "check-no-new-access", "--policy", pair.0, "--reference", pair.1)
      #expect(outcome.errors.contains("typo.json:3:34: error: the operator `StringEqals`"))
      #expect(outcome.errors.contains("[unreadable-condition]"))
      #expect(outcome.status == (pair.0 == "typo.json" ? 3 : 1), "\(outcome)")
    }
    let json = try iam(
      "check-no-new-access", "--policy", "typo.json", "--reference", "all.json", "--format", "json")
    #expect(json.status == 3)
    #expect(json.output.contains(#""answer": "unknown""#))
    #expect(json.output.contains(#""1 part of the policies could not be read""#))
    #expect(json.output.contains(#""code": "unreadable-condition""#))
  }

  @Test func `answers are told to programs`() throws {
    let outcome = try iam(
      "check-access-not-granted", "--policy", "build.json", "--action", "iam:PassRole",
      "--resource", "arn:aws:iam::123456789012:role/admin", "--format", "json")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.hasPrefix(
        """
        {
          "question": "check-access-not-granted",
          "answer": "does-not-hold",
          "reasons": [],
          "notes": [],
          "counterexamples": [
            {
              "policy": "build.json",
              "statement": 2,
              "sid": "Pass",
              "path": "build.json",
              "line": 3,
              "column": 3,
              "granting": "statement 2 (`Pass`) of build.json",
              "request": {
                "principal": "arn:aws:iam::111122223333:role/example",
                "action": "iam:PassRole",
                "resource": "arn:aws:iam::123456789012:role/admin",
                "context": {}
              }
            }
          ],
          "problems": [],
          "actions": "catalogue",
          "catalogue": {
            "version": "0.
        """), "\(outcome)")
  }

  @Test func `actions are granted or not`() throws {
    let none = try iam(
      "check-access-not-granted", "--policy", "build.json", "--action", "iam:Put*", "sts:*")
    #expect(none.status == 0, "\(none)")
    #expect(none.output.hasPrefix("holds: nothing of it is granted\n"))
    let bounded = try iam(
      "check-access-not-granted", "--policy", "all.json", "--action", "iam:PassRole", "--boundary",
      "s3.json")
    #expect(bounded.status == 0)
    let slip = try iam(
      "check-access-not-granted", "--policy", "build.json", "--action", "iam:PasRole")
    #expect(slip.status == 3)
    #expect(slip.output.contains("  no action `iam:PasRole` in the catalogue of "), "\(slip)")
    #expect(slip.output.contains("; did you mean `iam:PassRole`?\n"), "\(slip)")
    let granted = try iam(
      "check-access-not-granted", "--policy", "all.json", "--action", "iam:PasRole")
    #expect(granted.status == 1, "what is granted is, however it is spelled")
  }

  @Test func `strangers are let in or not`() throws {
    let open =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*","#
      + #" "Action": "s3:GetObject", "Resource": "arn:aws:s3:::site/*"}}"#
    let outcome = try iam(
      "check-no-public-access", "--policy", "-", "--type", "resource", input: open)
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.output.contains("<stdin>:1:40: statement 1 of <stdin> grants\n  s3:GetObject"))
    let trust = try iam("check-no-public-access", "--policy", "trust.json", "--type", "trust")
    #expect(trust.status == 0)
    #expect(trust.output.hasPrefix("holds: no stranger is let in\n"))
  }

  @Test(arguments: [
    (["check-no-new-access", "--policy", "build.json"], "--reference"),
    (["check-no-new-access", "--policy", "none.json", "--reference", "s3.json"], "`none.json`"),
    (["check-no-new-access", "--policy", ".", "--reference", "s3.json"], "is a folder"),
    (["check-no-new-access", "--policy", "-", "--reference", "-"], "can be given once only"),
    (
      [
        "check-no-new-access", "--policy", "trust.json", "--reference", "trust.json", "--type",
        "resource", "--scp", "s3.json",
      ], "they go with --type identity"
    ),
    (
      ["check-access-not-granted", "--policy", "s3.json", "--action", "PassRole"], "`service:Name`"
    ),
    (["check-access-not-granted", "--policy", "s3.json", "--action", "a:b:c"], "`service:Name`"),
    (
      [
        "check-access-not-granted", "--policy", "s3.json", "--action", "s3:GetObject",
        "--resource", "bucket",
      ], "is an ARN or `*`"
    ),
    (["check-no-public-access", "--policy", "s3.json"], "--type"),
    (["check-no-public-access", "--policy", "two.json", "--type", "resource"], "and 2 were given"),
    (
      ["check-no-new-access", "--policy", "s3.json", "--reference", "a.json", "--catalogue", "x"],
      "`x`"
    ),
    (["escalate", "--policy", "s3.json", "--principal", "build"], "the ARN of a role or user"),
    (["simulate", "--request", "s3.json"], "--policy or --resource-policy"),
  ])
  func `a bad call ends with 2`(_ arguments: [String], _ words: String) throws {
    try folder.write("two.json", "[\(Self.policy("s3:*")), \(Self.policy("*"))]")
    let input = Self.policy("*")
    let outcome = try Tool.run(["iam"] + arguments, in: folder, input: input)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
  }
}
