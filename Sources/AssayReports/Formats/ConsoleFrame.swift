import AssayModel
import Records

/// A code frame: the lines around a value and carets under it.
///
/// ```
///    |
/// 16 |           FromPort: 22
/// 17 |           CidrIp: 0.0.0.0/0
///    |                   ^^^^^^^^^ got 0.0.0.0/0, allowed: sg-bastion
/// ```
struct ConsoleFrame {
  let excerpt: Excerpt
  let origin: Origin
  let options: TextOptions

  /// Most source lines shown; they end with the line pointed at.
  private static let lineLimit = 3

  /// The lines of the frame; `label` follows the carets.
  ///
  /// Empty when the origin's line is not in the excerpt.
  func lines(label: String, caret: TextStyle) -> [String] {
    let (found, overflow) = Int(origin.line).subtractingReportingOverflow(excerpt.firstLine)
    guard !overflow, excerpt.lines.indices.contains(found) else { return [] }
    let first = max(0, found - (Self.lineLimit - 1))
    let gutter = String(Int(origin.line)).count
    let room = max(20, options.width - gutter - 3)
    let target = FrameLine(excerpt.lines[found])
    let marked = target.cells(from: Int(origin.column), to: lastColumn(target))
    let shift = marked.upperBound > room ? min(marked.lowerBound, marked.upperBound - room / 2) : 0
    let bar = TextStyle.gutter(String(repeating: " ", count: gutter) + " |", options.color)
    var lines = [bar]
    for index in first...found {
      let number = String(excerpt.firstLine + index)
      let margin = String(repeating: " ", count: max(0, gutter - number.count)) + number + " | "
      let text = FrameLine(excerpt.lines[index]).window(from: shift, cells: room)
      lines.append(TextStyle.gutter(margin, options.color) + text)
    }
    let blanks = String(repeating: " ", count: marked.lowerBound - shift)
    let length = min(marked.count, max(1, room - (marked.lowerBound - shift)))
    let carets = caret(String(repeating: "^", count: length), options.color)
    lines.append("\(bar) \(blanks)\(carets) \(caret(label, options.color))".trimmedEnd)
    return lines
  }

  /// The column after the last marked one: a value over several lines is marked on its first.
  private func lastColumn(_ line: FrameLine) -> Int {
    origin.endLine > origin.line ? line.columns + 1 : Int(origin.endColumn)
  }
}

/// One source line, its tabs widened and its steering characters written out, that still knows in
/// which cell each column of the source stands.
private struct FrameLine {
  /// What is printed for each source column, and the cells it takes.
  private var pieces: [(text: String, cells: Int)] = []

  init(_ line: String) {
    for scalar in line.unicodeScalars {
      if scalar == "\t" {
        pieces.append(("    ", 4))
      } else if scalar.steersText {
        let text = String(scalar).visible()
        pieces.append((text, text.unicodeScalars.count))
      } else {
        pieces.append((String(scalar), scalar.cells))
      }
    }
  }

  var columns: Int { pieces.count }

  /// The cells of the 1-based columns `start` up to `end`, at least one cell wide.
  func cells(from start: Int, to end: Int) -> Range<Int> {
    let first = min(max(1, start), columns + 1) - 1
    let last = min(max(first + 1, end - 1), max(columns, first + 1))
    let lower = pieces[..<first].reduce(0) { $0 + $1.cells }
    let width = first < columns ? pieces[first..<min(last, columns)].reduce(0) { $0 + $1.cells } : 1
    return lower..<lower + max(1, width)
  }

  /// The part from cell `start`, at most `cells` wide, with `…` where something is cut.
  func window(from start: Int, cells: Int) -> String {
    var text = ""
    var cell = 0
    var width = 0
    for piece in pieces {
      defer { cell += piece.cells }
      if cell < start { continue }
      if width + piece.cells > cells - 1, cell + piece.cells > start + cells - 1 {
        return text + "…"
      }
      text += text.isEmpty && start > 0 ? "…" : piece.text
      width += piece.cells
    }
    return text.trimmedEnd
  }
}

extension String {
  /// Without blanks at the end.
  var trimmedEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
