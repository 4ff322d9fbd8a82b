import AssayModel
import Documents
import Records

/// Reads an example of a rule as a record of the rule's kind.
///
/// In: a mapping in the schema's own shape; references are written inline. Out: a graph with that
/// resource, and those inside it. What an example leaves out is absent when optional and unknown
/// when required; in a `no_data` example everything left out is unknown, not collected. `!unknown`
/// says so of one value.
struct ExampleReader {
  let file: SourceFile
  /// State of what is left out although optional.
  let isEverythingUncollected: Bool
  private(set) var diagnostics: [Diagnostic] = []
  /// Resources that references lead to, in the order they are met.
  private var inner: [DraftResource] = []

  init(file: SourceFile, kind: RuleExample.Kind) {
    self.file = file
    isEverythingUncollected = kind == .noData
  }

  /// The resource that an example describes, with those it refers to.
  mutating func resources(_ node: Node, kind: ResourceKind) -> [DraftResource] {
    inner = []
    let record = record(node, kind.schema)
    let name = node["name"]?.text ?? "example"
    let example = DraftResource(
      id: ResourceID(kind: kind.rawValue, uid: "example"), name: name, record: record,
      origin: origin(node.range))
    return [example] + inner
  }

  private static let uncollected = UnknownReason(.notCollected, "the example leaves it out")

  private func origin(_ range: SourceRange) -> Origin {
    let (outer, outerRange) = file.outermost(range)
    let start = outer.position(at: outerRange.start)
    let end = outer.position(at: outerRange.end)
    return Origin(
      path: outer.path, line: Int32(clamping: start.line), column: Int32(clamping: start.column),
      endLine: Int32(clamping: end.line), endColumn: Int32(clamping: end.column))
  }

  private mutating func record(_ node: Node, _ schema: Schema) -> DraftRecord {
    var record = DraftRecord(schema, origin: origin(node.range))
    for (slot, field) in schema.fields.enumerated()
    where isEverythingUncollected || field.presence == .required {
      record[slot] = .unknown(Self.uncollected, at: origin(node.range))
    }
    guard let pairs = node.pairs else {
      diagnostics.append(
        PackDiagnostics.exampleType("a mapping", file: file, range: node.range))
      return record
    }
    for pair in pairs {
      let key = pair.key.scalar?.text ?? ""
      guard let slot = schema.index(of: key) else {
        diagnostics.append(
          PackDiagnostics.unknownExampleField(
            key, of: schema, file: file, range: pair.key.range))
        continue
      }
      let field = schema.fields[slot]
      checkValues(pair.value, field)
      record[slot] = draft(pair.value, field.type)
    }
    return record
  }

  /// A text that the field never has would make an example that no resource is like.
  private mutating func checkValues(_ node: Node, _ field: Field) {
    guard !field.values.isEmpty, node.tag != "!unknown" else { return }
    for part in node.elements ?? [node] {
      guard let text = part.scalar?.text, !part.isNull, part.tag != "!unknown",
        !field.values.contains(text)
      else { continue }
      diagnostics.append(
        PackDiagnostics.exampleValue(text, of: field, file: file, range: part.range))
    }
  }

  private mutating func draft(_ node: Node, _ type: FieldType) -> Draft {
    let origin = origin(node.range)
    if node.tag == "!unknown" {
      let text = node.scalar?.text ?? ""
      return .unknown(
        UnknownReason(.ambiguous, text.isEmpty ? "the example says so" : text), at: origin)
    }
    if node.isNull { return .absent(at: origin) }
    guard let value = value(node, type) else {
      diagnostics.append(
        PackDiagnostics.exampleType(Self.name(of: type), file: file, range: node.range))
      return .unknown(UnknownReason(.unreadable, "not \(Self.name(of: type))"), at: origin)
    }
    return .stated(value, at: origin)
  }

  private mutating func value(_ node: Node, _ type: FieldType) -> DraftValue? {
    switch type {
    case .list(let element):
      return node.elements.map { .list($0.map { draft($0, element) }) }
    case .map(let element):
      return node.pairs.map { pairs in
        .map(
          pairs.map { DraftValue.MapEntry($0.key.scalar?.text ?? "", draft($0.value, element)) })
      }
    case .record(let name):
      guard let schema = SchemaSet.assay[name] else { return nil }
      if schema == .policyDocument, let policy = PolicyExample(origin: origin).record(node) {
        return .record(policy)
      }
      return .record(record(node, schema))
    case .reference(let kind):
      guard let schema = SchemaSet.assay[kind], node.pairs != nil else { return nil }
      let uid = "example.\(inner.count + 1)"
      // Reserves its place first, so that uids follow the order of the text.
      inner.append(
        DraftResource(
          id: ResourceID(kind: kind, uid: uid), name: uid, record: DraftRecord(schema),
          origin: origin(node.range)))
      let index = inner.count - 1
      inner[index].record = record(node, schema)
      return .reference(uid)
    default: return node.scalar.flatMap { Self.scalar($0, type) }
    }
  }

  private static func scalar(_ scalar: Scalar, _ type: FieldType) -> DraftValue? {
    let text = scalar.text
    switch type {
    case .bool: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case .int: return Int64(text).map { .int($0) }
    case .double: return Double(text).map { .double($0) }
    case .string: return .string(text)
    case .timestamp: return Instant(rfc3339: text).map { .timestamp($0.microseconds) }
    case .duration: return Int64(text).map { .duration($0) }
    default: return nil
    }
  }

  private static func name(of type: FieldType) -> String {
    switch type {
    case .bool: "`true` or `false`"
    case .int: "an integer"
    case .double: "a number"
    case .string: "a string"
    case .timestamp: "an RFC 3339 time"
    case .duration: "nanoseconds"
    case .list: "a list"
    case .map: "a map"
    case .record, .reference: "a mapping"
    }
  }
}
