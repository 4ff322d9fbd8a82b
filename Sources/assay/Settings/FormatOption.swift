import AssayReports

/// `FORMAT` for standard output, or `FORMAT=FILE`.
struct FormatOption: Sendable, Hashable {
  let format: ReportFormat
  /// Nil for standard output.
  let file: String?

  /// Reads an option; nil when the format is not known or the file has no name.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let format = ReportFormat(rawValue: String(name)) else {
      return nil
    }
    if parts.count == 2, parts[1].isEmpty { return nil }
    self.init(format: format, file: parts.count == 2 ? String(parts[1]) : nil)
  }

  init(format: ReportFormat, file: String?) {
    self.format = format
    self.file = file
  }

  /// As it is written.
  var text: String { file.map { "\(format.rawValue)=\($0)" } ?? format.rawValue }

  static var names: String { ReportFormat.allCases.map(\.rawValue).joined(separator: ", ") }
}
