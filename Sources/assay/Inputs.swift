import Documents
import Glibc

/// Everything that was given to be judged, loaded and not yet read.
struct Inputs {
  /// Where paths lie.
  let placement: Placement
  /// The paths as they were given.
  let paths: [String]
  let files: [LoadedInput]
  /// The paths of parameter files, as they were given.
  let parameterPaths: [String]
  let parameters: [LoadedInput]

  /// Loads files and folders.
  ///
  /// - Throws: `Stop` for a path that leads nowhere: that is a slip in the call, not in an input.
  static func load(_ paths: [String], parameters: [String] = []) throws(Stop) -> Inputs {
    let placement = try place(paths)
    let given = try parameterFiles(parameters)
    let loader = FileLoader()
    var known: Set<String> = []
    let files = paths.flatMap(loader.load).filter { file in
      known.insert(placement.place(of: file.path)).inserted
    }
    return Inputs(
      placement: placement, paths: paths, files: files.map { $0.placed(by: placement) },
      parameterPaths: parameters, parameters: given.map { $0.placed(by: placement) })
  }

  /// Loads CloudFormation parameter files.
  ///
  /// - Throws: `Stop` for a path that leads nowhere.
  static func parameterFiles(_ paths: [String]) throws(Stop) -> [LoadedInput] {
    for path in paths { try check(path, "no parameter file") }
    return paths.flatMap(FileLoader().load)
  }

  /// Where paths lie.
  ///
  /// - Throws: `Stop` for a path that leads nowhere.
  static func place(_ paths: [String]) throws(Stop) -> Placement {
    for path in paths { try check(path, "no file or folder") }
    return Placement()
  }

  /// The files that were loaded, those with parameters too.
  var sources: [SourceFile] {
    (files + parameters).compactMap { input in
      guard case .file(let file) = input else { return nil }
      return file
    }
  }

  private static func check(_ path: String, _ nothing: String) throws(Stop) {
    var status = stat()
    guard stat(path, &status) != 0, errno == ENOENT || errno == ENOTDIR else { return }
    throw .unusable("\(nothing) `\(SafeText.message(path))`")
  }
}
