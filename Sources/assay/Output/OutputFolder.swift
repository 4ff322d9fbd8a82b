import AssayReports
import Glibc

/// A folder of reports.
enum OutputFolder {
  /// Takes away what an earlier run left under the names of `files`: a run that fails must not stand
  /// beside the reports of one that did not.
  ///
  /// So it does with what a process that was killed began to write.
  static func clear(_ names: [String], in folder: String) throws(WriteFailure) {
    for name in beginnings(of: names, in: folder) { unlink("\(folder)/\(name)") }
    for name in names {
      let path = "\(folder)/\(name)"
      if unlink(path) != 0, errno != ENOENT, errno != ENOTDIR { throw WriteFailure(path, .last) }
    }
  }

  /// Files beside which `AtomicFile` stood when its process ended: `.junit.xml.4711`.
  private static func beginnings(of names: [String], in folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var found: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix("."), let dot = name.lastIndex(of: "."), dot > name.startIndex,
        let process = pid_t(name[name.index(after: dot)...]), process > 0,
        names.contains(String(name[name.index(after: name.startIndex)..<dot])),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      found.append(name)
    }
    return found
  }

  /// Writes all reports of a run; the last file, the manifest, tells that the others are whole.
  ///
  /// - Throws: `WriteFailure`, and what a report throws that cannot be made.
  static func write(_ summary: RunSummary, to folder: String) throws {
    try AtomicFile.makeFolder(folder)
    // From here until the new manifest stands, the folder is known to be incomplete.
    let manifest = "\(folder)/\(Manifest.path)"
    if unlink(manifest) != 0, errno != ENOENT { throw WriteFailure(manifest, .last) }
    var entries: [ReportFile.Entry] = []
    for file in ReportFile.all(summary) {
      try AtomicFile.write(to: "\(folder)/\(file.path)") { entries.append(try file.write(to: $0)) }
    }
    try AtomicFile.write(Manifest.bytes(summary, of: entries), to: manifest)
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw WriteFailure(folder, .last) }
    // Not every file system can do this, and the files are written all the same.
    fsync(opened)
    close(opened)
  }
}
