import CEL
import CELVectors
import Documents
import Records

/// The measurements: nanoseconds of CPU, each under the name that tables have for it.
struct Bench {
  let fleet: InstanceFleet
  let evaluator: Evaluator
  /// CPU time for each figure, in nanoseconds.
  let time: Int64

  /// `A` to `D`: one evaluation over one instance; `compile`: one rule from text to program;
  /// `load`: all rules; `reload`: all rules out of the form in which packs are cached.
  func figures() throws(Ending) -> [(name: String, nanoseconds: Double)] {
    var figures: [(name: String, nanoseconds: Double)] = []
    for shape in Shape.allCases {
      let checked = try Self.check(shape.expression)
      let perFleet = try nanoseconds(evaluating: checked, "\(shape)")
      figures.append((shape.rawValue, perFleet / Double(InstanceFleet.count)))
    }
    var checked: [CheckedExpression] = []
    for text in RuleTexts.all { checked.append(try Self.check(text)) }
    let load = CPUClock.nanoseconds(filling: time) {
      for text in RuleTexts.all { if let rule = try? Self.check(text) { build(rule) } }
    }
    figures.append(("compile", load / Double(RuleTexts.all.count)))
    figures.append(("load", load))
    let cache = ExpressionCoding.encode(checked)
    let reload = CPUClock.nanoseconds(filling: time) {
      for rule in ExpressionCoding.decode(cache) ?? [] { build(rule) }
    }
    figures.append(("reload", reload))
    return figures
  }

  private static func check(_ text: String) throws(Ending) -> CheckedExpression {
    let file = SourceFile(path: "rule", text: text)
    let outcome = Parser.parse(file).expression.map {
      Checker.check($0, in: file, InstanceFleet.environment, expecting: .bool)
    }
    guard let checked = outcome?.checked else {
      throw .unusable("`\(text)`: \(outcome?.diagnostics.first?.message ?? "does not parse")")
    }
    return checked
  }
}

// MARK: What each evaluator does

extension Bench {
  /// Makes a rule ready to run.
  private func build(_ checked: CheckedExpression) {
    switch evaluator {
    case .reference: _ = Program(checked)
    case .compiled:
      var unit = CodeUnit(fleet.source)
      _ = unit.declare("resource", .record("instance"))
      _ = unit.compile(Program(checked))
    }
  }

  /// Runs a rule over every instance, and makes sure that it holds for each.
  private func nanoseconds(
    evaluating checked: CheckedExpression, _ name: String
  ) throws(Ending) -> Double {
    var held = 0
    var runs = 0
    let result: Double
    switch evaluator {
    case .reference:
      let program = Program(checked)
      let activations = fleet.records.map { Activation(["resource": .record($0)]) }
      var context = Context(fleet.source)
      result = CPUClock.nanoseconds(filling: time) {
        runs += 1
        for activation in activations {
          context.restart(activation)
          if program.evaluate(&context).asBool == true { held += 1 }
        }
      }
    case .compiled:
      var unit = CodeUnit(fleet.source)
      let resource = unit.declare("resource", .record("instance"))
      let program = unit.compile(Program(checked))
      var frame = unit.frame()
      result = CPUClock.nanoseconds(filling: time) {
        runs += 1
        for record in fleet.records {
          CompiledProgram.start(&frame)
          resource.set(.record(record), in: &frame)
          if program.decide(&frame) == .yes { held += 1 }
        }
      }
    }
    guard held == runs * InstanceFleet.count else {
      throw .unusable("\(name) does not hold for every instance")
    }
    return result
  }
}
