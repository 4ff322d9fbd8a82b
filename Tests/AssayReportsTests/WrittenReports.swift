import AssayReports

extension ReportFormat {
  /// All parts of a report in one piece.
  func bytes(_ summary: RunSummary) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write(summary) { bytes += $0 }
    return bytes
  }
}

/// An output directory, in memory.
struct WrittenReports {
  /// By path, the manifest too.
  private(set) var contents: [String: [UInt8]] = [:]

  init(_ summary: RunSummary) throws {
    var entries: [ReportFile.Entry] = []
    for file in ReportFile.all(summary) {
      entries.append(try file.write { contents[file.path, default: []] += $0 })
    }
    contents[Manifest.path] = Manifest.bytes(summary, of: entries)
  }
}
