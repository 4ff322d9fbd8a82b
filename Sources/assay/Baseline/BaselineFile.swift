import AssayModel
import Documents
import Records

/// A baseline as a file: written as JSON, read as JSON or YAML.
enum BaselineFile {
  /// What the document says it is.
  static let schema = "assay/baseline/v1"

  /// The document, ending with a line end.
  static func bytes(_ baseline: Baseline) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("schema", schema)
      json.member("created", baseline.created.rfc3339)
      json.member("expires", baseline.expires.rfc3339)
      json.key("findings")
      json.array { json in
        for entry in baseline.entries {
          json.object { json in
            json.member("id", entry.id)
            json.member("rule", entry.rule)
            json.member("resource", entry.resource)
            json.member("outcome", entry.outcome.rawValue)
            json.member("severity", entry.severity.rawValue)
          }
        }
      }
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  /// Loads a file.
  ///
  /// - Throws: `Stop` with every mistake in it, each at its place.
  static func load(_ path: String) throws(Stop) -> Baseline {
    let source: SourceFile
    switch FileLoader().load(path).first {
    case .file(let file): source = file
    case .refused(_, let reason): throw .unusable("baseline `\(SafeText.message(path))` \(reason)")
    case .skipped, nil: throw .unusable("baseline `\(SafeText.message(path))` is not a file")
    }
    let (baseline, diagnostics) = read(source)
    guard let baseline, diagnostics.isEmpty else {
      throw Stop(.unusable, text: DiagnosticRenderer().render(diagnostics))
    }
    return baseline
  }

  /// Reads a baseline; nil with at least one diagnostic when there is a mistake in it.
  static func read(_ source: SourceFile) -> (Baseline?, [Diagnostic]) {
    let first = source.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let (document, problems) =
      first == UInt8(ascii: "{") ? JSONReader.read(source) : YAMLReader.read(source)
    guard let document, problems.isEmpty else { return (nil, problems) }
    var reader = BaselineReader(source)
    let baseline = reader.baseline(document.root)
    let diagnostics = reader.reader.diagnostics
    return (diagnostics.isEmpty ? baseline : nil, diagnostics)
  }
}

/// Reads the tree of a baseline.
private struct BaselineReader {
  var reader: NodeReader

  init(_ source: SourceFile) {
    reader = NodeReader(source)
  }

  mutating func baseline(_ root: Node) -> Baseline? {
    let keys = ["schema", "created", "expires", "findings"]
    guard let mapping = reader.mapping(root, "a baseline", allowed: keys, required: keys),
      let schema = mapping["schema"], let name = reader.string(schema, "schema"),
      let created = mapping["created"].flatMap({ instant($0, "created") }),
      let expiry = mapping["expires"], let expires = instant(expiry, "expires"),
      let list = mapping["findings"]
    else { return nil }
    if name != BaselineFile.schema {
      reader.report(BaselineDiagnostics.otherSchema(name, reader.file, at: schema.range))
    }
    if expires.microseconds - created.microseconds > Baseline.lifetime {
      reader.report(BaselineDiagnostics.livesTooLong(reader.file, at: expiry.range))
    }
    guard let elements = list.elements else {
      reader.report(
        NodeDiagnostics.wrongType(of: "findings", wanted: "a list", found: list, file: reader.file))
      return nil
    }
    let entries = elements.compactMap { entry($0) }
    return Baseline(created: created, expires: expires, entries: entries)
  }

  private mutating func entry(_ node: Node) -> Baseline.Entry? {
    let keys = ["id", "rule", "resource", "outcome", "severity"]
    guard let mapping = reader.mapping(node, "a finding", allowed: keys, required: keys),
      let idNode = mapping["id"], let id = reader.string(idNode, "id"),
      let rule = mapping["rule"].flatMap({ reader.string($0, "rule") }),
      let resource = mapping["resource"].flatMap({ reader.string($0, "resource") }),
      let outcome = mapping["outcome"].flatMap({
        reader.choice($0, "outcome", as: Outcome.Reported.self)
      }),
      let severity = mapping["severity"].flatMap({
        reader.choice($0, "severity", as: Severity.self)
      })
    else { return nil }
    guard id.utf8.count == 64, id.utf8.allSatisfy(Self.isHexDigit) else {
      reader.report(BaselineDiagnostics.notAnID(reader.file, at: idNode.range))
      return nil
    }
    return Baseline.Entry(
      id: id, rule: rule, resource: resource, outcome: outcome, severity: severity)
  }

  private mutating func instant(_ node: Node, _ name: String) -> Instant? {
    guard let text = reader.string(node, name) else { return nil }
    guard let instant = Instant(rfc3339: text) else {
      reader.report(BaselineDiagnostics.notATime(name, reader.file, at: node.range))
      return nil
    }
    return instant
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
