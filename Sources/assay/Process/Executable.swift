import Glibc

/// The running program's own file.
enum Executable {
  private static let link = "/proc/self/exe"

  /// Its path with links resolved; nil where the system does not tell.
  static func path() -> String? {
    guard let path = realpath(link, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// What tells this build from every other one; nil where the system does not tell.
  static func build() -> String? {
    var status = stat()
    guard stat(link, &status) == 0 else { return nil }
    let changed = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    return "\(Version.current) \(status.st_size) \(changed)"
  }
}
