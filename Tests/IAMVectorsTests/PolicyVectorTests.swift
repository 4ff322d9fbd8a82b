import Documents
import IAM
import IAMVectors
import TestSupport
import Testing
import Vectors

@testable import assay_vectors

struct PolicyVectorTests {
  private static let judge = PolicyJudge(Containment(.catalogue(.bundled)))

  private static func files(_ path: String) -> [SourceFile] {
    FileLoader().load(path).compactMap {
      guard case .file(let file) = $0, file.path.hasSuffix(".json") else { return nil }
      return file
    }
  }

  private static func fixture(_ name: String) -> [SourceFile] {
    files("Tests/IAMVectorsTests/Fixtures/\(name)")
  }

  @Test func `every form of a case is understood`() {
    let report = SuiteReport(Self.fixture("met.json"), Self.judge)
    #expect(report.failures.isEmpty, "\(report.text)")
    #expect(report.skips.isEmpty, "\(report.text)")
    #expect(report.passed > 30)
  }

  /// Cases from the IAM user guide: how policies combine, whom they name, operators, variables.
  @Test func `requests are judged as the documentation of AWS says`() {
    let report = SuiteReport(Self.fixture("evaluate.json"), Self.judge)
    #expect(report.failures.isEmpty, "\(report.text)")
    #expect(report.passed > 300)
  }

  /// The ids say what must come of the cases.
  @Test func `what is not understood or not met never passes, and the reason is told`() {
    let report = SuiteReport(Self.fixture("unmet.json"), Self.judge)
    #expect(report.results.count > 25)
    for result in report.results {
      switch result.judgement {
      case .passed: Issue.record("passed: \(result.id)")
      case .failed(let why): #expect("failed: \(why)" == result.id)
      case .skipped(let why): #expect("skipped: \(why)" == result.id)
      }
    }
  }

  /// A whole file, and what is said of its last entry.
  @Test(arguments: [
    ("[1, 2", "failed: malformed: not JSON: the text ends inside the array that began on line 1"),
    ("[7]", "failed: malformed: a case is an object"),
    ("{}", "skipped: no `vectors` in the file"),
    (
      #"{"count": 2, "vectors": []}"#,
      "failed: malformed: 0 cases, where it says that there are 2"
    ),
    (
      #"{"vectors": [{"id": "a", "kind": "x"}, {"id": "a", "kind": "x"}]}"#,
      "failed: malformed: another case has this id"
    ),
  ])
  func `a file that holds no cases is no success`(_ text: String, _ expected: String) {
    let report = SuiteReport([SourceFile(path: "a.json", text: text)], Self.judge)
    let last = report.results.last.map { result in
      switch result.judgement {
      case .passed: "passed"
      case .failed(let why): "failed: \(why)"
      case .skipped(let why): "skipped: \(why)"
      }
    }
    #expect(last == expected)
  }

  @Test func `a key that stands twice in a policy makes the case one that is not understood`() {
    let text = """
      [{"id": "a", "kind": "evaluate", "expected": "Allowed",
        "request": {"principal": "*", "action": "s3:GetObject"},
        "policies": {"identity": {"Version": "2012-10-17", "Statement": [
          {"Effect": "Deny", "Effect": "Allow", "Action": "*", "Resource": "*"}]}}}]
      """
    let report = SuiteReport([SourceFile(path: "a.json", text: text)], Self.judge)
    #expect(report.passed == 0)
    #expect(report.failures.count == 1)
  }

  @Test func `the cases of others are met, but for those that are known`() {
    guard let root = SharedData.root(for: "policy vectors") else { return }
    let files = Self.files("\(root)/conformance/iam")
    let report = SuiteReport(files, Self.judge)
    #expect(report.failures.isEmpty, "\(report.text)")
    #expect(report.passed >= 186)
    let known = report.skips.map(\.id).filter { KnownDifferences.reasons[$0] != nil }
    #expect(known == ["quacky-0053", "quacky-0077"])
    // They are differences, not cases that nobody runs.
    let strict = SuiteReport(files, PolicyJudge(Containment(.catalogue(.bundled)), skipping: [:]))
    #expect(strict.failures.map(\.id) == known)
  }

  @Test(arguments: [
    ("iam Tests/IAMVectorsTests/Fixtures/met.json", 0),
    ("iam Tests/IAMVectorsTests/Fixtures/met.json --json", 0),
    ("iam Tests/IAMVectorsTests/Fixtures/met.json --open-actions", 0),
    ("iam Tests/IAMVectorsTests/Fixtures", 1),
    ("iam Tests/IAMVectorsTests/Nowhere", 2),
    ("iam Sources/IAMVectors", 2),
    ("iam", 2),
    ("fuzz-iam --seed 1 --pairs 200", 0),
    ("fuzz-iam --seed 1 --number 7", 0),
    ("fuzz-iam --seed 1 --pairs 0", 2),
    ("fuzz-iam", 2),
    ("bench-iam Tests/IAMVectorsTests/Fixtures/met.json --rounds 1", 0),
    ("bench-iam Tests/IAMVectorsTests/Fixtures/met.json --rounds 1 --json", 0),
    ("bench-iam Tests/IAMVectorsTests/Fixtures/evaluate.json", 2),
    ("bench-iam Tests/IAMVectorsTests/Fixtures/met.json --rounds 0", 2),
    ("bench-documents Tests/IAMVectorsTests/Fixtures --rounds 1", 0),
    ("bench-documents Tests/IAMVectorsTests/Fixtures --rounds 0", 2),
    ("bench-documents Tests/IAMVectorsTests/Fixtures/met.json", 2),
  ])
  func `the exit status tells what came of it`(_ arguments: String, _ status: Int32) {
    #expect(AssayVectors.run(arguments.split(separator: " ").map(String.init)) == status)
  }
}
