import AssayReports

/// Rows of short texts under headings, in columns that a terminal can show.
struct TextTable {
  /// How a column stands.
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  /// The most characters of a cell.
  private let limit: Int
  private var rows: [[String]]

  /// Headings with the alignment of their columns.
  init(_ columns: [(heading: String, alignment: Alignment)], limit: Int = 80) {
    alignments = columns.map(\.alignment)
    self.limit = limit
    rows = [columns.map { $0.heading.visible(limit) }]
  }

  /// Adds a row with a cell for each column; what would steer a terminal is escaped.
  mutating func add(_ cells: [String]) { rows.append(cells.map { $0.visible(limit) }) }

  /// Whole lines, indented by two blanks.
  var text: String {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, zip(widths, alignments)).map { cell, layout in
        let blanks = String(repeating: " ", count: layout.0 - cell.count)
        return layout.1 == .left ? cell + blanks : blanks + cell
      }
      return ("  " + cells.joined(separator: "  ")).trimmed + "\n"
    }.joined()
  }
}
