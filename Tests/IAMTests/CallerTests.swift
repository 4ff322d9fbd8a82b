import Documents
import IAM
import Testing

/// Keys of whoever asks are his own: a counterexample has others only where there is none with his.
struct CallerTests {
  enum Expectation {
    case contained, new, unknown
    /// Only by requests that no service would make of their principals.
    case written
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let candidate: String
    let reference: String
    let expectation: Expectation

    init(_ name: String, _ candidate: String, _ reference: String, _ expectation: Expectation) {
      self.name = name
      self.candidate = candidate
      self.reference = reference
      self.expectation = expectation
    }

    var testDescription: String { name }
  }

  private static let account = "111122223333"
  private static let app = "arn:aws:iam::111122223333:role/app"

  private static func allow(
    _ principal: String, _ conditions: String = "", on resource: String = "arn:aws:s3:::b/*"
  ) -> String {
    """
    {"Effect": "Allow", "Principal": \(principal), "Action": "s3:GetObject",
     "Resource": "\(resource)", "Condition": {\(conditions)}}
    """
  }

  private static func aws(_ name: String) -> String { #"{"AWS": "\#(name)"}"# }

  private static func when(_ op: String, _ key: String, _ value: String) -> String {
    #""\#(op)": {"\#(key)": "\#(value)"}"#
  }

  private static func deny(_ conditions: String) -> String {
    #"{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {\#(conditions)}}"#
  }

  /// What a statement about another action grants.
  private static let trail = "cloudtrail.amazonaws.com"
  private static let nothing =
    #"{"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"}"#

  static let cases = [
    Case(
      "a role by its name and by its key", allow(aws(app)),
      allow(#""*""#, when("ArnLike", "aws:PrincipalArn", app)), .contained),
    Case(
      "a role by its key and by its name",
      allow(#""*""#, when("ArnEquals", "aws:PrincipalArn", app)), allow(aws(app)), .contained),
    Case(
      "another role of the same name's beginning",
      allow(#""*""#, when("ArnLike", "aws:PrincipalArn", app + "*")), allow(aws(app)), .new),
    Case(
      "a role with a path has no other", allow(aws("arn:aws:iam::\(account):role/p/app")),
      allow(#""*""#, when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::\(account):role/p/*")),
      .contained),
    Case(
      "a named session, whose role may have any path",
      allow(aws("arn:aws:sts::\(account):assumed-role/app/s")),
      allow(#""*""#, when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/p/*")), .new),
    Case(
      "an account by its name and by its key", allow(aws(account)),
      allow(#""*""#, when("StringEquals", "aws:PrincipalAccount", account)), .contained),
    Case(
      "an account by its key and by its name",
      allow(#""*""#, when("StringEquals", "aws:PrincipalAccount", account)), allow(aws(account)),
      .contained),
    Case(
      "users whose name is not a number",
      allow(
        #""*""#,
        when("NumericNotEquals", "aws:username", "5") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::\(account):user/*")),
      allow(aws("arn:aws:iam::\(account):role/app")), .new),
    Case(
      "users of any account whose number is another",
      allow(
        #""*""#,
        when("NumericNotEquals", "aws:PrincipalAccount", "5") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/*")),
      allow(#"{"Service": "ec2.amazonaws.com"}"#), .new),
    Case(
      "users of any account whose number is another than that of the likeliest",
      allow(
        #""*""#,
        when("NumericNotEquals", "aws:PrincipalAccount", "1") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/*")),
      allow(#"{"Service": "ec2.amazonaws.com"}"#), .unknown),
    Case(
      "accounts that begin alike",
      allow(#""*""#, when("StringLike", "aws:PrincipalAccount", "1111*")), allow(aws(account)),
      .new),
    Case(
      "no account begins with a letter",
      allow(#""*""#, when("StringLike", "aws:PrincipalAccount", "b*")), allow(aws(account)),
      .contained),
    Case(
      "an account and an ARN of another",
      allow(
        #""*""#,
        when("StringEquals", "aws:PrincipalAccount", account) + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::444455556666:*")),
      allow(aws("777788889999")), .contained),
    Case(
      "a user by name and path",
      allow(
        #""*""#,
        when("StringEquals", "aws:username", "ann") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::\(account):user/team/*")),
      allow(aws("arn:aws:iam::\(account):user/ann")), .new),
    Case(
      "a user by an end of his name and path",
      allow(
        #""*""#,
        when("StringLike", "aws:username", "a*") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::\(account):user/team/*")),
      allow(aws("arn:aws:iam::\(account):user/ann")), .new),
    Case(
      "a user whose name is no such number",
      allow(
        aws(account),
        when("NumericNotEquals", "aws:username", "6") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::\(account):user/bob")), nothing, .new),
    Case(
      "a service by its name",
      allow(#""*""#, when("StringEquals", "aws:PrincipalServiceName", trail)),
      nothing, .new),
    Case(
      "a service by its name and kind",
      allow(
        #""*""#,
        when("StringEquals", "aws:PrincipalServiceName", trail) + ","
          + when("Bool", "aws:PrincipalIsAWSService", "true")), nothing, .new),
    Case(
      "an account has no name of a service",
      allow(aws(account), when("StringEquals", "aws:PrincipalServiceName", trail)), nothing,
      .written),
    Case(
      "a user by name", allow(#""*""#, when("StringEquals", "aws:username", "ann")),
      allow(aws("arn:aws:iam::\(account):user/ann")), .new),
    Case(
      "whose kind is asked", allow(#""*""#, when("StringEquals", "aws:PrincipalType", "Anonymous")),
      allow(#""*""#, when("Null", "aws:PrincipalArn", "true")), .contained),
    Case(
      "the account is told of every request, of services too",
      allow(#"{"Service": "ec2.amazonaws.com"}"#),
      allow(#""*""#, when("Null", "aws:PrincipalAccount", "true")), .new),
    Case(
      "whom a provider vouches for has no account",
      allow(
        #"{"Federated": "cognito-identity.amazonaws.com"}"#,
        when("StringEquals", "aws:PrincipalAccount", account)), allow(aws(account)), .contained),
    Case(
      "whom a provider vouches for has no ARN",
      allow(
        #"{"Federated": "cognito-identity.amazonaws.com"}"#,
        when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::\(account):*")), allow(aws(account)),
      .contained),
    Case(
      "the root user of another partition",
      allow(
        aws("arn:aws-cn:iam::\(account):root"),
        when("ArnEquals", "aws:PrincipalArn", "arn:aws-cn:iam::\(account):root")),
      allow(
        aws("arn:aws-cn:iam::\(account):root"),
        when("ArnNotEquals", "aws:PrincipalArn", "arn:aws-cn:iam::\(account):root")), .new),
    Case(
      "the account of nobody",
      allow(#""*""#, when("StringEquals", "aws:PrincipalAccount", "anonymous")),
      allow(aws(account)), .new),
    Case(
      "a role has no name of a user",
      allow(aws(app), when("StringEquals", "aws:username", "ann")), allow(aws("444455556666")),
      .written),
    Case(
      "a role has no name of a user, whoever asks for one",
      allow(aws(app), when("StringEquals", "aws:username", "ann")),
      allow(aws("444455556666")) + ", " + allow(aws(app), when("Null", "aws:username", "false")),
      .contained),
    Case(
      "a user without his name",
      allow(aws("arn:aws:iam::\(account):user/ann"), when("Null", "aws:username", "true")), nothing,
      .written),
    Case(
      "what users may read of their own", allow(#""*""#, on: "arn:aws:s3:::b/${aws:username}/*"),
      allow(#""*""#, on: "arn:aws:s3:::b/ann/*"), .new),
    Case(
      "users with a path of an account, who are told from those without by their ARN alone",
      allow(aws(account), when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/x/*")), nothing,
      .new),
    Case(
      "a trust of everybody but users with a path",
      allow(aws(account)) + ", "
        + deny(when("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:user/x/*")), nothing, .new),
    Case(
      "one of two accounts, which a wildcard over colons tells apart",
      allow(#"{"AWS": ["\#(account)", "444455556666"]}"#) + ", "
        + deny(when("StringLike", "aws:PrincipalArn", "*:\(account):*")) + ", "
        + deny(when("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ci/*")), nothing, .new),
    Case(
      "one of two accounts, by the end of its number",
      allow(
        #"{"AWS": ["\#(account)", "444455556666"]}"#,
        when("StringNotLike", "aws:PrincipalArn", "arn:aws:iam::*3333:role/*") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/z/*")), nothing, .new),
    Case(
      "an ARN that is no number, and like a pattern",
      allow(
        aws(account),
        when("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x/*") + ","
          + when("NumericNotEquals", "aws:PrincipalArn", "5")), nothing, .new),
    Case(
      "an ARN that is no flag, and like a pattern",
      allow(aws(account), when("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x/*")),
      allow(aws(account), when("Bool", "aws:PrincipalArn", "true")), .new),
    Case(
      "names and ARNs in several statements",
      allow(
        aws(account),
        when("StringLike", "aws:username", "b*") + ","
          + when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/x/*")) + ", "
        + allow(aws(account), when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/x/*")),
      nothing, .new),
    Case(
      "a denial but for one role",
      allow(#""*""#) + """
        , {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
           "Condition": {"ArnNotLike": {"aws:PrincipalArn": "\(app)"}}}
        """,
      allow(aws(app)), .contained),
  ]

  @Test(arguments: cases)
  func `who asks has the keys that follow from who it is`(entry: Case) throws {
    func level(_ statements: String) throws -> Level {
      let text = #"{"Version": "2012-10-17", "Statement": [\#(statements)]}"#
      return Level(.resource, [try Policies.policy(text, as: .resource)])
    }
    let (candidate, reference) = (try level(entry.candidate), try level(entry.reference))
    switch Containment(.catalogue(.bundled)).check([candidate], within: [reference]) {
    case .contained: #expect(entry.expectation == .contained)
    case .unknown(let reasons): #expect(entry.expectation == .unknown, "\(reasons)")
    case .new(let found):
      for example in found {
        let isForeign = !PrincipalKeys.foreign(in: example.request).isEmpty
        #expect(entry.expectation == (isForeign ? .written : .new))
        let request = PrincipalKeys.completed(example.request)
        #expect(candidate.grants(request, .segmented) == .yes)
        #expect(reference.grants(request, .segmented) == .no)
      }
    }
  }

  @Test func `the name of a tag is never empty, so that some name of all is a name`() throws {
    let candidate = try Policies.level(
      """
      {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": {
        "ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}, "Null": {"aws:TagKeys": "false"}}}
      """)
    let reference = try Policies.level(
      """
      {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition": {
        "ForAnyValue:StringEquals": {"aws:TagKeys": ["a", "b"]}}}
      """)
    guard case .contained = Containment(.open).check([candidate], within: [reference]) else {
      Issue.record("a name of a tag that is empty was found")
      return
    }
  }

  @Test func `a variable takes what stands for it in another policy`() throws {
    let candidate = try Policies.level(
      #"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/team-${aws:PrincipalTag/team}"}"#
    )
    let reference = try Policies.level(
      #"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}"#,
      #"{"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/team-blue"}"#)
    guard case .new(let found) = Containment(.open).check([candidate], within: [reference]) else {
      Issue.record("the reference denies what team blue may read")
      return
    }
    #expect(found[0].request["aws:PrincipalTag/team"] == ["blue"])
  }
}
