import AssayModel
import AssayRules
import CEL
import Documents
import TestSupport
import Testing

/// Functions about policies where what they are given is not known.
struct IAMFunctionTests {
  /// The outcomes of the examples of a rule for infrastructure configurations.
  private func report(_ expect: String, _ examples: String) -> RuleExamples.Report {
    let rule = """
      id: r
      title: It should
      severity: low
      for: infrastructure_configuration
      expect: '\(expect)'
      message: it does not
      examples:
      \(examples)
      """
    let source = PackSource(
      folder: "p",
      files: [
        SourceFile(path: "p/pack.yaml", text: "id: p\nversion: 1.0.0\ntitle: P\n"),
        SourceFile(path: "p/r.yaml", text: rule),
      ])
    #expect(RuleSet.load([source]).diagnostics.map(\.message) == [])
    return RuleExamples.run([source])
  }

  private static func role(_ resource: String) -> String {
    """
    {logBucket: !unknown Logs, instanceProfile: {role: {name: b, attachedPolicies: [], inlinePolicies: [
      {name: p, policy: {document: {Version: "2012-10-17", Statement:
        {Effect: Allow, Action: "s3:PutObject", Resource: \(resource)}}}}]}}}
    """
  }

  @Test func `a resource that is not known makes the answer unknown, not an error`() {
    let report = report(
      #"has(resource.instanceProfile.role) && iam.grants(resource.instanceProfile.role, ["s3:PutObject"], [resource.?logBucket.orValue("")])"#,
      """
        fail: [\(Self.role(#""arn:aws:sqs:*""#).replacing("!unknown Logs", with: "known"))]
        pass: [\(Self.role("\"*\"").replacing("!unknown Logs", with: "known"))]
        no_data: [\(Self.role("\"*\""))]
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(report.results.filter { !$0.isRight }.map(\.outcome) == [])
    #expect(report.results.count == 3)
  }

  @Test func `a hole is no wildcard: it may be what is asked for, and need not be`() {
    let report = report(
      #"has(resource.instanceProfile.role) && iam.grants(resource.instanceProfile.role, ["s3:PutObject"], ["arn:aws:s3:::logs/*"])"#,
      """
        fail: [\(Self.role(#""arn:aws:s3:::other/*""#))]
        pass: [\(Self.role(#""arn:aws:s3:::*/*""#))]
        no_data: [\(Self.role("!unknown Bucket"))]
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(report.results.filter { !$0.isRight }.map(\.outcome) == [])
    #expect(report.results.count == 3)
  }

  private static func builder(_ statement: String) -> String {
    """
    {instanceProfile: {role: {name: b, attachedPolicies: [], inlinePolicies: [
      {name: p, policy: {document: {Version: "2012-10-17", Statement: \(statement)}}}]}}}
    """
  }

  @Test(arguments: ["grants", "grantsUnnamed"])
  func `an action that is not known may be the one that is asked for`(function: String) {
    let report = report(
      "has(resource.instanceProfile.role) && "
        + #"!iam.\#(function)(resource.instanceProfile.role, ["iam:PassRole"], ["*"])"#,
      """
        pass: [\(Self.builder(#"{Effect: Allow, Action: "s3:Get*", Resource: "*"}"#))]
        fail: [\(Self.builder(#"{Effect: Allow, Action: "iam:*", Resource: "*"}"#))]
        no_data:
          - \(Self.builder(#"{Effect: Allow, Action: [!unknown Act], Resource: "*"}"#))
          - \(Self.builder(#"{Effect: Allow, NotAction: [!unknown Act], Resource: "*"}"#))
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(report.results.filter { !$0.isRight }.map(\.outcome) == [])
    #expect(report.results.count == 4)
  }

  @Test func `an action without a service is read as nothing that it could be`() {
    let report = report(
      "has(resource.instanceProfile.role) && "
        + #"!iam.grants(resource.instanceProfile.role, ["iam:PassRole"], ["*"])"#,
      """
        pass: [\(Self.builder(#"{Effect: Allow, Action: "s3:Get*", Resource: "*"}"#))]
        fail: [\(Self.builder(#"{Effect: Allow, Action: "*", Resource: "*"}"#))]
        no_data:
          - \(Self.builder(#"{Effect: Allow, Action: "PassRole", Resource: "*"}"#))
          - \(Self.builder(#"{Effect: Allow, NotAction: "s3", Resource: "*"}"#))
      """)
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(report.results.filter { !$0.isRight }.map(\.outcome) == [])
    #expect(report.results.count == 4)
  }

  @Test(arguments: [
    ("iam.excess(resource)", Outcome.error),
    ("iam.escalates(resource.instanceProfile.role)", .error),
    // As often asked, and free.
    ("resource.instanceProfile.role.inlinePolicies", .pass),
  ])
  func `what a question costs is paid for each time that it is asked`(
    question: String, often: Outcome
  ) {
    let grant = """
      [{Effect: Allow, Action: ["s3:*", "iam:PassRole", "ec2:*", "lambda:*"],
        Resource: ["arn:aws:*:*:*:a*b*", "*"],
        Condition: {StringLike: {"aws:RequestTag/a": ["a*b*c", "*d"]}}},
       {Effect: Deny, Action: "*", Resource: "arn:aws:*:*:*:*a*b",
        Condition: {StringLike: {"aws:RequestTag/a": "*a*c"}}}]
      """
    for (count, outcome) in [(1, Outcome.pass), (90_000, often)] {
      let report = report(
        "has(resource.instanceProfile.role) && "
          + "lists.range(\(count)).all(i, \(question).size() + i < 100000)",
        "  pass: [\(Self.builder(grant))]")
      #expect(report.results.map(\.outcome) == [outcome])
    }
  }
}
