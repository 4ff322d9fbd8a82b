import AssayModel
import Documents
import Records

/// Adds lines of source to findings, for the code frames of reports.
struct Excerpts {
  /// Lines before and after the one pointed at.
  private static let around = 3
  /// Unicode scalars of a line that are kept.
  private static let longest = 200

  private let files: [String: SourceFile]

  /// The files that findings may point into.
  init(_ files: [SourceFile]) {
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Fills the excerpts of findings that need a reader.
  func fill(_ findings: inout [Finding]) {
    for index in findings.indices {
      switch findings[index].outcome.reported {
      case .fail, .unknown, .waived: findings[index].excerpt = excerpt(at: findings[index].origin)
      case .pass, .notApplicable: break
      }
    }
  }

  /// Nil where there is nothing to show: a plan stands on one line, far too long for a frame.
  private func excerpt(at origin: Origin?) -> Excerpt? {
    guard let origin, let file = files[origin.path] else { return nil }
    let line = Int(origin.line)
    guard (1...file.lineCount).contains(line), origin.column <= Self.longest else { return nil }
    let first = max(1, line - Self.around)
    let last = min(file.lineCount, line + Self.around)
    let lines = (first...last).map { number in
      String(
        String.UnicodeScalarView((file.line(number) ?? "").unicodeScalars.prefix(Self.longest)))
    }
    return Excerpt(firstLine: first, lines: lines)
  }
}
