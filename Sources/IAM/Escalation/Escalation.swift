/// Ways in which whoever has some policies can come to be allowed more.
///
/// In: levels, each of which has to grant; the policies of a principal together make the first, since
/// what no policy alone allows they may allow together. Out: every known way whose permissions are
/// all granted, with a request for each that the evaluator has confirmed. What cannot be decided is
/// told as such: no answer of "none" rests on a policy that was not read.
///
/// Actions are matched before anything is proven, and a question is put to `Containment` about the
/// statements of one action only, so that policies which have nothing to do with any way cost
/// microseconds.
package enum Escalation {
  /// How much a way takes besides what was granted.
  package enum Degree: String, Sendable, CaseIterable {
    /// It works alone.
    case selfContained = "self-contained"
    /// Something else has to exist.
    case targetDependent = "target-dependent"
    /// What it takes is granted on some resources only, or under a condition.
    case constrained
  }

  /// One permission of a way, and what grants it.
  package struct Grant: Sendable {
    /// As AWS spells it.
    package let action: String
    /// A request that passes.
    package let request: Request
    /// `statement 2 (\`Pass\`) of policy.json`.
    package let statement: String
    /// Where the statement stands; nil when it was not read from a file.
    package let place: Statement.Place?
    /// How the grant is bounded, each as the end of "granted …"; empty when it is not.
    package let limits: [String]
  }

  /// A way that is open.
  package struct Found: Sendable {
    package let path: EscalationPath
    package let degree: Degree
    /// What has to exist besides, each as the end of "needs …".
    package let needs: [String]
    /// One or more for each permission, in the order of the path.
    package let grants: [Grant]
    /// Whether it goes through roles that policies name one by one, so that what these may do was
    /// given with the names; false for a way that neither passes nor takes a role.
    package let isThroughNamedRoles: Bool
  }

  /// A way of which nothing can be said.
  package struct Undecided: Sendable {
    package let path: EscalationPath
    /// Never empty, without repetition.
    package let reasons: [String]
  }

  /// What came of looking for all ways.
  package struct Answer: Sendable {
    /// In the order of `EscalationPath.all`.
    package let found: [Found]
    /// In the order of `EscalationPath.all`.
    package let undecided: [Undecided]
    /// Why nothing can be said at all: policies that were not read, or too many; then the lists are
    /// empty.
    package let doubts: [String]
    /// Whether every action on every resource is granted, so that there is nothing to escalate to.
    package let isAdministrator: Bool
  }

  /// The ways that `levels` open to a principal; `principal` is nil when it is not known who has them.
  ///
  /// `account` is what stands in policies for the account of the principal where that is not known;
  /// nil where its name tells it. `declared` are the letters that stand for names of roles which an input
  /// declares: other letters may be anything, also a wildcard. `meter` is told what the proofs cost.
  package static func paths(
    of levels: [Level], for principal: Principal? = nil, account: String? = nil,
    declared: Set<Unicode.Scalar> = [], _ catalogue: ActionCatalogue = .bundled,
    metered meter: Meter? = nil
  ) -> Answer {
    let doubts = levels.compactMap(\.doubt) + [PolicyExtent(levels).excess].compactMap { $0 }
    guard doubts.isEmpty, !levels.isEmpty else {
      return Answer(found: [], undecided: [], doubts: doubts, isAdministrator: false)
    }
    let readings = EscalationReadings(principal, account, levels)
    var proofs = readings.all.map { principal in
      (
        EscalationProof(levels, principal, account: account, declared: declared, meter),
        EscalationTargets(catalogue, principal)
      )
    }
    var work = EscalationProof.allWork
    var found: [Found] = []
    var undecided: [Undecided] = []
    for path in EscalationPath.all where proofs[0].0.mayGrant(path) {
      var outcome = readings.isComplete ? Outcome.closed : .unknown([Budget.reason])
      for index in proofs.indices {
        let (_, targets) = proofs[index]
        proofs[index].0.work = work
        let found = decide(path, targets, &proofs[index].0)
        work = proofs[index].0.work
        if case .open = found { outcome = found }
        if index < readings.deciding { outcome = outcome.or(found) }
        if case .open = outcome { break }
      }
      switch outcome {
      case .open(let way): found.append(way)
      case .closed: continue
      case .unknown(let reasons): undecided.append(Undecided(path: path, reasons: reasons))
      }
    }
    return Answer(
      found: found, undecided: undecided, doubts: [],
      isAdministrator: levels.allSatisfy(\.grantsEverything))
  }

  private enum Outcome {
    case open(Found)
    case closed
    case unknown([String])

    /// What is known when either of two ways to look at it will do.
    func or(_ other: Outcome) -> Outcome {
      switch (self, other) {
      case (.open, _), (.unknown, .closed), (.unknown, .unknown): self
      default: other
      }
    }
  }

  private static func decide(
    _ path: EscalationPath, _ targets: EscalationTargets, _ proof: inout EscalationProof
  ) -> Outcome {
    var reasons: [String] = []
    for variant in targets.variants(of: path) {
      var grants: [Grant] = []
      var isOpen = true
      for question in variant.questions {
        switch proof.decide(question) {
        case .granted(let confirmed): grants += confirmed
        case .refused: isOpen = false
        case .unknown(let why):
          isOpen = false
          for reason in why where !reasons.contains(reason) { reasons.append(reason) }
        }
        if !isOpen { break }
      }
      guard isOpen else { continue }
      return .open(
        way(path, variant, grants, isThroughNamedRoles: proof.goesThroughNamedRoles(path)))
    }
    return reasons.isEmpty ? .closed : .unknown(reasons)
  }

  private static func way(
    _ path: EscalationPath, _ variant: EscalationTargets.Variant, _ grants: [Grant],
    isThroughNamedRoles: Bool
  ) -> Found {
    let isLimited = grants.contains { !$0.limits.isEmpty }
    let needs = path.needs + variant.needs + (isLimited ? variant.needsWhenLimited : [])
    let order = path.permissions.map(\.action)
    let sorted = order.flatMap { action in grants.filter { $0.action == action } }
    return Found(
      path: path,
      degree: isLimited ? .constrained : needs.isEmpty ? .selfContained : .targetDependent,
      needs: needs, grants: sorted, isThroughNamedRoles: isThroughNamedRoles)
  }
}

