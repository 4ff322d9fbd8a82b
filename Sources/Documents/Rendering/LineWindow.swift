/// The part of a source line that is shown around a place, with where the caret goes.
struct LineWindow {
  /// At most `width` columns; `…` where something is cut off.
  let text: String
  /// 0-based, in columns of a terminal.
  let caretColumn: Int
  /// In columns, at least 1.
  let caretWidth: Int

  /// Looks at no more than some bytes around the place, however long the line is.
  init(of file: SourceFile, around range: SourceRange, width: Int) {
    let place = file.clamped(range)
    let line = file.lineRange(file.position(at: range.start).line)
    let start = min(max(place.lowerBound, line.lowerBound), line.upperBound)
    let end = min(max(place.upperBound, start), line.upperBound)
    let reach = width * 4
    let from = Self.boundary(file.bytes, max(line.lowerBound, start - reach))
    let to = Self.boundary(file.bytes, min(line.upperBound, start + reach))
    let before = SafeText.cells(file.bytes[from..<start])
    let marked = SafeText.cells(file.bytes[start..<min(end, to)])
    let after = SafeText.cells(file.bytes[min(end, to)..<to])
    let cells = before + marked + after
    var first = 0
    var last = cells.count
    if from > line.lowerBound || to < line.upperBound || Self.width(cells[...]) > width {
      (first, last) = Self.cut(cells, around: before.count, width: width - 2)
    }
    let isCutBefore = first > 0 || from > line.lowerBound
    let isCutAfter = last < cells.count || to < line.upperBound
    var text = isCutBefore ? "…" : ""
    text.unicodeScalars.append(contentsOf: cells[first..<last].lazy.map(\.scalar))
    self.text = text + (isCutAfter ? "…" : "")
    caretColumn = Self.width(cells[first..<before.count]) + (isCutBefore ? 1 : 0)
    let markedEnd = min(before.count + marked.count, last)
    caretWidth = max(Self.width(cells[before.count..<max(markedEnd, before.count)]), 1)
  }

  /// The nearest offset at or before `at` where a scalar begins.
  private static func boundary(_ bytes: [UInt8], _ at: Int) -> Int {
    var at = at
    while at > 0, at < bytes.count, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  private static func width(_ cells: ArraySlice<SafeText.Cell>) -> Int {
    cells.reduce(0) { $0 + $1.width }
  }

  /// The cells to keep: a third of the width before the caret, the rest after it, and what one side
  /// leaves to the other.
  private static func cut(
    _ cells: [SafeText.Cell], around caret: Int, width: Int
  ) -> (first: Int, last: Int) {
    var first = caret
    var left = width / 3
    while first > 0, cells[first - 1].width <= left {
      first -= 1
      left -= cells[first].width
    }
    var last = caret
    left += width - width / 3
    while last < cells.count, cells[last].width <= left {
      left -= cells[last].width
      last += 1
    }
    while first > 0, cells[first - 1].width <= left {
      first -= 1
      left -= cells[first].width
    }
    return (first, last)
  }
}
