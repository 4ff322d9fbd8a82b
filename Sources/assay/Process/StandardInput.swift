import Documents
import Glibc

/// Standard input, read as a file.
enum StandardInput {
  /// What it is called in messages.
  static let name = "<stdin>"

  /// Everything that comes, as text.
  ///
  /// - Throws: `Stop` when it cannot be read, is larger than `limit` bytes, or is no text.
  static func read(limit: Int) throws(Stop) -> SourceFile {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(0, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return try text(bytes)
      } else if errno != EINTR {
        throw .unusable("standard input could not be read: \(ErrorNumber(errno))")
      }
    }
    throw .unusable("standard input is larger than the \(limit) bytes that are read")
  }

  private static func text(_ bytes: [UInt8]) throws(Stop) -> SourceFile {
    switch TextDecoding.decode(bytes, path: name) {
    case .success(let file): return file
    case .failure(let refusal): throw .unusable("standard input cannot be read: \(refusal)")
    }
  }
}
