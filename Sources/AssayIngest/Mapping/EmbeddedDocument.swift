import AssayModel
import Documents
import Records

/// A document inside a text: a policy as JSON, a component's data, an agent's configuration.
enum EmbeddedDocument {
  /// What reading gave.
  enum Result {
    case document(Datum)
    /// The text is unknown, or elsewhere.
    case unknown(UnknownReason)
    /// The text cannot be parsed; the messages are in the reader.
    case unreadable
  }

  /// Reads a JSON or YAML text inside a datum, or takes a datum that is no text as it is.
  static func read(_ datum: Datum, _ reader: inout DatumReader) -> Result {
    switch datum.content {
    case .unknown(let reason): return .unknown(reason)
    case .link(let link): return .unknown(link.reason)
    case .map, .list: return .document(datum)
    case .scalar(let scalar):
      guard let file = file(of: datum, text: scalar.text) else { return .unreadable }
      let isJSON = scalar.text.first { !$0.isWhitespace } == "{"
      let (document, diagnostics) = isJSON ? JSONReader.read(file) : YAMLReader.read(file)
      reader.diagnostics += diagnostics
      guard let document else { return .unreadable }
      return .document(Datum(document.root, in: file))
    }
  }

  /// The text of a scalar as a file of its own that leads back to where it stands.
  static func file(of datum: Datum, text: String) -> SourceFile? {
    let bytes = Array(text.utf8)
    guard bytes.count < Int(Int32.max) else { return nil }
    let isVerbatim = datum.file.text(datum.range) == text
    let segment = SourceMap.Segment(innerStart: 0, outer: datum.range, isVerbatim: isVerbatim)
    return SourceFile(
      path: datum.file.path, bytes: bytes,
      embedding: SourceFile.Embedding(file: datum.file, map: SourceMap(segments: [segment])))
  }
}
