import Documents
import Records

/// Reads objects of Resource Data Sync into items of inventory, only as far as is asked.
///
/// Rows of `AWS:Application` are kept where their name is asked for, or all; of other types all are. What cannot
/// be read to its end is a gap of the item, so that nothing of it counts as absent.
struct InventoryObjectReader: ~Copyable {
  /// Names of packages as they are, and without case and blanks; nil for all.
  private let names: SoftwareFilter?
  private var reader = ListedFileReader()

  init(_ names: SoftwareFilter?) { self.names = names }

  /// The types that any rule can ask about.
  static let types: Set<String> = [
    "AWS:InstanceInformation", "AWS:Application", "AWS:Service", "AWS:PatchSummary",
    "AWS:ComplianceSummary",
  ]

  /// The item of one object.
  mutating func item(
    _ type: String, _ file: FolderListing.File, of listing: FolderListing
  ) -> InventoryItem {
    let path = listing.path(of: file)
    var rows = Rows(path: path)
    var gap: String?
    do throws(LoadRefusal) {
      let content = try reader.read(file, of: listing)
      if content.isChanged { gap = "the object changed while it was read" }
      let names = type == "AWS:Application" ? names : nil
      gap = reader.withBytes { bytes in rows.read(bytes, keeping: names) } ?? gap
    } catch { gap = "\(error)" }
    return InventoryItem(
      type, captureTime: rows.captureTime, rows: rows.kept, gap: gap,
      origin: Origin(path: path, line: 1, column: 1, endLine: 1, endColumn: 1))
  }

  /// The rows of one object, as they are read.
  private struct Rows {
    let path: String
    var kept: [InventoryRow] = []
    var captureTime: String?

    /// Why the rest could not be read; nil when all was.
    mutating func read(
      _ bytes: UnsafeRawBufferPointer, keeping names: SoftwareFilter?
    ) -> String? {
      do throws(JSONError) {
        var lines = JSONLines(bytes, member: "Name", matching: .ignoringCase)
        var isFirst = true
        while let line = try lines.next() {
          let isWanted = names.map { filter in line.value.map(filter.takes) ?? true } ?? true
          guard isWanted || isFirst else { continue }
          var cursor = try lines.open(line)
          let row = try row(&cursor, line.number)
          if isFirst { captureTime = row["captureTime"]?.text }
          isFirst = false
          if isWanted { kept.append(row) }
        }
        return isFirst ? "the object is empty" : nil
      } catch {
        return "\(error)"
      }
    }

    private func row(_ cursor: inout JSONCursor, _ line: Int) throws(JSONError) -> InventoryRow {
      let place = Origin(
        path: path, line: Int32(clamping: line), column: 1, endLine: Int32(clamping: line),
        endColumn: 1)
      var columns: [InventoryRow.Column] = []
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch try cursor.kind() {
        case .string:
          columns.append(.init(key.string, try cursor.string().string, at: place))
        case .number: columns.append(.init(key.string, try cursor.number().string, at: place))
        default: _ = try cursor.skip()
        }
      }
      return InventoryRow(columns, at: place)
    }
  }
}

/// Which rows of `AWS:Application` are kept.
package struct SoftwareFilter: Sendable {
  private let names: Set<[UInt8]>
  /// Length of the longest.
  private let longest: Int
  /// Which pairs of bytes names begin with, a bit each; nil when a name is shorter than that.
  private let beginnings: [UInt64]?

  /// Names are compared without regard to case and blanks, which keeps more than is asked for.
  package init(_ names: Set<String>) {
    self.names = Set(names.map { Self.folded($0.utf8) })
    longest = self.names.map(\.count).max() ?? 0
    var beginnings = [UInt64](repeating: 0, count: 1 << 10)
    for name in self.names where name.count >= 2 {
      let pair = Self.pair(name[0], name[1])
      beginnings[pair >> 6] |= 1 << UInt64(pair & 63)
    }
    self.beginnings = self.names.allSatisfy { $0.count >= 2 } ? beginnings : nil
  }

  func takes(_ name: JSONText) -> Bool {
    guard !name.hasEscapes else { return names.contains(Self.folded(name.string.utf8)) }
    let bytes = name.bytes
    // Blanks only make a name longer.
    guard bytes.count <= longest + 8 else { return false }
    if let beginnings, bytes.count >= 2, bytes[0] != 0x20, bytes[1] != 0x20 {
      let pair = Self.pair(Self.folded(bytes[0]), Self.folded(bytes[1]))
      guard beginnings[pair >> 6] >> UInt64(pair & 63) & 1 == 1 else { return false }
    }
    return names.contains(Self.folded(bytes))
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first) << 8 | Int(second)
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.compactMap { $0 == 0x20 ? nil : folded($0) }
  }
}
