import AssayIngest
import AssayModel
import Documents
import Testing

/// Roles and buckets that an input declares have ARNs of a known form, whatever the deployment calls
/// them: what policies of templates grant on them is decided.
@Suite struct DeclaredARNTests {
  private static func role(_ statements: String, name: String = "") -> String {
    """
    Resources:
      Other:
        Type: AWS::IAM::Role
        Properties: &trust
          AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [
            {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]}
      Bucket: {Type: AWS::S3::Bucket}
      Build:
        Type: AWS::IAM::Role
        Properties:
          \(name)
          AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [
            {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]}
          Policies:
            - PolicyName: p
              PolicyDocument: {Version: "2012-10-17", Statement: [\(statements)]}
    """.replacing(" &trust", with: "")
  }

  private static func allow(_ action: String, _ resource: String) -> String {
    #"{Effect: Allow, Action: "\#(action)", Resource: \#(resource)}"#
  }

  private static let account = "${AWS::AccountId}"

  static let cases: [(name: String, template: String, outcome: Outcome)] = [
    ("a role passed by reference", role(allow("iam:PassRole", "!GetAtt Other.Arn")), .pass),
    (
      "a role passed by reference, and what starts an instance with it",
      role(allow("iam:PassRole", "!GetAtt Other.Arn") + "," + allow("ec2:RunInstances", "'*'")),
      .pass
    ),
    (
      "roles passed by a pattern, and what starts an instance with one",
      role(
        allow("iam:PassRole", #"!Sub "arn:aws:iam::\#(account):role/web-*""#) + ","
          + allow("ec2:RunInstances", "'*'")), .fail
    ),
    (
      "a role passed by its name in an account that is spelled out",
      role(
        allow("iam:PassRole", "'arn:aws:iam::999988887777:role/builder'") + ","
          + allow("ec2:RunInstances", "'*'")), .pass
    ),
    (
      "a role of another account, taken by its name",
      role(allow("sts:AssumeRole", "'arn:aws:iam::999988887777:role/distribute'")), .pass
    ),
    (
      "roles taken by a pattern",
      role(allow("sts:AssumeRole", "'arn:aws:iam::*:role/distribute'")), .fail
    ),
    (
      "what a role may do, written and then taken",
      role(
        allow("sts:AssumeRole", "'arn:aws:iam::999988887777:role/x'") + ","
          + allow("iam:PutRolePolicy", "'arn:aws:iam::999988887777:role/x'")), .fail
    ),
    (
      "all roles but one",
      role(
        #"{Effect: Allow, Action: "iam:PassRole", NotResource: "arn:aws:iam::999988887777:role/x"}, "#
          + allow("ec2:RunInstances", "'*'")), .fail
    ),
    (
      "roles with the name of a tag",
      role(
        allow("iam:PassRole", "'arn:aws:iam::999988887777:role/${aws:PrincipalTag/role}'") + ","
          + allow("ec2:RunInstances", "'*'")), .fail
    ),
    (
      "a role by its name, which a declaration has",
      role(
        allow("iam:PassRole", #"!Sub "arn:aws:iam::\#(account):role/${Other}""#) + ","
          + allow("ec2:RunInstances", "'*'")), .pass
    ),
    (
      "a role by a parameter, which may be a wildcard",
      role(
        allow("iam:PassRole", #"!Sub "arn:aws:iam::\#(account):role/${Name}""#) + ","
          + allow("ec2:RunInstances", "'*'")
      )
      .replacing("Resources:\n", with: "Parameters: {Name: {Type: String}}\nResources:\n"), .fail
    ),
    (
      "a role whose name is fetched at deployment",
      role(
        allow("iam:PassRole", #"!Sub "arn:aws:iam::\#(account):role/{{resolve:ssm:/x}}""#) + ","
          + allow("ec2:RunInstances", "'*'")), .unknown
    ),
    (
      "the administration of stack sets, whose execution role nobody names",
      role(
        allow("iam:PassRole", "'arn:aws:iam::999988887777:role/admin'") + ","
          + allow("cloudformation:CreateStackSet", "'*'") + ","
          + allow("cloudformation:CreateStackInstances", "'*'")), .fail
    ),
    (
      "a role of the own account, taken by its name",
      role(allow("sts:AssumeRole", #"!Sub "arn:aws:iam::\#(account):role/deploy""#)), .pass
    ),
    (
      "a named role, and by another statement any",
      role(
        allow("iam:PassRole", "'arn:aws:iam::999988887777:role/builder'") + ","
          + allow("iam:Pass*", "'arn:aws:iam::999988887777:*'") + ","
          + allow("ec2:RunInstances", "'*'")), .fail
    ),
    (
      "a bucket by reference", role(allow("s3:PutObject", #"!Sub "${Bucket.Arn}/*""#)), .pass
    ),
    (
      "roles of the template's account",
      role(allow("iam:PutRolePolicy", #"!Sub "arn:aws:iam::\#(account):role/web-*""#)), .fail
    ),
    (
      "what is written into the own role, in an account that is spelled out",
      role(
        allow("iam:PutRolePolicy", "'arn:aws:iam::999988887777:role/build'"),
        name: "RoleName: build"),
      .fail
    ),
    (
      "all but the roles of one account, which need not be its own",
      role(
        allow("iam:PutRolePolicy", "'*'")
          + #", {Effect: Deny, Action: "iam:*", Resource: "arn:aws:iam::999988887777:*"}"#), .fail
    ),
    (
      "the own role in another partition",
      role(
        allow("iam:PutRolePolicy", "'arn:aws-us-gov:iam::999988887777:role/build'"),
        name: "RoleName: build"), .fail
    ),
    (
      "groups, which the role is none of",
      role(allow("iam:PutGroupPolicy", #"!Sub "arn:aws:iam::\#(account):group/web-*""#)), .fail
    ),
  ]

  @Test(arguments: cases)
  func `what policies of a template grant is decided`(
    _ name: String, _ template: String, _ outcome: Outcome
  ) throws {
    let findings = Judged.findings(of: [.file(SourceFile(path: "stack.yaml", text: template))])
    let finding = try #require(findings.first(where: Self.isAsked))
    #expect(finding.outcome == outcome, "\(finding.reasons)")
  }

  private static func isAsked(_ finding: Finding) -> Bool {
    finding.rule == "iam-scope/role-without-escalation" && finding.resource.uid.hasSuffix("#Build")
  }
}
