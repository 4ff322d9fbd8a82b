import Glibc

/// Standard output or standard error.
struct StandardStream: Sendable {
  static let output = StandardStream(descriptor: 1)
  static let error = StandardStream(descriptor: 2)

  let descriptor: CInt

  /// Writes everything; a reader that went away is no error.
  ///
  /// - Throws: `Stop` when the disk behind it is full or it cannot be written to.
  func write(_ bytes: [UInt8]) throws(Stop) {
    do { try Descriptor(descriptor).write(bytes) } catch {
      if error.raw == EPIPE { return }
      let name = descriptor == 1 ? "standard output" : "standard error"
      throw .fault("could not write to \(name): \(error)")
    }
  }

  /// Says something that is lost when nobody can take it.
  func say(_ text: String) {
    guard !text.isEmpty else { return }
    try? write(Array(text.utf8))
  }
}

/// An open file that bytes are written to; not closed here.
struct Descriptor {
  let raw: CInt

  init(_ raw: CInt) { self.raw = raw }

  /// Writes everything, or throws the error number.
  func write(_ bytes: [UInt8]) throws(ErrorNumber) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { Glibc.write(raw, $0.baseAddress, $0.count) }
      if written > 0 {
        start += written
      } else if errno == EAGAIN {
        // A pipe or terminal that is set not to block: wait until it takes more.
        var waiting = pollfd(fd: raw, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw ErrorNumber(errno)
      }
    }
  }
}
