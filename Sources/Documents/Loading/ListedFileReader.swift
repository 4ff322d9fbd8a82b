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
  /// Folders that files were read from, which the next ones mostly lie in too.
  private var folders: [Int: (root: FileDescriptor, opened: FileDescriptor)] = [:]
  /// So many are kept open.
  private static let mostFolders = 32

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
    let opened = try listing.open(file, in: folder)
    guard opened.kind == .file else { throw .unreadable("no longer a file") }
    count = try readAll(opened, expected: file.state.size)
    let state = try opened.state()
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
    _ file: FileDescriptor, expected: Int
  ) throws(LoadRefusal) -> Int {
    var size = 0
    // One byte more than expected: what comes short of that is all.
    buffer.lengthen(to: expected + 1)
    while true {
      let (start, room) = (size, buffer.count - size)
      size += try buffer.withUnsafeMutableBufferPointer { bytes throws(LoadRefusal) in
        try file.read(
          into: UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(bytes)[start...]))
      }
      guard size <= maximumBytes else { throw .tooLarge(limit: maximumBytes) }
      // A regular file that gives less than was asked for has ended.
      if size - start < room { return size }
      buffer.lengthen(to: buffer.count * 2)
    }
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
  /// The open folder of a listing.
  private mutating func open(
    _ index: Int, of listing: FolderListing
  ) throws(LoadRefusal) -> FileDescriptor {
    if let known = folders[index], known.root === listing.root { return known.opened }
    if folders.count >= Self.mostFolders { folders = [:] }
    let opened = try listing.openFolder(index)
    folders[index] = (listing.root, opened)
    return opened
  }
}
