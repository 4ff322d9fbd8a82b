/// Every format a run can be written in.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text
  case github
  case json
  case junit
  case junitStrict = "junit-strict"
  case html

  /// Its name in an output directory; nil for what is only printed.
  package var fileName: String? {
    switch self {
    case .text, .github: nil
    case .json: "findings.json"
    case .junit: "junit.xml"
    case .junitStrict: "junit-strict.xml"
    case .html: "report.html"
    }
  }

  /// The run in this format, in UTF-8.
  ///
  /// `text` shapes what is printed and nothing else.
  package func bytes(_ summary: RunSummary, text options: TextOptions = .init()) throws -> [UInt8] {
    switch self {
    case .text: Array(Console.text(summary, options).utf8)
    case .github: Array(GitHub.log(summary, options).utf8)
    case .json: FindingsJSON.bytes(summary)
    case .junit: try JUnit.bytes(summary, .standard)
    case .junitStrict: try JUnit.bytes(summary, .strict)
    case .html: try HTMLReport.bytes(summary)
    }
  }
}
