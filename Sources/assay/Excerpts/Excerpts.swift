import AssayIngest
import AssayModel
import Documents
import Records

/// Adds lines of source to findings, for the code frames of reports.
///
/// Values that an input or a schema marks as sensitive are covered: reports go further than the files
/// they are about. Of a plan only the line itself is shown: those around it may be of its older
/// state, where nothing is marked for us.
struct Excerpts {
  /// Lines before and after the one pointed at.
  private static let around = 3
  /// Unicode scalars of a line that are kept.
  private static let longest = 200

  private let files: [String: SourceFile]
  private let plans: Set<String>
  private let sensitive: SensitivePlaces

  /// The files that findings may point into, and what came of reading them.
  init(_ files: [SourceFile], _ read: IngestResult) {
    self.init(files, inputs: read.inputs, marked: read.sensitive, in: read.graph)
  }

  /// The same, of what `inputs` came to; `marked` are the places that they mark as sensitive.
  init(
    _ files: [SourceFile], inputs: [InputReport], marked: [Origin], in graph: ResourceGraph
  ) {
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    plans = Set(
      inputs.filter { input in
        guard case .read(let format, _) = input.status else { return false }
        return format == InputFormat.terraformPlan.title
      }.map(\.path))
    sensitive = SensitivePlaces(marked: marked, in: graph)
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

  /// Nil where there is nothing to show: a plan may stand on one line, far too long for a frame.
  private func excerpt(at origin: Origin?) -> Excerpt? {
    guard let origin, let file = files[origin.path] else { return nil }
    let line = Int(origin.line)
    guard (1...file.lineCount).contains(line), origin.column <= Self.longest
    else { return nil }
    let around = plans.contains(origin.path) ? 0 : Self.around
    let lines = (max(1, line - around)...min(file.lineCount, line + around)).map { number in
      Self.cut(sensitive.shown(file.line(number) ?? "", number: number, of: origin.path))
    }
    return Excerpt(firstLine: max(1, line - around), lines: lines)
  }

  private static func cut(_ line: String) -> String {
    guard line.utf8.count > longest else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.prefix(longest)))
  }
}
