import AssayModel
import Documents
import Records

/// Typing values by the type that their field declares.
extension DatumReader {
  /// A datum as a value of a type.
  mutating func draft(_ datum: Datum, as type: FieldType, values: [String] = []) -> Draft {
    switch datum.content {
    case .unknown(let reason):
      return .unknown(reason.outlined(datum.outline), at: datum.origin)
    case .link(let link):
      if case .reference = type { return .stated(.reference(link.key), at: datum.origin) }
      if case .list(let element) = type {
        return .stated(.list([draft(datum, as: element)]), at: datum.origin)
      }
      return .unknown(link.reason.outlined(datum.outline), at: datum.origin)
    case .scalar: return scalar(datum, as: type, values: values)
    case .list(let elements):
      guard case .list(let element) = type else { return lone(elements, datum, as: type) }
      let drafts = elements.filter { !$0.isNull }.map { draft($0, as: element, values: values) }
      return .stated(.list(drafts), at: datum.origin)
    case .map(let entries):
      guard case .map(let element) = type else { return unreadable(datum, type.noun) }
      let map = entries.map { DraftValue.MapEntry($0.key, draft($0.value, as: element)) }
      return .stated(.map(map), at: datum.origin)
    }
  }

  /// A list where one value is meant: Terraform's provider holds some in a list of one, and an
  /// expression may lead to several resources.
  private mutating func lone(_ elements: [Datum], _ datum: Datum, as type: FieldType) -> Draft {
    guard dialect == .terraform, let first = elements.first else {
      return unreadable(datum, type.noun)
    }
    if elements.count == 1 { return draft(first, as: type) }
    guard elements.allSatisfy(\.isGap) else { return unreadable(datum, type.noun) }
    return .unknown(
      UnknownReason(.ambiguous, "its expression leads to several values"), at: datum.origin)
  }

  private mutating func scalar(_ datum: Datum, as type: FieldType, values: [String]) -> Draft {
    guard case .scalar(let scalar) = datum.content else { return unreadable(datum, type.noun) }
    let origin = datum.origin
    let text = scalar.text
    switch type {
    case .string:
      let spelled = values.first { $0.lowercased() == text.lowercased() } ?? text
      return .stated(.string(spelled), at: origin)
    case .reference: return .stated(.reference(text), at: origin)
    case .bool:
      return ScalarText.bool(scalar).map { .stated(.bool($0), at: origin) }
        ?? unreadable(datum, type.noun)
    case .int:
      return ScalarText.int(text).map { .stated(.int($0), at: origin) }
        ?? unreadable(datum, type.noun)
    case .double:
      return ScalarText.double(text).map { .stated(.double($0), at: origin) }
        ?? unreadable(datum, type.noun)
    case .timestamp:
      return ScalarText.instant(text).map { .stated(.timestamp($0.microseconds), at: origin) }
        ?? unreadable(datum, type.noun)
    case .list(let element):
      let only = draft(datum, as: element, values: values)
      return .stated(.list([only]), at: origin)
    case .duration, .map, .record: return unreadable(datum, type.noun)
    }
  }

  /// A map of texts, written as a map or as a list of `Key` and `Value` pairs.
  mutating func tags(_ datum: Datum) -> Draft {
    guard case .list(let elements) = datum.content else { return draft(datum, as: .map(.string)) }
    var entries: [DraftValue.MapEntry] = []
    for element in elements {
      guard let key = (element["Key"] ?? element["key"])?.scalarText else {
        if case .unknown(let reason) = element.content {
          return .unknown(reason, at: element.origin)
        }
        return .unknown(
          UnknownReason(.unreadable, "a tag's key cannot be read"), at: element.origin)
      }
      let value = element["Value"] ?? element["value"]
      let draft =
        value.map { $0.isNull ? Draft.stated(.string("")) : self.draft($0, as: .string) }
        ?? .stated(.string(""), at: element.origin)
      entries.append(DraftValue.MapEntry(key, draft))
    }
    return .stated(.map(entries), at: datum.origin)
  }

  /// Notes that a value does not read as its type; one that is not known is only that.
  mutating func unreadable(_ datum: Datum, _ noun: String) -> Draft {
    if case .unknown(let reason) = datum.content { return .unknown(reason, at: datum.origin) }
    diagnostics.append(IngestDiagnostics.unreadable(datum, expected: noun))
    return .unknown(
      UnknownReason(.unreadable, "\(datum.noun) stands where \(noun) is expected"),
      at: datum.origin)
  }
}

extension FieldType {
  /// What a reader of a message calls a value of this type.
  var noun: String {
    switch self {
    case .bool: "true or false"
    case .int: "a whole number"
    case .double: "a number"
    case .string: "a text"
    case .timestamp: "a time"
    case .duration: "a duration"
    case .list: "a list"
    case .map, .record: "a map"
    case .reference: "a name or id"
    }
  }
}

extension Datum {
  /// What a reader of a message calls this value, without its text.
  var noun: String {
    switch content {
    case .scalar(let scalar): scalar.isNull ? "null" : "a text"
    case .list: "a list"
    case .map: "a map"
    case .link: "a reference"
    case .unknown: "an unknown value"
    }
  }
}
