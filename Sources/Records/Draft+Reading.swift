extension Draft {
  /// The text, when it is a known one.
  package var text: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  /// The flag, when it is a known one.
  package var flag: Bool? {
    guard case .bool(let flag) = value else { return nil }
    return flag
  }

  /// The number, when it is a known one.
  package var int: Int64? {
    guard case .int(let int) = value else { return nil }
    return int
  }

  /// The key or alias that a reference names.
  package var referenceKey: String? {
    guard case .reference(let key) = value else { return nil }
    return key
  }

  /// The elements, when it is a known list.
  package var elements: [Draft]? {
    guard case .list(let elements) = value else { return nil }
    return elements
  }

  /// The record, when it is a known one.
  package var record: DraftRecord? {
    guard case .record(let record) = value else { return nil }
    return record
  }

  /// This value turned into another one: unknown and absent stay what they are, and where.
  package func map(_ transform: (DraftValue) -> DraftValue?) -> Draft {
    guard let value else { return self }
    guard let new = transform(value) else { return .absent(at: origin) }
    return state == .defaulted ? .defaulted(new, at: origin) : .stated(new, at: origin)
  }
}
