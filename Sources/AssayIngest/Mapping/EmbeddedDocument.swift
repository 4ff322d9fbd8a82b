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
  ///
  /// A text with gaps is read with them: only the values that a gap touches are unknown.
  static func read(_ datum: Datum, _ reader: inout DatumReader) -> Result {
    switch datum.content {
    case .map, .list: return .document(datum)
    case .link(let link): return .unknown(link.reason)
    case .unknown(let reason):
      // Text without gaps that is unknown all the same is no document.
      guard let text = datum.text, !datum.holes.isEmpty else { return .unknown(reason) }
      return parse(text, holes: datum.holes, &reader)
    case .scalar:
      guard let file = datum.embedded else { return .unreadable }
      return parse(file, holes: [:], &reader)
    }
  }

  private static func parse(
    _ file: SourceFile, holes: [String: UnknownReason], _ reader: inout DatumReader
  ) -> Result {
    let first = file.bytes.first { !" \t\r\n".utf8.contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let (document, diagnostics) = isJSON ? JSONReader.read(file) : YAMLReader.read(file)
    reader.diagnostics += diagnostics
    guard let document else { return .unreadable }
    let datum = Datum(document.root, in: file)
    return .document(holes.isEmpty ? datum : datum.opened(holes))
  }
}

extension Datum {
  /// The text of a scalar as a file of its own that leads back to where it stands.
  var embedded: SourceFile? {
    if let text { return text }
    guard case .scalar(let scalar) = content else { return nil }
    return SourceFile.embedded(Node(.scalar(scalar), range: range), in: file)
  }

  /// The same with every text that holds a gap made unknown.
  ///
  /// The name or ARN of a resource that will be deployed stays as its placeholder: it is a name, not
  /// something a template's user could fill with anything.
  func opened(_ holes: [String: UnknownReason]) -> Datum {
    var datum = self
    switch content {
    case .scalar(let scalar):
      guard scalar.text.contains("${") else { return self }
      let gaps = holes.filter { scalar.text.contains($0.key) }.sorted { $0.key < $1.key }
      guard let gap = gaps.first(where: { $0.value.kind != .plan }) else { return self }
      datum.content = .unknown(gap.value)
    case .list(let elements): datum.content = .list(elements.map { $0.opened(holes) })
    case .map(let entries):
      datum.content = .map(
        entries.map { Entry(key: $0.key, keyRange: $0.keyRange, value: $0.value.opened(holes)) })
    case .link, .unknown: break
    }
    return datum
  }
}
