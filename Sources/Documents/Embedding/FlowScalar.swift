/// Decodes a quoted or plain scalar: escapes, doubled quotes, folded line breaks.
struct FlowScalar {
  /// `"`, `'`, or nil for a plain one.
  let quote: UInt8?
  /// Where the content ends, before a closing quote.
  let end: Int

  func read(from start: Int, into builder: inout SourceMapBuilder) {
    var at = start
    while at < end {
      at = readText(from: at, into: &builder)
      guard at < end else { return }
      at = readBlanks(from: at, into: &builder)
    }
  }

  /// Takes everything up to a blank or break, which an escaped break counts as.
  private func readText(from start: Int, into builder: inout SourceMapBuilder) -> Int {
    let bytes = builder.bytes
    var at = start
    var run = start
    while at < end, !isBlankOrBreak(bytes, at) {
      if quote == UInt8(ascii: "'"), bytes[at] == UInt8(ascii: "'") {
        builder.take(run..<at)
        builder.put("'", for: at..<min(at + 2, end))
        at += 2
        run = at
      } else if quote == UInt8(ascii: "\""), bytes[at] == UInt8(ascii: "\\") {
        builder.take(run..<at)
        if LineBreak.length(bytes, at: at + 1, end: end) > 0 { return at }
        guard case .scalar(let scalar, let length) = QuotedEscape.yaml(bytes[..<end], at: at)
        else { return end }
        builder.put(scalar, for: at..<at + length)
        at += length
        run = at
      } else {
        at += 1
      }
    }
    builder.take(run..<min(at, end))
    return at
  }

  /// Takes blanks as they are, or folds them with the breaks among them.
  private func readBlanks(from start: Int, into builder: inout SourceMapBuilder) -> Int {
    let bytes = builder.bytes
    var at = start
    var breaks: [Range<Int>] = []
    var isEscaped = false
    if bytes[at] == UInt8(ascii: "\\") {
      isEscaped = true
      at += 1
      at += LineBreak.length(bytes, at: at, end: end)
    }
    while at < end, isBlankOrBreak(bytes, at) {
      let length = LineBreak.length(bytes, at: at, end: end)
      if length > 0 { breaks.append(at..<at + length) }
      at += max(length, 1)
    }
    if isEscaped {
      for line in breaks { builder.takeBreak(line) }
    } else if breaks.isEmpty {
      builder.take(start..<at)
    } else if let first = breaks.first, first.count == 3 {
      for line in breaks { builder.takeBreak(line) }
    } else if breaks.count == 1 {
      builder.put(" ", for: start..<at)
    } else {
      for line in breaks.dropFirst() { builder.takeBreak(line) }
    }
    return at
  }

  private func isBlankOrBreak(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes[at] == 0x20 || bytes[at] == 0x09 || LineBreak.length(bytes, at: at, end: end) > 0
  }
}
