import Glibc

/// Reads one open file whole, within a limit.
struct RegularFile {
  /// How the file came to be read, which decides what is an error.
  enum Naming {
    /// Named: it is meant to be an input. It may be a pipe.
    case byUser
    /// Found below a folder.
    case byFolder
  }

  let maximumBytes: Int
  /// Up to this size a file is read in one go.
  private static let smallSize = 1 << 18

  func read(_ file: FileDescriptor, path: String, named: Naming) -> LoadedInput {
    guard file.kind == .file || named == .byUser else {
      return .skipped(path: path, reason: .notAFile)
    }
    var bytes: [UInt8] = []
    var isOpen = true
    // A small file is read at once; of a large one first the part that tells whether it is text.
    let first = file.size < Self.smallSize ? file.size + 1 : 0
    guard
      append(
        to: &bytes, from: file, upTo: max(first, TextDecoding.prefixLength), isOpen: &isOpen)
    else { return .refused(path: path, reason: .lastError) }
    if TextDecoding.isBinary(prefix: bytes), named == .byFolder {
      return .skipped(path: path, reason: .binary)
    }
    guard file.size <= maximumBytes,
      append(to: &bytes, from: file, upTo: maximumBytes + 1, isOpen: &isOpen)
    else {
      let isLarge = file.size > maximumBytes
      return .refused(path: path, reason: isLarge ? .tooLarge(limit: maximumBytes) : .lastError)
    }
    guard bytes.count <= maximumBytes else {
      return .refused(path: path, reason: .tooLarge(limit: maximumBytes))
    }
    switch TextDecoding.decode(bytes, path: path) {
    case .success(let source): return .file(source)
    case .failure(.binary) where named == .byFolder:
      return .skipped(path: path, reason: .binary)
    case .failure(let refusal): return .refused(path: path, reason: .notText(refusal))
    }
  }

  /// Reads on until `bytes` has `limit` bytes or the file ends; false when the system refuses.
  private func append(
    to bytes: inout [UInt8], from file: FileDescriptor, upTo limit: Int, isOpen: inout Bool
  ) -> Bool {
    while isOpen, bytes.count < limit {
      let room = min(limit - bytes.count, 1 << 20)
      var result = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        result = file.read(into: buffer.baseAddress, room)
        count = max(result, 0)
      }
      guard result >= 0 else { return false }
      if bytes.isEmpty { bytes = chunk } else { bytes.append(contentsOf: chunk) }
      // A regular file that gives less than was asked for has ended; a pipe may only be slow.
      isOpen = result > 0 && (result == room || file.kind != .file)
    }
    return true
  }
}
