import AssayModel
import Records

/// How the records of one schema are read from the maps of inputs: a table, one line a field.
///
/// Fields that the table does not name are derived: by `finish` from the record itself, or after
/// linking by the model, until when they are unknown.
struct RecordMapping: Sendable {
  /// Fills what follows from the record and its own document.
  typealias Finish = @Sendable (inout DraftRecord, Datum, inout DatumReader) -> Void

  let schema: Schema
  /// Keyed by the slots of the schema.
  let fields: [(slot: Int, mapping: FieldMapping)]
  let finish: Finish?

  init(
    _ schema: Schema, casing: Spelling.Casing = .camel, _ entries: [FieldMapping.Entry],
    finish: Finish? = nil
  ) {
    self.schema = schema
    self.finish = finish
    fields = entries.map { entry in
      guard let slot = schema.index(of: entry.name) else {
        preconditionFailure("schema \(schema.name) has no field \(entry.name)")
      }
      let spelling = Spelling(
        entry.path ?? Spelling.Path(stringLiteral: entry.name), api: entry.api, cfn: entry.cfn,
        tf: entry.tf, casing: casing)
      return (
        slot,
        FieldMapping(
          field: schema.fields[slot], spelling: spelling, unset: entry.unset, reading: entry.reading
        )
      )
    }
  }
}

/// How one field is read.
struct FieldMapping: Sendable {
  /// How the value at the field's place becomes a draft.
  enum Reading: Sendable {
    /// By the type of the field.
    case plain
    /// A nested record, or a list of them.
    case record(RecordMapping)
    /// A map of strings that is written as a map or as a list of keys and values.
    case tags
    /// A text that means a value: nil where it is to be read by the type of the field.
    case text(@Sendable (String) -> Meaning?)
    /// A list of texts, or of maps with the text under this key.
    case texts(under: String)
    /// By a function of its own, called when there is a value, or a text with gaps in it.
    case custom(@Sendable (Datum, inout DatumReader) -> Draft)
  }

  /// What a text means.
  enum Meaning: Sendable {
    case value(DraftValue)
    /// As if it were not there.
    case nothing
  }

  /// What a field is when a complete document does not state it.
  enum Unset: Sendable {
    /// Absent when optional, an empty list when a list, else unknown as not stated.
    case standard
    /// A documented default of the service.
    case value(DraftValue)
    case unknown(UnknownReason.Kind, String)
    /// What Terraform's provider makes of it, and what the others do.
    indirect case terraform(Unset, else: Unset)
    /// What only another call would tell, and what templates make of it.
    indirect case otherCall(String, templates: Unset)

    /// What AWS tells in each answer, so that an answer without it was trimmed; and what the others make of it.
    indirect case told(String, else: Unset = .standard)

    /// A default of the service's, which a plan does not tell: the provider asks after apply.
    static func asked(_ value: DraftValue) -> Unset {
      .terraform(.unknown(.plan, "the service's default is known after apply"), else: .value(value))
    }

    /// An empty list.
    static let none = Unset.value(.list([]))
    static let `false` = Unset.value(.bool(false))
    static let `true` = Unset.value(.bool(true))
  }

  /// One line of a table.
  struct Entry: Sendable {
    let name: String
    let path: Spelling.Path?
    let api: Spelling.Path?
    let cfn: Spelling.Path?
    let tf: Spelling.Path?
    let unset: Unset
    let reading: Reading

    /// A field at `path`, or at its own name; the dialects' own spellings where they differ.
    init(
      _ name: String, at path: Spelling.Path? = nil, api: Spelling.Path? = nil,
      cfn: Spelling.Path? = nil, tf: Spelling.Path? = nil, unset: Unset = .standard,
      as reading: Reading = .plain
    ) {
      self.name = name
      self.path = path
      self.api = api
      self.cfn = cfn
      self.tf = tf
      self.unset = unset
      self.reading = reading
    }
  }

  let field: Field
  let spelling: Spelling
  let unset: Unset
  let reading: Reading
}
