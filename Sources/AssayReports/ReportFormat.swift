/// Every format a run can be written in.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text
  case github
  case json
  case junit
  case junitStrict = "junit-strict"
  case html
  case csv
  case jsonl

  /// Its name in an output directory; nil for what is only printed.
  package var fileName: String? {
    switch self {
    case .text, .github: nil
    case .json: "findings.json"
    case .junit: "junit.xml"
    case .junitStrict: "junit-strict.xml"
    case .html: "report.html"
    case .csv: "findings.csv"
    case .jsonl: "findings.jsonl"
    }
  }

  /// About how many bytes of a table are handed over at once.
  static let partSize = 1 << 16

  /// Writes the run in this format, in UTF-8, part by part.
  ///
  /// `text` shapes what is printed and nothing else.
  package func write(
    _ summary: RunSummary, text options: TextOptions = .init(), to sink: ReportSink
  ) throws {
    switch self {
    case .text: try sink(Array(Console.text(summary, options).utf8))
    case .github: try sink(Array(GitHub.log(summary, options).utf8))
    case .json: try FindingsJSON.write(summary, to: sink)
    case .junit: try sink(JUnit.bytes(summary, .standard))
    case .junitStrict: try sink(JUnit.bytes(summary, .strict))
    case .html: try HTMLReport.write(summary, to: sink)
    case .csv: try FindingsCSV.write(summary, to: sink)
    case .jsonl: try FindingsJSONLines.write(summary, to: sink)
    }
  }
}
