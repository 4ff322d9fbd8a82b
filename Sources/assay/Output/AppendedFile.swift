import Glibc

/// A file that others write to as well, such as GitHub's step summary.
enum AppendedFile {
  /// Adds bytes at its end in one go.
  static func append(_ bytes: [UInt8], to path: String) throws(WriteFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw WriteFailure(path, .last) }
    defer { close(file) }
    do { try Descriptor(file).write(bytes) } catch { throw WriteFailure(path, error) }
  }
}
