import CEL
import CELVectors
import Documents
import Testing
import Vectors

struct ConformanceTests {
  @Test(arguments: Evaluator.allCases)
  func `every vector of the public suite is met that needs no protobuf`(_ evaluator: Evaluator) {
    let report = SuiteReport(SharedVectors.files(in: "cel"), Judge(evaluator))
    print("conformance, \(evaluator.rawValue): \(report.summary)")
    #expect(report.failures.isEmpty, "\(report.text)")
  }

  @Test func `at most ten vectors are left unmet on purpose`() {
    #expect(SkipList.reasons.count <= 10)
  }

  @Test func `an expression has the same value without its types`() {
    var differences: [String] = []
    for vector in SharedVectors.understood(in: "cel") where vector.checking == .strict {
      var other = vector
      other.checking = .none
      other.expectation.type = nil
      guard case .failed(let why) = Judge(.reference).judge(other) else { continue }
      differences.append("\(vector.id): \(vector.text)\n  \(why)")
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func `a lenient check lets pass what is not to be checked`() {
    var options = Judge.options
    options.typing = .lenient
    var refused: [String] = []
    for vector in SharedVectors.understood(in: "cel") where vector.checking == .none {
      let file = SourceFile(path: vector.id, text: vector.text)
      guard let expression = Parser.parse(file).expression else { continue }
      let outcome = Checker.check(expression, in: file, vector.environment, options: options)
      if outcome.checked == nil { refused.append("\(vector.id): \(vector.text)") }
    }
    #expect(refused.isEmpty, "\(refused.joined(separator: "\n"))")
  }
}
