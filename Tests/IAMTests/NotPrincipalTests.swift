import IAM
import Testing

/// Whom `NotPrincipal` leaves out, where the IAM user guide leaves it open, and in proofs.
struct NotPrincipalTests {
  private static func policy(_ names: String) throws -> PolicyDocument {
    try Policies.policy(
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"},
        {"Effect": "Deny", "NotPrincipal": {"AWS": [\(names)]}, "Action": "s3:*", "Resource": "*"}]}
      """, as: .resource)
  }

  @Test(arguments: [
    (#""arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:root""#),
    (#""arn:aws:iam::111122223333:role/app""#),
    (#""111122223333""#),
  ])
  func `a session that is not named itself is spared or not, and the reason is told`(
    _ names: String
  ) throws {
    var policies = PolicySet(identity: [])
    policies.resource = try Self.policy(names)
    let request = Request(
      principal: Principal("arn:aws:sts::111122223333:assumed-role/app/s1"),
      action: "s3:GetObject", resource: "arn:aws:s3:::b/k")
    let answer = Authorization.judge(request, policies)
    #expect(answer.decision == .unknown)
    #expect(answer.reasons.contains { $0.contains("NotPrincipal") })
  }

  private static func allow(_ principal: String) throws -> [Level] {
    let policy = try Policies.policy(
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "\(principal)"}, "Action": "s3:GetObject",
         "Resource": "*"}]}
      """, as: .resource)
    return [Level(.resource, [policy])]
  }

  enum Expected {
    case contained, new
    /// To services that look at sessions by themselves.
    case newToSome
  }

  @Test(arguments: [
    ("arn:aws:iam::111122223333:user/alice", Expected.new),
    ("arn:aws:iam::111122223333:user/bob", .contained),
    ("arn:aws:iam::111122223333:root", .new),
    ("arn:aws:sts::111122223333:assumed-role/app/s1", .newToSome),
    ("arn:aws:iam::444455556666:user/bob", .new),
  ])
  func `a proof spares those that are named, and not their account`(
    _ principal: String, _ expected: Expected
  ) throws {
    let reference = Level(
      .resource,
      [
        try Self.policy(
          #""arn:aws:iam::111122223333:user/bob", "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:root""#
        )
      ])
    let candidate = try Self.allow(principal)
    switch Containment(.catalogue(.bundled)).check(candidate, within: [reference]) {
    case .contained: #expect(expected == .contained)
    case .new(let found):
      for example in found {
        let caveats = Narration(example, candidate, within: [reference]).caveats
        #expect(expected == (caveats.isEmpty ? .new : .newToSome))
        let refused = reference.grants(example.request, .segmented)
        #expect(refused == (caveats.isEmpty ? .no : .maybe))
        #expect(caveats.allSatisfy { $0.contains("NotPrincipal") })
      }
    case .unknown(let reasons): Issue.record("\(reasons)")
    }
  }

  /// Neither reading of the whole would do: what the one statement spares, the other allows.
  @Test func `what every service makes the same of is contained`() throws {
    let role = "arn:aws:iam::111122223333:role/app"
    func level(_ statements: String) throws -> Level {
      let policy = try Policies.policy(
        #"{"Version": "2012-10-17", "Statement": [\#(statements)]}"#, as: .resource)
      return Level(.resource, [policy])
    }
    let rest = #""Action": "s3:GetObject", "Resource": "*""#
    let but = #""NotPrincipal": {"AWS": "\#(role)"}"#
    let candidate = try level(
      #"{"Effect": "Allow", "Principal": {"AWS": "\#(role)"}, \#(rest)}, {"Effect": "Deny", \#(but), \#(rest)}"#
    )
    let within = try level(
      #"{"Effect": "Allow", "Principal": "*", \#(rest)}, {"Effect": "Deny", \#(but), \#(rest)}"#)
    let beyond = try level(#"{"Effect": "Allow", \#(but), \#(rest)}"#)
    let containment = Containment(.catalogue(.bundled))
    guard case .contained = containment.check([candidate], within: [within]) else {
      Issue.record("the same denial stands on both sides")
      return
    }
    guard case .new = containment.check([candidate], within: [beyond]) else {
      Issue.record("whom a service spares there, it allows here alone")
      return
    }
  }

  @Test func `a counterexample has what follows from its principal`() throws {
    let policy = try Policies.policy(
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"},
         "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "444455556666"}}}]}
      """, as: .resource)
    guard
      case .new(let found) = Containment(.open).check(
        [Level(.resource, [policy])], within: [Level(.resource, [])])
    else {
      Issue.record("something new is granted")
      return
    }
    #expect(found.first?.request["aws:PrincipalAccount"] == ["111122223333"])
  }

  @Test func `a meter tells what questions cost, the same each time`() throws {
    let wide = try Policies.level(
      #"{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a*b*c*"}"#)
    let narrow = try Policies.level(
      #"{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::a*bb*cc*"}"#)
    let costs = (0..<2).map { _ in
      let meter = Meter()
      _ = Containment(.open).metered(by: meter).check([wide], within: [narrow])
      return meter.places
    }
    #expect(costs[0] > 10)
    #expect(costs[0] == costs[1])
  }

  @Test func `nobody who has a boundary is spared`() throws {
    let all = try Policies.level(#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#)
    let reference = [
      Level(
        .resource, [try Self.policy(#""arn:aws:iam::111122223333:user/bob", "111122223333""#)]),
      Level(.boundary, all.policies),
    ]
    let answer = Containment(.open).check(
      try Self.allow("arn:aws:iam::111122223333:user/bob"), within: reference)
    guard case .new = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test func `the root user is not denied by what denies everybody who has a boundary`() throws {
    let all = try Policies.level(#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#)
    let bounded = [
      Level(.resource, [try Self.policy(#""111122223333""#)]), Level(.boundary, all.policies),
    ]
    let answer = Containment(.open).check(bounded, within: [Level(.identity, [])])
    guard case .new(let found) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(found.map(\.request.principal.name) == ["arn:aws:iam::111122223333:root"])
  }
}
