/// How much of a text a reader takes before it refuses it, so that no input can exhaust us.
package struct ReadLimits: Sendable {
  /// The most containers inside each other.
  package var depth: Int
  /// The most values in one document, keys and expanded aliases included.
  package var nodes: Int
  /// The most bytes of text.
  package var bytes: Int

  package init(depth: Int = 200, nodes: Int = 2_000_000, bytes: Int = 256 << 20) {
    self.depth = depth
    self.nodes = nodes
    self.bytes = bytes
  }
}

/// Ends the reading of a text that cannot go on.
struct ReadFailure: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }
}
