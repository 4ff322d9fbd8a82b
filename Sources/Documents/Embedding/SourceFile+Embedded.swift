extension SourceFile {
  /// The decoded text of a scalar as a file of its own, whose places lead back to where the scalar
  /// stands; of any other node the text as written.
  ///
  /// Cheap: how offsets map is found out when a place is asked for. Where the text is not what
  /// stands there, every place is the whole scalar.
  package static func embedded(_ node: Node, in file: SourceFile) -> SourceFile {
    let decoded =
      node.scalar.map { Array($0.text.utf8) }
      ?? Array(file.bytes[file.clamped(node.range)])
    return SourceFile(
      path: file.path, identity: file.identity, bytes: decoded,
      embedding: Embedding(of: node, decoded: decoded, in: file))
  }

  /// A stretch of a text that is put together.
  package enum TextPart: Sendable {
    /// Taken over from a range of another text.
    case verbatim(SourceFile, SourceRange)
    /// Put in the place of a range of another text.
    case substituted(String, SourceFile, SourceRange)

    var byteCount: Int {
      switch self {
      case .verbatim(let file, let range): file.clamped(range).count
      case .substituted(let text, _, _): text.utf8.count
      }
    }
  }

  /// A text put together from parts, whose places lead back to where each part came from.
  package static func composed(path: String, parts: [TextPart]) -> SourceFile {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.byteCount })
    for part in parts {
      switch part {
      case .verbatim(let file, let range): bytes += file.bytes[file.clamped(range)]
      case .substituted(let text, _, _): bytes += text.utf8
      }
    }
    guard !parts.isEmpty else { return SourceFile(path: path, bytes: []) }
    return SourceFile(path: path, bytes: bytes, embedding: Embedding(parts: parts))
  }

  /// The byte offsets of a range that lie in this file.
  func clamped(_ range: SourceRange) -> Range<Int> {
    let start = min(max(Int(range.start), 0), bytes.count)
    return start..<min(max(Int(range.end), start), bytes.count)
  }
}
