import Glibc

/// Reads files and folders from disk.
///
/// In: a path as the user named it. Out: one value for everything found there, ascending by the bytes
/// of their paths, whatever could not be read included; it never throws. Below a folder no symbolic
/// link is followed, so nothing outside of it is read, nothing twice, and there are no loops.
package struct FileLoader: Sendable {
  /// The most bytes of one file.
  package var maximumBytes = 64 << 20
  /// The most bytes of all files below one path.
  package var maximumTotal = 1 << 30
  /// The most entries below one path.
  package var maximumEntries = 100_000
  /// The most folders inside each other.
  package var maximumDepth = 64
  /// How long a pipe by name may have nobody who writes to it, in milliseconds.
  package var patience = FileDescriptor.patience
  /// Names of folders that are passed over.
  package var toolFolders: Set<String> = [".git", ".assay", "node_modules", ".terraform"]

  package init() {}

  /// Loads a file, or all files below a folder.
  package func load(_ path: String) -> [LoadedInput] { load(path, named: .byUser) }

  /// The same of what was found below a folder that somebody listed: what is no text is passed over.
  package func loadFound(_ path: String) -> [LoadedInput] { load(path, named: .byFolder) }

  private func load(_ path: String, named: RegularFile.Naming) -> [LoadedInput] {
    let descriptor: FileDescriptor
    do throws(LoadRefusal) {
      descriptor = try FileDescriptor.open(path, patience: patience)
    } catch {
      return [.refused(path: path, reason: error)]
    }
    guard descriptor.kind == .folder else {
      return [RegularFile(maximumBytes: maximumBytes).read(descriptor, path: path, named: named)]
    }
    var walk = FolderWalk(loader: self)
    walk.read(descriptor, path: path, depth: 0)
    return walk.found
  }
}

extension LoadRefusal {
  /// What the last failed system call said.
  static var lastError: LoadRefusal { .unreadable(String(cString: strerror(errno))) }
}

/// An open file or folder, closed when the last user lets go.
package final class FileDescriptor: Sendable {
  /// What it leads to.
  enum Kind { case file, folder, other }

  let raw: CInt
  private let status: stat

  /// Takes over what `open` returned; nil when that was a failure.
  init?(_ raw: CInt) {
    guard raw >= 0 else { return nil }
    self.raw = raw
    var status = stat()
    self.status = fstat(raw, &status) == 0 ? status : stat()
  }

  deinit {
    close(raw)
  }

  var kind: Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The size in bytes as the system told it on opening; it may change while reading.
  var size: Int { Int(status.st_size) }

  /// How long a pipe by name may have nobody who writes to it, in milliseconds.
  static let patience: CInt = 5_000

  /// Opens a file that the user named.
  ///
  /// To open a pipe by name waits for somebody to write to it, for ever where nobody does; here it
  /// then is empty after `patience` milliseconds.
  package static func open(
    _ path: String, patience: CInt = patience
  ) throws(LoadRefusal) -> FileDescriptor {
    // A zero byte would end the name early for the system, and name something else.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .unreadable("not a file name") }
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    guard let opened = FileDescriptor(Glibc.open(path, flags)) else { throw .lastError }
    if opened.status.st_mode & S_IFMT == S_IFIFO {
      opened.wait(milliseconds: patience)
    } else {
      _ = fcntl(opened.raw, F_SETFL, O_RDONLY)
    }
    return opened
  }

  /// Waits until there is something to read, or nobody left who writes; -1 is for ever.
  private func wait(milliseconds: CInt) {
    var request = pollfd(fd: raw, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, milliseconds) < 0, errno == EINTR {}
  }

  /// Reads up to `count` bytes, waiting for the first; 0 at the end, less when the system refuses.
  func read(into base: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    while true {
      let result = Glibc.read(raw, base, count)
      if result >= 0 { return result }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(milliseconds: -1)
      default: return result
      }
    }
  }

  /// Reads the next bytes to the start of `buffer`, and answers how many; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadRefusal) -> Int {
    // In bounds: the system writes no more than the count it is given.
    let result = read(into: buffer.baseAddress, buffer.count)
    guard result >= 0 else { throw .lastError }
    return result
  }

  /// `count` bytes from an offset, wherever reading stands; fails when the file ends before.
  package func bytes(_ count: Int, at offset: Int) throws(LoadRefusal) -> [UInt8] {
    var failure: LoadRefusal?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        // In bounds: the rest of the buffer has room for what is still asked for.
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let result = pread(raw, rest.baseAddress, count - filled, off_t(offset + filled))
        if result < 0, errno == EINTR { continue }
        guard result > 0 else {
          failure = result < 0 ? .lastError : .unreadable("the file became shorter")
          return
        }
        filled += result
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// What the system says of the file now.
  package func state() throws(LoadRefusal) -> FileState {
    var status = stat()
    guard fstat(raw, &status) == 0 else { throw .lastError }
    return FileState(status)
  }
}
