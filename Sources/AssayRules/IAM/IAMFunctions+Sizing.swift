import CEL
import IAM
import Records

/// `iam.missing` and `iam.excess`: a builder's role held against what its builds need.
extension IAMFunctions {
  static let sizing: [Entry] =
    builds.flatMap { kind in
      [
        missing(
          "iam_missing_\(kind)", [.record(kind)],
          "Permissions that a build needs and its role does not grant, or not wholly, each with the reason."
        ),
        missing(
          "iam_missing_\(kind)_list", [.record(kind), .list(.string)],
          "The same of those permissions whose action matches one of some patterns."),
      ]
    }
    + builds.map { kind in
      Entry(
        name: "iam.excess",
        overload: .function(
          "iam_excess_\(kind)", [.record(kind)], .list(.string),
          "What the role of a build grants beyond what its builds are known to need."),
        body: { context, arguments in
          guard let sizing = sizing(context, arguments) else {
            return .error(.refused("iam.excess", arguments))
          }
          let (answer, cost) = excess(arguments, sizing, context)
          if let error = context.charge(cost) { return .error(error) }
          return excess(sizing, answer, context)
        },
        account: { context, arguments in
          sizing(context, arguments).map {
            excessRemarks($0, excess(arguments, $0, context).answer, context.source.store)
          } ?? []
        })
    }

  private static func missing(_ id: String, _ parameters: [CELType], _ doc: String) -> Entry {
    Entry(
      name: "iam.missing", overload: .function(id, parameters, .list(.string), doc),
      body: { context, arguments in
        guard let lack = lack(context, arguments) else {
          return .error(.refused("iam.missing", arguments))
        }
        if let error = context.charge(lack.shortfall.cost) { return .error(error) }
        return missing(lack.sizing, lack.shortfall, context)
      },
      account: { context, arguments in
        lack(context, arguments).map { missingRemarks($0.sizing, $0.shortfall) } ?? []
      })
  }

  private static func sizing(_ context: Context, _ arguments: [Value]) -> RoleSizing? {
    guard case .record(let block) = arguments[0] else { return nil }
    return context.source.answers.answer(to: AnswerCache.Key("sizing", block)) {
      RoleSizing(RecordView(context.source.store, block))
    }
  }

  private static func lack(
    _ context: Context, _ arguments: [Value]
  ) -> (sizing: RoleSizing, shortfall: RoleSizing.Shortfall)? {
    guard case .record(let block) = arguments[0], let sizing = sizing(context, arguments),
      let patterns = arguments.count > 1 ? texts(arguments[1], context) : ["*"]
    else { return nil }
    let shortfall = context.source.answers.answer(
      to: AnswerCache.Key("iam.missing", block, patterns)
    ) {
      sizing.shortfall(of: patterns)
    }
    return (sizing, shortfall)
  }

  private static func excess(
    _ arguments: [Value], _ sizing: RoleSizing, _ context: Context
  ) -> (answer: Result<[RoleSizing.Excess], RoleSizing.Undecided>, cost: Int) {
    guard case .record(let block) = arguments[0] else { return sizing.excess() }
    return context.source.answers.answer(to: AnswerCache.Key("iam.excess", block)) {
      sizing.excess()
    }
  }

  private static func missing(
    _ sizing: RoleSizing, _ shortfall: RoleSizing.Shortfall, _ context: Context
  ) -> Value {
    let isOpen =
      !shortfall.undecided.isEmpty || sizing.hasUnknownNeeds
      || sizing.policies == nil && sizing.needs.role.reason != nil
    // What is surely missing is told, whatever else is not known.
    if shortfall.missing.isEmpty, isOpen {
      return sizing.reading.value(
        because: shortfall.undecided, of: sizing.policies?.name ?? "the role", context)
    }
    return .list(shortfall.missing.map { .string(text(of: $0, sizing)) })
  }

  private static func text(of missing: RoleSizing.Missing, _ sizing: RoleSizing) -> String {
    sizing.reading.holes.shown(missing.text)
  }

  private static func missingRemarks(
    _ sizing: RoleSizing, _ shortfall: RoleSizing.Shortfall
  ) -> [Remark] {
    shortfall.missing.map { missing in
      Remark(
        path: sizing.policies?.name ?? "the instance profile",
        got: sizing.reading.holes.shown(
          "may not call \(missing.action) on \(missing.refused?.resource ?? missing.resource)"),
        allowed: sizing.reading.holes.shown("a build needs it: \(missing.need.reason)"),
        origin: missing.need.origin)
    }
  }

  private static func excess(
    _ sizing: RoleSizing, _ answer: Result<[RoleSizing.Excess], RoleSizing.Undecided>,
    _ context: Context
  ) -> Value {
    switch answer {
    case .success(let excess):
      // Needs that nobody knows cannot be told from excess.
      guard sizing.reading.unknown.isEmpty || excess.isEmpty else {
        return sizing.reading.value(because: [], of: "the needs of the build", context)
      }
      return .list(
        excess.map { .string(sizing.reading.holes.shown("\(grade($0))\($0.narration.words)")) })
    case .failure(let undecided):
      return sizing.reading.value(because: undecided.reasons, of: "the role", context)
    }
  }

  private static func grade(_ excess: RoleSizing.Excess) -> String {
    excess.level.map { "\($0.rawValue): " } ?? ""
  }

  private static func excessRemarks(
    _ sizing: RoleSizing, _ answer: Result<[RoleSizing.Excess], RoleSizing.Undecided>,
    _ store: RecordStore
  ) -> [Remark] {
    guard case .success(let excess) = answer else { return [] }
    let opaque = sizing.needs.opaqueSteps
    let note =
      opaque.isEmpty
      ? "no build needs it" : "no build is known to need it; \(opaque.count) scripts were not read"
    return excess.flatMap { item in
      var request = item.narration.request
      if let principal = sizing.policies?.principal { request.principal = principal }
      return [
        Remark(
          path: sizing.reading.holes.shown(item.narration.granting),
          got: sizing.reading.holes.shown("\(grade(item))\(item.narration.words)"),
          allowed: note, origin: item.block.flatMap { store.origin($0) }),
        Remark(path: "request", got: sizing.reading.holes.shown(request.json)),
      ]
    }
  }
}
