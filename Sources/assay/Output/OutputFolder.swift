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

  /// Writes all reports of a run, on several threads; the last file, the manifest, tells that the others are whole.
  ///
  /// - Throws: `WriteFailure`, and what a report throws that cannot be made: of the first that could not be written.
  static func write(_ summary: RunSummary, to folder: String, threads: Int) throws {
    try AtomicFile.makeFolder(folder)
    // From here until the new manifest stands, the folder is known to be incomplete.
    let manifest = "\(folder)/\(Manifest.path)"
    if unlink(manifest) != 0, errno != ENOENT { throw WriteFailure(manifest, .last) }
    let files = ReportFile.all(summary)
    let entries = Workers.map(files.count, jobs: threads) { index in
      Result { try write(files[index], to: folder) }
    }
    try AtomicFile.write(
      Manifest.bytes(summary, of: entries.map { try $0.get() }), to: manifest)
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw WriteFailure(folder, .last) }
    // Not every file system can do this, and the files are written all the same.
    fsync(opened)
    close(opened)
  }

  private static func write(_ file: ReportFile, to folder: String) throws -> ReportFile.Entry {
    var entry: ReportFile.Entry?
    try AtomicFile.write(to: "\(folder)/\(file.path)") { entry = try file.write(to: $0) }
    guard let entry else { preconditionFailure("a file that was written has been made") }
    return entry
  }
}
