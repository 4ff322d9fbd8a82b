/// Decodes a `|` or `>` scalar: indentation stripped, breaks folded and chomped.
struct BlockScalar {
  /// What becomes of the breaks at the end.
  private enum Chomping { case strip, clip, keep }

  /// One line of the scalar: its text without indentation, and its break.
  private struct Line {
    let text: Range<Int>
    let lineBreak: Range<Int>
  }

  private let isLiteral: Bool
  private let chomping: Chomping
  private let lines: [Line]

  /// Reads the header at `start` and cuts the lines; nil when no line shows the indentation.
  init?(decoded: [UInt8], at start: Int, in bytes: [UInt8]) {
    isLiteral = bytes[start] == UInt8(ascii: "|")
    var at = start + 1
    var chomping = Chomping.clip
    while at < bytes.count, LineBreak.length(bytes, at: at, end: bytes.count) == 0 {
      if bytes[at] == UInt8(ascii: "#") { break }
      if bytes[at] == UInt8(ascii: "-") { chomping = .strip }
      if bytes[at] == UInt8(ascii: "+") { chomping = .keep }
      at += 1
    }
    self.chomping = chomping
    at = Self.lineEnd(bytes, from: at)
    at += LineBreak.length(bytes, at: at, end: bytes.count)
    guard let indent = Self.indent(decoded: decoded, at: at, in: bytes) else { return nil }
    lines = Self.lines(bytes, from: at, indent: indent)
  }

  /// The columns stripped of each line: what the first line with text has more than its decoded form.
  ///
  /// An indicator in the header counts from the parent's indentation, which is not known here.
  private static func indent(decoded: [UInt8], at start: Int, in bytes: [UInt8]) -> Int? {
    guard let raw = firstIndent(bytes, from: start), let inner = firstIndent(decoded, from: 0),
      raw > inner
    else { return nil }
    return raw - inner
  }

  /// The spaces before the first character that is neither blank nor break.
  private static func firstIndent(_ bytes: [UInt8], from start: Int) -> Int? {
    var at = start
    var spaces = 0
    while at < bytes.count {
      let length = LineBreak.length(bytes, at: at, end: bytes.count)
      if length > 0 {
        spaces = 0
        at += length
      } else if bytes[at] == 0x20 {
        spaces += 1
        at += 1
      } else {
        return spaces
      }
    }
    return nil
  }

  private static func lines(_ bytes: [UInt8], from start: Int, indent: Int) -> [Line] {
    var lines: [Line] = []
    var at = start
    while at < bytes.count {
      var text = at
      while text < bytes.count, text - at < indent, bytes[text] == 0x20 { text += 1 }
      let end = lineEnd(bytes, from: text)
      if text - at < indent, end > text { break }
      let next = end + LineBreak.length(bytes, at: end, end: bytes.count)
      lines.append(Line(text: text..<end, lineBreak: end..<next))
      at = next
    }
    return lines
  }

  private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count, LineBreak.length(bytes, at: at, end: bytes.count) == 0 { at += 1 }
    return at
  }

  func read(into builder: inout SourceMapBuilder) {
    /// The break of the last line with text, and those of the empty lines after it.
    var pending: Range<Int>?
    var empty: [Range<Int>] = []
    var wasBlank = false
    for line in lines {
      guard !line.text.isEmpty else {
        if !line.lineBreak.isEmpty { empty.append(line.lineBreak) }
        continue
      }
      let first = builder.bytes[line.text.lowerBound]
      let isBlank = first == 0x20 || first == 0x09
      if let lineBreak = pending {
        let folds = !isLiteral && !wasBlank && !isBlank && lineBreak.count < 3
        if !folds {
          builder.takeBreak(lineBreak)
        } else if empty.isEmpty {
          builder.put(" ", for: lineBreak.lowerBound..<line.text.lowerBound)
        }
      }
      for lineBreak in empty { builder.takeBreak(lineBreak) }
      builder.take(line.text)
      (pending, empty, wasBlank) = (line.lineBreak, [], isBlank)
    }
    guard chomping != .strip else { return }
    if let pending, !pending.isEmpty { builder.takeBreak(pending) }
    guard chomping == .keep else { return }
    for lineBreak in empty { builder.takeBreak(lineBreak) }
  }
}
