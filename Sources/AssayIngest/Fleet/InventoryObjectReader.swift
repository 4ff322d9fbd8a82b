import Documents
import Records

/// Reads objects of Resource Data Sync into items of inventory, only as far as is asked.
///
/// Rows of `AWS:Application` are kept where their name is asked for, or all; of other types all are. What cannot
/// be read to its end is a gap of the item, so that nothing of it counts as absent.
struct InventoryObjectReader: ~Copyable {
  /// Names of packages as they are, and without case and blanks; nil for all.
  let names: SoftwareFilter?
  private var reader = ListedFileReader()

  init(_ names: SoftwareFilter?) { self.names = names }

  /// The types that any rule can ask about.
  static let types = Set(NodeObjectType.allCases.map(\.rawValue))

  /// The item of one object.
  mutating func item(
    _ type: String, _ file: FolderListing.File, of listing: FolderListing
  ) -> InventoryItem {
    let path = listing.path(of: file)
    var rows = Rows(path: path, node: InventoryObjectKey.node(ofFile: listing.name(of: file)))
    var gap: String?
    do throws(LoadRefusal) {
      let content = try reader.read(file, of: listing)
      if content.isChanged { gap = "the object changed while it was read" }
      let names = type == "AWS:Application" ? names : nil
      gap = reader.withBytes { bytes in rows.read(bytes, keeping: names) } ?? gap
    } catch { gap = "\(error)" }
    if let type = NodeObjectType(rawValue: type), type.isOneRow {
      gap = rows.keepLatest(beside: gap) ?? gap
    }
    return InventoryItem(
      type, captureTime: rows.captureTime, rows: rows.kept, gap: gap,
      origin: Origin(path: path, line: 1, column: 1, endLine: 1, endColumn: 1))
  }

  /// Reads one object, whose bytes can then be had from `withBytes`.
  mutating func read(
    _ file: FolderListing.File, of listing: FolderListing
  ) throws(LoadRefusal) -> ListedFileReader.Content {
    try reader.read(file, of: listing)
  }

  /// Lends the bytes of the object that was read last.
  func withBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try reader.withBytes(body)
  }

  /// The rows of one object, as they are read.
  private struct Rows {
    let path: String
    /// The node that the object is of; nil where its name does not tell.
    let node: String?
    var kept: [InventoryRow] = []
    var captureTime: String?

    /// Why the rest could not be read; nil when all was.
    mutating func read(
      _ bytes: UnsafeRawBufferPointer, keeping names: SoftwareFilter?
    ) -> String? {
      do throws(JSONError) {
        var lines = JSONLines(bytes, member: "Name", matching: .ignoringCase)
        var (isFirst, hasForeign) = (true, false)
        func next() throws(JSONError) -> JSONLine? {
          guard !isFirst, let screen = names?.screen else { return try lines.next() }
          return try lines.next(screenedBy: screen)
        }
        while let line = try next() {
          let isWanted = names.map { filter in line.value.map(filter.takes) ?? true } ?? true
          guard isWanted || isFirst else { continue }
          var cursor = try lines.open(line)
          let row = try row(&cursor, line.number)
          if isFirst { captureTime = row["captureTime"]?.text }
          isFirst = false
          if let node, let told = row["resourceId"]?.text, told != node {
            hasForeign = true
          } else if isWanted {
            kept.append(row)
          }
        }
        if hasForeign { return "it holds rows of another node" }
        // Rows that are not kept count too.
        if lines.count >= NodeInventory.greatestCount { return NodeInventory.fullList }
        return isFirst ? "the object is empty" : nil
      } catch {
        return "\(error)"
      }
    }

    /// Keeps the row that was taken last, where each object should have but one; why none is where nobody can tell.
    mutating func keepLatest(beside gap: String?) -> String? {
      if gap != nil {
        // What could not be read may be later.
        kept = []
        return gap
      }
      guard kept.count > 1 else { return nil }
      let times = kept.map { $0["captureTime"].flatMap { InventoryTime.instant($0.text) } }
      let dated = zip(kept, times).compactMap { row, time in time.map { (row, $0) } }
      let latest = dated.max { $0.1 < $1.1 }
      guard let latest, dated.count == kept.count,
        dated.count(where: { $0.1 == latest.1 }) == 1
      else {
        kept = []
        return "it holds several rows, of which nobody can tell the latest"
      }
      kept = [latest.0]
      captureTime = latest.0["captureTime"]?.text
      return nil
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
        case .number where InventoryRow.isName(key.string): _ = try cursor.skip()
        case .number: columns.append(.init(key.string, try cursor.number().string, at: place))
        default: _ = try cursor.skip()
        }
      }
      return InventoryRow(columns, at: place)
    }
  }
}

/// Which rows of `AWS:Application` are kept: those with one of some names, and those without any, which may be about
/// whatever is asked for.
package struct SoftwareFilter: Sendable {
  /// Without case and blanks, by their hashes.
  private let names: [UInt64: [[UInt8]]]
  /// Nil when a name is too short for it.
  let screen: TextScreen?

  /// Names are compared without regard to case and blanks, which keeps more than is asked for.
  package init(_ names: Set<String>) {
    let folded = Set(names.map { Array(Self.folded($0.utf8)) })
    self.names = Dictionary(grouping: folded) { Self.hash($0) }
    screen = TextScreen(folded)
  }

  func takes(_ name: JSONText) -> Bool {
    if name.hasEscapes { return takes(name.string.utf8) }
    return screen?.mayTake(name.bytes) ?? true ? takes(name.bytes) : false
  }

  /// Whether a name is one of them, or empty.
  private func takes(_ bytes: some Sequence<UInt8>) -> Bool {
    // Asked about thousands of names an instance: nothing is kept of any.
    let folded = Self.folded(bytes)
    guard folded.contains(where: { _ in true }) else { return true }
    return names[Self.hash(folded)]?.contains { $0.elementsEqual(folded) } ?? false
  }

  private static func folded(_ bytes: some Sequence<UInt8>) -> some Sequence<UInt8> {
    bytes.lazy.compactMap { byte in
      byte == 0x20 ? nil : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
  }

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}
