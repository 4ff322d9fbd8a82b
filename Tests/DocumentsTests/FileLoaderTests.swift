import Documents
import Glibc
import Testing

struct FileLoaderTests {
  /// A folder of its own that goes away with the test.
  final class Scratch {
    let path: String
    /// What was made, in that order.
    private var made: [String] = []

    init() throws {
      var template = Array("/tmp/assay-loader-XXXXXX".utf8CString)
      let name = template.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
      }
      path = try #require(name)
    }

    func folder(_ name: String) {
      mkdir(claim(name), 0o755)
    }

    func file(_ name: String, _ bytes: [UInt8]) throws {
      let stream = try #require(fopen(claim(name), "w"))
      fwrite(bytes, 1, bytes.count, stream)
      fclose(stream)
    }

    func file(_ name: String, _ text: String) throws {
      try file(name, Array(text.utf8))
    }

    func link(_ name: String, to target: String) {
      symlink(target, claim(name))
    }

    func pipe(_ name: String) {
      mkfifo(claim(name), 0o644)
    }

    private func claim(_ name: String) -> String {
      made.append(path + "/" + name)
      return path + "/" + name
    }

    deinit {
      for name in made.reversed() { remove(name) }
      remove(path)
    }
  }

  /// One line an input: path below the scratch folder and what became of it.
  private static func summary(_ inputs: [LoadedInput], below path: String) -> [String] {
    inputs.map { input in
      let name = String(input.path.dropFirst(path.count + 1))
      return switch input {
      case .file(let file): "\(name): \(file.bytes.count) bytes"
      case .refused(_, let reason): "\(name): refused, \(reason)"
      case .skipped(_, let reason): "\(name): skipped, \(reason)"
      }
    }
  }

  @Test func `a pipe that nobody writes to is empty, and one that somebody does is read`()
    async throws
  {
    let scratch = try Scratch()
    scratch.pipe("pipe")
    let path = scratch.path + "/pipe"
    var loader = FileLoader()
    loader.patience = 0
    #expect(Self.summary(loader.load(path), below: scratch.path) == ["pipe: 0 bytes"])
    // The shell waits for the reader when it opens the pipe, and the reader is patient.
    let shell = popen("printf abc > '\(path)'", "r")
    loader.patience = 60_000
    #expect(Self.summary(loader.load(path), below: scratch.path) == ["pipe: 3 bytes"])
    pclose(shell)
  }

  @Test func `a folder is walked in the order of its paths and says what it passed over`() throws {
    let scratch = try Scratch()
    for name in [".git", "a", "a/b", "node_modules", ".terraform", ".assay"] {
      scratch.folder(name)
    }
    try scratch.file("a.yaml", "x")
    try scratch.file("a/z.json", "{}")
    try scratch.file("a/b/c.yaml", "abc")
    try scratch.file("a-b.yaml", "y")
    try scratch.file(".git/config", "no")
    try scratch.file("logo.png", [0x89, 0x50, 0, 0, 1])
    try scratch.file("latin1.yaml", [0x61, 0xE9])
    scratch.link("a/loop", to: "..")
    scratch.link("link.yaml", to: "a.yaml")
    scratch.pipe("pipe")
    let inputs = FileLoader().load(scratch.path)
    #expect(
      Self.summary(inputs, below: scratch.path) == [
        ".assay: skipped, a tool's own folder",
        ".git: skipped, a tool's own folder",
        ".terraform: skipped, a tool's own folder",
        "a-b.yaml: 1 bytes",
        "a.yaml: 1 bytes",
        "a/b/c.yaml: 3 bytes",
        "a/loop: skipped, a symbolic link, not followed",
        "a/z.json: 2 bytes",
        "latin1.yaml: refused, not valid UTF-8 at byte 1; save it as UTF-8",
        "link.yaml: skipped, a symbolic link, not followed",
        "logo.png: skipped, a binary file",
        "node_modules: skipped, a tool's own folder",
        "pipe: skipped, neither a file nor a folder",
      ])
  }

  @Test func `a file named by the user is read through a link`() throws {
    let scratch = try Scratch()
    try scratch.file("a.yaml", "a: é")
    scratch.link("link", to: "a.yaml")
    guard case .file(let file) = FileLoader().load(scratch.path + "/link").first else {
      Issue.record("not read")
      return
    }
    #expect(file.bytes == Array("a: é".utf8))
    #expect(file.path == scratch.path + "/link")
  }

  @Test func `what cannot be read is said and never thrown`() throws {
    let scratch = try Scratch()
    try scratch.file("big", Array(repeating: 0x61, count: 101))
    try scratch.file("full", Array(repeating: 0x61, count: 100))
    try scratch.file("zero", [0x61, 0])
    var loader = FileLoader()
    loader.maximumBytes = 100
    #expect(
      Self.summary(loader.load(scratch.path), below: scratch.path) == [
        "big: refused, larger than the 100 bytes that are read",
        "full: 100 bytes",
        "zero: skipped, a binary file",
      ])
    let named = ["zero", "none", "x\0y"].flatMap { loader.load(scratch.path + "/" + $0) }
    #expect(
      Self.summary(named, below: scratch.path) == [
        "zero: refused, binary: byte 1 is zero",
        "none: refused, could not be read: No such file or directory",
        "x\0y: refused, could not be read: not a file name",
      ])
    #expect(
      Self.summary(loader.load("/dev/zero"), below: "/dev")
        == ["zero: refused, binary: byte 0 is zero"]
        || Self.summary(loader.load("/dev/zero"), below: "/dev")
          == ["zero: refused, larger than the 100 bytes that are read"]
    )
  }

  @Test func `the depth, number and size of what is below a folder are bounded`() throws {
    let scratch = try Scratch()
    scratch.folder("a")
    scratch.folder("a/b")
    try scratch.file("a/b/c", "ccc")
    try scratch.file("a/d", "ddd")
    var shallow = FileLoader()
    shallow.maximumDepth = 1
    #expect(
      Self.summary(shallow.load(scratch.path), below: scratch.path)
        == ["a/b: refused, more than 1 folders inside each other", "a/d: 3 bytes"])
    var few = FileLoader()
    few.maximumEntries = 1
    #expect(
      Self.summary(few.load(scratch.path), below: scratch.path) == [
        "a: refused, the folder holds more than 1 entries; the rest is not read"
      ])
    var little = FileLoader()
    little.maximumTotal = 2
    #expect(
      Self.summary(little.load(scratch.path), below: scratch.path) == [
        "a/b/c: 3 bytes",
        "a/d: refused, the folder holds more than 2 bytes; the rest is not read",
      ])
  }
}
