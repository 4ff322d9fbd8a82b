import AssayModel
import Documents
import Records

/// Columns of inventory as words, with the meaning that `InventoryRow` gives them.
extension RecordBuilder {
  /// Writes the fields of a table from the columns of a row, which stand at one place together.
  mutating func fill(
    _ block: BlockID, _ table: InventoryTable, _ row: [JSONText?], at place: Place
  ) {
    for (entry, column) in zip(table.mapping.entries, table.columns) {
      write(
        row[column], as: entry.reading, of: entry.values, column: entry.column, to: block,
        entry.slot, at: place)
    }
  }

  /// Writes a field from a column; `words` are those of the field, where it is one of some.
  mutating func write(
    _ text: JSONText?, as reading: InventoryMapping.Reading, of words: [String], column: String,
    to block: BlockID, _ slot: Int, at place: Place
  ) {
    switch reading {
    case .text, .requiredText, .word:
      guard let text, !text.bytes.isEmpty, !(text == "(none)") else {
        return write(
          missing: column, isRequired: reading == .requiredText, to: block, slot, at: place)
      }
      let symbol = reading == .word ? intern(text, as: words) : intern(text)
      write(UInt64(symbol.raw), to: block, slot, at: place)
    case .count, .requiredCount:
      guard let text, !text.bytes.isEmpty else {
        return write(
          missing: column, isRequired: reading == .requiredCount, to: block, slot, at: place)
      }
      guard let count = ScalarText.int(text) else {
        let reason = common(InventoryRow.unreadable(column, InventoryRow.wholeNumber))
        return write(unknown: reason, to: block, slot, at: place)
      }
      write(UInt64(bitPattern: count), to: block, slot, at: place)
    case .instant, .requiredInstant:
      let isRequired = reading == .requiredInstant
      guard let text, !text.bytes.isEmpty else {
        return write(missing: column, isRequired: isRequired, to: block, slot, at: place)
      }
      guard let instant = InventoryTime.instant(text) else {
        guard isRequired else { return write(0, to: block, slot, .absent, at: place) }
        let reason = common(InventoryRow.unreadable(column, InventoryRow.time))
        return write(unknown: reason, to: block, slot, at: place)
      }
      write(UInt64(bitPattern: instant.microseconds), to: block, slot, at: place)
    }
  }

  private mutating func write(
    missing column: String, isRequired: Bool, to block: BlockID, _ slot: Int, at place: Place
  ) {
    guard isRequired else { return write(0, to: block, slot, .absent, at: place) }
    write(unknown: common(InventoryRow.missing(column)), to: block, slot, at: place)
  }

  /// Writes a text.
  mutating func write(text: String, to block: BlockID, _ slot: Int, at place: Place) {
    let symbol = intern(text)
    write(UInt64(symbol.raw), to: block, slot, at: place)
  }

  /// The symbol of a text, decoded.
  mutating func intern(_ text: JSONText) -> Symbol {
    text.hasEscapes ? intern(text.string) : intern(utf8: text.bytes)
  }

  /// As the schema spells a word that is known.
  private mutating func intern(_ text: JSONText, as words: [String]) -> Symbol {
    guard !text.hasEscapes, words.contains(where: { $0.utf8.elementsEqual(text.bytes) }) else {
      let string = text.string
      return intern(words.first { $0.isEqualIgnoringCase(string) } ?? string)
    }
    return intern(utf8: text.bytes)
  }
}

extension InventoryTime {
  /// The same of bytes that stand in a file.
  static func instant(_ text: JSONText) -> Instant? {
    if !text.hasEscapes, let instant = Instant(utc: text.bytes) { return instant }
    return instant(text.string)
  }
}

extension ScalarText {
  /// The same of bytes that stand in a file.
  static func int(_ text: JSONText) -> Int64? {
    let bytes = text.bytes
    guard bytes.count < 18, bytes.count == 1 || bytes.first != UInt8(ascii: "0"),
      bytes.allSatisfy({ (0x30...0x39).contains($0) })
    else { return int(text.string) }
    return bytes.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }
}
