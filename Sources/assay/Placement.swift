import Documents

/// Where files lie, told the same from every working folder and in every spelling.
///
/// A file in a repository is known by its path from the repository's root, as its history knows it;
/// outside of one, by its path from the working folder.
struct Placement {
  /// The name of the repository, or of the working folder when there is none.
  let name: String
  /// The folder that places are seen from, absolute.
  private let root: String
  /// The working folder seen from `root`; empty when it is the root.
  private let inside: String

  init() {
    let repository = Repository()
    let folder = FilePath.workingFolder() ?? ""
    inside = repository?.inside ?? ""
    root = inside.isEmpty ? folder : String(folder.dropLast(inside.count + 1))
    name = repository?.name ?? FilePath.name(of: folder)
  }

  /// A path without `.` and empty parts, so that `a/`, `./a` and `a` are one, and seen from the root
  /// when it lies below it.
  func place(of path: String) -> String {
    let place = Self.normal(FilePath.join(inside, path))
    guard place.hasPrefix("/") else { return place.isEmpty ? "." : place }
    if place == root { return "." }
    return place.hasPrefix(root + "/") ? String(place.dropFirst(root.count + 1)) : place
  }

  private static func normal(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }
}

extension LoadedInput {
  /// The same input, a file known by its place.
  func placed(by placement: Placement) -> LoadedInput {
    guard case .file(let file) = self else { return self }
    return .file(file.identified(as: placement.place(of: file.path)))
  }
}
