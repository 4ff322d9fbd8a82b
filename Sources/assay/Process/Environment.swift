import Glibc

/// The environment variables, as a value that tests can make up.
struct Environment: Sendable {
  private let lookUp: @Sendable (String) -> String?

  /// Those of this process.
  static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  init(_ lookUp: @escaping @Sendable (String) -> String?) {
    self.lookUp = lookUp
  }

  /// Exactly these.
  init(_ variables: [String: String]) {
    self.init { variables[$0] }
  }

  /// A variable; nil when it is not set or empty, which is meant to be the same.
  subscript(name: String) -> String? {
    lookUp(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether GitHub Actions runs this.
  var isGitHubActions: Bool { self["GITHUB_ACTIONS"] == "true" }
}
