/// One file of an output directory.
package struct ReportFile: Sendable, Hashable {
  /// Relative to the directory, with `/`.
  package let path: String
  package let bytes: [UInt8]

  /// Everything that an output directory holds, in the order to write it: the manifest comes last.
  package static func all(_ summary: RunSummary) throws -> [ReportFile] {
    let files = try ReportFormat.allCases.compactMap { format in
      try format.fileName.map { ReportFile(path: $0, bytes: try format.bytes(summary)) }
    }
    return files + [ReportFile(path: manifest, bytes: Manifest.bytes(summary, of: files))]
  }

  /// The paths of all of them, the manifest first.
  package static var allPaths: [String] {
    [manifest] + ReportFormat.allCases.compactMap(\.fileName)
  }

  private static let manifest = "manifest.json"
}
