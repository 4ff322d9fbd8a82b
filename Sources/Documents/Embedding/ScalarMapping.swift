/// Finds out where each byte of a decoded scalar stands in its source.
///
/// In: the decoded text and the range it was read from. Out: a map that is right or says the whole
/// range: the source is decoded once more by the rules of JSON and YAML 1.1, and if that does not
/// give the same text, nothing finer is claimed. Linear in the text.
enum ScalarMapping {
  static func map(of decoded: [UInt8], at range: SourceRange, in file: SourceFile) -> SourceMap {
    let place = file.clamped(range)
    guard let first = place.first else { return whole(range) }
    var builder = SourceMapBuilder(bytes: file.bytes)
    switch file.bytes[first] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard place.count >= 2 else { return whole(range) }
      let scalar = FlowScalar(quote: file.bytes[first], end: place.upperBound - 1)
      scalar.read(from: first + 1, into: &builder)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      guard let block = BlockScalar(decoded: decoded, at: first, in: file.bytes) else {
        return whole(range)
      }
      block.read(into: &builder)
    default:
      let scalar = FlowScalar(quote: nil, end: place.upperBound)
      scalar.read(from: first, into: &builder)
    }
    return builder.decoded == decoded ? SourceMap(segments: builder.segments) : whole(range)
  }

  private static func whole(_ range: SourceRange) -> SourceMap {
    SourceMap(segments: [SourceMap.Segment(innerStart: 0, outer: range, isVerbatim: false)])
  }
}

/// Collects decoded bytes and the segments they belong to.
struct SourceMapBuilder {
  let bytes: [UInt8]
  private(set) var decoded: [UInt8] = []
  private(set) var segments: [SourceMap.Segment] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Takes bytes as they stand.
  mutating func take(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = segments.last, last.isVerbatim, Int(last.outer.end) == range.lowerBound {
      segments[segments.count - 1].outer.end = Int32(clamping: range.upperBound)
    } else {
      add(SourceRange(range.lowerBound, range.upperBound), isVerbatim: true)
    }
    decoded.append(contentsOf: bytes[range])
  }

  /// Puts a scalar in the place of a range.
  mutating func put(_ scalar: Unicode.Scalar, for range: Range<Int>) {
    add(SourceRange(range.lowerBound, range.upperBound), isVerbatim: false)
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Takes a line break as YAML reads it: every kind becomes one line feed, but for U+2028 and U+2029.
  mutating func takeBreak(_ range: Range<Int>) {
    let isKept = range.count == 3 || bytes[range.lowerBound] == 0x0A
    if isKept { take(range) } else { put("\n", for: range) }
  }

  private mutating func add(_ outer: SourceRange, isVerbatim: Bool) {
    segments.append(
      SourceMap.Segment(
        innerStart: Int32(clamping: decoded.count), outer: outer, isVerbatim: isVerbatim))
  }
}

/// Line breaks as YAML 1.1 knows them.
enum LineBreak {
  /// The length of the break at an offset; 0 when there is none.
  static func length(_ bytes: [UInt8], at: Int, end: Int) -> Int {
    guard at < end else { return 0 }
    switch bytes[at] {
    case 0x0A: return 1
    case 0x0D: return at + 1 < end && bytes[at + 1] == 0x0A ? 2 : 1
    case 0xC2: return at + 1 < end && bytes[at + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard at + 2 < end, bytes[at + 1] == 0x80 else { return 0 }
      return bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
