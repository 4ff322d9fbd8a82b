/// What becomes of one request, and what decided it (IAM user guide, "Policy evaluation logic").
package struct Authorization: Sendable {
  /// The end of it.
  package enum Decision: String, Sendable {
    case allowed = "Allowed"
    case implicitlyDenied = "ImplicitlyDenied"
    case explicitlyDenied = "ExplicitlyDenied"
    /// It depends on what could not be read.
    case unknown = "Unknown"
  }

  /// A statement that speaks of the request, or may.
  package struct Step: Sendable {
    package let role: Level.Role
    /// What the policy is called.
    package let policy: String
    /// 0-based.
    package let statement: Int
    package let sid: String?
    package let effect: Statement.Effect
    /// Never `no`.
    package let match: Match
    package let place: Statement.Place?
  }

  package let decision: Decision
  /// Every statement that matches or may, in the order of the policies.
  package let trace: [Step]
  /// What was missing or in the way, as whole sentences without a full stop.
  package let reasons: [String]

  /// Judges a request.
  ///
  /// `reading` says how far some wildcards of ARNs reach, and `isExempt` whether organisations do not
  /// bind the principal, since a service made the role for itself.
  private init(
    _ request: Request, _ policies: PolicySet, reading: ARNReading, isExempt: Bool
  ) {
    var judge = Judge(
      request: request, reading: reading, isBound: !policies.boundaries.isEmpty)
    let allowed = judge.isAllowed(policies, isExempt: isExempt)
    trace = judge.trace
    let isDenied = judge.isDenied
    switch (isDenied, allowed) {
    case (.yes, _): decision = .explicitlyDenied
    case (.maybe, .yes), (.maybe, .maybe), (.maybe, .no): decision = .unknown
    case (.no, .yes): decision = .allowed
    case (.no, .maybe): decision = .unknown
    case (.no, .no): decision = .implicitlyDenied
    }
    reasons = decision == .allowed ? [] : judge.reasons
  }

  /// Judges a request in both readings of wildcards; where they differ the answer is unknown, and so
  /// it is where it hangs on what a session's ARN does not tell.
  package static func judge(_ request: Request, _ policies: PolicySet) -> Authorization {
    let exemptions: [Bool] =
      switch request.principal.isServiceLinked {
      case .no: [false]
      case .maybe: [false, true]
      case .yes: [true]
      }
    let first = judge(request, policies, isExempt: exemptions[0])
    guard
      exemptions.contains(where: {
        judge(request, policies, isExempt: $0).decision != first.decision
      })
    else { return first }
    return Authorization(
      decision: .unknown, trace: first.trace,
      reasons: ["the session's ARN does not tell whether a service made its role for itself"])
  }

  private static func judge(
    _ request: Request, _ policies: PolicySet, isExempt: Bool
  ) -> Authorization {
    let readings = ARNReading.allCases.map {
      Authorization(request, policies, reading: $0, isExempt: isExempt)
    }
    guard readings.contains(where: { $0.decision != readings[0].decision }) else {
      return readings[0]
    }
    return Authorization(
      decision: .unknown, trace: readings[0].trace,
      reasons: ["a `*` at the end of a part of an ARN may reach over the colon, or not"])
  }

  private init(decision: Decision, trace: [Step], reasons: [String]) {
    self.decision = decision
    self.trace = trace
    self.reasons = reasons
  }
}
