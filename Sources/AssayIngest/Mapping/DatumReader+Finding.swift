import AssayModel
import Documents
import Records

/// Finding the value of a field in a map, and what it means when there is none.
extension DatumReader {
  /// The first of several paths at which something stands.
  func find(_ paths: [[String]], in datum: Datum) -> Found {
    // What is missing is missed in the first place that was begun.
    var begun: Origin?
    for path in paths {
      let found = find(path[...], in: datum)
      guard case .missing(let origin) = found else { return found }
      if begun == nil, origin != datum.origin { begun = origin }
    }
    for path in paths {
      if let (near, key) = datum.nearMiss(of: path) {
        let why = "`\(near.key)` stands where `\(key)` is meant: names are told apart by case"
        return .unknown(UnknownReason(.unreadable, why), near.value.origin)
      }
    }
    return .missing(paths.isEmpty ? nil : begun ?? datum.origin)
  }

  private func find(_ path: ArraySlice<String>, in datum: Datum) -> Found {
    switch datum.content {
    // A text with gaps is still a text to whoever reads documents.
    case .unknown where path.isEmpty && datum.text != nil: return .value(datum)
    case .unknown(let reason): return .unknown(reason, datum.origin)
    case .scalar where datum.isNull: return .missing(datum.origin)
    default: break
    }
    guard let key = path.first else { return .value(datum) }
    switch datum.content {
    case .map:
      guard let value = datum[key] else { return .missing(datum.origin) }
      return find(path.dropFirst(), in: value)
    case .list(let elements) where dialect == .terraform:
      return findInBlock(path, elements, datum)
    case .link(let link): return .unknown(link.reason, datum.origin)
    default:
      return .unknown(UnknownReason(.unreadable, "`\(key)` is looked for in a map"), datum.origin)
    }
  }

  /// Terraform writes a nested object as a list with it or with nothing.
  private func findInBlock(
    _ path: ArraySlice<String>, _ elements: [Datum], _ datum: Datum
  ) -> Found {
    guard let only = elements.first else { return .missing(datum.origin) }
    guard elements.count == 1 else {
      return .unknown(
        UnknownReason(.ambiguous, "\(elements.count) blocks stand where one is expected"),
        datum.origin)
    }
    return find(path, in: only)
  }

  /// The text at a canonical path, even when gaps in it make it unknown: they stand as `${Name}`.
  func outline(of path: Spelling.Path, in datum: Datum) -> String? {
    let spelling = Spelling(path, api: nil, cfn: nil, tf: nil, casing: .camel)
    for path in spelling[dialect] {
      var value: Datum? = datum
      for key in path { value = value?[key] }
      if let value { return value.scalarText ?? value.text?.wholeText }
    }
    return nil
  }

  /// An empty text is how Terraform and hand-written JSON say "not set".
  func isUnset(_ value: Datum, _ field: Field) -> Bool {
    guard value.scalarText == "" else { return false }
    switch field.type {
    case .string, .reference: return field.presence == .optional
    case .bool, .int, .double, .timestamp, .duration: return true
    case .list, .map, .record: return dialect == .terraform
    }
  }

  /// What a field is that the document could hold and does not.
  func unset(_ mapping: FieldMapping, at origin: Origin?) -> Draft {
    guard form == .complete else {
      return .unknown(
        UnknownReason(.notCollected, "the list output leaves `\(mapping.field.name)` out"),
        at: origin)
    }
    return unset(mapping.unset, mapping.field, at: origin)
  }

  private func unset(_ unset: FieldMapping.Unset, _ field: Field, at origin: Origin?) -> Draft {
    switch unset {
    case .value(let value): return .defaulted(value, at: origin)
    case .unknown(let kind, let why): return .unknown(UnknownReason(kind, why), at: origin)
    case .terraform(let own, let others):
      return self.unset(dialect == .terraform ? own : others, field, at: origin)
    case .otherCall(let call, let templates):
      return dialect == .api
        ? .unknown(UnknownReason(.notCollected, "\(call) was not given"), at: origin)
        : self.unset(templates, field, at: origin)
    case .told(let key, let others):
      return dialect == .api
        ? .unknown(UnknownReason.trimmed(key), at: origin)
        : self.unset(others, field, at: origin)
    case .standard:
      if field.presence == .optional { return .absent(at: origin) }
      if case .list = field.type { return .defaulted(.list([]), at: origin) }
      return .unknown(UnknownReason(.unreadable, "`\(field.name)` is not stated"), at: origin)
    }
  }

  /// What a field is that the dialect has no place for.
  func notCarried(_ mapping: FieldMapping) -> Draft {
    if case .standard = mapping.unset.elsewhere {
      if mapping.field.presence == .optional { return .absent }
      return .unknown(
        UnknownReason(.notCollected, "the input cannot hold `\(mapping.field.name)`"))
    }
    return unset(mapping.unset, mapping.field, at: nil)
  }
}

extension FieldMapping.Unset {
  /// What it is outside of answers of AWS.
  fileprivate var elsewhere: Self {
    if case .told(_, let others) = self { others } else { self }
  }
}

extension UnknownReason {
  /// An answer lacks what AWS always writes, as `--query` makes of it.
  static func trimmed(_ key: String) -> UnknownReason {
    UnknownReason(.notCollected, "the answer was trimmed: AWS always tells `\(key)`")
  }
}

extension Datum {
  /// On the way down a path: the first key that is not there, and an entry whose key differs from it
  /// in case alone.
  fileprivate func nearMiss(of path: [String]) -> (entry: Entry, key: String)? {
    var datum = self
    for key in path {
      if let next = datum[key] {
        datum = next
        continue
      }
      guard case .map(let entries) = datum.content else { return nil }
      return entries.first { $0.key.differsInCase(from: key) }.map { ($0, key) }
    }
    return nil
  }
}

extension String {
  /// Whether ASCII letters of the other case are all that is different.
  fileprivate func differsInCase(from other: String) -> Bool {
    utf8.count == other.utf8.count && self != other
      && zip(utf8, other.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }
}
