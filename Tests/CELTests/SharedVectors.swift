import CELVectors
import Documents
import TestSupport

/// Vectors of the public suite; none when there is no shared data.
enum SharedVectors {
  /// The files below a folder of `conformance`, sub-folders included.
  static func files(in folder: String) -> [SourceFile] {
    guard let root = SharedData.root(for: "conformance/\(folder)") else { return [] }
    return FileLoader().load("\(root)/conformance/\(folder)").compactMap { input in
      guard case .file(let file) = input, file.path.hasSuffix(".json") else { return nil }
      return file
    }
  }

  /// Those that are understood.
  static func understood(in folder: String) -> [Vector] {
    files(in: folder).flatMap(VectorReader.read).compactMap { entry in
      if case .understood(let vector) = entry.reading { vector } else { nil }
    }
  }
}
