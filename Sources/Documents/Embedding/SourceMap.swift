/// Where each byte of an inner text stands in its outer file.
///
/// Shape: segments in inner order, without gaps. A verbatim segment maps byte by byte; any other
/// (an escape, a substituted placeholder) maps as a whole to one outer range.
package struct SourceMap: Sendable {
  /// One stretch of inner text.
  package struct Segment: Sendable {
    /// First inner offset.
    package var innerStart: Int32
    /// What it stands for outside.
    package var outer: SourceRange
    package var isVerbatim: Bool

    package init(innerStart: Int32, outer: SourceRange, isVerbatim: Bool) {
      self.innerStart = innerStart
      self.outer = outer
      self.isVerbatim = isVerbatim
    }
  }

  package let segments: [Segment]

  package init(segments: [Segment]) {
    self.segments = segments
  }

  /// The outer range of an inner one.
  package func outer(_ range: SourceRange) -> SourceRange {
    let start = outerRange(at: range.start).start
    guard range.end > range.start else { return SourceRange(start: start, end: start) }
    let end = outerRange(at: range.end - 1).end
    return SourceRange(start: start, end: max(start, end))
  }

  /// The outer range of the inner byte at `offset`.
  private func outerRange(at offset: Int32) -> SourceRange {
    guard let first = segments.first else { return SourceRange(start: 0, end: 0) }
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].innerStart <= offset { low = middle } else { high = middle }
    }
    let segment = offset < first.innerStart ? first : segments[low]
    guard segment.isVerbatim else { return segment.outer }
    let distance = max(0, offset &- segment.innerStart)
    let start = min(segment.outer.start &+ distance, segment.outer.end)
    return SourceRange(start: start, end: min(start &+ 1, segment.outer.end))
  }
}
