/// The stable codes of diagnostics, as they are written in `…Diagnostics.swift`.
enum DiagnosticCodes {
  /// Codes that no test can bring about, and why.
  static let untestable = ["yaml-out-of-memory": "only when there is no memory left"]

  /// Every `code: "…"` of a file, with its line.
  static func codes(in file: SwiftText) -> [(code: String, line: Int)] {
    file.codeAndStrings.enumerated().flatMap { index, line in
      line.split(separator: "code: \"").dropFirst().map { part in
        (String(part.prefix { $0 != "\"" }), index + 1)
      }
    }
  }

  /// Codes that no test names, and those that are not in kebab case.
  static func complaints(about files: [SwiftText], tests: [String]) -> [Complaint] {
    let tested = tests.joined(separator: "\n")
    var complaints: [Complaint] = []
    for file in files {
      for (code, line) in codes(in: file) {
        if !isKebab(code) {
          complaints.append(
            Complaint(
              path: file.path, line: line, reason: "the code `\(code)` is not in kebab case"))
        }
        if untestable[code] == nil, !tested.contains("\"\(code)\""), !tested.contains("[\(code)]") {
          complaints.append(
            Complaint(path: file.path, line: line, reason: "no test names the code `\(code)`"))
        }
      }
    }
    return complaints.sorted()
  }

  private static func isKebab(_ code: String) -> Bool {
    !code.isEmpty && !code.hasPrefix("-") && !code.hasSuffix("-")
      && code.allSatisfy { $0 == "-" || $0.isNumber || ($0.isLowercase && $0.isASCII) }
  }
}
