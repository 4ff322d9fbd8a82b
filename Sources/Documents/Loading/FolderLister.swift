import Glibc
import Synchronization

/// Lists the regular files below a folder, by the policy of `FileLoader`: no link below it is followed,
/// folders of tools are passed over, and what could not be listed is said.
///
/// Cost: a system call for each file and three for each folder.
package struct FolderLister: Sendable {
  /// The most files and folders below one path.
  package var maximumEntries = 4_000_000
  /// The most folders inside each other.
  package var maximumDepth = 64
  /// Names of folders that are passed over.
  package var toolFolders: Set<String> = FileLoader().toolFolders

  /// Whether size and time are asked of the files of a folder, by the names of the folders from the listed
  /// one on; files of others have the state `FileState.unasked`.
  package var asksState: @Sendable ([String]) -> Bool = { _ in true }

  /// Does work for each number below a count.
  package typealias Spread = (_ count: Int, _ work: @Sendable (Int) -> Void) -> Void

  package init() {}

  /// All files below a folder; fails only when the folder itself cannot be opened or is none.
  ///
  /// `spread` does work for each number below a count, on whatever threads: the system takes its time to say of
  /// thousands of files how large and old they are.
  package func list(
    _ path: String,
    spread: Spread = { count, work in for number in 0..<count { work(number) } }
  ) -> Result<FolderListing, LoadRefusal> {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      return .failure(.unreadable("not a file name"))
    }
    // O_NONBLOCK: should it be a pipe, opening it must not wait.
    let flags = O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NONBLOCK
    guard let root = FileDescriptor(open(path, flags)) else { return .failure(.lastError) }
    var listing = FolderListing(path: path, root: root)
    var walk = Walk(lister: self, listing: consume listing)
    walk.list(root, path: path, names: [], systemNames: [], spread)
    listing = walk.listing
    listing.trim()
    return .success(listing)
  }

  /// One walk, depth first.
  private struct Walk {
    /// A folder that waits until the files around it are listed.
    private struct Subfolder {
      let name: [CChar]
      let text: String
    }

    let lister: FolderLister
    var listing: FolderListing
    private var entries = 0
    private var isFull = false
    /// Whether the files of the folder at hand are asked for their state.
    private var asksState = true

    init(lister: FolderLister, listing: consuming FolderListing) {
      self.lister = lister
      self.listing = listing
    }

    mutating func list(
      _ folder: FileDescriptor, path: String, names: [String], systemNames: [[CChar]],
      _ spread: Spread
    ) {
      guard names.count <= lister.maximumDepth else {
        let words = "more than \(lister.maximumDepth) folders inside each other"
        listing.leftOut.append(.refused(path: path, reason: .tooMuch(words)))
        return
      }
      let index = listing.folders.count
      let first = listing.files.count
      listing.folders.append(
        FolderListing.Folder(
          path: path, names: names, files: first..<first, systemNames: systemNames))
      var subfolders: [Subfolder] = []
      asksState = lister.asksState(names)
      if let refusal = take(folder, index: index, path: path, &subfolders) {
        listing.leftOut.append(.refused(path: path, reason: refusal))
      }
      sortFiles(from: first)
      if asksState { askStates(from: first, in: folder, path: path, spread) }
      listing.folders[index].files = first..<listing.files.count
      subfolders.sort { $0.name.lexicographicallyPrecedes($1.name, by: Self.precedes) }
      for subfolder in subfolders where !isFull {
        open(subfolder, in: folder, path: path, names: names, systemNames: systemNames, spread)
      }
    }

    private static func precedes(_ left: CChar, _ right: CChar) -> Bool {
      UInt8(bitPattern: left) < UInt8(bitPattern: right)
    }

    private mutating func open(
      _ subfolder: Subfolder, in folder: FileDescriptor, path: String, names: [String],
      systemNames: [[CChar]], _ spread: Spread
    ) {
      let path = FolderWalk.join(path, subfolder.text)
      let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY | O_NONBLOCK
      guard let opened = FileDescriptor(openat(folder.raw, subfolder.name, flags)) else {
        listing.leftOut.append(.refused(path: path, reason: .lastError))
        return
      }
      list(
        opened, path: path, names: names + [subfolder.text],
        systemNames: systemNames + [subfolder.name], spread)
    }

    /// Takes the entries of one folder; why it could not be listed to its end, if so.
    private mutating func take(
      _ folder: FileDescriptor, index: Int, path: String, _ subfolders: inout [Subfolder]
    ) -> LoadRefusal? {
      let copy = dup(folder.raw)
      guard copy >= 0 else { return .lastError }
      guard let stream = fdopendir(copy) else {
        close(copy)
        return .lastError
      }
      defer { closedir(stream) }
      while true {
        errno = 0
        guard let entry = readdir(stream) else { return errno == 0 ? nil : .lastError }
        guard let name = Self.name(of: entry) else { continue }
        entries += 1
        guard entries <= lister.maximumEntries else {
          isFull = true
          let limit = lister.maximumEntries
          return .tooMuch("more than \(limit) entries are listed below one path; the rest is not")
        }
        take(name, of: entry, in: folder, index: index, path: path, &subfolders)
      }
    }

    /// Where an entry's name stands, its closing zero left out; nil for `.` and `..`.
    @inline(__always) private static func name(
      of entry: UnsafeMutablePointer<dirent>
    ) -> UnsafeBufferPointer<CChar>? {
      guard let field = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
      // In bounds: the system closes each name with a zero, and `entry` is valid until the next one is
      // asked for, which is after the name was copied.
      let start = (UnsafeRawPointer(entry) + field).assumingMemoryBound(to: CChar.self)
      let count = strlen(start)
      if start[0] == 0x2E, count == 1 || (count == 2 && start[1] == 0x2E) { return nil }
      return UnsafeBufferPointer(start: start, count: count)
    }

    private mutating func take(
      _ name: UnsafeBufferPointer<CChar>, of entry: UnsafeMutablePointer<dirent>,
      in folder: FileDescriptor, index: Int, path: String, _ subfolders: inout [Subfolder]
    ) {
      let told = Int(entry.pointee.d_type)
      var status = stat()
      var mode = mode_t(told << 12)
      // The system is asked where it did not tell the type along; files are asked for size and time together.
      let isAsked = told == Int(DT_UNKNOWN)
      if isAsked {
        guard let start = name.baseAddress,
          fstatat(folder.raw, start, &status, AT_SYMLINK_NOFOLLOW) == 0
        else {
          let refusal = LoadRefusal.lastError
          listing.leftOut.append(
            .refused(path: FolderWalk.join(path, Self.text(name)), reason: refusal))
          return
        }
        mode = status.st_mode
      }
      switch mode & S_IFMT {
      case S_IFREG:
        let first = listing.names.count
        listing.names.append(contentsOf: UnsafeRawBufferPointer(name))
        listing.names.append(0)
        listing.files.append(
          FolderListing.File(folder: index, state: .unasked, nameStart: first))
      case S_IFDIR:
        let text = Self.text(name)
        guard !lister.toolFolders.contains(text) else {
          return skip(path, text, .toolFolder)
        }
        subfolders.append(Subfolder(name: Array(name) + [0], text: text))
      case S_IFLNK: skip(path, Self.text(name), .symbolicLink)
      default: skip(path, Self.text(name), .notAFile)
      }
    }

    /// What the system says of one file.
    private enum State {
      case file(FileState)
      /// It is no file any more.
      case other(mode_t)
      case refused(LoadRefusal)
    }

    /// So many files are asked for at a time.
    private static let piece = 512

    /// Asks for size and time of the files of a folder from `first` on.
    private mutating func askStates(
      from first: Int, in folder: FileDescriptor, path: String, _ spread: Spread
    ) {
      let end = listing.files.count
      let pieces = states(of: first..<end, in: folder, spread)
      var kept = first
      for position in first..<end {
        let file = listing.files[position]
        let (number, offset) = (position - first).quotientAndRemainder(dividingBy: Self.piece)
        switch pieces[number]?[offset] {
        case .file(let state)?:
          listing.files[kept] = FolderListing.File(
            folder: file.folder, state: state, nameStart: file.name)
          kept += 1
        case .other(let mode)?:
          let isLink = mode & S_IFMT == S_IFLNK
          skip(path, listing.name(of: file), isLink ? .symbolicLink : .notAFile)
        case .refused(let refusal)?:
          listing.leftOut.append(
            .refused(path: FolderWalk.join(path, listing.name(of: file)), reason: refusal))
        case nil: preconditionFailure("every file is asked for")
        }
      }
      listing.files.removeSubrange(kept...)
    }

    /// What the system says of some files, in pieces.
    private func states(
      of files: Range<Int>, in folder: FileDescriptor, _ spread: Spread
    ) -> [Int: [State]] {
      let listing = listing
      let answers = Mutex<[Int: [State]]>([:])
      spread((files.count + Self.piece - 1) / Self.piece) { number in
        let start = files.lowerBound + number * Self.piece
        let states = (start..<min(start + Self.piece, files.upperBound)).map { position in
          listing.withSystemName(of: listing.files[position]) { Self.state(of: $0, in: folder) }
        }
        answers.withLock { $0[number] = states }
      }
      return answers.withLock { $0 }
    }

    private static func state(
      of name: UnsafePointer<CChar>, in folder: FileDescriptor
    ) -> State {
      var status = stat()
      guard fstatat(folder.raw, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        return .refused(.lastError)
      }
      return status.st_mode & S_IFMT == S_IFREG
        ? .file(FileState(status)) : .other(status.st_mode)
    }

    private mutating func skip(_ path: String, _ name: String, _ reason: SkipReason) {
      listing.leftOut.append(.skipped(path: FolderWalk.join(path, name), reason: reason))
    }

    private static func text(_ name: UnsafeBufferPointer<CChar>) -> String {
      String(decoding: UnsafeRawBufferPointer(name), as: UTF8.self)
    }

    /// Sorts the files from `first` on by the bytes of their names.
    private mutating func sortFiles(from first: Int) {
      let names = listing.names
      names.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        // In bounds: each name of the listing is followed by its zero, where the comparison ends.
        listing.files[first...].sort { left, right in
          strcmp(
            (base + left.name).assumingMemoryBound(to: CChar.self),
            (base + right.name).assumingMemoryBound(to: CChar.self)) < 0
        }
      }
    }
  }
}

extension FileState {
  init(_ status: stat) {
    self.init(
      size: Int(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec),
      inode: UInt64(status.st_ino),
      changed: Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec))
  }
}
