import Glibc

/// Standard output or standard error.
struct Output {
  static let standard = Output(descriptor: 1)
  static let error = Output(descriptor: 2)

  private let descriptor: CInt

  func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes everything; a process that cannot say its results has failed.
  func write(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written > 0 {
        start += written
      } else if errno != EINTR {
        Glibc.exit(2)
      }
    }
  }
}
