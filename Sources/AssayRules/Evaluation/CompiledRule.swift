import AssayModel
import CEL
import Records

/// A rule's expressions compiled over one store.
struct RuleCode: Sendable {
  fileprivate let resource: CodeVariable
  fileprivate let each: CodeVariable?
  fileprivate let when: CompiledProgram?
  fileprivate let foreach: CompiledProgram?
  fileprivate let verdict: CompiledProgram
  fileprivate let passing: CompiledProgram.Decision
  fileprivate let isWhenPerElement: Bool
  private let unit: CodeUnit
  private let now: Timestamp
  private let watch: ClockWatch?

  /// Compiles the rule: parameters and `now` are constants of the code.
  init(_ rule: RunnableRule, over source: RecordSource, now: Timestamp) {
    let watch = rule.clockUse.watch
    var unit = CodeUnit(source, isWatchingClock: watch?.isComparing ?? false)
    unit.define("now", .timestamp(now))
    for parameter in rule.parameters { unit.define("params.\(parameter.name)", parameter.value) }
    resource = unit.declare("resource", .record(rule.info.kind))
    // Variables may read `each`, which is known only after the list that it comes from.
    foreach = rule.foreach.map { unit.compile($0) }
    each = rule.foreach.flatMap(\.elementType).map { unit.declare("each", $0) }
    for variable in rule.variables { unit.define(variable.name, lazily: variable.value) }
    when = rule.when.map { unit.compile($0) }
    verdict = unit.compile(rule.verdict)
    passing = rule.passing ? .yes : .no
    isWhenPerElement = rule.isWhenPerElement
    self.unit = unit
    self.now = now
    self.watch = watch
  }

  /// Strings of the rule that the store has none of: without any, it runs over every store that begins with
  /// the strings of this one.
  var missingStrings: [String] { unit.missingStrings }

  /// A frame over such a store; over its own where none is given.
  fileprivate func frame(over source: RecordSource?) -> Frame {
    var frame = unit.frame(over: source, now: now)
    frame.clockWatch = watch
    return frame
  }
}

/// A rule's compiled expressions with the frame that they run in.
///
/// It says that a resource passes or is none of the rule's business; of anything else the reference
/// evaluator tells what it is and why.
struct CompiledRule: ~Copyable {
  /// What compiled code may decide alone.
  enum Verdict {
    case pass, notApplicable
  }

  private let code: RuleCode
  private var frame: Frame

  /// Over a store that the code may run over; over its own where none is given.
  init(_ code: RuleCode, over source: RecordSource? = nil) {
    self.code = code
    frame = code.frame(over: source)
  }

  /// Begins to note how long what is decided holds.
  mutating func restartClockWatch() { frame.clockWatch?.restart() }

  /// Nanoseconds in which what was decided since then holds.
  mutating func clockChange() -> Int64 { frame.clockWatch?.change ?? .max }

  /// The verdict on a resource by a rule without `foreach`; nil to ask the reference.
  mutating func judge(_ block: BlockID) -> Verdict? {
    start(block, nil)
    return applies().flatMap { $0 ? decide() : .notApplicable }
  }

  /// The verdict on an element of the list of a resource.
  mutating func judge(_ block: BlockID, each element: Value) -> Verdict? {
    start(block, element)
    guard code.isWhenPerElement else { return decide() }
    return applies().flatMap { $0 ? decide() : .notApplicable }
  }

  /// The list of a resource that a rule with `foreach` looks at.
  enum Elements {
    case list(Value)
    case notApplicable
  }

  /// Nil to ask the reference.
  mutating func elements(_ block: BlockID) -> Elements? {
    start(block, nil)
    if !code.isWhenPerElement {
      guard let applies = applies() else { return nil }
      if !applies { return .notApplicable }
    }
    guard let list = code.foreach?.evaluate(&frame) else { return nil }
    switch list {
    case .error, .unknown: return nil
    default: return .list(list)
    }
  }

  private mutating func start(_ block: BlockID, _ element: Value?) {
    CompiledProgram.start(&frame)
    code.resource.set(.record(block), in: &frame)
    if let element { code.each?.set(element, in: &frame) }
  }

  /// Whether the rule applies; nil to ask the reference.
  private mutating func applies() -> Bool? {
    guard let when = code.when else { return true }
    switch when.decide(&frame) {
    case .yes: return true
    case .no: return false
    case .unknown, .error, .ask: return nil
    }
  }

  private mutating func decide() -> Verdict? {
    code.verdict.decide(&frame) == code.passing ? .pass : nil
  }
}
