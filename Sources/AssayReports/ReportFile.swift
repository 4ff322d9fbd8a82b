import Sealing

/// Takes the parts of a report, one after the other.
package typealias ReportSink = (_ part: [UInt8]) throws -> Void

/// One file of an output directory.
package struct ReportFile: Sendable {
  /// Relative to the directory, with `/`.
  package let path: String
  private let body: @Sendable (ReportSink) throws -> Void

  /// Everything that an output directory holds but its manifest, in the order to write it.
  package static func all(_ summary: RunSummary) -> [ReportFile] {
    ReportFormat.allCases.compactMap { format in
      format.fileName.map { name in
        ReportFile(path: name) { try format.write(summary, to: $0) }
      }
    }
  }

  /// Hands the file over in parts, and says what was handed over.
  package func write(to sink: ReportSink) throws -> Entry {
    var count = 0
    var digester = Digester()
    try body { part in
      count += part.count
      digester.add(part)
      try sink(part)
    }
    return Entry(path: path, count: count, digest: digester.digest().hex)
  }

  /// What the manifest says of a file that was written.
  package struct Entry: Sendable, Hashable {
    package let path: String
    /// In bytes.
    package let count: Int
    /// SHA-256, lower-case hex.
    package let digest: String
  }

  /// The paths of all of them, the manifest first.
  package static var allPaths: [String] {
    [Manifest.path] + ReportFormat.allCases.compactMap(\.fileName)
  }
}
