import AssayModel
import Documents
import Records

/// Reads awsTOE component documents (Image Builder user guide, "Use documents in AWSTOE").
///
/// In: the document as text or as a tree. Out: a flat record: phases, and over all phases the steps
/// with what they run, fetch, send and write.
enum ComponentDocumentReading {
  /// A component document as a record of `toe_document`.
  static func read(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    switch EmbeddedDocument.read(datum, &reader) {
    case .unknown(let reason): return .unknown(reason, at: datum.origin)
    case .unreadable:
      return .unknown(
        UnknownReason(.unreadable, "the component document cannot be parsed"), at: datum.origin)
    case .document(let document):
      guard case .map = document.content, document["phases"] != nil else {
        return reader.unreadable(document, "a component document")
      }
      return .stated(.record(record(document, &reader)), at: datum.origin)
    }
  }

  private static func record(_ document: Datum, _ reader: inout DatumReader) -> DraftRecord {
    var record = reader.record(head, from: document)
    guard let phases = document["phases"] else { return record }
    guard case .list(let elements) = phases.content else {
      let draft = reader.unreadable(phases, "a list of phases")
      for field in ["phases", "steps", "downloads", "uploads", "files"] { record[field] = draft }
      return record
    }
    var collected = Collected()
    for constant in (record["constants"].elements ?? []).compactMap(\.record) {
      guard let name = constant["name"].text, let value = constant["value"].text else { continue }
      collected.effects.constants[name] = value
    }
    for phase in elements { collected.add(phase, &reader) }
    record["phases"] = .stated(.list(collected.phases), at: phases.origin)
    for (field, drafts) in [
      ("steps", collected.steps), ("downloads", collected.effects.downloads),
      ("uploads", collected.effects.uploads), ("files", collected.effects.files),
    ] {
      record[field] = .stated(.list(drafts), at: phases.origin)
    }
    return record
  }

  private static let head = RecordMapping(
    .toeDocument, casing: .asWritten,
    [
      .init("name"),
      .init("description"),
      .init("schemaVersion"),
      .init(
        "parameters", unset: .none,
        as: .custom { datum, reader in
          named(datum, &reader, by: parameter)
        }),
      .init(
        "constants", unset: .none,
        as: .custom { datum, reader in
          named(datum, &reader, by: constant)
        }),
    ])

  private static let parameter = RecordMapping(
    .toeParameter, casing: .asWritten,
    [
      .init("type"), .init("defaultValue", at: "default"), .init("description"),
      .init("allowedValues"),
    ])

  private static let constant = RecordMapping(
    .toeConstant, casing: .asWritten, [.init("type"), .init("value")])

  /// A list of maps with one key each: the name.
  private static func named(
    _ datum: Datum, _ reader: inout DatumReader, by mapping: RecordMapping
  ) -> Draft {
    let elements = datum.elements ?? [datum]
    var drafts: [Draft] = []
    for element in elements {
      guard let entries = element.entries else {
        drafts.append(reader.unreadable(element, "a name with its declaration"))
        continue
      }
      for entry in entries {
        var record = reader.record(mapping, from: entry.value)
        record["name"] = .stated(
          .string(entry.key), at: Origin(file: element.file, range: entry.keyRange))
        drafts.append(.stated(.record(record), at: element.origin))
      }
    }
    return .stated(.list(drafts), at: datum.origin)
  }

  /// What was found so far, in file order.
  private struct Collected {
    var phases: [Draft] = []
    var steps: [Draft] = []
    var effects = StepEffects()

    mutating func add(_ phase: Datum, _ reader: inout DatumReader) {
      guard case .map = phase.content else {
        let draft = reader.unreadable(phase, "a phase")
        phases.append(draft)
        steps.append(draft)
        return
      }
      let name = phase["name"]?.scalarText ?? ""
      let stepData = phase["steps"]?.elements ?? []
      var record = DraftRecord(.toePhase, origin: phase.origin)
      record["name"] =
        phase["name"].map { reader.draft($0, as: .string) }
        ?? .unknown(UnknownReason(.unreadable, "the phase has no name"), at: phase.origin)
      record["stepCount"] = .stated(.int(Int64(stepData.count)), at: phase.origin)
      phases.append(.stated(.record(record), at: phase.origin))
      if let data = phase["steps"], data.elements == nil, !data.isNull {
        steps.append(reader.unreadable(data, "a list of steps"))
      }
      for step in stepData { add(step, of: name, &reader) }
    }

    private mutating func add(_ step: Datum, of phase: String, _ reader: inout DatumReader) {
      guard case .map = step.content else {
        steps.append(reader.unreadable(step, "a step"))
        return
      }
      let record = ComponentStep.read(step, phase: phase, effects: &effects, &reader)
      steps.append(.stated(.record(record), at: step.origin))
    }
  }
}
