import AssayModel
import Documents
import Records

/// JUnit XML, in two flavours because no document satisfies all readers.
///
/// Above the budget of 20 000 testcases or 20 MB the cases are aggregated by rule and image, and then
/// by rule alone: larger files are refused or cut by the systems that read them.
package enum JUnit {
  /// Who is to read it.
  package enum Flavor: Sendable {
    /// `junit.xml`: GitLab, Jenkins' own plugin, Azure, Buildkite, GitHub actions; by our own schema.
    case standard
    /// `junit-strict.xml`: valid by the schemas of Ant's JUnit task and of Jenkins' xUnit plugin.
    case strict
  }

  private static let caseBudget = 20_000
  private static let byteBudget = 20_000_000

  /// The document in UTF-8; throws when libxml2 has no memory.
  package static func bytes(_ summary: RunSummary, _ flavor: Flavor) throws -> [UInt8] {
    let first = summary.testcases ?? firstDocument(of: summary)
    if let bytes = try bytes(first, summary, flavor) { return bytes }
    if first.detail == .findings,
      let bytes = try bytes(JUnitDocument(summary, .images), summary, flavor)
    {
      return bytes
    }
    return try write(JUnitDocument(summary, .rules), summary, flavor)
  }

  /// The testcases that are tried first.
  static func firstDocument(of summary: RunSummary) -> JUnitDocument {
    // What is folded already makes no cases, so that a fleet may be within the budget.
    let count = summary.rules.reduce(0) { $0 + $1.findings.count }
    return JUnitDocument(summary, count <= caseBudget ? .findings : .images)
  }

  /// Nil when it is beyond the budget.
  private static func bytes(
    _ document: JUnitDocument, _ summary: RunSummary, _ flavor: Flavor
  ) throws -> [UInt8]? {
    guard document.caseCount <= caseBudget else { return nil }
    let bytes = try write(document, summary, flavor)
    return bytes.count <= byteBudget ? bytes : nil
  }

  private static func write(
    _ document: JUnitDocument, _ summary: RunSummary, _ flavor: Flavor
  ) throws -> [UInt8] {
    let writer = JUnitWriter(writer: try XMLWriter(), flavor: flavor, summary: summary)
    writer.root(document)
    return writer.writer.finish()
  }
}

/// Writes one document; times are zero because the same run must give the same bytes.
private struct JUnitWriter {
  let writer: XMLWriter
  let flavor: JUnit.Flavor
  let summary: RunSummary

  private static let noTime = "0.000"

  func root(_ document: JUnitDocument) {
    let isStandard = flavor == .standard
    func total(_ mark: (JUnitDocument.Mark) -> Bool) -> String? {
      isStandard ? String(document.suites.reduce(0) { $0 + $1.count(mark) }) : nil
    }
    writer.element(
      "testsuites",
      [
        "name": isStandard ? "assay \(summary.run.kind.rawValue)" : nil,
        "tests": total { _ in true }, "failures": total(\.isFailure),
        "errors": total(\.isError), "skipped": total(\.isSkipped),
        "time": isStandard ? Self.noTime : nil,
      ]
    ) {
      writer.newline()
      for (index, suite) in document.suites.enumerated() { write(suite, index) }
    }
    writer.newline()
  }

  private func write(_ suite: JUnitDocument.Suite, _ index: Int) {
    writer.element(
      "testsuite",
      [
        "name": suite.name, "package": "assay", "id": String(index),
        "timestamp": String(summary.run.started.rfc3339.prefix(19)), "hostname": summary.host,
        "tests": String(suite.cases.count), "failures": String(suite.count(\.isFailure)),
        "errors": String(suite.count(\.isError)), "skipped": String(suite.count(\.isSkipped)),
        "time": Self.noTime,
      ]
    ) {
      writer.newline()
      properties()
      for testcase in suite.cases { write(testcase) }
      if flavor == .strict {
        writer.element("system-out")
        writer.element("system-err")
        writer.newline()
      }
    }
    writer.newline()
  }

  /// Which run this was, by which rules, anchored where.
  ///
  /// No command line: it may hold secrets.
  private func properties() {
    let anchor = summary.anchor
    let verdict = summary.verdict
    writer.element("properties") {
      property("assay.run", summary.run.id)
      property("assay.version", summary.run.toolVersion)
      property("assay.pack.sha256", summary.run.packDigest)
      property("assay.inputs.sha256", summary.run.inputDigest)
      property("assay.ledger.head", "\(anchor.seq):\(anchor.hash)")
      property("assay.verdict", "\(verdict.decision.rawValue) (exit \(verdict.exitCode))")
      property("assay.rules.without-resources", String(summary.unmatchedRules.count))
    }
    writer.newline()
  }

  private func property(_ name: String, _ value: String) {
    writer.element("property", ["name": name, "value": value.visible(500)])
  }

  private func write(_ testcase: JUnitDocument.Case) {
    let origin = flavor == .standard ? testcase.origin : nil
    writer.element(
      "testcase",
      [
        "classname": testcase.classname, "name": testcase.name, "time": Self.noTime,
        "file": origin.map { $0.path.visible(500).orIfBlank("(unnamed)") },
        "line": origin.map { String(max(1, $0.line)) },
      ]
    ) { write(testcase.mark) }
    writer.newline()
  }

  private func write(_ mark: JUnitDocument.Mark) {
    switch mark {
    case .passed: break
    case .failure(let severity, let message, let text):
      element("failure", type: "assay.\(severity.rawValue)", message, text)
    case .error(let message, let text):
      element("error", type: "assay.could-not-check", message, text)
    case .skipped(let message, let text):
      element("skipped", type: nil, message, text)
    }
  }

  private func element(_ name: String, type: String?, _ message: String, _ text: String) {
    writer.element(name, ["message": message, "type": type]) { writer.text(text) }
  }
}
