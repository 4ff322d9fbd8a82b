import AssayModel
import CEL
import Documents
import Records
import Sealing

/// Type-checks the rules of one pack.
///
/// In: a rule as written. Out: a checked rule, or diagnostics at the character in the YAML. A rule's
/// parts are checked in the order in which they run, so that what `when` proves to be there guards
/// everything after it.
struct RuleCompiler {
  private let pack: PolicyPack
  private let base: Environment
  private(set) var diagnostics: [Diagnostic] = []

  init(pack: PolicyPack, environment: Environment) {
    self.pack = pack
    var base = environment
    for parameter in pack.parameters {
      base.variables["params.\(parameter.name)"] = Environment.Variable(
        parameter.type.celType, doc: parameter.doc, values: parameter.values,
        text: Self.texts(of: parameter))
    }
    self.base = base
  }

  /// The texts that a parameter has by default: a pattern that is none is wrong there.
  private static func texts(of parameter: ParameterDeclaration) -> TextFacts {
    var texts = TextFacts()
    guard let place = parameter.place, parameter.type.element == .string else { return texts }
    for node in place.value.elements ?? [place.value] {
      guard let text = node.text else { continue }
      texts.written.append(WrittenText(text, place.file, node.range, isChoice: true))
    }
    return texts
  }

  /// A checked rule; nil when any of its parts has an error.
  mutating func check(_ rule: Rule) -> CheckedRule? {
    let before = diagnostics.count
    var checking = RuleChecking(rule: rule, environment: base)
    checking.run()
    diagnostics += checking.diagnostics
    let hasError = diagnostics[before...].contains { $0.severity == .error }
    guard !hasError, let verdict = checking.verdict else { return nil }
    return CheckedRule(
      info: info(of: rule), message: Self.message(of: rule), when: checking.when,
      isWhenPerElement: checking.isWhenPerElement, variables: checking.variables,
      foreach: checking.foreach, verdict: verdict, passing: rule.verdict.passing,
      isStrict: rule.isStrict, parameters: checking.parameters.sorted())
  }

  private func info(of rule: Rule) -> RuleInfo {
    let text = String(decoding: rule.file.bytes, as: UTF8.self)
    return RuleInfo(
      id: rule.fullID, pack: pack.id, title: rule.title, severity: rule.severity,
      kind: rule.kind.rawValue, why: rule.why, fix: rule.fix, controls: rule.controls,
      digest: Digest.sha256(fields: ["assay-rule-v1", rule.fullID, text]).hex,
      isConditional: rule.when != nil)
  }

  /// Without a message of its own, a rule says that its title does not hold.
  private static func message(of rule: Rule) -> String {
    rule.message.isEmpty ? "not so: \(rule.title)" : rule.message
  }
}

/// The checks of one rule, part by part.
private struct RuleChecking {
  let rule: Rule
  var environment: Environment
  var diagnostics: [Diagnostic] = []
  var when: CheckedExpression?
  var isWhenPerElement = false
  var variables: [(name: String, value: CheckedExpression)] = []
  var foreach: CheckedExpression?
  var verdict: CheckedExpression?
  /// Places that are proven to be there at this point.
  private var known: Set<Path> = []
  /// Names that each part reads, closed over variables.
  private var reads: [String: Set<String>] = [:]
  private var done: Set<String> = []
  private var used: Set<String> = []

  init(rule: Rule, environment: Environment) {
    self.rule = rule
    self.environment = environment
    self.environment.variables["resource"] = Environment.Variable(
      .record(rule.kind.rawValue), doc: rule.kind.title)
  }

  mutating func run() {
    collectReads()
    let whenReads = rule.when.map { names(in: $0) } ?? []
    isWhenPerElement = rule.foreach != nil && whenReads.contains("each")
    if !isWhenPerElement { checkWhen(reads: whenReads) }
    checkVariables { !$0.contains("each") }
    checkForeach()
    if isWhenPerElement { checkWhen(reads: whenReads) }
    checkVariables { _ in true }
    verdict = check(rule.verdict.text, expecting: .bool)?.checked
    reportUnused()
  }

  private mutating func checkWhen(reads: Set<String>) {
    guard let text = rule.when else { return }
    for variable in rule.variables where reads.contains(variable.name) { check(variable) }
    guard let outcome = check(text, expecting: .bool) else { return }
    when = outcome.checked
    known.formUnion(outcome.meaning.facts.whenTrue)
  }

  private mutating func checkVariables(where isWanted: (Set<String>) -> Bool) {
    for variable in rule.variables where isWanted(reads[variable.name] ?? []) { check(variable) }
  }

  private mutating func check(_ variable: (name: String, text: ExpressionText)) {
    guard done.insert(variable.name).inserted,
      let outcome = check(variable.text, expecting: nil)
    else { return }
    environment.variables[variable.name] = outcome.meaning
    if let checked = outcome.checked { variables.append((variable.name, checked)) }
  }

  private mutating func checkForeach() {
    guard let text = rule.foreach, let outcome = check(text, expecting: nil) else { return }
    foreach = outcome.checked
    guard case .list(let element) = outcome.meaning.type else {
      if outcome.checked != nil {
        diagnostics.append(
          PackDiagnostics.wrongExpressionType(
            "a list", outcome.meaning.type, file: text.file, range: text.range))
      }
      return
    }
    environment.variables["each"] = Environment.Variable(element, doc: "the element at hand")
    for steps in outcome.meaning.elements?.proven ?? [] { known.insert(Path("each", steps)) }
  }

  /// Parameters that any part reads.
  var parameters: Set<String> {
    ([when, foreach, verdict] + variables.map(\.value)).reduce(into: []) { names, expression in
      if let expression { names.formUnion(expression.parameterReads) }
    }
  }

  private mutating func check(
    _ text: ExpressionText, expecting type: CELType?
  ) -> Checker.Outcome? {
    let parsed = Parser.parse(text.file)
    diagnostics += parsed.diagnostics
    guard let expression = parsed.expression else { return nil }
    var options = Checker.Options()
    options.doubtful = .error
    let outcome = Checker.check(
      expression, in: text.file, environment, assuming: known, expecting: type, options: options)
    diagnostics += outcome.diagnostics
    for span in outcome.checked?.softwareAsked.open ?? [] {
      diagnostics.append(PackDiagnostics.openSoftwareName(file: text.file, range: span))
    }
    used.formUnion(outcome.variables)
    return outcome
  }

  /// Names that an expression mentions, closed over the rule's variables.
  private func names(in text: ExpressionText) -> Set<String> {
    guard let expression = Parser.parse(text.file).expression else { return [] }
    var names: Set<String> = []
    for case .identifier(let name) in expression.nodes { names.insert(name) }
    for name in names { names.formUnion(reads[name] ?? []) }
    return names
  }

  private mutating func collectReads() {
    for variable in rule.variables { reads[variable.name] = names(in: variable.text) }
  }

  private mutating func reportUnused() {
    // What could not be checked may have been what reads them.
    if diagnostics.contains(where: { $0.severity == .error }) { return }
    for variable in rule.variables where !used.contains(variable.name) {
      diagnostics.append(
        PackDiagnostics.unusedVariable(
          variable.name, file: rule.file, range: variable.text.node.range))
    }
  }
}
