import Glibc

/// The regular files below a folder, with what the system says of each; nothing of them is read.
///
/// Compact, for hundreds of thousands of files: names stand in one piece of memory, and a path is put
/// together when it is asked for.
package struct FolderListing: Sendable {
  /// One folder.
  package struct Folder: Sendable {
    /// Joined to the path that was listed, with `/`.
    package let path: String
    /// Names from the listed folder to this one; empty for itself.
    package let names: [String]
    /// Indices of its own files, ascending by the bytes of their names.
    package internal(set) var files: Range<Int>
    /// The names as the system has them, each closed by a zero.
    let systemNames: [[CChar]]
  }

  /// One regular file.
  package struct File: Sendable {
    package let state: FileState
    private let folderIndex: Int32
    private let nameStart: UInt32

    init(folder: Int, state: FileState, nameStart: Int) {
      self.state = state
      folderIndex = Int32(clamping: folder)
      self.nameStart = UInt32(clamping: nameStart)
    }

    /// Index of its folder.
    package var folder: Int { Int(folderIndex) }

    /// Where its name begins among all.
    var name: Int { Int(nameStart) }
  }

  /// The path that was listed, as the user named it.
  package let path: String
  /// In the order of a walk, depth first, the folders of each ascending by the bytes of their names;
  /// the first is the one that was listed.
  package internal(set) var folders: [Folder] = []
  /// Folder by folder.
  package internal(set) var files: [File] = []
  /// What is no part of it, in the order found.
  ///
  /// As `FileLoader` tells it: links, pipes, folders of tools, and what could not be listed.
  package internal(set) var leftOut: [LoadedInput] = []
  /// All names of files, each closed by a zero.
  var names: [UInt8] = []
  /// The listed folder, kept open so that a path that is changed later leads nowhere else.
  let root: FileDescriptor

  init(path: String, root: FileDescriptor) {
    self.path = path
    self.root = root
  }

  /// Gives back the room that files and names would have to grow in.
  mutating func trim() {
    files = files.withUnsafeBufferPointer(Array.init)
    names = names.withUnsafeBufferPointer(Array.init)
  }

  /// The file's name in its folder.
  package func name(of file: File) -> String {
    withName(of: file) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the bytes of the file's name.
  package func withName<Result>(
    of file: File, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    names.withUnsafeBytes { bytes in
      // In bounds: each name begins in `names` and is followed there by its closing zero.
      let rest = UnsafeRawBufferPointer(rebasing: bytes[file.name...])
      let count = rest.firstIndex(of: 0) ?? rest.count
      return body(UnsafeRawBufferPointer(rebasing: rest[..<count]))
    }
  }

  /// Opens a file to be read piece by piece, by the folder that was listed and following no link.
  package func open(_ file: File) throws(LoadRefusal) -> FileDescriptor {
    try open(file, in: openFolder(file.folder))
  }

  /// Where the file is, joined to the path that was listed.
  package func path(of file: File) -> String {
    withName(of: file) { FolderWalk.join(folders[file.folder].path, bytes: $0) }
  }
}

extension FolderListing {
  /// Whether a text is the path of a file, byte by byte; it is not put together for that.
  package func isPath(_ text: String, of file: File) -> Bool {
    withName(of: file) { FolderWalk.isPath(text, of: $0, in: folders[file.folder].path) }
  }

  func open(_ file: File, in folder: FileDescriptor) throws(LoadRefusal) -> FileDescriptor {
    // O_NONBLOCK: should a pipe have taken the file's place, opening it must not wait.
    let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let raw = withSystemName(of: file) { openat(folder.raw, $0, flags) }
    guard let opened = FileDescriptor(raw) else { throw .lastError }
    return opened
  }

  /// Lends the file's name as the system has it.
  func withSystemName<Result>(of file: File, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    names.withUnsafeBytes { names in
      guard let base = names.baseAddress else { preconditionFailure("every file has a name") }
      // In bounds: each name begins in `names` and is followed there by its closing zero.
      return body((base + file.name).assumingMemoryBound(to: CChar.self))
    }
  }

  /// Opens a folder step by step from the one that was listed.
  func openFolder(_ index: Int) throws(LoadRefusal) -> FileDescriptor {
    var opened = root
    for name in folders[index].systemNames {
      let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY | O_NONBLOCK
      guard let next = FileDescriptor(openat(opened.raw, name, flags)) else { throw .lastError }
      opened = next
    }
    return opened
  }
}

/// What tells one state of a file from the next without reading it.
///
/// A file that is written twice within one tick of the file system's clock (a few milliseconds) keeps
/// its time: whoever trusts states over runs should not trust one as young as the run itself.
package struct FileState: Hashable, Sendable {
  /// Bytes.
  package let size: Int
  /// Last change of the content, nanoseconds since 1970-01-01T00:00:00Z.
  package let modified: Int64
  package let inode: UInt64
  /// Last change of anything about the file, which nobody can set back.
  package let changed: Int64

  /// Of a file that nobody asked the system about.
  package static let unasked = FileState(size: 0, modified: 0, inode: 0)

  package init(size: Int, modified: Int64, inode: UInt64, changed: Int64 = 0) {
    self.size = size
    self.modified = modified
    self.inode = inode
    self.changed = changed
  }
}
