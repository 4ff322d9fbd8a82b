import AssayModel
import AssayReports
import Documents
import Testing
import TestSupport

struct JUnitTests {
  /// Runs that every document must survive.
  enum Subject: String, CaseIterable {
    case sample, hostile, empty, large

    var summary: RunSummary {
      switch self {
      case .sample: SampleRun.summary
      case .hostile: HostileRun.summary
      case .empty: OneFinding.summary([])
      case .large: LargeRun.summary(15_000)
      }
    }
  }

  @Test(arguments: Subject.allCases)
  func `junit.xml follows our own schema`(_ subject: Subject) throws {
    let file = try #require(Golden.read("reports/schemas/assay-junit.xsd"))
    let schema = try XMLSchema(file)
    #expect(schema.validate(try JUnit.bytes(subject.summary, .standard)) == [])
  }

  @Test(
    arguments: Subject.allCases, ["windyroad-JUnit.xsd", "jenkins-junit-10.xsd"])
  func `junit-strict.xml follows the schemas of others`(
    _ subject: Subject, _ name: String
  ) throws {
    guard let shared = SharedData.root(for: "junit-strict.xml against \(name)") else { return }
    let file = try #require(Golden.read("\(shared)/acceptance/schemas/junit/\(name)"))
    let schema = try XMLSchema(file)
    #expect(schema.validate(try JUnit.bytes(subject.summary, .strict)) == [])
  }

  @Test(arguments: [JUnit.Flavor.standard, .strict])
  func `there is one testcase per check and its outcome is told`(_ flavor: JUnit.Flavor) throws {
    let summary = SampleRun.summary
    let cases = try JUnitCases(JUnit.bytes(summary, flavor))
    #expect(cases.count("testcase") == summary.counts.total)
    #expect(cases.count("failure") == summary.counts.fail)
    #expect(cases.count("error") == summary.counts.unknown)
    #expect(cases.count("skipped") == summary.counts.waived + summary.counts.notApplicable)
    #expect(cases.messages("skipped").count { $0.hasPrefix("waived until ") } == 1)
    #expect(cases.messages("skipped").count { $0.hasPrefix("not applicable: ") } == 1)
  }

  @Test func `an input that could not be read is an error of its own`() throws {
    let cases = try JUnitCases(JUnit.bytes(SampleRun.summary, .standard))
    #expect(
      cases.names.contains("assay.inputs.unreadable Input should be readable [infra/broken.yaml]"))
  }

  @Test func `an empty run says that nothing was judged`() throws {
    let cases = try JUnitCases(JUnit.bytes(OneFinding.summary([]), .standard))
    #expect(cases.count("testcase") == 1)
    #expect(cases.messages("error") == ["nothing was judged: no input was found"])
  }

  @Test func `resources of one name are told apart`() throws {
    let findings = ["a", "b", "c"].map { uid in
      Finding(
        rule: OneFinding.rule, resource: ResourceID(kind: "image_recipe", uid: uid),
        resourceName: "same  name", locus: "", outcome: .fail, severity: .low, message: "m")
    }
    let cases = try JUnitCases(JUnit.bytes(OneFinding.summary(findings), .standard))
    #expect(Set(cases.names).count == 3)
  }

  @Test func `no message has two lines or 1000 characters, no text 60 000`() throws {
    let cases = try JUnitCases(JUnit.bytes(HostileRun.summary, .standard))
    for message in ["failure", "error", "skipped"].flatMap(cases.messages) {
      #expect(!message.contains("\n"))
      #expect(message.unicodeScalars.count <= 1_000)
    }
    #expect(cases.texts.allSatisfy { $0.unicodeScalars.count <= 60_000 })
  }

  @Test func `of many values and reasons twenty are told, and how many more`() throws {
    let finding = Finding(
      rule: OneFinding.rule, resource: ResourceID(kind: "image_recipe", uid: "a"),
      resourceName: "a", locus: "", outcome: .unknown, severity: .low, message: "m",
      evidence: (1...25).map { Evidence(path: "resource.p\($0)", got: "g") },
      reasons: (1...22).map { "why \($0)" })
    let cases = try JUnitCases(JUnit.bytes(OneFinding.summary([finding]), .standard))
    let lines = try #require(cases.texts.first).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("evidence: ") } == 20)
    #expect(lines.count { $0.hasPrefix("reason: ") } == 20)
    #expect(lines.filter { $0.hasPrefix("… and ") } == ["… and 5 more", "… and 2 more"])
  }

  @Test func `above 20 000 testcases they are aggregated by rule`() throws {
    let cases = try JUnitCases(JUnit.bytes(LargeRun.summary(15_000), .standard))
    #expect(cases.count("testcase") == 3)
    #expect(cases.messages("error").count == 1)
    #expect(cases.messages("failure") == ["5000 of 15000 checks fail"])
    #expect(cases.texts.contains { $0.contains("… and 4980 more, all in findings.json") })
    let few = try JUnitCases(JUnit.bytes(LargeRun.summary(10_000), .standard))
    #expect(few.count("testcase") == 20_000)
  }
}

/// The testcases of a document, as a reader sees them.
private struct JUnitCases {
  private var counts: [String: Int] = [:]
  private var said: [String: [String]] = [:]
  /// `classname name` of each testcase, in order.
  private(set) var names: [String] = []
  private(set) var texts: [String] = []

  init(_ bytes: [UInt8]) throws {
    let reader = try XMLReader(bytes)
    while let event = try reader.next() {
      switch event {
      case .start(let name, _, let attributes):
        counts[name, default: 0] += 1
        func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
        if let message = value("message") { said[name, default: []].append(message) }
        if name == "testcase" { names.append("\(value("classname") ?? "") \(value("name") ?? "")") }
      case .text(let text): texts.append(text)
      case .end: break
      }
    }
  }

  func count(_ element: String) -> Int { counts[element] ?? 0 }

  func messages(_ element: String) -> [String] { said[element] ?? [] }
}
