import Documents
import Glibc
import Synchronization
import Testing

struct FolderListerTests {
  private static func relative(_ path: String, to root: String) -> String {
    String(path.dropFirst(root.count + 1))
  }

  @Test func `lists files folder by folder and says what it left out`() throws {
    let scratch = try FileLoaderTests.Scratch()
    for name in [".git", "b", "a", "a/c", "a/empty"] { scratch.folder(name) }
    for name in ["z", "a/z", "a/é", "a/a", "a/c/1", "b/2", "B", ".git/config"] {
      try scratch.file(name, name)
    }
    scratch.link("link", to: "a")
    scratch.link("a/file", to: "z")
    scratch.pipe("pipe")
    let listing = try FolderLister().list(scratch.path).get()
    #expect(
      listing.files.map { Self.relative(listing.path(of: $0), to: scratch.path) }
        == ["B", "z", "a/a", "a/z", "a/é", "a/c/1", "b/2"])
    #expect(listing.folders.map(\.names) == [[], ["a"], ["a", "c"], ["a", "empty"], ["b"]])
    #expect(listing.folders.map(\.files) == [0..<2, 2..<5, 5..<6, 6..<6, 6..<7])
    #expect(
      Set(
        listing.leftOut.map { "\(Self.relative($0.path, to: scratch.path)) \($0)" }.map {
          String($0.prefix { $0 != " " })
        }) == [".git", "link", "a/file", "pipe"])
    let state = listing.files[4].state
    var status = stat()
    #expect(stat(scratch.path + "/a/é", &status) == 0)
    #expect(state.size == 4)
    #expect(state.inode == UInt64(status.st_ino))
    #expect(state.modified / 1_000_000_000 == Int64(status.st_mtim.tv_sec))
    #expect(state.modified % 1_000_000_000 == Int64(status.st_mtim.tv_nsec))
  }

  @Test(arguments: ["", "/", "/a/..", "/."])
  func `tells whether a text is the path of a file without making that`(end: String) throws {
    let scratch = try FileLoaderTests.Scratch()
    for name in ["a", "a/c"] { scratch.folder(name) }
    for name in ["1", "11", "a/1", "a/é", "a/c/1"] { try scratch.file(name, name) }
    let listing = try FolderLister().list(scratch.path + end).get()
    #expect(!listing.files.isEmpty)
    for file in listing.files {
      let path = listing.path(of: file)
      for other in listing.files {
        #expect(listing.isPath(path, of: other) == (listing.path(of: other) == path), "\(path)")
      }
      for text in [path + "1", String(path.dropFirst()), "", listing.name(of: file)] {
        #expect(!listing.isPath(text, of: file), "\(text)")
      }
    }
  }

  @Test func `asks for the state of those files alone that somebody may read`() throws {
    let scratch = try FileLoaderTests.Scratch()
    for name in ["a", "b"] { scratch.folder(name) }
    for name in ["a/1", "b/1", "b/2"] { try scratch.file(name, name) }
    var lister = FolderLister()
    lister.asksState = { $0 != ["b"] }
    let listing = try lister.list(scratch.path).get()
    #expect(listing.files.map { listing.name(of: $0) } == ["1", "1", "2"])
    #expect(listing.files.map { $0.state == .unasked } == [false, true, true])
    #expect(listing.files[0].state.size == 3)
  }

  @Test func `files that are asked for by several are the same in any order`() throws {
    let scratch = try FileLoaderTests.Scratch()
    scratch.folder("a")
    for number in 0..<1_200 { try scratch.file("a/\(number)", String(number)) }
    let asked = Mutex(0)
    let listing = try FolderLister().list(
      scratch.path,
      spread: { count, work in
        for number in (0..<count).reversed() {
          work(number)
          asked.withLock { $0 += 1 }
        }
      }
    ).get()
    #expect(asked.withLock { $0 } == 3)
    let one = try FolderLister().list(scratch.path).get()
    #expect(listing.files.map { listing.name(of: $0) } == one.files.map { one.name(of: $0) })
    #expect(listing.files.map(\.state) == one.files.map(\.state))
    #expect(listing.files.allSatisfy { $0.state.size == listing.name(of: $0).utf8.count })
  }

  @Test func `agrees with the loader`() throws {
    let scratch = try FileLoaderTests.Scratch()
    for name in ["a", "a/b", "a-b"] { scratch.folder(name) }
    for name in ["a/b/c", "a/d", "a-b/e", "a.f"] { try scratch.file(name, "x") }
    scratch.link("a/l", to: "d")
    let listing = try FolderLister().list(scratch.path).get()
    let loaded = FileLoader().load(scratch.path)
    let files = loaded.compactMap { input in
      if case .file(let file) = input { file.path } else { nil }
    }
    #expect(Set(listing.files.map(listing.path(of:))) == Set(files))
    #expect(listing.leftOut.map(\.path) == [scratch.path + "/a/l"])
  }

  @Test func `what cannot be listed is said`() throws {
    let scratch = try FileLoaderTests.Scratch()
    try scratch.file("file", "x")
    #expect(throws: LoadRefusal.unreadable("Not a directory")) {
      try FolderLister().list(scratch.path + "/file").get()
    }
    #expect(throws: LoadRefusal.unreadable("No such file or directory")) {
      try FolderLister().list(scratch.path + "/none").get()
    }
    #expect(throws: LoadRefusal.unreadable("not a file name")) {
      try FolderLister().list("a\0b").get()
    }
    scratch.folder("closed")
    // Root may read everything, so there only the others can see a refusal.
    guard geteuid() != 0 else { return }
    chmod(scratch.path + "/closed", 0)
    let listing = try FolderLister().list(scratch.path).get()
    #expect(listing.leftOut.map(\.path) == [scratch.path + "/closed"])
  }

  @Test func `depth and number are bounded`() throws {
    let scratch = try FileLoaderTests.Scratch()
    for name in ["a", "a/b", "a/b/c"] { scratch.folder(name) }
    for name in ["1", "2", "a/3", "a/b/4", "a/b/c/5"] { try scratch.file(name, "x") }
    var shallow = FolderLister()
    shallow.maximumDepth = 2
    let upper = try shallow.list(scratch.path).get()
    #expect(upper.files.count == 4)
    #expect(upper.leftOut.map(\.path) == [scratch.path + "/a/b/c"])
    var few = FolderLister()
    few.maximumEntries = 3
    let some = try few.list(scratch.path).get()
    #expect(some.files.count == 2)
    #expect(some.leftOut.count == 1)
    guard case .refused(_, .tooMuch) = some.leftOut[0] else {
      Issue.record("not refused")
      return
    }
  }
}

