import Documents
import Glibc

/// Files that become part of an answer without being checked again: believed only when nobody else could
/// have written them.
enum PrivateFile {
  /// The bytes of a regular file that is ours, no link, and closed to everybody else; nil for any other,
  /// and past `limit` bytes.
  ///
  /// Where the first `count` bytes do not fit the size of the file, as `fits` says, they are all that is read.
  static func read(
    _ path: String, limit: Int, beginning count: Int = 0,
    fits: (_ beginning: ArraySlice<UInt8>, _ size: Int) -> Bool = { _, _ in true }
  ) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0, status.st_size < limit
    else { return nil }
    var size = Int(status.st_size)
    if count > 0 {
      var beginning = [UInt8](repeating: 0, count: min(count, size))
      let read = pread(file, &beginning, beginning.count, 0)
      guard read == beginning.count else { return nil }
      if !fits(beginning[...], size) { size = beginning.count }
    }
    let wanted = size
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      while count < wanted {
        let read = Glibc.read(file, buffer.baseAddress?.advanced(by: count), wanted - count)
        if read > 0 {
          count += read
        } else if read == 0 || errno != EINTR {
          isWhole = false
          return
        }
      }
    }
    return isWhole ? bytes : nil
  }
}
