package import Documents

/// The files of one pack, as they were loaded.
package struct PackSource: Sendable {
  /// The pack's folder, for messages.
  package let folder: String
  /// `pack.yaml` and one file per rule, sorted by path, then the documents that parameters name.
  package let files: [SourceFile]

  package init(folder: String, files: [SourceFile]) {
    self.folder = folder
    self.files = files
  }

  /// The packs among loaded files: one for each folder that holds YAML, in the order of the folders.
  ///
  /// JSON files below such a folder are documents of the pack.
  package static func packs(in inputs: [LoadedInput]) -> [PackSource] {
    var folders: [(folder: String, files: [SourceFile])] = []
    for case .file(let file) in inputs where file.path.hasSuffix(".yaml") {
      let folder = file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? "."
      if let index = folders.firstIndex(where: { $0.folder == folder }) {
        folders[index].files.append(file)
      } else {
        folders.append((folder, [file]))
      }
    }
    for case .file(let file) in inputs where file.path.hasSuffix(".json") {
      // Documents stand in a folder of their own below the pack's.
      let owner = folders.firstIndex { file.path.hasPrefix($0.folder + "/") }
      if let owner { folders[owner].files.append(file) }
    }
    return folders.map { PackSource(folder: $0.folder, files: $0.files) }
  }
}