struct ListedFileReaderTests {
  /// What reading each file of a folder comes to.
  private static func read(
    _ listing: FolderListing, maximumBytes: Int = 1 << 20
  ) -> [String] {
    var reader = ListedFileReader(maximumBytes: maximumBytes)
    var found: [String] = []
    for file in listing.files {
      do throws(LoadRefusal) {
        let content = try reader.read(file, of: listing)
        let text = reader.withBytes { String(decoding: $0.prefix(9), as: UTF8.self) }
        let size = reader.withBytes { $0.count }
        found.append(
          "\(listing.name(of: file)): \(size) \(text)\(content.isChanged ? " changed" : "")"
            + (content.isInflated ? " inflated" : ""))
      } catch {
        #expect(reader.withBytes { $0.count } == 0)
        found.append("\(listing.name(of: file)): \(error)")
      }
    }
    return found
  }

  @Test func `reads what was listed`() throws {
    let scratch = try FileLoaderTests.Scratch()
    scratch.folder("a")
    scratch.folder("b")
    try scratch.file("a/1", "one")
    try scratch.file("a/2", "")
    try scratch.file("b/3", Array(repeating: 0x78, count: 700_000))
    let listing = try FolderLister().list(scratch.path).get()
    #expect(Self.read(listing) == ["1: 3 one", "2: 0 ", "3: 700000 xxxxxxxxx"])
    #expect(
      Self.read(listing, maximumBytes: 5)
        == ["1: 3 one", "2: 0 ", "3: larger than the 5 bytes that are read"])
    var reader = ListedFileReader()
    _ = try reader.read(listing.files[0], of: listing)
    #expect(try reader.decoded(path: "p").get().bytes == Array("one".utf8))
  }

  @Test func `says what changed since it was listed`() throws {
    let scratch = try FileLoaderTests.Scratch()
    for name in ["grown", "link", "pipe", "same", "gone", "touched"] {
      try scratch.file(name, "12345")
    }
    let listing = try FolderLister().list(scratch.path).get()
    try scratch.file("grown", Array(repeating: 0x61, count: 600_000))
    for name in ["link", "pipe", "gone"] { remove(scratch.path + "/" + name) }
    scratch.link("link", to: "same")
    scratch.pipe("pipe")
    let times = [timespec(tv_sec: 1, tv_nsec: 1), timespec(tv_sec: 1, tv_nsec: 1)]
    utimensat(AT_FDCWD, scratch.path + "/touched", times, 0)
    #expect(
      Self.read(listing) == [
        "gone: could not be read: No such file or directory",
        "grown: 600000 aaaaaaaaa changed",
        "link: could not be read: Too many levels of symbolic links",
        "pipe: could not be read: no longer a file",
        "same: 5 12345",
        "touched: 5 12345 changed",
      ])
  }

  @Test func `a folder that became a link is not followed`() throws {
    let scratch = try FileLoaderTests.Scratch()
    scratch.folder("a")
    scratch.folder("b")
    try scratch.file("a/1", "one")
    let listing = try FolderLister().list(scratch.path).get()
    try scratch.file("b/1", "two")
    remove(scratch.path + "/a/1")
    remove(scratch.path + "/a")
    scratch.link("a", to: "b")
    #expect(Self.read(listing) == ["1: could not be read: Not a directory"])
  }

  /// `printf text | gzip -n`.
  private static let gzipped: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0xF2, 0x4B, 0xCC, 0x4D,
    0x55, 0xB2, 0x52, 0x4A, 0x54, 0xAA, 0xE5, 0x02, 0x00, 0x1E, 0xC9, 0xAA, 0xAD, 0x0D, 0x00, 0x00,
    0x00,
  ]

  /// Zeros, deflated as far as deflate can.
  private static let bomb: [UInt8] =
    [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x01, 0x01, 0x00,
      0x00, 0x00, 0x82, 0x20, 0xFF, 0xAF, 0x6E, 0x48, 0x40, 0x01,
    ]
    + Array(repeating: 0x00, count: 4063)
    + [0x7C, 0x1B, 0x6A, 0x40, 0x47, 0x11, 0x00, 0x00, 0x40, 0x00]

  @Test func `inflates gzip within limits`() throws {
    let scratch = try FileLoaderTests.Scratch()
    try scratch.file("1", Self.gzipped)
    try scratch.file("2", Self.gzipped + Self.gzipped + [0, 0, 0])
    try scratch.file("3", Array(Self.gzipped.dropLast(9)))
    try scratch.file("4", Self.gzipped.dropLast(5) + [0x55] + Self.gzipped.suffix(4))
    try scratch.file("5", Self.gzipped + [1, 2, 3])
    try scratch.file("6", Self.bomb)
    try scratch.file("7", [0x1F, 0x8B])
    let listing = try FolderLister().list(scratch.path).get()
    #expect(
      Self.read(listing, maximumBytes: 1 << 28) == [
        "1: 13 {\"Name\":\" inflated",
        "2: 26 {\"Name\":\" inflated",
        "3: could not be read: the gzip data ends too early",
        "4: could not be read: the gzip data is damaged",
        "5: could not be read: the gzip data is damaged",
        "6: could not be read: it inflates to more than 250 times its size",
        "7: could not be read: the gzip data ends too early",
      ])
    #expect(
      Self.read(listing, maximumBytes: 100_000)[5]
        == "6: larger than the 100000 bytes that are read")
  }
}
