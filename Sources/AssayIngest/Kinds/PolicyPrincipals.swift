import AssayModel
import Records

/// Reads the principals of a statement: `*`, a map of type to ids, or Terraform's blocks.
enum PolicyPrincipals {
  static func read(_ datum: Datum?, _ owner: Datum, _ reader: inout DatumReader) -> Draft {
    guard let datum, !datum.isNull else { return .defaulted(.list([]), at: owner.origin) }
    switch datum.content {
    case .unknown(let reason): return .unknown(reason, at: datum.origin)
    case .link(let link): return .unknown(link.reason, at: datum.origin)
    case .scalar: return .stated(.list([principal("*", datum, &reader)]), at: datum.origin)
    case .map(let entries):
      let principals = entries.flatMap { ids(of: $0.key, $0.value, &reader) }
      return .stated(.list(principals), at: datum.origin)
    case .list(let blocks):
      return .stated(.list(blocks.flatMap { block($0, &reader) }), at: datum.origin)
    }
  }

  private static func block(_ datum: Datum, _ reader: inout DatumReader) -> [Draft] {
    if case .unknown(let reason) = datum.content { return [.unknown(reason, at: datum.origin)] }
    guard let type = datum["type"]?.scalarText, let identifiers = datum["identifiers"] else {
      return [reader.unreadable(datum, "a principal")]
    }
    return ids(of: type, identifiers, &reader)
  }

  private static func ids(of type: String, _ datum: Datum, _ reader: inout DatumReader) -> [Draft] {
    switch datum.content {
    case .unknown(let reason): [.unknown(reason, at: datum.origin)]
    case .list(let elements): elements.map { principal(type, $0, &reader) }
    default: [principal(type, datum, &reader)]
    }
  }

  private static func principal(
    _ type: String, _ id: Datum, _ reader: inout DatumReader
  ) -> Draft {
    var record = DraftRecord(.policyPrincipal, origin: id.origin)
    record["type"] = .stated(.string(type), at: id.origin)
    record["id"] = reader.draft(id, as: .string)
    return .stated(.record(record), at: id.origin)
  }
}

/// Reads the conditions of a statement: operator to key to values, or Terraform's blocks.
enum PolicyConditions {
  static func read(
    _ map: Datum?, _ blocks: Datum?, _ owner: Datum, _ reader: inout DatumReader
  ) -> Draft {
    guard let datum = map ?? blocks, !datum.isNull else {
      return .defaulted(.list([]), at: owner.origin)
    }
    switch datum.content {
    case .unknown(let reason): return .unknown(reason, at: datum.origin)
    case .map(let operators):
      let found = operators.flatMap { conditions(of: $0.key, $0.value, &reader) }
      return .stated(.list(found), at: datum.origin)
    case .list(let blocks):
      return .stated(.list(blocks.map { block($0, &reader) }), at: datum.origin)
    case .scalar, .link: return reader.unreadable(datum, "a map of conditions")
    }
  }

  private static func conditions(
    of name: String, _ keys: Datum, _ reader: inout DatumReader
  ) -> [Draft] {
    if case .unknown(let reason) = keys.content { return [.unknown(reason, at: keys.origin)] }
    guard let entries = keys.entries else { return [reader.unreadable(keys, "a map of keys")] }
    return entries.map { entry in
      condition(name, entry.key, entry.value, &reader)
    }
  }

  private static func block(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    if case .unknown(let reason) = datum.content { return .unknown(reason, at: datum.origin) }
    guard let test = datum["test"]?.scalarText, let variable = datum["variable"]?.scalarText,
      let values = datum["values"]
    else { return reader.unreadable(datum, "a condition") }
    return condition(test, variable, values, &reader)
  }

  private static func condition(
    _ name: String, _ key: String, _ values: Datum, _ reader: inout DatumReader
  ) -> Draft {
    var record = DraftRecord(.policyCondition, origin: values.origin)
    record["operator"] = .stated(.string(name), at: values.origin)
    record["key"] = .stated(.string(key), at: values.origin)
    record["values"] = PolicyDocumentReading.texts(values, values, &reader)
    return .stated(.record(record), at: values.origin)
  }
}
