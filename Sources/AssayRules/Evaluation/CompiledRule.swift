import AssayModel
import CEL
import Records

/// A rule's expressions compiled over one store, with the frame that they run in.
///
/// It says that a resource passes or is none of the rule's business; of anything else the reference
/// evaluator tells what it is and why.
struct CompiledRule: ~Copyable {
  /// What compiled code may decide alone.
  enum Verdict {
    case pass, notApplicable
  }

  private let resource: CodeVariable
  private let each: CodeVariable?
  private let when: CompiledProgram?
  private let foreach: CompiledProgram?
  private let verdict: CompiledProgram
  private let passing: CompiledProgram.Decision
  private let isWhenPerElement: Bool
  private var frame: Frame

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
    frame = unit.frame(now: now)
    frame.clockWatch = watch
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
    guard isWhenPerElement else { return decide() }
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
    if !isWhenPerElement {
      guard let applies = applies() else { return nil }
      if !applies { return .notApplicable }
    }
    guard let list = foreach?.evaluate(&frame) else { return nil }
    switch list {
    case .error, .unknown: return nil
    default: return .list(list)
    }
  }

  private mutating func start(_ block: BlockID, _ element: Value?) {
    CompiledProgram.start(&frame)
    resource.set(.record(block), in: &frame)
    if let element { each?.set(element, in: &frame) }
  }

  /// Whether the rule applies; nil to ask the reference.
  private mutating func applies() -> Bool? {
    guard let when else { return true }
    switch when.decide(&frame) {
    case .yes: return true
    case .no: return false
    case .unknown, .error, .ask: return nil
    }
  }

  private mutating func decide() -> Verdict? {
    verdict.decide(&frame) == passing ? .pass : nil
  }
}
