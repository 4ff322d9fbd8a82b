import CEL
import Documents
import TestSupport
import Testing

@Suite struct ConformanceTypeTests {
  /// Why a vector is not met; nil when it is.
  private func failure(_ test: ConformanceCase) -> String? {
    let file = SourceFile(path: test.id, text: test.text)
    let parsed = Parser.parse(file)
    guard let expression = parsed.expression else {
      if test.mayFail { return nil }
      return "parse: \(parsed.diagnostics.map(\.message))"
    }
    var options = Checker.Options()
    options.macroDepth = 32
    options.typing = test.isChecked ? .strict : .lenient
    let outcome = Checker.check(expression, in: file, test.environment, options: options)
    guard let checked = outcome.checked else {
      if test.mayFail { return nil }
      return "check: \(outcome.diagnostics.filter { $0.severity == .error }.map(\.message))"
    }
    guard let type = test.type, type != checked.type else { return nil }
    return "type: \(checked.type), not \(type)"
  }

  @Test func `every core vector of the public suite parses and type-checks`() {
    let cases = ConformanceCase.core(in: "cel")
    var failures: [String] = []
    for test in cases {
      if let why = failure(test) { failures.append("\(test.id): \(test.text)\n  \(why)") }
    }
    print("conformance, types: \(cases.count - failures.count) of \(cases.count)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test func `generated expressions get the types that another implementation deduces`() {
    let cases = ConformanceCase.core(in: "cel/diff")
    var failures: [String] = []
    for test in cases {
      if let why = failure(test) { failures.append("\(test.id): \(test.text)\n  \(why)") }
    }
    print("differential, types: \(cases.count - failures.count) of \(cases.count)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }
}
