import Records

/// Walks a program from its root down to the parts that decided.
///
/// Through `&&` only the operands that failed are followed, through `||` all of them, through `!`
/// the opposite is wanted, of `?:` the branch taken, and of a quantifier the elements that decided.
/// What is left are leaves: their reads are the items.
struct Explainer {
  var context: Context
  var paths: RecordPaths
  /// Where the values of macro variables were read, by their place in `context.locals`.
  var scope: [Int: Located] = [:]
  private var items = ExplanationItems()
  /// What must not be printed, by program.
  private var sensitivities: [ObjectIdentifier: Sensitivity] = [:]
  /// Programs of variables that are being explained.
  private var depth = 0

  init(_ context: Context) {
    self.context = context
    paths = RecordPaths(context)
  }

  mutating func explain(_ program: Program, _ wanted: Bool) {
    let outer = context.base
    context.base = context.locals.count
    for _ in 0..<program.localCount { context.locals.append(.null) }
    depth += 1
    blame(program, program.expression.root, wanted)
    depth -= 1
    context.locals.removeLast(context.locals.count - context.base)
    context.base = outer
  }

  /// Whether what a node gives must not be printed.
  mutating func isSensitive(_ program: Program, _ id: Int32) -> Bool {
    let key = ObjectIdentifier(program)
    let known = sensitivities[key] ?? context.sensitivity(of: program)
    sensitivities[key] = known
    return known.contains(id)
  }

  consuming func result() -> Explanation {
    var explanation = items.explanation
    explanation.absorbed = context.absorbed
    explanation.origin = explanation.items.lazy.compactMap(\.origin).first
    if explanation.origin == nil {
      for case .value(let value) in context.activation.bindings where explanation.origin == nil {
        explanation.origin = origin(of: value)
      }
    }
    return explanation
  }

  mutating func add(_ item: ExplanationItem) { items.add(item) }

  mutating func addMore(_ count: Int) { items.more += count }

  /// Explains a node that has not the truth wanted.
  mutating func blame(_ program: Program, _ id: Int32, _ wanted: Bool) {
    switch program.steps[Int(id)] {
    case .and(let first, let count):
      junction(program, program.operands[Int(first)..<Int(first + count)], wanted, deciding: false)
    case .or(let first, let count):
      junction(program, program.operands[Int(first)..<Int(first + count)], wanted, deciding: true)
    case .not(let operand): blame(program, operand, !wanted)
    case .conditional(let condition, let yes, let no):
      let value = context.run(program, condition)
      if let bool = value.asBool {
        blame(program, bool ? yes : no, wanted)
      } else {
        leaf(program, condition, true)
      }
    case .bind(let local, let value, let body):
      let slot = context.base + Int(local)
      context.locals[slot] = context.run(program, value)
      scope[slot] = locate(program, value)
      blame(program, body, wanted)
      scope[slot] = nil
    case .loop(let index): loop(program, id, program.loops[Int(index)], wanted)
    case .variable(let first, let count, _):
      variable(program, id, program.names[Int(first)..<Int(first + count)], wanted)
    case .equal(let left, let right):
      comparison(program, id, left, right, wanted, isEqual: true)
    case .notEqual(let left, let right):
      comparison(program, id, left, right, wanted, isEqual: false)
    default: leaf(program, id, wanted)
    }
  }

  /// `x == true` is `x`, for an `x` that is more than a read.
  private mutating func comparison(
    _ program: Program, _ id: Int32, _ left: Int32, _ right: Int32, _ wanted: Bool, isEqual: Bool
  ) {
    for (operand, other) in [(left, right), (right, left)] {
      guard case .constant(let index) = program.steps[Int(other)],
        case .bool(let bool) = program.constants[Int(index)]
      else { continue }
      switch program.steps[Int(operand)] {
      case .and, .or, .not, .loop, .conditional, .call, .call1, .call2, .compare, .contains, .has:
        return blame(program, operand, (bool == isEqual) == wanted)
      default: break
      }
    }
    leaf(program, id, wanted)
  }

  private mutating func junction(
    _ program: Program, _ operands: ArraySlice<Int32>, _ wanted: Bool, deciding: Bool
  ) {
    let values = operands.map { ($0, context.run(program, $0)) }
    let hasDecided = values.contains { $0.1.asBool == deciding }
    let isUnknown = values.contains { $0.1.isUnknown }
    let isFailed = values.contains { $0.1.asBool == nil }
    let start = items.count
    for (operand, value) in values {
      let counts: Bool
      if hasDecided {
        counts = value.asBool == deciding
      } else if isUnknown {
        counts = value.isUnknown
      } else {
        counts = isFailed ? value.asBool == nil : true
      }
      if counts { blame(program, operand, wanted) }
    }
    // Any operand would have turned the result, or every one that failed has to turn.
    items.merge(from: start, hasDecided ? " and " : " or ")
  }