extension Level {
  /// Whether one statement allows everything, and none denies anything.
  fileprivate var grantsEverything: Bool {
    let statements = policies.flatMap(\.statements)
    return statements.allSatisfy { $0.effect == .allow }
      && statements.contains { $0.isUnbounded && $0.actions.coversEverything }
  }
}

extension Statement {
  /// Whether it speaks of every resource, whatever the context.
  var isUnbounded: Bool {
    conditions.isEmpty && doubts.isEmpty && principals == nil
      && (resources.map(\.coversEverything) ?? true)
  }
}

extension Statement.Patterns {
  /// Whether anything at all is among what is named.
  var coversEverything: Bool { !isNegated && patterns.contains(where: \.matchesEverything) }
}

extension Pattern {
  /// Whether it names one role, whatever its account is: a role that is passed is one of the own account
  /// (IAM user guide, "Grant a user permissions to pass a role").
  func namesRole(_ declared: Set<Unicode.Scalar>) -> Bool {
    guard ARN(text)?.resource.hasPrefix("role/") == true, let colons = colonsOfARN else {
      return false
    }
    return steps[colons[4]...].allSatisfy {
      guard case .scalar(let scalar) = $0 else { return false }
      return !Hole.isHole(scalar) || declared.contains(scalar)
    }
  }

  /// Whether it names one account, which may be the own one by its letter.
  func namesAccount(_ own: String?) -> Bool {
    guard let account = ARN(text)?.account, let colons = colonsOfARN else { return false }
    let isSpelled = steps[colons[3]...colons[4]].allSatisfy {
      if case .scalar = $0 { true } else { false }
    }
    return isSpelled && (ARN.isAccount(account) || account == own)
  }

  /// The places of the colons between the parts of an ARN; nil where there are not five.
  private var colonsOfARN: [Int]? {
    let colons = steps.indices.filter { steps[$0] == .scalar(":") }
    return colons.count >= 5 ? colons : nil
  }
}
