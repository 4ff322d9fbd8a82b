import Glibc

/// The running program's own file.
enum Executable {
  /// Its path with links resolved; nil where the system does not tell.
  static func path() -> String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
