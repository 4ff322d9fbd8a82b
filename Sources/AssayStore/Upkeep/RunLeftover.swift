#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A run that goes on, or that was killed: the mark that stands beside the database for it.
package struct RunLeftover: Sendable, Hashable {
  package let path: String
  /// Number of its process.
  package let process: Int32
  /// Whether the process still runs.
  package let isAlive: Bool
  /// Whether it came as far as to be recorded.
  package let isRecorded: Bool
  /// What it was: `audit of 2026-11-22T02:00:00Z`; empty when the process ended before it said so.
  package let words: String

  /// Between the name of the database and the number of the process.
  package static let infix = "-run-"
  /// How a mark begins, as long as the run is not recorded, and afterwards.
  package static let begun = "begun"
  package static let recorded = "recorded"

  /// All marks beside a database, by process; none where the folder cannot be read.
  package static func all(beside database: String) -> [RunLeftover] {
    let slash = database.lastIndex(of: "/")
    let folder = slash.map { $0 == database.startIndex ? "/" : String(database[..<$0]) } ?? "."
    let name = slash.map { String(database[database.index(after: $0)...]) } ?? database
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var found: [RunLeftover] = []
    while let entry = readdir(listing) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard file.hasPrefix(name + infix), let process = Int32(file.dropFirst((name + infix).count)),
        let mark = RunLeftover(path: "\(folder)/\(file)", process: process)
      else { continue }
      found.append(mark)
    }
    return found.sorted { $0.process < $1.process }
  }

  private init?(path: String, process: Int32) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    self.path = path
    self.process = process
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = max(0, read(file, &bytes, bytes.count))
    let text = String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self)
    isRecorded = text.hasPrefix(Self.recorded)
    // Whoever made it holds the lock for as long as it lives, and takes it before writing anything.
    isAlive =
      flock(file, LOCK_SH | LOCK_NB) != 0 || text.isEmpty && kill(process, 0) == 0
    words = text.firstIndex(of: " ").map { String(text[text.index(after: $0)...]) } ?? ""
  }

  /// One clause: what became of the run.
  package var description: String {
    let name = words.isEmpty ? "run" : words
    if isAlive { return "\(name) goes on in process \(process)" }
    return isRecorded
      ? "\(name) (process \(process)) was recorded and ended before its reports were written"
      : "\(name) (process \(process)) ended before it was recorded; nothing of it is kept"
  }
}
