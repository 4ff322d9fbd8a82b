import AssayIngest
import AssayModel
import Documents
import Glibc
import Records
import Sealing

/// What an audit knows of an earlier one, in a file beside the database.
///
/// It may be deleted at any time, and is believed only when it is whole, ours, closed to others, and written
/// by this build: what it says takes the place of reading and judging. Each unit stands in it under a
/// digest of all that it was read from, so that it does not matter which night wrote it.
struct NightFile {
  /// How long what was found holds, in microseconds since 1970: from the first to before the second.
  struct Term: Sendable {
    let judged: Int64
    let until: Int64

    func holds(at now: Instant) -> Bool { judged <= now.microseconds && now.microseconds < until }
  }

  /// What one unit came to.
  struct Entry {
    /// Where its bytes stand.
    let bytes: Range<Int>
    let term: Term
  }

  let bytes: [UInt8]
  /// What all units hung on: rules, parameters, and what they share.
  let base: Digest
  let pages: PageMemory
  /// Where tables begin, which are read when the base is right.
  private let tablesStart: Int

  private static let magic = Array("assay-night-v5\n".utf8)
  /// The magic, the size of the whole file as a word, and the digest of what follows.
  private static let sumStart = magic.count + 8
  private static let start = sumStart + 32
  private static let limit = 4 << 30

  /// What a file holds; nil for none, and the reason when there is one that is not believed.
  static func read(_ path: String, build: String) -> (file: NightFile?, refused: String?) {
    let read = PrivateFile.read(path, limit: limit, beginning: start, fits: isSized)
    guard let bytes = read else {
      var status = stat()
      return (nil, lstat(path, &status) == 0 ? "it is not a file of ours alone" : nil)
    }
    guard bytes.count >= start, bytes.starts(with: magic) else {
      return (nil, "it is none of ours")
    }
    guard isSized(bytes[...], bytes.count) else { return (nil, "it is damaged") }
    let sum = bytes.withUnsafeBytes {
      Digest.sha256(UnsafeRawBufferPointer(rebasing: $0[start...]))
    }
    guard sum.bytes.elementsEqual(bytes[sumStart..<start]) else {
      return (nil, "it is damaged")
    }
    var reader = ByteReader(bytes: bytes, position: start)
    guard let own = reader.string() else { return (nil, "it is damaged") }
    guard own == build else { return (nil, nil) }
    guard let base = reader.block().flatMap({ Digest(bytes: Array($0)) }),
      let pages = PageMemory(&reader)
    else { return (nil, "it is damaged") }
    return (
      NightFile(bytes: bytes, base: base, pages: pages, tablesStart: reader.position), nil
    )
  }

  /// Whether a file that begins so has the size that it was written with.
  private static func isSized(_ beginning: ArraySlice<UInt8>, _ size: Int) -> Bool {
    guard beginning.starts(with: magic), beginning.count >= start else { return false }
    var reader = ByteReader(bytes: Array(beginning.prefix(start)), position: magic.count)
    return reader.word() == UInt64(size)
  }

  /// What stands behind the base.
  struct Content {
    let tables: NightTables
    /// The digest of the result of that night in the database; empty where it was not recorded.
    let recorded: String
    let shared: Entry
    /// By their prints.
    let units: [ShortDigest: Entry]
  }

  /// Nil for what does not fit.
  func content(
    rules: Set<String>
  ) -> Content? {
    var reader = ByteReader(bytes: bytes, position: tablesStart)
    guard let recorded = reader.string(), let tables = NightTables(&reader, rules: rules),
      let shared = Self.entry(&reader),
      let count = reader.count()
    else { return nil }
    var units: [ShortDigest: Entry] = [:]
    units.reserveCapacity(count)
    for _ in 0..<count {
      guard let high = reader.word(), let low = reader.word(), let entry = Self.entry(&reader)
      else { return nil }
      units[ShortDigest(high: high, low: low)] = entry
    }
    guard reader.isAtEnd else { return nil }
    return Content(tables: tables, recorded: recorded, shared: shared, units: units)
  }

  private static func entry(_ reader: inout ByteReader) -> Entry? {
    guard let judged = reader.signed(), let until = reader.signed(), let block = reader.block()
    else { return nil }
    return Entry(
      bytes: block.startIndex..<block.endIndex, term: Term(judged: judged, until: until))
  }

  /// A unit on its way into a file.
  struct Draft: Sendable {
    let term: Term
    let bytes: ArraySlice<UInt8>

    fileprivate func write(to writer: inout ByteWriter) {
      writer.writeSigned(term.judged)
      writer.writeSigned(term.until)
      writer.write(block: bytes)
    }
  }

  /// What a night leaves, before it is known how it was recorded.
  struct Remains: Sendable {
    let base: Digest
    let pages: PageMemory
    let tables: NightTables
    let shared: Draft
    let units: [(print: ShortDigest, draft: Draft)]

    /// Writes a file beside which no reader sees half of one; why that failed, if it did.
    func write(_ path: String, build: String, recorded: String) -> String? {
      // Made twice, as its digest stands before it: what a night leaves is large, and is not held as bytes too.
      var digester = Digester()
      var size = start
      forEachPiece(build, recorded) { piece in
        digester.add(piece)
        size += piece.count
      }
      var beginning = ByteWriter()
      beginning.bytes = magic
      beginning.write(word: UInt64(size))
      beginning.bytes += digester.digest().bytes
      do throws(WriteFailure) {
        try AtomicFile.write(to: path, mode: 0o600, .disposable) { write throws(ErrorNumber) in
          try write(beginning.bytes)
          try forEachPiece(build, recorded, write)
        }
        return nil
      } catch { return error.message }
    }

    /// What follows the digest.
    private func forEachPiece<Failure: Error>(
      _ build: String, _ recorded: String, _ body: (_ piece: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
      var writer = ByteWriter()
      writer.write(build)
      writer.write(block: base.bytes)
      try body(writer.bytes)
      try pages.forEachPiece(body)
      writer = ByteWriter()
      writer.write(recorded)
      tables.write(to: &writer)
      shared.write(to: &writer)
      writer.write(units.count)
      for (print, draft) in units {
        writer.write(word: print.high)
        writer.write(word: print.low)
        draft.write(to: &writer)
        if writer.bytes.count >= 1 << 16 {
          try body(writer.bytes)
          writer.bytes.removeAll(keepingCapacity: true)
        }
      }
      try body(writer.bytes)
    }
  }
}
