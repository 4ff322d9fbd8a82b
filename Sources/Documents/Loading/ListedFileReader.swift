import Glibc

/// Reads files of a listing, one after the other, into one buffer that is kept.
///
/// One reader serves one thread. Cost of a small file: open, read, fstat, close. It opens by the folder
/// that was listed and follows no link, so it reads what was listed or says that it changed. Files
/// that begin as gzip are inflated.
package struct ListedFileReader: ~Copyable {
  /// What one file came to.
  package struct Content: Sendable {
    /// Its state at the end of the read.
    package let state: FileState
    /// Whether that is another state than the listed one; then the bytes may be of neither.
    package let isChanged: Bool
    package let isInflated: Bool
  }

  /// The most bytes of one file, inflated or not.
  package let maximumBytes: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  private var inflated: [UInt8] = []
  /// How many bytes of `buffer`, or of `inflated`, are the file's.
  private var count = 0
  private var isInflated = false
  /// The folder of the file that was read last: the next one mostly lies there too.
  private var folder: (index: Int, root: FileDescriptor, opened: FileDescriptor)?

  package init(maximumBytes: Int = 64 << 20) {
    self.maximumBytes = maximumBytes
  }

  /// Reads a file of a listing; its bytes can then be had from `withBytes`.
  package mutating func read(
    _ file: FolderListing.File, of listing: FolderListing
  ) throws(LoadRefusal) -> Content {
    (count, isInflated) = (0, false)
    guard file.state.size <= maximumBytes else { throw .tooLarge(limit: maximumBytes) }
    let folder = try open(file.folder, of: listing)
    // O_NONBLOCK: should a pipe have taken the file's place, opening it must not wait.
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = listing.names.withUnsafeBytes { names in
      // In bounds: the name is followed by its zero.
      names.baseAddress.map {
        openat(folder.raw, ($0 + file.name).assumingMemoryBound(to: CChar.self), flags)
      }
    }
    guard let descriptor, descriptor >= 0 else { throw .lastError }
    defer { close(descriptor) }
    let size = try readAll(descriptor, expected: file.state.size)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .lastError }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("no longer a file") }
    let state = FileState(status)
    count = size
    try inflateIfNeeded()
    return Content(state: state, isChanged: state != file.state, isInflated: isInflated)
  }

  /// Lends the bytes of the file that was read last; none after a failure.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // In bounds: `count` bytes of the array have been filled.
    try (isInflated ? inflated : buffer).withUnsafeBufferPointer { bytes throws(Failure) in
      try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<count])))
    }
  }

  /// The bytes of the file that was read last as a file with positions, for what is read as a tree.
  package func decoded(path: String) -> Swift.Result<SourceFile, TextRefusal> {
    TextDecoding.decode(withBytes { Array($0) }, path: path)
  }

  /// Reads to the end, and answers how many bytes came.
  private mutating func readAll(
    _ descriptor: CInt, expected: Int
  ) throws(LoadRefusal) -> Int {
    var size = 0
    // One byte more than expected: what comes short of that is all.
    if buffer.count <= expected { grow(to: expected + 1) }
    while true {
      let (start, room) = (size, buffer.count - size)
      let result = buffer.withUnsafeMutableBytes { bytes in
        // In bounds: `room` bytes lie behind `start`.
        bytes.baseAddress.map { Glibc.read(descriptor, $0 + start, room) } ?? -1
      }
      if result < 0, errno == EINTR { continue }
      guard result >= 0 else { throw .lastError }
      size += result
      guard size <= maximumBytes else { throw .tooLarge(limit: maximumBytes) }
      // A regular file that gives less than was asked for has ended.
      if result < room { return size }
      grow(to: buffer.count * 2)
    }
  }

  private mutating func grow(to size: Int) {
    guard size > buffer.count else { return }
    buffer.append(contentsOf: repeatElement(0, count: size - buffer.count))
  }

  private mutating func inflateIfNeeded() throws(LoadRefusal) {
    let size = count
    count = 0
    var target = inflated
    inflated = []
    defer { inflated = target }
    let result: Swift.Result<Int?, LoadRefusal> = buffer.withUnsafeBytes { bytes in
      let source = UnsafeRawBufferPointer(rebasing: bytes[..<size])
      guard Gzip.begins(source) else { return .success(nil) }
      do throws(LoadRefusal) {
        return .success(try Gzip(maximumBytes: maximumBytes).inflate(source, into: &target))
      } catch {
        return .failure(error)
      }
    }
    let inflatedSize = try result.get()
    isInflated = inflatedSize != nil
    count = inflatedSize ?? size
  }
}

extension ListedFileReader {
  /// The open folder of a listing, link by link from the one that was listed.
  private mutating func open(
    _ index: Int, of listing: FolderListing
  ) throws(LoadRefusal) -> FileDescriptor {
    if let folder, folder.index == index, folder.root === listing.root { return folder.opened }
    folder = nil
    var opened = listing.root
    for name in listing.folders[index].systemNames {
      let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY | O_NONBLOCK
      guard let next = FileDescriptor(openat(opened.raw, name, flags)) else { throw .lastError }
      opened = next
    }
    folder = (index, listing.root, opened)
    return opened
  }
}
