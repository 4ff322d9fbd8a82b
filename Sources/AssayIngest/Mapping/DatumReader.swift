import AssayModel
import Documents
import Records

/// Turns the data of one declared resource into drafts, typed by the schema.
///
/// In: a datum and the table of its kind. Out: one draft per field: stated, defaulted, absent or
/// unknown with the reason. What does not read as its type is unknown and told in `diagnostics`.
struct DatumReader {
  let dialect: Dialect
  let form: DeclarationForm
  var diagnostics: [Diagnostic] = []
  /// Agent configurations that were found inside the resource, with the file names they get.
  var configurations: [(path: String, record: DraftRecord)] = []

  init(_ dialect: Dialect, form: DeclarationForm = .complete) {
    self.dialect = dialect
    self.form = form
  }

  /// What stands at a path.
  enum Found {
    case value(Datum)
    case unknown(UnknownReason, Origin)
    /// Not there, or null; with the origin of a null.
    case missing(Origin?)
  }

  /// Reads a record by its table.
  mutating func record(_ mapping: RecordMapping, from datum: Datum) -> DraftRecord {
    let later = Draft.unknown(UnknownReason(.notCollected, "not computed yet"))
    var record = DraftRecord(mapping.schema, origin: datum.origin)
    for (slot, field) in mapping.schema.fields.enumerated() where field.isDerived {
      record[slot] = later
    }
    for (slot, field) in mapping.fields { record[slot] = draft(field, from: datum) }
    mapping.finish?(&record, datum, &self)
    return record
  }

  /// Reads one field of a map.
  mutating func draft(_ mapping: FieldMapping, from datum: Datum) -> Draft {
    let paths = mapping.spelling[dialect]
    guard !paths.isEmpty else { return notCarried(mapping) }
    switch find(paths, in: datum) {
    case .unknown(let reason, let origin): return .unknown(reason, at: origin)
    case .missing(let origin): return unset(mapping, at: origin ?? datum.origin)
    case .value(let value):
      if isUnset(value, mapping.field) { return unset(mapping, at: value.origin) }
      let draft = draft(value, by: mapping)
      return value.isSensitive ? Self.hidden(draft, mapping.field) : draft
    }
  }

  private mutating func draft(_ value: Datum, by mapping: FieldMapping) -> Draft {
    switch mapping.reading {
    case .plain: return draft(value, as: mapping.field.type, values: mapping.field.values)
    case .tags: return tags(value)
    case .text(let meaning):
      switch value.scalarText.flatMap(meaning) {
      case .value(let meant): return .stated(meant, at: value.origin)
      case .nothing: return .absent(at: value.origin)
      case nil: return draft(value, as: mapping.field.type, values: mapping.field.values)
      }
    case .texts(let key):
      let texts = (value.elements ?? [value]).map { $0[key] ?? $0 }
      return .stated(.list(texts.map { draft($0, as: .string) }), at: value.origin)
    case .custom(let read): return read(value, &self)
    case .record(let nested):
      if case .list = mapping.field.type { return records(nested, from: value) }
      return single(nested, from: value)
    }
  }

  /// A list of records; unknown elements stay unknown one by one, a lone map is a list of one.
  mutating func records(_ mapping: RecordMapping, from value: Datum) -> Draft {
    switch value.content {
    case .unknown(let reason): return .unknown(reason, at: value.origin)
    case .list(let elements):
      let drafts = elements.filter { !$0.isNull }.map { single(mapping, from: $0) }
      return .stated(.list(drafts), at: value.origin)
    case .map: return .stated(.list([single(mapping, from: value)]), at: value.origin)
    case .link(let link): return .unknown(link.reason, at: value.origin)
    case .scalar: return unreadable(value, "a list")
    }
  }

  /// One record, out of a Terraform block when need be.
  mutating func single(_ mapping: RecordMapping, from value: Datum) -> Draft {
    switch value.content {
    case .unknown(let reason): return .unknown(reason, at: value.origin)
    case .map: return .stated(.record(record(mapping, from: value)), at: value.origin)
    case .link(let link): return .unknown(link.reason, at: value.origin)
    case .list(let elements):
      guard dialect == .terraform, elements.count == 1, case .map = elements[0].content else {
        return unreadable(value, "a map")
      }
      return single(mapping, from: elements[0])
    case .scalar: return unreadable(value, "a map")
    }
  }

  // The value is known but must not be printed, and only sensitive fields are never printed.
  private static func hidden(_ draft: Draft, _ field: Field) -> Draft {
    guard draft.state.hasValue, !field.isSensitive else { return draft }
    return .unknown(
      UnknownReason(.opaque, "the input marks the value as sensitive"), at: draft.origin)
  }
}

extension ResourceLink {
  /// Why a text made of this link cannot be known before the deployment.
  var reason: UnknownReason { UnknownReason(.plan, "\(text) is known after deployment") }
}

extension Datum {
  /// Whether it is a null.
  var isNull: Bool {
    guard case .scalar(let scalar) = content else { return false }
    return scalar.isNull
  }

  /// Whether it is a link or unknown.
  var isGap: Bool {
    switch content {
    case .link, .unknown: true
    case .scalar, .list, .map: false
    }
  }

  /// The elements of a list.
  var elements: [Datum]? {
    guard case .list(let elements) = content else { return nil }
    return elements
  }

  /// The entries of a map.
  var entries: [Entry]? {
    guard case .map(let entries) = content else { return nil }
    return entries
  }
}
