import Documents
import Glibc

/// Why a file could not be written.
struct WriteFailure: Error {
  /// A sentence without a full stop: what was being written, and what went wrong.
  let message: String

  init(_ path: String, _ reason: ErrorNumber) {
    message = "could not write `\(SafeText.message(path))`: \(reason)"
  }
}

/// Replaces files so that a reader sees the old or the new one, and never half of one.
enum AtomicFile {
  /// Whether the bytes must outlive a power cut.
  ///
  /// What is disposable is a file of ours alone: what stands in its place, a link or a pipe, is replaced, and never
  /// followed or written to.
  enum Durability { case lasting, disposable }

  /// Writes beside the file, then renames; where the bytes last, a link is followed, and a pipe or device written to.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o666, _ durability: Durability = .lasting
  ) throws(WriteFailure) {
    try write(to: path, mode: mode, durability) { write throws(ErrorNumber) in try write(bytes) }
  }

  /// The same of what is made part by part, where only writing may fail.
  static func write(
    to path: String, mode: mode_t, _ durability: Durability,
    _ body: ((_ part: [UInt8]) throws(ErrorNumber) -> Void) throws(ErrorNumber) -> Void
  ) throws(WriteFailure) {
    do {
      try fill(path, mode, durability) { file in
        try body { part throws(ErrorNumber) in try file.write(part) }
      }
    } catch {
      throw WriteFailure(path, error as? ErrorNumber ?? ErrorNumber(EIO))
    }
  }

  /// As the other, for what is made part by part.
  ///
  /// - Throws: `WriteFailure`, and what `body` throws of its own.
  static func write(to path: String, _ body: ((_ part: [UInt8]) throws -> Void) throws -> Void)
    throws
  {
    do {
      try fill(path, 0o666, .lasting) { file in try body { try file.write($0) } }
    } catch let number as ErrorNumber { throw WriteFailure(path, number) }
  }

  private static func fill(
    _ path: String, _ mode: mode_t, _ durability: Durability, _ body: (Descriptor) throws -> Void
  ) throws {
    if durability == .disposable {
      return try Interruption.shielding { try replace(path, mode: mode, durability, body) }
    }
    let target = resolved(path)
    guard try isReplaceable(target) else { return try writeThrough(target, body) }
    try Interruption.shielding { try replace(target, mode: mode, durability, body) }
  }

  /// Makes a folder and those above it, where they are missing.
  static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(WriteFailure) {
    var partial = ""
    for (index, part) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      partial += index == 0 ? part : "/" + part
      if partial.isEmpty || mkdir(partial, mode) == 0 || errno == EEXIST { continue }
      throw WriteFailure(path, .last)
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw WriteFailure(path, .last) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw WriteFailure(path, ErrorNumber(ENOTDIR)) }
  }

  /// Where a link leads; the path itself when there is none.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isReplaceable(_ path: String) throws(ErrorNumber) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return true }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw ErrorNumber(EISDIR) }
    return status.st_mode & S_IFMT == S_IFREG
  }

  private static func writeThrough(_ path: String, _ body: (Descriptor) throws -> Void) throws {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw ErrorNumber.last }
    defer { close(file) }
    try body(Descriptor(file))
  }

  private static func replace(
    _ path: String, mode: mode_t, _ durability: Durability, _ body: (Descriptor) throws -> Void
  ) throws {
    let cut = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    let start = cut ?? path.startIndex
    let temporary = "\(path[..<start]).\(path[start...]).\(getpid())"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw ErrorNumber.last }
    do {
      defer { close(file) }
      try body(Descriptor(file))
      if durability == .lasting, fsync(file) != 0, errno != EINVAL { throw ErrorNumber.last }
      if rename(temporary, path) != 0 { throw ErrorNumber.last }
    } catch {
      unlink(temporary)
      throw error
    }
  }
}
