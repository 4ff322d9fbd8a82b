import Documents
import Glibc

/// The folder in which checked packs are kept from one run to the next.
///
/// What is in it becomes rules without being checked again, so a file is only believed when nobody
/// else could have written it: folder and file are ours, no link, and closed to everybody else.
struct CacheFolder: Sendable {
  /// Files that may gather before the oldest are removed; each change of a pack makes one.
  private static let mostFiles = 24

  let path: String

  /// `$XDG_CACHE_HOME/assay`, else `~/.cache/assay`; nil where there is neither or
  /// `$ASSAY_NO_CACHE` is set.
  init?(_ environment: Environment) {
    guard environment["ASSAY_NO_CACHE"] == nil else { return nil }
    // The specification of XDG has relative paths ignored.
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      path = FilePath.join(folder, "assay")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = FilePath.join(home, ".cache/assay")
    } else {
      return nil
    }
  }

  /// What was kept under a name; nil when there is nothing, or nothing to be believed.
  func read(_ name: String) -> [UInt8]? {
    guard Self.isPlain(name), isOursAlone else { return nil }
    return PrivateFile.read(FilePath.join(path, name), limit: 64 << 20)
  }

  /// Keeps bytes under a name, readable by the owner only.
  ///
  /// - Returns: Why that failed; nil when it did not. It never matters to a run.
  func write(_ name: String, _ bytes: [UInt8]) -> String? {
    guard Self.isPlain(name) else { return "`\(SafeText.message(name))` is no name for a file" }
    do throws(WriteFailure) {
      try AtomicFile.makeFolder(FilePath.folder(of: path))
      if mkdir(path, 0o700) != 0, errno != EEXIST { throw WriteFailure(path, .last) }
      guard isOursAlone else { return "`\(path)` is not a folder of ours alone" }
      removeOldest()
      try AtomicFile.write(bytes, to: FilePath.join(path, name), mode: 0o600, .disposable)
      return nil
    } catch { return error.message }
  }

  private var isOursAlone: Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  /// A name that cannot lead anywhere else.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 128
      && name.utf8.allSatisfy {
        $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || isAlphanumeric($0)
      }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func removeOldest() {
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    var files: [(changed: Int, name: String)] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard Self.isPlain(name), lstat(FilePath.join(path, name), &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      files.append((Int(status.st_mtim.tv_sec), name))
    }
    for file in files.sorted(by: { $0 < $1 }).dropLast(Self.mostFiles) {
      unlink(FilePath.join(path, file.name))
    }
  }
}
