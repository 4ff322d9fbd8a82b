/// How the terminal's text looks; what it says is the same for all.
package struct TextOptions: Sendable, Hashable {
  /// Whether ANSI colours are written.
  ///
  /// Nothing is told by colour alone.
  package enum Color: Sendable { case plain, ansi }

  /// How much is said.
  package enum Verbosity: Sendable {
    /// The footer only.
    case quiet
    case normal
    /// Every finding, passes and skipped inputs as well.
    case verbose
  }

  package let color: Color
  package let verbosity: Verbosity
  /// Terminal cells in a line; source lines are cut to it.
  ///
  /// At least 40.
  package let width: Int

  package init(color: Color = .plain, verbosity: Verbosity = .normal, width: Int = 100) {
    self.color = color
    self.verbosity = verbosity
    self.width = max(40, width)
  }
}

/// What a piece of terminal text is, and so how it looks.
enum TextStyle: String {
  case failure = "1;31"
  case unchecked = "1;33"
  case waived = "35"
  case pass = "32"
  case strong = "1"
  case faint = "2"
  case gutter = "34"

  /// The text in this style; as it is without colour or without text.
  func callAsFunction(_ text: String, _ color: TextOptions.Color) -> String {
    color == .plain || text.isEmpty ? text : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
  }
}