  /// A variable that a program computes is explained by that program.
  private mutating func variable(
    _ program: Program, _ id: Int32, _ names: ArraySlice<String>, _ wanted: Bool
  ) {
    let index = names.lazy.compactMap { [context] in context.activation.index(of: $0) }.first
    guard let index, depth < 8, let inner = context.activation.programs[index],
      context.run(program, id).asBool != wanted
    else { return leaf(program, id, wanted) }
    let count = items.count
    explain(inner, wanted)
    if items.count == count { leaf(program, id, wanted) }
  }
}

// MARK: Quantifiers

extension Explainer {
  private mutating func loop(
    _ program: Program, _ id: Int32, _ loop: Program.Loop, _ wanted: Bool
  ) {
    let range = context.run(program, loop.range)
    guard !range.isMissing, loop.kind == .all || loop.kind == .exists,
      var iteration = Iteration(range, context.source)
    else { return leaf(program, id, wanted) }
    let located = rangeOf(loop, program, range)
    let deciding = loop.kind == .exists
    var outcomes: [Value] = []
    for index in 0..<iteration.count {
      if context.bind(loop, &iteration, index) != nil { break }
      let value = context.run(program, loop.body)
      outcomes.append(
        iteration.openness(index, context.source).map {
          value.asBool == !deciding ? value : .unknown($0)
        }
          ?? value)
    }
    let chosen = Self.chosen(outcomes, deciding: deciding)
    guard !chosen.isEmpty else {
      return undecided(program, id, loop, range, located, iteration.count, wanted)
    }
    addMore(max(0, chosen.count - Explanation.elementLimit))
    guard var again = Iteration(range, context.source) else { return }
    visit(program, loop, &again, chosen, range, located, wanted)
  }

  /// Where a range was read, or how it is written where it was computed.
  private mutating func rangeOf(
    _ loop: Program.Loop, _ program: Program, _ range: Value
  ) -> Located? {
    if let located = locate(program, loop.range) { return located }
    return Located(
      value: range, text: Unparser.text(of: program.expression, loop.range),
      isSensitive: isSensitive(program, loop.range))
  }

  /// The elements that made the result what it is; none when no element decided.
  private static func chosen(_ outcomes: [Value], deciding: Bool) -> [Int] {
    let decided = outcomes.indices.filter { outcomes[$0].asBool == deciding }
    if !decided.isEmpty { return decided }
    let unknown = outcomes.indices.filter { outcomes[$0].isUnknown }
    return unknown.isEmpty ? outcomes.indices.filter { outcomes[$0].asBool == nil } : unknown
  }

  private mutating func visit(
    _ program: Program, _ loop: Program.Loop, _ iteration: inout Iteration, _ indices: [Int],
    _ range: Value, _ located: Located?, _ wanted: Bool
  ) {
    let first = context.base + Int(loop.first)
    let slot = loop.second >= 0 ? context.base + Int(loop.second) : first
    let saved = scope
    for index in indices.prefix(Explanation.elementLimit) {
      if context.bind(loop, &iteration, index) != nil { break }
      if loop.second >= 0 { scope[first] = nil }
      scope[slot] = element(index, context.locals[slot], of: range, located)
      if let set = iteration.openness(index, context.source) {
        add(set, loop.body, allowed: nil)
      } else {
        blame(program, loop.body, wanted)
      }
    }
    scope = saved
  }

  /// No element decided: the list as a whole did.
  private mutating func undecided(
    _ program: Program, _ id: Int32, _ loop: Program.Loop, _ range: Value, _ located: Located?,
    _ count: Int, _ wanted: Bool
  ) {
    let body = Unparser.text(of: program.expression, loop.body)
    let allowed =
      wanted == (loop.kind == .exists)
      ? "an element with \(loop.kind == .exists ? "" : "not ")\(body)" : "no element with \(body)"
    let got =
      count > 12 ? "\(count) elements, none of them so" : printed(range, of: program, loop.range)
    add(
      ExplanationItem(
        path: located.map { path(of: $0) } ?? Unparser.text(of: program.expression, loop.range),
        got: got, allowed: allowed,
        origin: located?.origin, reason: nil, element: located?.element, node: id))
    guard (1...3).contains(count), var iteration = Iteration(range, context.source) else { return }
    // What each element lacks tells less than that there is none.
    let ceiling = items.ceiling
    items.ceiling = min(ceiling, items.lastWeight - 1)
    visit(program, loop, &iteration, Array(0..<count), range, located, wanted)
    items.ceiling = ceiling
  }
}
