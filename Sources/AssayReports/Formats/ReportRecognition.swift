/// How a file looks that a run wrote: nothing else may be replaced by a report.
package enum ReportRecognition {
  /// How much of the beginning, and of the end, of a file is looked at, in bytes.
  package static let length = 4_096

  /// Whether a file may be an earlier report in this format.
  ///
  /// Any JUnit XML is, because the tools of a build take turns at writing one file.
  ///
  /// - Parameters:
  ///   - format: The format that the report is to have.
  ///   - head: The first bytes of the file, `length` or fewer.
  ///   - tail: The last ones.
  /// - Returns: Whether it may be one.
  package static func isReport(_ format: ReportFormat, head: [UInt8], tail: [UInt8]) -> Bool {
    let text = String(decoding: head, as: UTF8.self)
    return switch format {
    case .csv: text.hasPrefix(FindingsCSV.columns.prefix(2).joined(separator: ","))
    case .jsonl: text.hasPrefix(#"{"run":"#)
    case .json: isDocument(FindingsJSON.schema, text)
    case .junit, .junitStrict: text.hasPrefix("<") && text.contains("<testsuite")
    case .html: text.lowercased().hasPrefix("<!doctype html")
    // Every text ends with the decision, and the status that the caller sees.
    case .text, .github: String(decoding: tail, as: UTF8.self).contains("(exit ")
    }
  }

  /// Whether a file may be the manifest of earlier reports.
  package static func isManifest(head: [UInt8]) -> Bool {
    isDocument(Manifest.schema, String(decoding: head, as: UTF8.self))
  }

  /// Of any version: what a later release wrote may be replaced as well.
  private static func isDocument(_ schema: String, _ text: String) -> Bool {
    let family = schema.prefix(through: schema.lastIndex(of: "/") ?? schema.startIndex)
    return text.hasPrefix("{") && text.contains("\"schema\": \"\(family)")
  }
}
