import AssayModel
import Records

/// Reads one step of a component document: an action with its inputs.
enum ComponentStep {
  private static let scripts: Set<String> = ["ExecuteBash", "ExecutePowerShell", "ExecuteBinary"]

  private static let head = RecordMapping(
    .toeStep, casing: .asWritten,
    [
      .init("name"), .init("action"), .init("timeoutSeconds"), .init("onFailure"),
      .init("maxAttempts"),
    ])

  /// The step as a record; what it fetches, sends and writes is added to `effects`.
  static func read(
    _ step: Datum, phase: String, effects: inout StepEffects, _ reader: inout DatumReader
  ) -> DraftRecord {
    var record = reader.record(head, from: step)
    let name = step["name"]?.scalarText ?? ""
    let id = "\(phase).\(name)"
    let origin = step.origin
    record["id"] = .stated(.string(id), at: origin)
    record["phase"] = .stated(.string(phase), at: origin)
    record["loops"] = isThere(step["loop"], step)
    record["condition"] = isThere(step["if"], step)
    let action = record["action"].text ?? ""
    record["script"] = record["action"].map { .bool($0 != .string("") && scripts.contains(action)) }
    let inputs = step["inputs"]
    record["commands"] = texts(inputs?["commands"], inputs ?? step, &reader)
    record["arguments"] = texts(inputs?["arguments"], inputs ?? step, &reader)
    record["path"] = path(inputs, &reader)
    record["commandText"] = commandText(record, inputs, origin)
    effects.add(action: action, id: id, inputs: inputs, &reader)
    return record
  }

  private static func isThere(_ datum: Datum?, _ step: Datum) -> Draft {
    guard let datum, !datum.isNull else { return .defaulted(.bool(false), at: step.origin) }
    return .stated(.bool(true), at: datum.origin)
  }

  private static func texts(
    _ datum: Datum?, _ owner: Datum, _ reader: inout DatumReader
  ) -> Draft {
    PolicyDocumentReading.texts(datum, owner, &reader)
  }

  /// The file that a step works on; the first one where its inputs are a list.
  private static func path(_ inputs: Datum?, _ reader: inout DatumReader) -> Draft {
    let first = inputs?.elements?.first ?? inputs
    guard let path = first?["path"], !path.isNull else { return .absent(at: first?.origin) }
    return reader.draft(path, as: .string)
  }

  /// From the first command to the last.
  private static func span(_ commands: [Draft]) -> Origin? {
    guard let first = commands.first?.origin, let last = commands.last?.origin else { return nil }
    return Origin(
      path: first.path, line: first.line, column: first.column, endLine: last.endLine,
      endColumn: last.endColumn)
  }

  /// Path, commands and arguments, a line each.
  private static func commandText(
    _ record: DraftRecord, _ inputs: Datum?, _ origin: Origin
  ) -> Draft {
    if case .unknown(let reason)? = inputs?.content { return .unknown(reason, at: origin) }
    guard record["script"].flag == true else { return .stated(.string(""), at: origin) }
    var lines: [String] = []
    let path = record["path"]
    if let reason = path.reason { return .unknown(reason, at: path.origin) }
    if let text = path.text { lines.append(text) }
    for field in ["commands", "arguments"] {
      let list = record[field]
      if let reason = list.reason { return .unknown(reason, at: list.origin) }
      for element in list.elements ?? [] {
        if let reason = element.reason { return .unknown(reason, at: element.origin) }
        if let text = element.text { lines.append(text) }
      }
    }
    let place = Self.span(record["commands"].elements ?? []) ?? inputs?.origin ?? origin
    return .stated(.string(lines.joined(separator: "\n")), at: place)
  }
}
