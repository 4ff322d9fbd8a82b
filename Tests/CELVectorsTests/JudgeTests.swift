import CELVectors
import Documents
import Testing
import Vectors

struct JudgeTests {
  private static let folder = "Tests/CELVectorsTests/Fixtures"

  private static func file(_ name: String) -> SourceFile? {
    for case .file(let file) in FileLoader().load("\(folder)/\(name)") { return file }
    return nil
  }

  private static let judge = Judge(.reference)

  @Test func `every form of the format is understood`() throws {
    let report = SuiteReport([try #require(Self.file("met.json"))], Self.judge)
    #expect(report.summary == "\(report.results.count) passed, 0 failed, 0 skipped")
    #expect(report.results.count > 30)
    #expect(report.failures.isEmpty, "\(report.text)")
  }

  /// The ids say what must come of the cases.
  @Test func `what is not understood or not met never passes, and the reason is told`() throws {
    let report = SuiteReport([try #require(Self.file("unmet.json"))], Self.judge)
    #expect(report.passed == 0)
    #expect(report.results.count > 40)
    for result in report.results {
      switch result.judgement {
      case .passed: Issue.record("passed: \(result.id)")
      case .failed(let why): #expect("failed: \(why)" == result.id)
      case .skipped(let why): #expect("skipped: \(why)" == result.id)
      }
    }
  }

  /// A whole file, and what is said of its first case.
  @Test(arguments: [
    ("[1, 2", "malformed: not JSON: the text ends inside the array that began on line 1"),
    ("{}", "malformed: no file of vectors of the format `assay-cel-conformance/1`"),
    (
      #"{"format": "other/2", "tests": []}"#,
      "malformed: no file of vectors of the format `assay-cel-conformance/1`"
    ),
    (
      #"{"format": "assay-cel-conformance/1", "count": 2, "tests": []}"#,
      "malformed: 0 cases, where it says that there are 2"
    ),
    (#"{"format": "assay-cel-conformance/1", "tests": [7]}"#, "malformed: a case is an object"),
    (#"{"format": "assay-cel-conformance/1", "tests": [{}]}"#, "malformed: `id` lacks"),
    (
      #"{"format": "assay-cel-conformance/1", "disable_check": true, "tests": []}"#,
      "unknown key `disable_check` of a file"
    ),
    (
      #"{"format": "assay-cel-conformance/1", "tests": [{"id": "a", "expr": "1 / 0", "#
        + #""expect": {"error": [7]}, "requires": [], "tier": "core"}]}"#,
      "malformed: the error"
    ),
  ])
  func `a file that holds no vectors is a failure`(_ text: String, _ why: String) {
    let report = SuiteReport([SourceFile(path: "a.json", text: text)], Self.judge)
    #expect(report.results.map(\.judgement) == [.failed(why)])
  }

  private static func vector(_ id: String, _ value: String) -> String {
    #"{"id": "\#(id)", "expr": "1", "expect": {"value": {"int": "\#(value)"}}, "#
      + #""requires": [], "tier": "core"}"#
  }

  private static func suite(_ vectors: [String]) -> SourceFile {
    SourceFile(
      path: "a.json",
      text:
        #"{"format": "assay-cel-conformance/1", "tests": [\#(vectors.joined(separator: ","))]}"#)
  }

  @Test func `an id counts once`() {
    let report = SuiteReport(
      [Self.suite([Self.vector("a", "1"), Self.vector("a", "1")])], Self.judge)
    #expect(
      report.results.map(\.judgement)
        == [.passed, .failed("malformed: another case has this id")])
  }

  @Test func `the skip list is asked first`() {
    let report = SuiteReport(
      [Self.suite([Self.vector("a", "2"), Self.vector("b", "1"), Self.vector("c", "3")])],
      Judge(.reference, skipping: ["a": "numbers end at one"]))
    #expect(
      report.text
        == """
        failed c: 1, not 3
        skipped 1: numbers end at one
        1 passed, 1 failed, 1 skipped

        """)
    #expect(
      String(decoding: report.json, as: UTF8.self)
        == """
        {
          "passed": 1,
          "failed": 1,
          "skipped": 1,
          "summary": "1 passed, 1 failed, 1 skipped",
          "failures": [
            {
              "id": "c",
              "reason": "1, not 3"
            }
          ],
          "skips": [
            {
              "id": "a",
              "reason": "numbers end at one"
            }
          ]
        }

        """)
  }
}
