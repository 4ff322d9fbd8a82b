/// What is said on standard error beside errors.
struct Log: Sendable {
  /// Whether notes are said, as `-v` asks for.
  private let isVerbose: Bool
  private let isSilent: Bool

  init(_ verbosity: VerbosityOptions) {
    self.init(isVerbose: verbosity.verbose, isSilent: verbosity.isSilent)
  }

  /// Warnings, and no notes.
  static let standard = Log(isVerbose: false, isSilent: false)

  private init(isVerbose: Bool, isSilent: Bool) {
    self.isVerbose = isVerbose
    self.isSilent = isSilent
  }

  /// What was used and done; only with `-v`.
  func note(_ message: @autoclosure () -> String) {
    if isVerbose { StandardStream.error.say("note: \(message())\n") }
  }

  /// Something that a reader should know, whole lines.
  func say(_ text: String) {
    if !isSilent { StandardStream.error.say(text) }
  }

  func warn(_ message: String) { say("warning: \(message)\n") }
}
