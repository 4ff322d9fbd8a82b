import AssayReports
import AssayStore
import Documents
import Glibc

/// The reports that an earlier run left where this one is to write: they are taken away before anything can go
/// wrong, so that a run that fails never stands beside reports that look like its own.
///
/// What is there and is no report stays: a slip in the call must not cost a database, a pack or evidence.
struct StaleReports {
  /// A place that a report is to have.
  private struct Place {
    let path: String
    /// Nil for the manifest.
    let format: ReportFormat?
  }

  /// The folder of `--out`.
  private var folder: String?
  /// Files of `--format FORMAT=FILE`.
  private var files: [FormatOption] = []

  init(folder: String?, formats: [FormatOption]) {
    self.folder = folder
    files = formats.filter { $0.file != nil }
  }

  /// What the words of a call name that cannot be parsed.
  init(inCall words: [String]) {
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let next = words.indices.contains(index + 1) ? words[index + 1] : nil
      guard let value = parts.count == 2 ? String(parts[1]) : next else { continue }
      switch parts[0] {
      case "--out": folder = value.isEmpty ? nil : value
      case "--format":
        if let option = FormatOption(value), option.file != nil { files.append(option) }
      default: continue
      }
    }
  }

  private var places: [Place] {
    let named = files.compactMap { option in
      option.file.map { Place(path: $0, format: option.format) }
    }
    guard let folder else { return named }
    let inFolder = ReportFormat.allCases.compactMap { format in
      format.fileName.map { Place(path: "\(folder)/\($0)", format: format) }
    }
    return named + inFolder + [Place(path: "\(folder)/\(Manifest.path)", format: nil)]
  }

  /// Takes them away; what is no plain file is left to whoever writes there.
  ///
  /// - Throws: `Stop` where a report would replace what is none, and nothing is taken away then.
  func clear() throws(Stop) {
    for place in places where !Self.isReplaceable(place) {
      let kind = place.format.map { "`\($0.rawValue)`" } ?? "the manifest"
      throw .unusable(
        "`\(SafeText.message(place.path))` is there and does not look like a report as \(kind) is; "
          + "take it away first, or name another place for the report")
    }
    if let folder {
      do throws(WriteFailure) {
        try OutputFolder.clear(ReportFile.allPaths, in: folder)
      } catch { throw .fault(error.message) }
    }
    for file in files.compactMap(\.file) {
      var status = stat()
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if unlink(file) != 0, errno != ENOENT { throw .fault(WriteFailure(file, .last).message) }
    }
  }

  /// Refuses places that two reports are to have, or that are the database's, also where nothing is there yet.
  func check(database: String?) throws(Stop) {
    var taken: [String: Place] = [:]
    for place in places {
      let path = Self.canonical(place.path)
      if let database, Self.belongs(path, toDatabase: Self.canonical(database)) {
        throw .unusable(
          "`\(SafeText.message(place.path))` is a file of the database; name another place for the report"
        )
      }
      if let other = taken.updateValue(place, forKey: path), other.format != place.format {
        throw .unusable(
          "`\(SafeText.message(place.path))` cannot hold two reports; name another place for one of them"
        )
      }
    }
  }

  /// Whether nothing is lost when a report is written there; links are followed, as writers do.
  private static func isReplaceable(_ place: Place) -> Bool {
    // Of a pipe the other end would be waited for.
    let file = open(place.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return errno != EACCES }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      return true
    }
    let length = ReportRecognition.length
    let head = bytes(of: file, at: 0)
    guard let format = place.format else { return ReportRecognition.isManifest(head: head) }
    return ReportRecognition.isReport(
      format, head: head, tail: bytes(of: file, at: max(0, Int(status.st_size) - length)))
  }

  private static func bytes(of file: CInt, at offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ReportRecognition.length) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, buffer.count, off_t(offset)))
    }
  }

  /// SQLite's files beside a database, and ours.
  private static func belongs(_ path: String, toDatabase database: String) -> Bool {
    guard path.hasPrefix(database) else { return false }
    let rest = path.dropFirst(database.count)
    return ["", "-wal", "-shm", "-journal"].contains(rest)
      || [NightPlace.infix, RunLeftover.infix].contains { rest.hasPrefix($0) }
  }

  /// One path for one file, whether it is there or not.
  private static func canonical(_ path: String) -> String {
    if let real = real(path) { return real }
    let folder = FilePath.folder(of: path)
    return "\(real(folder.isEmpty ? "." : folder) ?? folder)/\(FilePath.name(of: path))"
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
