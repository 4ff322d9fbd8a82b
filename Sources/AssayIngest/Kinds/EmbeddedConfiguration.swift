import AssayModel
import Records

extension DatumReader {
  /// Keeps the agent configuration that a value is, or that stands in its `Value` or `value`.
  ///
  /// Texts that are no such configuration are nothing to us, so nothing is told of them.
  mutating func findConfiguration(in datum: Datum, path: String) {
    let value = datum["Value"] ?? datum["value"] ?? datum
    guard let text = value.scalarText ?? value.text?.wholeText, text.contains("_collected"),
      text.first(where: { !$0.isWhitespace }) == "{"
    else { return }
    var scratch = DatumReader(dialect)
    guard case .document(let document) = EmbeddedDocument.read(value, &scratch),
      CloudWatchAgentConfiguration.isOne(document)
    else { return }
    var record = scratch.record(.cloudWatchAgentConfig, from: document)
    record["ownership"] = .stated(.string("own"), at: document.origin)
    configurations.append((path, record))
    diagnostics += scratch.diagnostics
  }
}
