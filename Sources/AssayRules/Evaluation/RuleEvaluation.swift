import AssayModel
import CEL
import Records

/// One rule over the resources of its kind, one after the other.
///
/// Compiled code decides where it can; where it cannot, and for every failure, the reference
/// evaluator says what is so and why. The two agree, so findings do not tell which one decided.
struct RuleEvaluation: ~Copyable {
  private let rule: RunnableRule
  private let store: RecordStore
  private var context: Context
  private let base: Activation
  private let identities: ElementIdentities
  private var compiled: CompiledRule?
  /// How often the reference evaluator was asked.
  private(set) var asked = 0
  /// Where the element at hand stands; nil when the resource as a whole is judged.
  private var elementOrigin: Origin?
  private let sensitivity: RuleSensitivity
  /// Whether an error was met since the clock is watched: what it hangs on is not looked into.
  private var hasFailed = false

  /// With compiled code, if any, that may run over the source.
  init(
    _ rule: RunnableRule, source: RecordSource, store: RecordStore,
    identities: ElementIdentities, now: Instant, code: RuleCode? = nil,
    sensitivity: RuleSensitivity? = nil
  ) {
    self.rule = rule
    self.store = store
    let instant = Timestamp(microseconds: now.microseconds)
    var activation = Activation()
    activation.set("now", .timestamp(instant))
    for parameter in rule.parameters { activation.set("params.\(parameter.name)", parameter.value) }
    base = activation
    self.identities = identities
    context = Context(source, activation: activation, now: instant)
    context.clockWatch = rule.clockUse.watch
    context.reach = rule.reach?.names
    self.sensitivity = sensitivity ?? RuleSensitivity(rule, source)
    compiled = code.map { CompiledRule($0, over: $0.missingStrings.isEmpty ? source : nil) }
  }

  /// Begins to note how long what is said of a resource holds.
  mutating func restartClockWatch() {
    hasFailed = false
    context.clockWatch?.restart()
    compiled?.restartClockWatch()
  }

  /// Nanoseconds from the run's instant on in which what was said since the watch began holds.
  mutating func clockChange() -> Int64 {
    if rule.clockUse == .anything || hasFailed { return 0 }
    let change = context.clockWatch?.change ?? .max
    return min(change, compiled?.clockChange() ?? .max)
  }

  /// What every part of the rule comes to, from here on; nil unless somebody asked.
  var trace: Trace? {
    get { context.trace }
    set { context.trace = newValue }
  }

  /// What the rule says of a resource: at least one finding, sorted by locus.
  mutating func findings(for resource: Resource) -> [Finding] {
    compiledFindings(for: resource) ?? referenceFindings(for: resource)
  }

  /// What a rule says of a resource as a whole, where compiled code can tell and nothing needs words:
  /// `pass` or `notApplicable`; nil when `findings` has to be asked.
  mutating func outcome(of record: BlockID) -> Outcome? {
    guard rule.foreach != nil else {
      switch compiled?.judge(record) {
      case .pass: return .pass
      case .notApplicable: return .notApplicable
      case nil: return nil
      }
    }
    switch compiled?.elements(record) {
    case .notApplicable: return .notApplicable
    case .list(let list): return outcome(ofElements: list, record)
    case nil: return nil
    }
  }

  private mutating func outcome(ofElements list: Value, _ record: BlockID) -> Outcome? {
    guard let elements = context.elements(of: list) else {
      preconditionFailure("a checked foreach is a list")
    }
    var isJudged = false
    for element in elements {
      if case .unknown = element { return nil }
      switch compiled?.judge(record, each: element) {
      case .pass: isJudged = true
      case .notApplicable: continue
      case nil: return nil
      }
    }
    return isJudged ? .pass : .notApplicable
  }

  /// What compiled code decides; nil when it asks.
  private mutating func compiledFindings(for resource: Resource) -> [Finding]? {
    guard rule.foreach != nil else {
      guard let verdict = compiled?.judge(resource.record) else { return nil }
      return [finding(of: verdict, resource, locus: "")]
    }
    switch compiled?.elements(resource.record) {
    case .notApplicable: return [notApplicable(resource, locus: "")]
    case .list(let list):
      // Elements that are unknown are named from the resource.
      prepare(resource)
      return judgeElements(of: list, resource)
    case nil: return nil
    }
  }

  private func finding(
    of verdict: CompiledRule.Verdict, _ resource: Resource, locus: String
  ) -> Finding {
    switch verdict {
    case .pass: finding(.pass, resource, locus: locus)
    case .notApplicable: notApplicable(resource, locus: locus)
    }
  }

  private mutating func referenceFindings(for resource: Resource) -> [Finding] {
    asked += 1
    prepare(resource)
    if let when = rule.when, !rule.isWhenPerElement,
      let outcome = applicability(when, resource, locus: "")
    {
      return [outcome]
    }
    guard let foreach = rule.foreach else { return [judge(resource, locus: "")] }
    switch foreach.evaluate(&context) {
    case .unknown(let set): return [undecided(set, resource, locus: "")]
    case .error(let error): return [failed(error, resource, locus: "")]
    case let list: return judgeElements(of: list, resource)
    }
  }

