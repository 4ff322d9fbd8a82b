import CEL
import IAM
import Records

/// `iam.escalates`: the ways in which a role's policies lead to more rights.
///
/// What a role may do that policies name, to be passed or taken, was given with the name and is no gain.
extension IAMFunctions {
  static let escalation = Entry(
    name: "iam.escalates",
    overload: .function(
      "iam_escalates_role", [.record("role")], .list(.string),
      "Ways in which the role's policies together let it gain rights that they do not grant."),
    body: { context, arguments in
      guard let known = answer(context, arguments) else {
        return .error(.refused("iam.escalates", arguments))
      }
      if let error = context.charge(known.cost) { return .error(error) }
      return value(known.answer, known.read, context)
    },
    account: { context, arguments in
      answer(context, arguments).map { remarks($0.answer, $0.read.reading) } ?? []
    })

  private static func answer(
    _ context: Context, _ arguments: [Value]
  ) -> (answer: Escalation.Answer, cost: Int, read: ReadPolicies)? {
    guard case .record(let block) = arguments[0], let read = policies(arguments[0], context) else {
      return nil
    }
    let key = AnswerCache.Key("iam.escalates", block)
    let (answer, cost) = context.source.answers.answer(to: key) {
      let meter = Meter()
      let answer = Escalation.paths(
        of: read.policies.levels, for: read.policies.principal,
        account: read.policies.openAccount, declared: read.reading.holes.declared, metered: meter)
      return (answer, meter.steps)
    }
    return (answer, cost, read)
  }

  private static func value(
    _ answer: Escalation.Answer, _ read: ReadPolicies, _ context: Context
  ) -> Value {
    // A way that is open is told, whatever else is not known.
    let reasons = answer.doubts + answer.undecided.flatMap(\.reasons)
    let gains = gains(answer)
    guard !gains.isEmpty || reasons.isEmpty else {
      return read.reading.value(because: reasons, of: read.policies.name, context)
    }
    return .list(
      gains.map { way in
        .string("\(way.degree.rawValue): \(way.path.id): \(way.path.title)")
      })
  }

  private static func gains(_ answer: Escalation.Answer) -> [Escalation.Found] {
    answer.found.filter { !$0.isThroughNamedRoles }
  }

  /// At most so many ways are told of; an administrator has all of them.
  private static let most = 5

  private static func remarks(_ answer: Escalation.Answer, _ reading: PolicyReading) -> [Remark] {
    gains(answer).prefix(most).flatMap { way -> [Remark] in
      let needs = way.needs.isEmpty ? "" : "; it needs \(way.needs.joined(separator: ", and "))"
      return [
        Remark(
          path: "\(way.path.id), \(way.degree.rawValue)",
          got: reading.holes.shown("\(way.path.title)\(needs)"))
      ]
        + way.grants.map { grant in
          Remark(
            path: reading.holes.shown(grant.statement),
            got: reading.holes.shown("\(grant.action) on \(grant.request.resource)"))
        }
    }
  }
}
