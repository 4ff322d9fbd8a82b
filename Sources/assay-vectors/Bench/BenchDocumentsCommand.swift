import ArgumentParser
import Documents

/// `assay-vectors bench-documents`.
struct BenchDocumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-documents",
    abstract:
      "Measures how fast large collections of JSON are listed, read and split, in CPU time.",
    discussion: """
      Takes a folder of JSON lines and JSON documents, such as the objects of a resource data sync beside
      pages of a command line. Every figure is the best of the rounds, on one thread.
      """)

  /// So many bytes of each kind are kept to be measured.
  private static let mostKept = 64 << 20

  @Argument(help: "A folder; files below 64 KiB count for listing and reading only.")
  var directory: String

  @Option(help: "The member that is asked of each line.")
  var member = "Name"

  @Option(help: "How often each is measured; the best counts.")
  var rounds = 5

  func run() throws {
    guard (1...1000).contains(rounds) else { throw Ending.unusable("no such number of rounds") }
    let listing: FolderListing
    switch FolderLister().list(directory) {
    case .success(let found): listing = found
    case .failure(let refusal): throw Ending.unusable("`\(directory)` \(refusal)")
    }
    guard !listing.files.isEmpty else { throw Ending.unusable("no file below `\(directory)`") }
    tell("listed, files", listing.files.count, best { FolderLister().list(directory) })
    var reader = ListedFileReader()
    let nanoseconds = try best {
      for file in listing.files { _ = try reader.read(file, of: listing) }
    }
    tell("read, files", listing.files.count, nanoseconds)
    let kept = try keep(listing)
    if !kept.lines.isEmpty { try measureLines(kept.lines) }
    if !kept.documents.isEmpty { try measureElements(kept.documents) }
  }

  /// Some of the large files, told apart by what they are.
  private func keep(
    _ listing: FolderListing
  ) throws -> (lines: [[UInt8]], documents: [[UInt8]]) {
    var reader = ListedFileReader()
    var kept: (lines: [[UInt8]], documents: [[UInt8]]) = ([], [])
    var room = (lines: Self.mostKept, documents: Self.mostKept)
    for file in listing.files where file.state.size >= 64 << 10 {
      guard max(room.lines, room.documents) > 0 else { break }
      _ = try reader.read(file, of: listing)
      let bytes = reader.withBytes { Array($0) }
      if (try? lines(of: bytes, .structure)) ?? 0 > 1 {
        if room.lines > 0 { kept.lines.append(bytes) }
        room.lines -= bytes.count
      } else if (try? elements(of: bytes, walking: false)) != nil {
        if room.documents > 0 { kept.documents.append(bytes) }
        room.documents -= bytes.count
      }
    }
    return kept
  }

  private func measureLines(_ files: [[UInt8]]) throws {
    let size = files.reduce(0) { $0 + $1.count }
    for (name, checking) in [("structure", .structure), ("every byte", .everyByte)]
      as [(String, JSONLines.Checking)]
    {
      var count = 0
      let nanoseconds = try best {
        count = try files.reduce(0) { try $0 + lines(of: $1, checking) }
      }
      tell("lines, \(name)", count, nanoseconds, size: size)
    }
  }

  private func lines(of bytes: [UInt8], _ checking: JSONLines.Checking) throws -> Int {
    try bytes.withUnsafeBytes { buffer in
      var lines = JSONLines(buffer, member: member, checking: checking)
      var count = 0
      while try lines.next() != nil { count += 1 }
      return count
    }
  }

  private func measureElements(_ files: [[UInt8]]) throws {
    let size = files.reduce(0) { $0 + $1.count }
    for (name, walks) in [("split", false), ("split and walked", true)] {
      var count = 0
      let nanoseconds = try best {
        count = try files.reduce(0) { try $0 + elements(of: $1, walking: walks) }
      }
      tell("elements, \(name)", count, nanoseconds, size: size)
    }
  }

  private func elements(of bytes: [UInt8], walking: Bool) throws -> Int {
    var at = 0
    var elements = JSONElements { buffer in
      let count = min(buffer.count, bytes.count - at)
      buffer.copyBytes(from: bytes[at..<at + count])
      at += count
      return count
    }
    var count = 0
    while let part = try elements.next() {
      count += 1
      if walking { try elements.withBytes(of: part, Self.walk) }
    }
    return count
  }

  /// Goes through the members of an object and skips their values.
  private static func walk(_ bytes: UnsafeRawBufferPointer) throws(JSONError) {
    var cursor = JSONCursor(bytes)
    guard try cursor.kind() == .object else { return }
    try cursor.enterObject()
    while try cursor.nextKey() != nil {}
  }

  /// The least CPU time of the rounds, in nanoseconds.
  private func best(_ body: () throws -> Void) rethrows -> Int64 {
    var least = Int64.max
    for _ in 0..<rounds {
      let start = CPUClock.now
      try body()
      least = min(least, CPUClock.now - start)
    }
    return least
  }

  private func best<Unused>(_ body: () -> Unused) -> Int64 {
    best { _ = body() }
  }

  private func tell(_ name: String, _ count: Int, _ nanoseconds: Int64, size: Int? = nil) {
    let each = "\(nanoseconds / Int64(max(count, 1))) ns each"
    let speed = size.map { ", \(Self.tenths(Int64($0) * 10 / max(nanoseconds, 1))) GB/s" } ?? ""
    Output.standard.write("\(name): \(count) in \(nanoseconds / 1_000_000) ms, \(each)\(speed)\n")
  }

  private static func tenths(_ number: Int64) -> String { "\(number / 10).\(number % 10)" }
}
