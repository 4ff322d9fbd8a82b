import Synchronization

/// Where a text that stands inside of others came from.
package struct Embedding: Sendable {
  private enum Source {
    case map(SourceFile, SourceMap)
    case scalar(ScalarSource)
    case parts([Part])
  }

  /// A part of a text put together, from `innerStart` on.
  private struct Part {
    let innerStart: Int32
    let part: SourceFile.TextPart
  }

  private let source: Source

  /// A text that a map leads out of.
  package init(file: SourceFile, map: SourceMap) {
    source = .map(file, map)
  }

  /// The decoded text of a scalar; its map is made when first asked for.
  init(of node: Node, decoded: [UInt8], in file: SourceFile) {
    source = .scalar(ScalarSource(file: file, range: node.range, decoded: decoded))
  }

  /// A text put together from parts, in order and without gaps.
  init(parts: [SourceFile.TextPart]) {
    var start: Int32 = 0
    source = .parts(
      parts.map { part in
        defer { start &+= Int32(clamping: part.byteCount) }
        return Part(innerStart: start, part: part)
      })
  }

  /// The outermost file and the range there that a range of the inner text stands for.
  ///
  /// A range over parts from different files gives the place of its start.
  func outermost(_ range: SourceRange) -> (file: SourceFile, range: SourceRange) {
    switch source {
    case .map(let file, let map): return file.outermost(map.outer(range))
    case .scalar(let scalar): return scalar.file.outermost(scalar.map.outer(range))
    case .parts(let parts):
      guard let start = Self.index(of: range.start, in: parts) else {
        return (SourceFile(path: "", bytes: []), SourceRange(0, 0))
      }
      let end = Self.index(of: max(range.start, range.end - 1), in: parts) ?? start
      let first = Self.outermost(range, in: parts[start])
      guard end != start else { return first }
      let last = Self.outermost(
        SourceRange(start: range.end - 1, end: range.end), in: parts[end])
      guard last.file === first.file else { return first }
      return (first.file, first.range.union(last.range))
    }
  }

  /// What the share of `range` that lies in a part stands for.
  private static func outermost(
    _ range: SourceRange, in part: Part
  ) -> (file: SourceFile, range: SourceRange) {
    switch part.part {
    case .substituted(_, let file, let outer): return file.outermost(outer)
    case .verbatim(let file, let outer):
      let length = outer.end - outer.start
      let start = min(max(range.start - part.innerStart, 0), length)
      let end = min(max(range.end - part.innerStart, start), length)
      return file.outermost(
        SourceRange(start: outer.start + start, end: outer.start + end))
    }
  }

  private static func index(of offset: Int32, in parts: [Part]) -> Int? {
    guard !parts.isEmpty else { return nil }
    var low = 0
    var high = parts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if parts[middle].innerStart <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// A scalar as it stands in its file, with the map that is made of it on demand.
final class ScalarSource: Sendable {
  let file: SourceFile
  private let range: SourceRange
  private let decoded: [UInt8]
  private let made = Mutex<SourceMap?>(nil)

  init(file: SourceFile, range: SourceRange, decoded: [UInt8]) {
    self.file = file
    self.range = range
    self.decoded = decoded
  }

  var map: SourceMap {
    made.withLock { made in
      if let made { return made }
      let map = ScalarMapping.map(of: decoded, at: range, in: file)
      made = map
      return map
    }
  }
}
