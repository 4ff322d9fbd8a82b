import AssayModel
import AssayRules
import CEL
import Documents
import Records

/// What an example of the guide comes to, told as the pages tell it.
struct GuideOutcome {
  /// The value with its type, the unknown, the error or the refusal.
  let result: String
  /// Warnings and notes of the checker, in order.
  let remarks: [String]

  init(_ example: GuidePage.Example) {
    var environment = RuleFunctions.environment
    var source = RecordSource.empty
    var activation = Activation()
    let now = Timestamp(RuleExamples.now)
    activation.set("now", .timestamp(now))
    if let sample = example.sample {
      let (graph, diagnostics) = RuleExamples.graph(
        of: sample.resource, in: sample.file, kind: sample.kind)
      guard diagnostics.isEmpty,
        let resource = graph.resources.first(where: { $0.id.uid == "example" })
      else {
        (result, remarks) = ("no resource: \(diagnostics.said)", [])
        return
      }
      source = RecordSource(graph.store)
      environment.variables["resource"] = Environment.Variable(.record(sample.kind.rawValue))
      activation.set("resource", .record(resource.record))
    }
    let file = SourceFile(path: example.place, text: example.expression)
    let parsed = Parser.parse(file)
    guard let expression = parsed.expression else {
      (result, remarks) = (Self.text("refused", parsed.diagnostics.first), [])
      return
    }
    let outcome = Checker.check(expression, in: file, environment)
    remarks = outcome.diagnostics.map { Self.text($0.severity.rawValue, $0) }
    guard let checked = outcome.checked else {
      result = Self.text("refused", outcome.diagnostics.first { $0.severity == .error })
      return
    }
    var context = Context(source, activation: activation, now: now)
    switch Program(checked, library: RuleFunctions.library).evaluate(&context) {
    case .error(let error): result = "error: \(error.message)"
    case .unknown(let set):
      result = "unknown: \(set.entries.map(\.path).joined(separator: ", "))"
    case let value: result = "\(value.printed(source)) : \(checked.type)"
    }
  }

  private static func text(_ kind: String, _ diagnostic: Diagnostic?) -> String {
    "\(kind): \(diagnostic?.message ?? "") [\(diagnostic?.code ?? "")]"
  }

  /// Whether a page says it; it may leave out the type, and speak of a remark instead.
  func agrees(with said: String) -> Bool {
    said == result || result.hasPrefix("\(said) : ") || remarks.contains(said)
  }
}
