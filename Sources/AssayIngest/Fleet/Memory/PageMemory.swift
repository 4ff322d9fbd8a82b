import Documents
package import Records

/// What earlier nights know of large answers: where their elements stand, and what those are.
///
/// A table holds for one state of one file. It is read where it lies, with every number held against
/// its bounds: what does not fit makes the page be read again, never a fault.
package struct PageMemory: Sendable {
  private var tables: [String: Table] = [:]

  private struct Table: Sendable {
    let state: FileState
    let bytes: [UInt8]
  }

  package init() {}

  package var isEmpty: Bool { tables.isEmpty }

  /// The page that a file is known to be in this state; nil for one that has to be read.
  func page(_ file: FileDescriptor, path: String, number: Int) -> FleetPage? {
    guard let table = tables[path], let state = try? file.state(), state == table.state else {
      return nil
    }
    return FleetPage(remembered: table.bytes, file, path: path, number: number)
  }

  /// What stood in the file of a path, whatever stands there now.
  func elements(of path: String) -> KnownElements {
    tables[path].map { KnownElements(table: $0.bytes, size: $0.state.size) } ?? KnownElements()
  }

  /// Remembers pages whose files did not change lately: `before` is in nanoseconds since 1970.
  mutating func add(_ pages: [FleetPage], unchangedSince before: Int64) {
    for page in pages where page.isWhole {
      guard let state = page.state, state.modified < before else { continue }
      tables[page.path] = Table(state: state, bytes: page.table)
    }
  }
}

extension PageMemory {
  /// As bytes, by path, piece by piece: the whole is never held beside what it is made of.
  package func forEachPiece<Failure: Error>(
    _ body: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = ByteWriter()
    writer.write(tables.count)
    for (path, table) in tables.sorted(by: { $0.key < $1.key }) {
      writer.write(path)
      table.state.write(to: &writer)
      writer.write(table.bytes.count)
      try body(writer.bytes)
      try body(table.bytes)
      writer.bytes.removeAll(keepingCapacity: true)
    }
    try body(writer.bytes)
  }

  /// Nil for bytes that are not those pieces.
  package init?(_ reader: inout ByteReader) {
    guard let count = reader.count() else { return nil }
    for _ in 0..<count {
      guard let path = reader.string(), let state = FileState(&reader),
        let bytes = reader.block()
      else { return nil }
      tables[path] = Table(state: state, bytes: Array(bytes))
    }
  }
}

extension FileState {
  func write(to writer: inout ByteWriter) {
    writer.writeSigned(Int64(size))
    writer.writeSigned(modified)
    writer.write(inode)
    writer.writeSigned(changed)
  }

  fileprivate init?(_ reader: inout ByteReader) {
    guard let size = reader.signed(), let modified = reader.signed(), let inode = reader.number(),
      let changed = reader.signed()
    else { return nil }
    self.init(size: Int(size), modified: modified, inode: inode, changed: changed)
  }
}
