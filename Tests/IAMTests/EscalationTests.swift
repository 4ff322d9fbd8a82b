import Documents
import IAM
import Testing

/// Ways to more rights, and how far they go.
struct EscalationTests {
  private static let everything = #"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#
  private static let role = Principal(.aws, "arn:aws:iam::123456789012:role/team/build")
  private static let user = Principal(.aws, "arn:aws:iam::123456789012:user/ann")

  private static func allow(_ actions: String, on resources: String = "*") -> String {
    #"{"Effect": "Allow", "Action": [\#(list(actions))], "Resource": "\#(resources)"}"#
  }

  private static func list(_ actions: String) -> String {
    actions.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private static func ids(_ answer: Escalation.Answer) -> [String] { answer.found.map(\.path.id) }

  @Test func `whoever may do everything may go every way`() throws {
    let answer = Escalation.paths(of: [try Policies.level(Self.everything)])
    #expect(answer.found.count == EscalationPath.all.count)
    #expect(answer.isAdministrator)
    #expect(answer.undecided.isEmpty)
  }

  @Test func `ids are unique, actions are in the catalogue and titles begin with a verb`() {
    #expect(Set(EscalationPath.all.map(\.id)).count == EscalationPath.all.count)
    for path in EscalationPath.all {
      #expect(!path.permissions.isEmpty)
      #expect(path.title.first?.isUppercase == true)
      for permission in path.permissions {
        let action = ActionCatalogue.bundled.action(permission.action)
        #expect(action?.qualifiedName == permission.action, "\(path.id)")
      }
    }
  }

  /// A way that each of its own permissions opens, and that lacking any one of them closes.
  @Test(arguments: EscalationPath.all.map(\.id))
  func `a way takes all of its permissions`(id: String) throws {
    let path = try #require(EscalationPath.all.first { $0.id == id })
    let actions = path.permissions.map(\.action)
    let whole = [try Policies.level(Self.allow(actions.joined(separator: " ")))]
    let found = try #require(Escalation.paths(of: whole).found.first { $0.path.id == id })
    #expect(found.degree != .constrained)
    #expect(Set(found.grants.map(\.action)) == Set(actions))
    for grant in found.grants {
      #expect(ARNReading.allCases.allSatisfy { whole.grant(grant.request, $0) == .yes })
    }
    for missing in actions {
      let deny = #"{"Effect": "Deny", "Action": "\#(missing)", "Resource": "*"}"#
      let levels = [try Policies.level(Self.everything, deny)]
      #expect(!Self.ids(Escalation.paths(of: levels)).contains(id), "\(missing)")
    }
  }

  @Test func `what no policy allows alone the policies of a principal allow together`() throws {
    let first = try Policies.policy(
      #"{"Version": "2012-10-17", "Statement": [\#(Self.allow("iam:PassRole"))]}"#)
    let second = try Policies.policy(
      #"{"Version": "2012-10-17", "Statement": [\#(Self.allow("ec2:RunInstances"))]}"#)
    #expect(Escalation.paths(of: [Level(.identity, [first])]).isNone)
    #expect(Escalation.paths(of: [Level(.identity, [second])]).isNone)
    let both = Escalation.paths(of: [Level(.identity, [first, second])])
    #expect(Self.ids(both) == ["ec2-001"])
    #expect(both.found[0].degree == .targetDependent)
    #expect(both.found[0].needs[0].contains("ec2.amazonaws.com"))
    #expect(both.found[0].grants[0].request["iam:PassedToService"] == ["ec2.amazonaws.com"])
  }

  @Test func `a boundary and a service control policy close ways`() throws {
    let identity = try Policies.level(Self.everything)
    let boundary = Level(
      .boundary, try Policies.level(Self.allow("ec2:* s3:*")).policies)
    let bounded = Escalation.paths(of: [identity, boundary])
    #expect(Self.ids(bounded).contains("ec2-004"))
    #expect(!Self.ids(bounded).contains("ec2-001"))
    #expect(!bounded.isAdministrator)
    let deny = try Policies.level(
      #"{"Effect": "Deny", "Action": ["iam:*", "sts:*", "ec2:*", "ssm:*"], "Resource": "*"}"#)
    let organisation = Level.control(.serviceControl, deny.policies)
    let left = Escalation.paths(of: [identity, organisation])
    #expect(!left.found.isEmpty)
    #expect(
      left.found.allSatisfy { $0.path.permissions.allSatisfy { !$0.action.hasPrefix("iam:") } })
  }

  @Test func `what one condition or one resource bounds is constrained, and says by what`() throws {
    let pass =
      #"{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/b-*","#
      + #" "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}}"#
    let answer = Escalation.paths(of: [
      try Policies.level(pass, Self.allow("ec2:RunInstances lambda:*"))
    ])
    let found = try #require(answer.found.first { $0.path.id == "ec2-001" })
    #expect(found.degree == .constrained)
    #expect(
      found.grants[0].limits == [
        "only on arn:aws:iam::123456789012:role/b-*",
        "with iam:passedtoservice = ec2.amazonaws.com",
      ])
    #expect(found.grants[0].request.resource == "arn:aws:iam::123456789012:role/b-example")
    // The condition keeps every function from getting the role.
    #expect(!Self.ids(answer).contains("lambda-001"))
    #expect(Self.ids(answer).contains("lambda-003"))
  }

  @Test func `all actions of a way have to be granted on one resource`() throws {
    let apart = try Policies.level(
      Self.allow("iam:PutRolePolicy", on: "arn:aws:iam::123456789012:role/a"),
      Self.allow("sts:AssumeRole", on: "arn:aws:iam::123456789012:role/b"))
    #expect(!Self.ids(Escalation.paths(of: [apart])).contains("iam-017"))
    let together = try Policies.level(
      Self.allow("iam:PutRolePolicy", on: "arn:aws:iam::123456789012:role/a*"),
      Self.allow("sts:AssumeRole", on: "arn:aws:iam::123456789012:role/*b"))
    let found = Escalation.paths(of: [together]).found.first { $0.path.id == "iam-017" }
    #expect(
      found?.grants.map(\.request.resource) == [
        "arn:aws:iam::123456789012:role/ab", "arn:aws:iam::123456789012:role/ab",
      ])
  }

  @Test func `actions that no one context allows together are unknown, not closed`() throws {
    func only(_ action: String, _ value: String) -> String {
      #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "*","#
        + #" "Condition": {"StringEquals": {"aws:RequestTag/x": "\#(value)"}}}"#
    }
    let level = try Policies.level(
      only("lambda:UpdateFunctionCode", "a"), only("lambda:InvokeFunction", "b"))
    let answer = Escalation.paths(of: [level])
    #expect(answer.undecided.map(\.path.id) == ["lambda-004"])
    #expect(answer.undecided[0].reasons[0].contains("no one set of condition keys"))
  }

  @Test func `doing something to oneself is told from doing it to others`() throws {
    let other = [
      try Policies.level(
        Self.allow("iam:PutRolePolicy", on: "arn:aws:iam::123456789012:role/other"))
    ]
    let unknown = try #require(Escalation.paths(of: other).found.first)
    #expect(unknown.degree == .constrained)
    #expect(unknown.needs == ["the principal's own role among those"])
    let known = try #require(Escalation.paths(of: other, for: Self.role).found.first)
    #expect(known.needs == ["another role that the principal can act as"])
    let own = [
      try Policies.level(
        Self.allow("iam:PutRolePolicy", on: "arn:aws:iam::123456789012:role/team/build"))
    ]
    let self_ = try #require(Escalation.paths(of: own, for: Self.role).found.first)
    #expect(self_.degree == .selfContained)
    #expect(self_.grants[0].request.principal == Self.role)
  }

  @Test func `a user who renews the own key gains nothing`() throws {
    let own = [
      try Policies.level(
        Self.allow(
          "iam:CreateAccessKey iam:DeleteAccessKey",
          on: "arn:aws:iam::123456789012:user/${aws:username}"))
    ]
    #expect(Escalation.paths(of: own, for: Self.user).isNone)
    #expect(Escalation.paths(of: own, for: Self.role).isNone)
    #expect(Escalation.paths(of: own).isNone)
    let any = [
      try Policies.level(
        Self.allow("iam:CreateAccessKey", on: "arn:aws:iam::123456789012:user/*"))
    ]
    let found = try #require(Escalation.paths(of: any, for: Self.user).found.first)
    #expect(found.grants[0].request.resource != Self.user.name)
    #expect(found.degree == .targetDependent)
  }

  @Test func `what holds of every request of a principal bounds nothing`() throws {
    let own =
      #"{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*","#
      + #" "Condition": {"StringEquals": {"aws:PrincipalAccount": "123456789012"}}}"#
    let level = [try Policies.level(own)]
    let found = try #require(Escalation.paths(of: level, for: Self.role).found.first)
    #expect(found.degree == .targetDependent)
    #expect(Escalation.paths(of: level).found.first?.degree == .constrained)
    let foreign = Principal(.aws, "arn:aws:iam::999999999999:role/x")
    #expect(Escalation.paths(of: level, for: foreign).isNone)
  }

  @Test(arguments: [
    ("arn:aws-cn:iam::123456789012:role/*", "aws-cn"),
    ("arn:aws-us-gov:iam::*:role/*", "aws-us-gov"),
    ("arn:*:iam::*:role/*", "aws"),
  ])
  func `ways are found in every partition`(resource: String, partition: String) throws {
    let level = try Policies.level(Self.allow("iam:UpdateAssumeRolePolicy", on: resource))
    let found = try #require(Escalation.paths(of: [level]).found.first)
    #expect(found.grants[0].request.resource.hasPrefix("arn:\(partition):"))
  }

  @Test func `policies that were not read make everything unknown`() throws {
    let unread = PolicyDocument(name: "attached", statements: [], doubt: "it is not carried")
    let answer = Escalation.paths(of: [Level(.identity, [unread])])
    #expect(!answer.isNone)
    #expect(answer.doubts == ["attached: it is not carried"])
    let (policy, problems) = PolicyParser.parse(
      SourceFile(
        path: "p.json",
        text: #"""
          {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PutRolePolicy",
          "Resource": "*", "Condition": {"StringEqals": {"a": "b"}}}]}
          """#), as: .identity)
    #expect(problems.count == 1)
    let partly = Escalation.paths(of: [Level(.identity, [try #require(policy)])])
    #expect(partly.found.isEmpty)
    #expect(partly.undecided.map(\.path.id) == ["iam-005"])
    #expect(partly.undecided[0].reasons == ["the operator `StringEqals` is not known"])
  }

  @Test func `policies that are too large are unknown`() throws {
    let statement = Self.allow("iam:PassRole")
    let many = try Policies.policy(
      #"{"Version": "2012-10-17", "Statement": ["#
        + Array(repeating: statement, count: 1_001).joined(separator: ",") + "]}")
    let answer = Escalation.paths(of: [Level(.identity, [many])])
    #expect(answer.doubts == ["1001 statements are more than the 1000 that are decided"])
  }

  @Test func `all questions about a role together are bounded, in whatever accounts it may be`()
    throws
  {
    let letters = Array("abcdefghijkl")
    let denials = (1...12).map { turn in
      let tag = letters.indices.map { String(letters[(($0 + 1) * turn % 13) - 1]) }
      return """
        {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {
          "StringNotLike": {"aws:PrincipalTag/x": "*\(tag.joined(separator: "*"))*"}}}
        """
    }
    let accounts = (0..<16).map { #""2222333300\#(10 + $0)""# }.joined(separator: ", ")
    let reading = """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
       "Condition": {"StringEquals": {"aws:ResourceAccount": [\(accounts)]}}}
      """
    let text =
      #"{"Version": "2012-10-17", "Statement": ["#
      + ([Self.everything, reading] + denials).joined(separator: ",") + "]}"
    let meter = Meter()
    let answer = Escalation.paths(
      of: [Level(.identity, [try Policies.policy(text)])], for: Self.role, account: "123456789012",
      metered: meter)
    #expect(!answer.undecided.isEmpty)
    #expect(meter.places < 8_000_000)
  }

  @Test func `policies that open no way cost next to nothing`() throws {
    let policy = try #require(
      ManagedPolicies.policy(arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"))
    let level = Level(
      .identity, [try #require(PolicyParser.parse(policy.document, as: .identity).0)])
    #expect(Escalation.paths(of: [level]).isNone)
  }
}

extension Escalation.Answer {
  /// Whether it is certain that no way is open.
  fileprivate var isNone: Bool { found.isEmpty && undecided.isEmpty && doubts.isEmpty }
}
