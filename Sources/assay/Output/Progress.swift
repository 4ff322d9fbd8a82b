/// One line on standard error that says what is being done, on terminals only.
struct Progress: Sendable {
  private let isShown: Bool

  init(_ terminal: Terminal, isWanted: Bool) {
    isShown = terminal.isTerminal && isWanted
  }

  /// Shows what begins now, over what was shown before.
  func begin(_ words: String) {
    if isShown { StandardStream.error.say("\r\u{1B}[K\(words)…") }
  }

  /// Takes the line away.
  func end() {
    if isShown { StandardStream.error.say("\r\u{1B}[K") }
  }
}
