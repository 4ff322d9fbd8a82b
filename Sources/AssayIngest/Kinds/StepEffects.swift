import AssayModel
import Records

/// What the steps of a component fetch, send and write, by their actions' inputs.
///
/// Inputs and their names: Image Builder user guide, "Action modules supported by AWSTOE".
struct StepEffects {
  var downloads: [Draft] = []
  var uploads: [Draft] = []
  var files: [Draft] = []
  /// The document's constants, by name.
  var constants: [String: String] = [:]

  /// Adds what one step does; actions that neither fetch, send nor write add nothing.
  mutating func add(
    action: String, id: String, inputs: Datum?, _ reader: inout DatumReader
  ) {
    switch action {
    case "S3Download": downloads += read(Self.download, inputs, id, kind: "s3", &reader)
    case "WebDownload": downloads += read(Self.download, inputs, id, kind: "web", &reader)
    case "ExecuteDocument": downloads += read(Self.document, inputs, id, kind: "document", &reader)
    case "S3Upload": uploads += read(Self.upload, inputs, id, kind: nil, &reader)
    case "CreateFile", "AppendFile":
      files += read(Self.file, inputs, id, kind: nil, &reader)
      for element in inputs?.elements ?? [inputs].compactMap({ $0 }) {
        guard let content = element["content"] else { continue }
        reader.findConfiguration(in: content, path: element["path"]?.scalarText ?? "")
      }
    default: break
    }
  }

  /// One record per element of the inputs, which may be a list or a single map.
  private func read(
    _ mapping: RecordMapping, _ inputs: Datum?, _ id: String, kind: String?,
    _ reader: inout DatumReader
  ) -> [Draft] {
    guard let inputs, !inputs.isNull else { return [] }
    return (inputs.elements ?? [inputs]).map { element in
      let draft = reader.single(mapping, from: element)
      return draft.map { value in
        guard case .record(var record) = value else { return value }
        record["step"] = .stated(.string(id), at: element.origin)
        if mapping.schema == .toeDownload { resolveSource(&record) }
        if let kind { record["kind"] = .stated(.string(kind), at: element.origin) }
        return .record(record)
      }
    }
  }

  /// An address that begins with `{{ name }}` is what the name stands for: a constant's value, else
  /// something that is known when the component runs.
  private func resolveSource(_ record: inout DraftRecord) {
    let source = record["source"]
    guard let text = source.text, text.hasPrefix("{{"), let end = text.firstRange(of: "}}") else {
      return
    }
    let name = text[text.index(text.startIndex, offsetBy: 2)..<end.lowerBound]
      .split(separator: " ").joined()
    if let value = constants[name] {
      record["source"] = .stated(
        .string(value + text[end.upperBound...]), at: source.origin)
    } else {
      let reason = UnknownReason(.opaque, "`{{ \(name) }}` is known when the component runs")
      record["source"] = .unknown(reason, at: source.origin)
    }
  }

  private static let download = RecordMapping(
    .toeDownload, casing: .asWritten,
    [
      .init("source"), .init("destination"), .init("checksum"),
      .init("checksumAlgorithm", at: "algorithm"), .init("expectedBucketOwner"),
      .init("ignoreCertificateErrors", unset: .false),
    ])

  private static let document = RecordMapping(
    .toeDownload, casing: .asWritten,
    [
      .init("source", at: "document|path|uri"),
      .init("checksum", at: "document-s3-checksum|checksum"),
      .init("expectedBucketOwner", at: "document-s3-bucket-owner|expectedBucketOwner"),
      .init("ignoreCertificateErrors", unset: .false),
    ])

  private static let upload = RecordMapping(
    .toeUpload, casing: .asWritten,
    [.init("source"), .init("destination"), .init("expectedBucketOwner")])

  private static let file = RecordMapping(
    .toeFile, casing: .asWritten, [.init("path"), .init("content"), .init("permissions")])
}
