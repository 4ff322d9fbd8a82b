import Glibc

/// Where a symbolic link leads that is not followed.
package enum LinkTarget: Sendable {
  /// To something inside of the folder that is read, which is read where it stands.
  case inside
  case file
  case folder
  /// To nothing that is there, or nobody may say.
  case nothing

  /// - Parameters:
  ///   - path: The link.
  ///   - root: The folder that is read.
  package init(_ path: String, below root: String) {
    var status = stat()
    guard let target = Self.resolved(path), let folder = Self.resolved(root),
      stat(target, &status) == 0
    else {
      self = .nothing
      return
    }
    if target.hasPrefix(folder == "/" ? "/" : folder + "/") {
      self = .inside
    } else {
      self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
