/// The version at the end of an Image Builder ARN: `…:component/name/1.2.x` or `…/1.2.3/4`.
///
/// Semantic versions have four nodes, `major.minor.patch/build`; `x` in the first three is a
/// wildcard (Image Builder user guide, "Semantic versioning").
package struct ARNVersion: Hashable, Sendable {
  /// The ARN before the version, without the slash.
  package let stem: String
  /// Major, minor, patch and build; nil is a wildcard or, for the build, not said.
  package let nodes: [Int?]

  /// Nil when the text does not end in a version.
  package init?(arn: String) {
    guard arn.hasPrefix("arn:") else { return nil }
    var parts = arn.split(separator: "/", omittingEmptySubsequences: false)
    var build: Int?
    if let last = parts.last, !last.contains("."), let number = Int(last), parts.count > 3 {
      build = number
      parts.removeLast()
    }
    guard parts.count > 2, let last = parts.popLast(), let nodes = Self.nodes(last) else {
      return nil
    }
    stem = parts.joined(separator: "/")
    self.nodes = nodes + [build]
  }

  private init(stem: String, nodes: [Int?]) {
    self.stem = stem
    self.nodes = nodes
  }

  /// The same version of something else, of any build: recipes have none.
  func with(stem: String) -> ARNVersion { ARNVersion(stem: stem, nodes: nodes.prefix(3) + [nil]) }

  /// Three nodes of `1.2.x`; nil when the text is no version.
  package static func nodes(_ text: some StringProtocol) -> [Int?]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var nodes: [Int?] = []
    for part in parts {
      if part == "x" || part == "X" {
        nodes.append(nil)
      } else if let number = Int(part), number >= 0 {
        nodes.append(number)
      } else {
        return nil
      }
    }
    return nodes
  }

  /// Whether no node of major, minor and patch is a wildcard.
  package var isPinned: Bool { !nodes.prefix(3).contains(nil) }

  /// Whether this version, wildcards included, takes the other one in.
  package func covers(_ other: ARNVersion) -> Bool {
    stem == other.stem
      && zip(nodes, other.nodes).allSatisfy { mine, its in mine == nil || mine == its }
  }

  /// Ascending order among pinned versions.
  var order: (Int, Int, Int, Int) {
    (nodes[0] ?? -1, nodes[1] ?? -1, nodes[2] ?? -1, nodes[3] ?? -1)
  }
}
