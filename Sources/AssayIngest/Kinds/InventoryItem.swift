import AssayModel
import Documents
package import Records

/// What inventory says of one type for one node, whatever brought it: an answer of the API, or an
/// object of Resource Data Sync.
package struct InventoryItem: Sendable {
  /// Such as `AWS:Application`.
  package let type: String
  /// As spelled; nil when it is not told.
  package let captureTime: String?
  /// In the order in which they stand.
  package let rows: [InventoryRow]
  /// Why rows may be missing; nil when all are here.
  package let gap: String?
  package let origin: Origin?

  package init(
    _ type: String, captureTime: String?, rows: [InventoryRow], gap: String? = nil, origin: Origin?
  ) {
    self.type = type
    self.captureTime = captureTime
    self.rows = rows
    self.gap = gap
    self.origin = origin
  }
}

/// One row of an inventory type: texts by column, whatever they mean.
package struct InventoryRow: Sendable {
  /// One value and where it stands.
  package struct Column: Sendable {
    package let name: String
    package let text: String
    package let origin: Origin?

    package init(_ name: String, _ text: String, at origin: Origin? = nil) {
      self.name = name
      self.text = text
      self.origin = origin
    }
  }

  package let columns: [Column]
  package let origin: Origin?

  package init(_ columns: [Column], at origin: Origin? = nil) {
    self.columns = columns
    self.origin = origin
  }

  /// A column by its name, whose case differs between the API, the agents and Athena.
  package subscript(name: String) -> Column? {
    columns.first { $0.name == name } ?? columns.first { $0.name.isEqualIgnoringCase(name) }
  }

  /// A map of scalars; what is nested is left out.
  init(_ datum: Datum) {
    columns = (datum.entries ?? []).compactMap { entry in
      entry.value.isNull || Self.isName(entry.key) && !entry.value.isQuoted
        ? nil : entry.value.scalarText.map { Column(entry.key, $0, at: entry.value.origin) }
    }
    origin = datum.origin
  }
}

extension InventoryRow {
  /// Whether a column is the one that names what a row is about, which only a text does.
  static func isName(_ column: String) -> Bool { column.isEqualIgnoringCase("Name") }

  /// A column as text: absent where it is missing, empty or the `(none)` of RPM.
  func text(_ name: String) -> Draft {
    guard let column = self[name], !column.text.isEmpty, column.text != "(none)" else {
      return .absent(at: origin)
    }
    return .stated(.string(column.text), at: column.origin ?? origin)
  }

  /// A column as text that each row must have.
  func required(_ name: String) -> Draft {
    let draft = text(name)
    return draft.state == .absent ? missing(name) : draft
  }

  /// A column as one of some words, spelled as the schema spells them.
  func word(_ name: String, of schema: Schema, _ field: String) -> Draft {
    word(name, of: schema.field(field)?.values ?? [])
  }

  func word(_ name: String, of words: [String]) -> Draft {
    text(name).map { value in
      guard case .string(let text) = value else { return value }
      return .string(words.first { $0.isEqualIgnoringCase(text) } ?? text)
    }
  }

  /// A column as a count.
  func count(_ name: String, isRequired: Bool = false) -> Draft {
    guard let column = self[name], !column.text.isEmpty else {
      return isRequired ? missing(name) : .absent(at: origin)
    }
    return ScalarText.int(column.text).map { .stated(.int($0), at: column.origin ?? origin) }
      ?? unreadable(name, Self.wholeNumber, at: column.origin)
  }

  /// A column as an instant; raw dates of old agents, `20160512`, are none.
  func instant(_ name: String, isRequired: Bool = false) -> Draft {
    guard let column = self[name], !column.text.isEmpty else {
      return isRequired ? missing(name) : .absent(at: origin)
    }
    if let instant = InventoryTime.instant(column.text) {
      return .stated(.timestamp(instant.microseconds), at: column.origin ?? origin)
    }
    return isRequired ? unreadable(name, Self.time, at: column.origin) : .absent(at: column.origin)
  }

  /// What columns ought to be.
  static let (wholeNumber, time) = ("a whole number", "a time")

  private func missing(_ name: String) -> Draft {
    .unknown(Self.missing(name), at: origin)
  }

  private func unreadable(_ name: String, _ noun: String, at place: Origin?) -> Draft {
    .unknown(Self.unreadable(name, noun), at: place ?? origin)
  }

  /// Why a field is unknown whose column is not there.
  static func missing(_ name: String) -> UnknownReason {
    UnknownReason(.unreadable, "`\(name)` is not stated")
  }

  /// Why a field is unknown whose column is not what it ought to be.
  static func unreadable(_ name: String, _ noun: String) -> UnknownReason {
    UnknownReason(.unreadable, "`\(name)` is not \(noun)")
  }
}

extension Datum {
  /// Whether it is a text, and no number that is written like one.
  fileprivate var isQuoted: Bool {
    guard case .scalar(let scalar) = content else { return true }
    return scalar.style != .plain
  }
}

/// Times as inventory and the API spell them.
enum InventoryTime {
  /// Nil for a text that is none; eight digits are a date of an old agent, not seconds since 1970.
  static func instant(_ text: String) -> Instant? {
    let isBareDate = text.utf8.count == 8 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isBareDate ? nil : ScalarText.instant(text)
  }
}

extension String {
  /// Whether two texts differ in the case of ASCII letters at most.
  func isEqualIgnoringCase(_ other: String) -> Bool {
    utf8.count == other.utf8.count
      && zip(utf8, other.utf8).allSatisfy { left, right in
        left == right || left | 0x20 == right | 0x20 && (0x61...0x7A).contains(left | 0x20)
      }
  }
}
