import IAM
import Testing

/// Whether strangers are let in, and whether single actions are granted.
struct PublicAccessTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let isPublic: Bool
    let statement: String

    init(_ isPublic: Bool, _ statement: String) {
      self.isPublic = isPublic
      self.statement = statement
    }

    var testDescription: String { statement }
  }

  private static func allow(_ principal: String, _ condition: String = "{}") -> String {
    """
    {"Effect": "Allow", "Principal": \(principal), "Action": "s3:GetObject",
     "Resource": "arn:aws:s3:::b/*", "Condition": \(condition)}
    """
  }

  private static func trust(_ provider: String, _ condition: String = "{}") -> String {
    allow(#"{"Federated": "arn:aws:iam::111122223333:oidc-provider/\#(provider)"}"#, condition)
  }

  private static let aud =
    #"{"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}"#

  private static func sub(_ pattern: String) -> String {
    #"{"StringLike": {"token.actions.githubusercontent.com:sub": "\#(pattern)"}}"#
  }

  private static func like(_ key: String, _ pattern: String) -> String {
    allow(#""*""#, #"{"StringLike": {"\#(key)": "\#(pattern)"}}"#)
  }

  private static func arn(_ key: String, _ pattern: String) -> String {
    allow(#""*""#, #"{"ArnLike": {"\#(key)": "\#(pattern)"}}"#)
  }

  private static func paths(_ pattern: String) -> String {
    allow(#""*""#, #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "\#(pattern)"}}"#)
  }

  /// Everybody but under a condition.
  private static func but(_ condition: String) -> String {
    allow(#""*""#) + """
      , {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
         "Condition": \(condition)}
      """
  }

  private static func claim(_ name: String, _ pattern: String) -> String {
    let key = "token.actions.githubusercontent.com:\(name)"
    return trust(
      "token.actions.githubusercontent.com", #"{"StringLike": {"\#(key)": "\#(pattern)"}}"#)
  }

  static let cases = [
    Case(true, allow(#""*""#)),
    Case(true, allow(#"{"AWS": "*"}"#)),
    Case(true, allow(#""*""#, #"{"StringEquals": {"aws:userid": "anonymous"}}"#)),
    // No role has the name of a user, so that nobody is let in.
    Case(
      false,
      allow(
        #""*""#,
        #"{"StringEquals": {"aws:username": "ann", "aws:PrincipalType": "AssumedRole"}}"#)),
    Case(false, allow(#"{"AWS": "111122223333"}"#)),
    Case(false, allow(#"{"Service": "cloudtrail.amazonaws.com"}"#)),
    Case(false, allow(#""*""#, #"{"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}"#)),
    Case(true, allow(#""*""#, #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-1234567890"}}"#)),
    Case(true, allow(#""*""#, #"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}"#)),
    Case(true, allow(#""*""#, #"{"StringLike": {"aws:PrincipalOrgID": "*"}}"#)),
    Case(false, allow(#""*""#, #"{"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}"#)),
    Case(false, allow(#""*""#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::mine"}}"#)),
    Case(true, allow(#""*""#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}"#)),
    Case(true, allow(#""*""#, #"{"StringLike": {"aws:Referer": "https://example.com/*"}}"#)),
    Case(true, allow(#""*""#, #"{"Bool": {"aws:SecureTransport": "true"}}"#)),
    Case(false, allow(#""*""#, #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#)),
    Case(true, allow(#""*""#, #"{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "::/0"]}}"#)),
    Case(true, allow(#""*""#, #"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#)),
    Case(false, allow(#""*""#, #"{"IpAddress": {"aws:SourceIp": "11.0.0.0/8"}}"#)),
    Case(true, allow(#""*""#, #"{"IpAddress": {"aws:SourceIp": "10.0.0.0/7"}}"#)),
    Case(false, allow(#""*""#, #"{"IpAddress": {"aws:SourceIp": "2001:db8::/32"}}"#)),
    Case(true, allow(#""*""#, #"{"IpAddress": {"aws:SourceIp": "2001:db8::/31"}}"#)),
    Case(
      true,
      allow(
        #""*""#,
        #"{"IpAddress": {"aws:SourceIp": ["#
          + (0..<512).map { #""\#($0 / 2).\#($0 % 2 * 128).0.0/9""# }.joined(separator: ",") + "]}}"
      )),
    // What strangers choose: names of their own, and addresses in their own networks.
    Case(true, allow(#""*""#, #"{"StringEquals": {"aws:username": "bob"}}"#)),
    Case(true, allow(#""*""#, #"{"StringEquals": {"aws:PrincipalType": "User"}}"#)),
    Case(true, allow(#""*""#, #"{"IpAddress": {"aws:VpcSourceIp": "10.1.0.0/16"}}"#)),
    Case(true, allow(#""*""#, #"{"StringLike": {"aws:userid": "*:admin"}}"#)),
    Case(false, allow(#""*""#, #"{"StringLike": {"aws:userid": "AROAEXAMPLEID:*"}}"#)),
    Case(false, allow(#""*""#, #"{"StringEquals": {"aws:userid": "AIDAEXAMPLEID"}}"#)),
    Case(
      true, allow(#""*""#, #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}"#)),
    Case(
      false,
      allow(#""*""#, #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}"#)),
    Case(true, allow(#""*""#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:my-topic"}}"#)),
    Case(true, allow(#""*""#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-west-1:*:*"}}"#)),
    Case(
      false, allow(#""*""#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:*"}}"#)),
    Case(true, allow(#""*""#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::mine-*"}}"#)),
    Case(
      false,
      allow(#""*""#, #"{"StringLike": {"aws:SourceArn": ["arn:aws:s3:::mine", "arn:aws:s3:::b"]}}"#)
    ),
    Case(
      true,
      allow(#""*""#, #"{"StringLike": {"aws:SourceArn": "*:111122223333:*"}}"#)),
    // A wildcard over a part of what AWS sets keeps out only some of the strangers.
    Case(true, like("aws:PrincipalAccount", "1*")),
    Case(true, like("aws:PrincipalAccount", "11112222333?")),
    Case(false, like("aws:PrincipalAccount", "111122223333")),
    Case(false, like("aws:PrincipalAccount", "x*")),
    Case(true, like("aws:SourceAccount", "1*")),
    Case(true, like("aws:VpceAccount", "2*")),
    Case(true, like("kms:CallerAccount", "1111*")),
    Case(false, like("kms:CallerAccount", "111122223333")),
    Case(true, like("s3:DataAccessPointAccount", "1*")),
    Case(true, like("aws:PrincipalOrgID", "o-a*")),
    Case(true, like("aws:PrincipalOrgID", "o-???????????")),
    Case(true, like("aws:SourceOrgID", "o-a*")),
    Case(true, paths("*/ou-ab12-11111111/*")),
    Case(true, paths("o-*/r-*/ou-*/ou-*/*")),
    Case(true, paths("o-*/r-????/")),
    Case(false, paths("o-a1b2c3d4e5/*")),
    Case(false, paths("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*")),
    Case(
      false,
      allow(
        #""*""#,
        #"{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}, "Null": {"aws:PrincipalOrgPaths": "false"}}"#
      )),
    Case(true, like("aws:SourceVpc", "vpc-1*")),
    Case(true, like("aws:SourceVpc", "vpc-?????????????????")),
    Case(false, like("aws:SourceVpc", "vpc-11111111")),
    Case(true, like("aws:SourceVpce", "vpce-0a*")),
    Case(true, arn("aws:PrincipalArn", "arn:aws:iam::1*:root")),
    Case(true, arn("aws:PrincipalArn", "arn:aws:iam::11112222333?:role/*")),
    Case(true, arn("aws:SourceArn", "arn:aws:sns:*:1*:*")),
    Case(true, arn("s3:DataAccessPointArn", "arn:aws:s3:*:1*:accesspoint/*")),
    Case(false, arn("s3:DataAccessPointArn", "arn:aws:s3:*:111122223333:accesspoint/*")),
    Case(true, arn("s3:DataAccessPointArn", "arn:aws:s3::*:accesspoint/*")),
    Case(false, arn("s3:DataAccessPointArn", "arn:aws:s3::111122223333:accesspoint/x.mrap")),
    Case(
      true,
      allow(#""*""#) + """
        , {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
           "Condition": {"StringNotLikeIfExists": {"aws:PrincipalOrgID": "o-a*"}}}
        """),
    Case(
      true,
      allow(
        #""*""#,
        #"{"StringNotLike": {"aws:PrincipalAccount": "0*"}, "Null": {"aws:PrincipalAccount": "false"}}"#
      )),
    // Whoever owns the resource is no stranger.
    Case(false, like("aws:PrincipalOrgID", "${aws:ResourceOrgID}")),
    Case(false, like("aws:PrincipalAccount", "${aws:ResourceAccount}")),
    Case(false, like("aws:ResourceOrgID", "${aws:PrincipalOrgID}")),
    Case(true, like("aws:PrincipalAccount", "anonymous")),
    Case(false, like("aws:ResourceAccount", "${aws:PrincipalAccount}")),
    Case(true, like("aws:ResourceOrgID", "${aws:PrincipalTag/org}")),
    Case(
      false,
      allow(#""*""#, #"{"StringEqualsIgnoreCase": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}"#)
    ),
    Case(
      false,
      allow(
        #""*""#, #"{"StringEqualsIgnoreCase": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}"#)),
    Case(
      true,
      allow(#""*""#, #"{"StringNotEqualsIgnoreCase": {"aws:PrincipalOrgID": "o-1234567890"}}"#)),
    Case(
      false,
      but(#"{"StringNotEqualsIfExists": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}"#)),
    Case(
      false,
      allow(
        #""*""#,
        #"{"ForAnyValue:StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}"#)),
    Case(
      true,
      but(#"{"ForAnyValue:StringNotEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}"#)),
    Case(
      false,
      but(
        #"{"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-1234567890"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}"#
      )),
    Case(false, arn("aws:PrincipalArn", "arn:aws:iam::${aws:ResourceAccount}:role/x")),
    Case(false, like("aws:PrincipalServiceName", "*")),
    // Providers of identities: those that serve everybody, and one's own.
    Case(true, trust("token.actions.githubusercontent.com")),
    Case(true, trust("token.actions.githubusercontent.com", aud)),
    Case(true, trust("token.actions.githubusercontent.com", sub("repo:*"))),
    Case(true, trust("token.actions.githubusercontent.com", sub("repo:owner*"))),
    Case(true, trust("token.actions.githubusercontent.com", sub("*/name:ref:refs/heads/main"))),
    Case(false, trust("token.actions.githubusercontent.com", sub("repo:owner/*"))),
    Case(false, trust("token.actions.githubusercontent.com", sub("repo:owner/name:ref:x"))),
    Case(true, trust("token.actions.githubusercontent.com", sub("environment:prod:*"))),
    Case(true, trust("token.actions.githubusercontent.com", sub("environment:prod"))),
    Case(true, trust("token.actions.githubusercontent.com", sub("ref:refs/heads/main:*"))),
    Case(false, trust("token.actions.githubusercontent.com", sub("repository_owner:owner:*"))),
    Case(false, trust("token.actions.githubusercontent.com", sub("repository_id:42:ref:*"))),
    Case(true, claim("ref", "refs/heads/main")),
    Case(true, claim("environment", "production")),
    Case(true, claim("workflow", "deploy")),
    Case(true, claim("actor", "octocat")),
    Case(true, claim("job_workflow_ref", "owner/name/.github/workflows/x.yml@*")),
    Case(false, claim("repository", "owner/*")),
    Case(true, claim("repository", "own*/name")),
    Case(false, claim("repository_owner", "owner")),
    Case(true, claim("repository_owner", "own*")),
    Case(false, claim("repository_id", "42")),
    Case(false, claim("enterprise_id", "42")),
    Case(
      false, trust("gitlab.com", #"{"StringLike": {"gitlab.com:sub": "project_path:group/*"}}"#)),
    Case(true, trust("gitlab.com", #"{"StringLike": {"gitlab.com:sub": "project_path:*:ref:x"}}"#)),
    Case(
      false,
      trust(
        "app.terraform.io", #"{"StringLike": {"app.terraform.io:sub": "organization:acme:*"}}"#)),
    Case(true, allow(#"{"Federated": "*"}"#)),
    Case(true, allow(#"{"Federated": ["arn:aws:iam::111122223333:saml-provider/x", "*"]}"#)),
    Case(true, allow(#"{"Federated": "*"}"#, aud)),
    Case(false, allow(#"{"Federated": "*"}"#, sub("repo:acme/*"))),
    Case(true, trust("token.actions.githubusercontent.com/", aud)),
    Case(true, trust("oidc.vercel.com")),
    Case(
      true, trust("oidc.vercel.com", #"{"StringLike": {"oidc.vercel.com:sub": "owner:*"}}"#)),
    Case(
      false,
      trust("oidc.vercel.com", #"{"StringLike": {"oidc.vercel.com:sub": "owner:acme:*"}}"#)),
    Case(true, trust("api.pulumi.com/oidc")),
    Case(
      false, trust("api.pulumi.com/oidc", #"{"StringEquals": {"api.pulumi.com/oidc:aud": "acme"}}"#)
    ),
    Case(true, trust("scalr.io", #"{"StringLike": {"scalr.io:sub": "account:*"}}"#)),
    Case(false, trust("scalr.io", #"{"StringLike": {"scalr.io:sub": "account:acme:*"}}"#)),
    Case(true, trust("sandboxes.cloud")), Case(true, trust("oidc.codefresh.io")),
    Case(true, trust("proidc.upbound.io")), Case(true, trust("tokens.cloud.shisho.dev")),
    Case(true, trust("studio.datachain.ai/api")),
    Case(true, trust("vstoken.actions.githubusercontent.com")),
    Case(true, trust("oidc-configuration.audit-log.githubusercontent.com")),
    Case(true, allow(#"{"Federated": "cognito-identity-us-gov.amazonaws.com"}"#)),
    Case(true, allow(#"{"Federated": "cognito-identity.cn-north-1.amazonaws.com.cn"}"#)),
    Case(false, trust("oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF")),
    Case(
      true,
      allow(#"{"Federated": "cognito-identity.amazonaws.com"}"#)),
    Case(
      true,
      allow(
        #"{"Federated": "cognito-identity.amazonaws.com"}"#,
        #"{"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}}"#)),
    Case(
      false,
      allow(
        #"{"Federated": "cognito-identity.amazonaws.com"}"#,
        #"{"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:pool"}}"#)),
    Case(
      false,
      allow(#""*""#) + #", {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"#),
    Case(
      false,
      allow(#""*""#) + """
        , {"Effect": "Deny", "NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*",
           "Resource": "arn:aws:s3:::b/*"}
        """),
  ]

  @Test(arguments: cases)
  func `a policy is public when a stranger can use it`(entry: Case) throws {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(entry.statement)]}"#
    let policy = try Policies.policy(text, as: .resource)
    switch Containment(.catalogue(.bundled)).checkNoPublicAccess(policy) {
    case .contained: #expect(!entry.isPublic)
    case .new(let found):
      #expect(entry.isPublic)
      let level = Level(.resource, [policy])
      #expect(found.allSatisfy { level.grants($0.request, .segmented) == .yes })
    case .unknown(let reasons): Issue.record("\(reasons)")
    }
  }

  @Test(arguments: [
    (["iam:PassRole"], [], false), (["s3:DeleteBucket"], [], true),
    (["s3:GetObject"], ["arn:aws:s3:::b/*"], false),
    (["s3:GetObject"], ["arn:aws:s3:::secret/*"], true),
    (["s3:Put*", "s3:GetObject"], ["arn:aws:s3:::secret/*", "arn:aws:s3:::b/x"], false),
  ])
  func `an action is granted when some request for it is`(
    actions: [String], resources: [String], isNotGranted: Bool
  ) throws {
    let level = try Policies.level(
      #"{"Effect": "Allow", "Action": ["s3:GetObject", "iam:Pass*"], "Resource": ["arn:aws:s3:::*", "arn:aws:iam::*"]}"#,
      #"{"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::secret/*"}"#)
    let answer = Containment(.catalogue(.bundled)).check(
      [level], grantsNoneOf: actions, on: resources)
    switch answer {
    case .contained: #expect(isNotGranted)
    case .new: #expect(!isNotGranted)
    case .unknown(let reasons): Issue.record("\(reasons)")
    }
  }

  @Test func `a counterexample is told with what grants it and why the reference does not`() throws
  {
    let candidate = [
      try Policies.level(
        #"{"Sid": "Pass", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}"#)
    ]
    let reference = [
      try Policies.level(
        #"{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/builder"}"#
      )
    ]
    guard
      case .new(let found) = Containment(.catalogue(.bundled))
        .check(candidate, within: reference)
    else {
      Issue.record("something new is granted")
      return
    }
    let narration = Narration(try #require(found.first), candidate, within: reference)
    #expect(narration.granting == "statement 1 (`Pass`) of policy.json")
    #expect(
      narration.refusal
        == "policy.json allows iam:PassRole only on arn:aws:iam::*:role/builder")
    #expect(narration.words.hasPrefix("iam:PassRole on "))
  }
}