  /// Elements that the rule does not apply to are left out, unless there are no others.
  private mutating func judgeElements(of list: Value, _ resource: Resource) -> [Finding] {
    var findings: [Finding] = []
    var loci = ElementLoci()
    guard let elements = context.elements(of: list) else {
      preconditionFailure("a checked foreach is a list")
    }
    for (index, element) in elements.enumerated() {
      let identity =
        sensitivity.isElementHidden ? "[\(index)]" : identities.identity(of: element, at: index)
      let locus = loci.next(identity)
      elementOrigin = context.origin(of: element, at: index, of: list)
      if case .unknown(let set) = element {
        findings.append(undecided(set, resource, locus: locus))
        continue
      }
      switch compiled?.judge(resource.record, each: element) {
      case .notApplicable: continue
      case .pass?:
        findings.append(finding(.pass, resource, locus: locus))
        continue
      case nil: asked += 1
      }
      let isHidden = sensitivity.isElementHidden
      prepare(resource) {
        $0.set("each", element, at: index, of: list, isSensitive: isHidden)
      }
      if let when = rule.when, rule.isWhenPerElement,
        let outcome = applicability(when, resource, locus: locus)
      {
        if outcome.outcome != .notApplicable { findings.append(outcome) }
        continue
      }
      findings.append(judge(resource, locus: locus))
    }
    elementOrigin = nil
    if findings.isEmpty { findings.append(notApplicable(resource, locus: "")) }
    findings.sort { $0.locus < $1.locus }
    return findings
  }

  private mutating func prepare(
    _ resource: Resource, adding element: (inout Activation) -> Void = { _ in }
  ) {
    var activation = base
    activation.set("resource", .record(resource.record))
    element(&activation)
    for variable in rule.variables { activation.set(variable.name, lazily: variable.value) }
    context.restart(activation)
  }

  /// The finding that `when` already decides; nil when the rule applies.
  private mutating func applicability(
    _ when: Program, _ resource: Resource, locus: String
  ) -> Finding? {
    let value = when.evaluate(&context)
    if rule.isStrict, let error = context.absorbed.first {
      return failed(error, resource, locus: locus)
    }
    switch value {
    case .bool(true): return nil
    case .bool(false): return notApplicable(resource, locus: locus)
    case .unknown(let set): return undecided(set, resource, locus: locus)
    case .error(let error): return failed(error, resource, locus: locus)
    default: preconditionFailure("a checked condition is a bool")
    }
  }

  private mutating func judge(_ resource: Resource, locus: String) -> Finding {
    let value = rule.verdict.evaluate(&context)
    if rule.isStrict, let error = context.absorbed.first {
      return failed(error, resource, locus: locus)
    }
    switch value {
    case .bool(rule.passing):
      return finding(.pass, resource, locus: locus, reasons: immaterial(context.absorbed))
    case .bool: return failing(resource, locus: locus)
    case .unknown(let set): return undecided(set, resource, locus: locus)
    case .error(let error): return failed(error, resource, locus: locus)
    default: preconditionFailure("a checked verdict is a bool")
    }
  }

  private func notApplicable(_ resource: Resource, locus: String) -> Finding {
    finding(.notApplicable, resource, locus: locus)
  }

  /// A failure, with the smallest part of the expression that explains it.
  private mutating func failing(_ resource: Resource, locus: String) -> Finding {
    let absorbed = context.absorbed
    let explanation = Explanation.explain(rule.verdict, wanting: rule.passing, &context)
    let evidence = explanation.items.map { item in
      Evidence(
        path: item.path, got: item.got, allowed: item.allowed,
        origin: place(item.origin, in: resource))
    }
    return finding(
      .fail, resource, locus: locus, evidence: evidence,
      reasons: immaterial(absorbed),
      origin: explanation.origin)
  }

  private func immaterial(_ errors: [EvaluationError]) -> [String] {
    errors.map { "an error did not matter: \(sensitivity.message(of: $0))" }
  }

  private func undecided(_ set: UnknownSet, _ resource: Resource, locus: String) -> Finding {
    let reasons = set.entries.map { entry in
      "\(entry.path): \(entry.reason.kind.rawValue): \(entry.reason.detail)"
    }
    let evidence = set.entries.map { entry in
      Evidence(
        path: entry.path, got: "(unknown: \(entry.reason.detail))",
        origin: place(entry.origin, in: resource))
    }
    return finding(
      set.isNotCollected ? .noData : .unknown, resource, locus: locus, evidence: evidence,
      reasons: reasons, origin: set.entries.lazy.compactMap(\.origin).first)
  }

  private mutating func failed(
    _ error: EvaluationError, _ resource: Resource, locus: String
  ) -> Finding {
    if rule.clockUse != .none { hasFailed = true }
    return finding(
      .error, resource, locus: locus,
      reasons: ["\(error.code.rawValue): \(sensitivity.message(of: error))"])
  }

  /// What a resource lacks is said where it begins, by its name rather than by its first property.
  private func place(_ origin: Origin?, in resource: Resource) -> Origin? {
    origin == store.origin(resource.record) ? resource.origin : origin
  }

  /// The rule's message says what is wrong, so only a failure may say it; all else says the title.
  private func finding(
    _ outcome: Outcome, _ resource: Resource, locus: String, evidence: [Evidence] = [],
    reasons: [String] = [], origin: Origin? = nil
  ) -> Finding {
    Finding(
      rule: rule.info.id, resource: resource.id, resourceName: resource.name, locus: locus,
      outcome: outcome, severity: rule.info.severity,
      message: outcome == .fail ? rule.message : rule.info.title, evidence: evidence,
      reasons: reasons, origin: place(origin ?? elementOrigin, in: resource) ?? resource.origin)
  }
}
