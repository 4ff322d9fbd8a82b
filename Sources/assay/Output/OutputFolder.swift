import AssayReports
import Glibc

/// A folder of reports.
enum OutputFolder {
  /// Takes away what an earlier run left under the names of `files`: a run that fails must not stand
  /// beside the reports of one that did not.
  static func clear(_ names: [String], in folder: String) throws(WriteFailure) {
    for name in names {
      let path = "\(folder)/\(name)"
      if unlink(path) != 0, errno != ENOENT, errno != ENOTDIR { throw WriteFailure(path, .last) }
    }
  }

  /// Writes `files` in their order; the last one, the manifest, tells that the others are whole.
  static func write(_ files: [ReportFile], to folder: String) throws(WriteFailure) {
    try AtomicFile.makeFolder(folder)
    if let manifest = files.last {
      // From here until the new manifest stands, the folder is known to be incomplete.
      let path = "\(folder)/\(manifest.path)"
      if unlink(path) != 0, errno != ENOENT { throw WriteFailure(path, .last) }
    }
    for file in files { try AtomicFile.write(file.bytes, to: "\(folder)/\(file.path)") }
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw WriteFailure(folder, .last) }
    // Not every file system can do this, and the files are written all the same.
    fsync(opened)
    close(opened)
  }
}
