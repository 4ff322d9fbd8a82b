package import Glibc
import Testing

/// A folder of its own for one test, removed with everything in it when the test lets go.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/assay-test-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template), "no temporary folder below \(root)")
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  /// The path of something in it.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and the folders above it.
  package func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
    try write(name, Array(text.utf8), mode: mode)
  }

  /// The same of bytes.
  package func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws {
    makeFolder(String(name.prefix(through: name.lastIndex(of: "/") ?? name.startIndex)))
    let file = try #require(fopen("\(path)/\(name)", "wb"), "cannot write \(name)")
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    chmod("\(path)/\(name)", mode)
  }

  /// Makes a folder and those above it.
  package func makeFolder(_ name: String, mode: mode_t = 0o755) {
    var partial = path
    for part in name.split(separator: "/") where name.contains("/") {
      partial += "/\(part)"
      mkdir(partial, mode)
    }
  }

  /// A file's text; nil when there is none.
  package func read(_ name: String) -> String? {
    guard let file = fopen("\(path)/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  /// The names in a folder, sorted; without `.` and `..`.
  package func names(in name: String = ".") -> [String] { Self.names(in: "\(path)/\(name)") }

  private static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      chmod(path, 0o700)
      for name in names(in: path) { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
