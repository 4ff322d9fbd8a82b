import AssayModel

/// What was not read, and which rules had nothing to judge: said, because silence would read as green.
struct ConsoleInputs {
  let summary: RunSummary
  let options: TextOptions

  private static let limit = 10

  var blocks: [[String]] {
    [unreadable, skipped, unmatched, isVerbose ? packs : []].filter { !$0.isEmpty }
  }

  private var isVerbose: Bool { options.verbosity == .verbose }

  private var unreadable: [String] {
    summary.unjudged.flatMap { item -> [String] in
      let message = item.message.visible(400)
      guard let path = item.path else { return [TextStyle.unchecked(message, options.color)] }
      let label = TextStyle.unchecked("could not check", options.color)
      let details = item.details.prefix(isVerbose ? .max : 3).map { "   \($0.visible(400))" }
      let rest = item.details.count - details.count
      return ["\(label) \(path.visible(300)): \(message)"] + details
        + (rest > 0 ? ["   … and \(rest) more (-v shows them)"] : [])
    }
  }

  /// Counted by reason; each named when verbose.
  private var skipped: [String] {
    let skipped = summary.inputs.compactMap { input -> (path: String, reason: String)? in
      guard case .skipped(let reason) = input.status else { return nil }
      return (input.path.visible(300), reason.visible(200))
    }
    guard !skipped.isEmpty else { return [] }
    let head =
      "skipped \(skipped.count.of("file")) that \(skipped.count == 1 ? "is" : "are") no input:"
    if isVerbose { return [head] + skipped.map { "   \($0.path): \($0.reason)" } }
    let byReason = Dictionary(grouping: skipped, by: \.reason).sorted { $0.key < $1.key }
    let lines = byReason.prefix(Self.limit).map { reason, inputs in
      let rest = inputs.count > 1 ? " and \(inputs.count - 1) more" : ""
      return "   \(inputs[0].path)\(rest): \(reason)"
    }
    let rest = byReason.count - lines.count
    return [head] + lines + (rest > 0 ? ["   … and \(rest.of("other reason"))"] : [])
  }

  private var packs: [String] {
    let packs = summary.run.packs.map { pack in
      let name = "\(pack.id.visible(60)) \(pack.version.visible(40))"
      return "   \(name): \(pack.ruleCount.of("rule")), sha256 \(pack.digest.prefix(16))"
    }
    return packs.isEmpty ? [] : ["judged by \(packs.count.of("pack")):"] + packs
  }

  private var unmatched: [String] {
    let rules = summary.unmatchedRules
    guard !rules.isEmpty else { return [] }
    let byKind = Dictionary(grouping: rules, by: \.kind).sorted { $0.key < $1.key }
    let head = "0 resources matched \(rules.count.of("rule")), which judged nothing:"
    if isVerbose { return [head] + rules.map { "   \($0.id.visible(100))" } }
    let kinds = byKind.map { kind, rules in
      "\(ResourceID(kind: kind, uid: "").kindWords) (\(rules.count.of("rule")))"
    }
    let shown = kinds.prefix(Self.limit).joined(separator: ", ")
    let rest = kinds.count - Self.limit
    return [head, "   \(shown)\(rest > 0 ? " and \(rest) more kinds" : "")"]
  }
}
