/// The repository around the working folder, found by its `.git`.
struct Repository: Sendable {
  /// How many folders above the working folder its root is.
  let depth: Int
  /// The root's own name.
  let name: String
  /// The working folder seen from the root; empty when it is the root.
  let inside: String

  /// The nearest one upward; nil outside of any.
  init?() {
    guard let parts = FilePath.workingFolder()?.split(separator: "/").map(String.init) else {
      return nil
    }
    guard let depth = (0...parts.count).first(where: { FilePath.exists(Self.up($0) + ".git") })
    else { return nil }
    self.depth = depth
    name = parts.dropLast(depth).last ?? "/"
    inside = parts.suffix(depth).joined(separator: "/")
  }

  /// `../` so many times.
  static func up(_ levels: Int) -> String { String(repeating: "../", count: levels) }
}
