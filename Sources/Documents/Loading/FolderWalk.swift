import Glibc

/// One walk through a folder, depth first.
struct FolderWalk {
  /// A name in a folder: as bytes for the system and as text for people.
  private struct Entry {
    let name: [CChar]
    let text: String
    let type: UInt8
    /// Folders sort as if their name ended in `/`, which puts whole paths in order.
    let sortKey: [UInt8]

    init(name: [CChar], type: UInt8) {
      let bytes = name.dropLast().map { UInt8(bitPattern: $0) }
      self.name = name
      self.type = type
      text = String(decoding: bytes, as: UTF8.self)
      sortKey = type == UInt8(DT_DIR) ? bytes + [UInt8(ascii: "/")] : bytes
    }
  }

  private let loader: FileLoader
  private(set) var found: [LoadedInput] = []
  private var total = 0
  private var isFull = false

  init(loader: FileLoader) {
    self.loader = loader
  }

  /// Reads all below an open folder.
  mutating func read(_ folder: FileDescriptor, path: String, depth: Int) {
    guard depth <= loader.maximumDepth else {
      let words = "more than \(loader.maximumDepth) folders inside each other"
      found.append(.refused(path: path, reason: .tooMuch(words)))
      return
    }
    guard let entries = entries(of: folder) else {
      found.append(.refused(path: path, reason: .lastError))
      return
    }
    guard entries.count <= loader.maximumEntries else {
      found.append(.refused(path: path, reason: .tooMuch(tooManyEntries)))
      return
    }
    for entry in entries where !isFull {
      take(entry, in: folder, path: Self.join(path, entry.text), depth: depth)
    }
  }

  private mutating func take(
    _ entry: Entry, in folder: FileDescriptor, path: String, depth: Int
  ) {
    if let words = excess {
      isFull = true
      found.append(.refused(path: path, reason: .tooMuch(words)))
      return
    }
    switch entry.type {
    case UInt8(DT_LNK): found.append(.skipped(path: path, reason: .symbolicLink))
    case UInt8(DT_DIR) where loader.toolFolders.contains(entry.text):
      found.append(.skipped(path: path, reason: .toolFolder))
    case UInt8(DT_DIR), UInt8(DT_REG):
      // O_NONBLOCK: should a pipe have taken the file's place, opening it must not wait.
      let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
      guard let opened = FileDescriptor(openat(folder.raw, entry.name, flags)) else {
        found.append(.refused(path: path, reason: .lastError))
        return
      }
      guard opened.kind != .folder else { return read(opened, path: path, depth: depth + 1) }
      let file = RegularFile(maximumBytes: loader.maximumBytes)
        .read(opened, path: path, named: .byFolder)
      if case .file(let source) = file { total += source.bytes.count }
      found.append(file)
    default: found.append(.skipped(path: path, reason: .notAFile))
    }
  }

  /// Why nothing more is taken; nil while there is room.
  private var excess: String? {
    if found.count >= loader.maximumEntries {
      return tooManyEntries
    }
    if total > loader.maximumTotal {
      return "the folder holds more than \(loader.maximumTotal) bytes; the rest is not read"
    }
    return nil
  }

  private var tooManyEntries: String {
    "the folder holds more than \(loader.maximumEntries) entries; the rest is not read"
  }

  /// The entries of a folder, sorted; nil when the system refuses.
  private func entries(of folder: FileDescriptor) -> [Entry]? {
    let copy = dup(folder.raw)
    guard copy >= 0 else { return nil }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return nil
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let next = Self.next(stream) {
      guard next.name != [0x2E, 0], next.name != [0x2E, 0x2E, 0] else { continue }
      let type = entryType(of: next.name, told: next.type, in: folder)
      entries.append(Entry(name: next.name, type: type))
    }
    guard errno == 0 else { return nil }
    return entries.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }

  /// The next name of a folder, with its closing zero; nil at the end, or with `errno` set.
  private static func next(_ stream: OpaquePointer) -> (name: [CChar], type: UInt8)? {
    errno = 0
    guard let entry = readdir(stream) else { return nil }
    let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
    let name: [CChar] = withUnsafePointer(to: entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: capacity) { start in
        let length = strnlen(start, capacity - 1)
        return Array(UnsafeBufferPointer(start: start, count: length)) + [CChar(0)]
      }
    }
    return (name, entry.pointee.d_type)
  }

  /// The type of an entry, asked for when the file system does not tell it along.
  private func entryType(of name: [CChar], told: UInt8, in folder: FileDescriptor) -> UInt8 {
    guard Int(told) == Int(DT_UNKNOWN) else { return told }
    var status = stat()
    guard fstatat(folder.raw, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return told
    }
    return UInt8(truncatingIfNeeded: UInt32(status.st_mode & S_IFMT) >> 12)
  }

  /// The path of a name in a folder; what lies in the present folder keeps its bare name.
  static func join(_ folder: String, _ name: String) -> String {
    var name = name
    return name.withUTF8 { join(folder, bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The same of a name as the system has it; what is no UTF-8 in it is replaced.
  static func join(_ folder: String, bytes name: UnsafeRawBufferPointer) -> String {
    if folder == "." || folder == "./" { return String(decoding: name, as: UTF8.self) }
    let isClosed = folder.hasSuffix("/")
    let count = folder.utf8.count + (isClosed ? 0 : 1) + name.count
    // At once: a text that grows takes twice its room, and paths are kept by the ten thousand.
    return String(unsafeUninitializedCapacity: count) { path in
      var (_, end) = path.initialize(from: folder.utf8)
      if !isClosed {
        path.initializeElement(at: end, to: UInt8(ascii: "/"))
        end += 1
      }
      // In bounds: the three parts make up `count`.
      _ = path[end...].initialize(fromContentsOf: name)
      return count
    }
  }

  /// Whether a text is what `join` makes of a folder and a name, byte by byte.
  static func isPath(
    _ text: String, of name: UnsafeRawBufferPointer, in folder: String
  ) -> Bool {
    guard text.utf8.suffix(name.count).elementsEqual(name) else { return false }
    var rest = text.utf8.dropLast(name.count)
    if folder == "." || folder == "./" { return rest.isEmpty }
    if !folder.hasSuffix("/"), rest.popLast() != UInt8(ascii: "/") { return false }
    return rest.elementsEqual(folder.utf8)
  }
}
