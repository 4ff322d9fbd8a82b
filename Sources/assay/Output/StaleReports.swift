import AssayReports
import Glibc

/// The reports that an earlier run left where this one is to write: they are taken away before anything can go
/// wrong, so that a run that fails never stands beside reports that look like its own.
struct StaleReports {
  /// The folder of `--out`.
  private var folder: String?
  /// Files of `--format FORMAT=FILE`.
  private var files: [String] = []

  init(folder: String?, formats: [FormatOption]) {
    self.folder = folder
    files = formats.compactMap(\.file)
  }

  /// What the words of a call name that cannot be parsed.
  init(inCall words: [String]) {
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let next = words.indices.contains(index + 1) ? words[index + 1] : nil
      guard let value = parts.count == 2 ? String(parts[1]) : next else { continue }
      switch parts[0] {
      case "--out": folder = value.isEmpty ? nil : value
      case "--format": files += FormatOption(value).flatMap(\.file).map { [$0] } ?? []
      default: continue
      }
    }
  }

  /// Takes them away; what is no plain file is left to whoever writes there.
  func clear() throws(Stop) {
    if let folder {
      do throws(WriteFailure) {
        try OutputFolder.clear(ReportFile.allPaths, in: folder)
      } catch { throw .fault(error.message) }
    }
    for file in files {
      var status = stat()
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if unlink(file) != 0, errno != ENOENT { throw .fault(WriteFailure(file, .last).message) }
    }
  }
}
