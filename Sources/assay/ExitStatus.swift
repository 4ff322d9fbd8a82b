import AssayModel

/// What a process tells its caller; documented in `docs/gate.md`.
enum ExitStatus: Int32, Sendable {
  case admitted = 0
  case rejected = 1
  /// A bad option, configuration or pack; nothing was judged.
  case unusable = 2
  case undecided = 3
  /// A report or the database could not be written, or a fault of ours.
  case fault = 70
  case interrupted = 130

  /// What commands that judge say of them.
  static let help = """
    Exit status:
        0  admitted
        1  rejected: a failure reaches --fail-on
        2  a bad option, configuration or pack; nothing was judged
        3  undecided: something could not be checked or read
       70  a report or the database could not be written
      130  interrupted
    """

  /// What a verdict alone would tell.
  init(_ verdict: Verdict) {
    self =
      switch verdict.decision {
      case .admitted: .admitted
      case .rejected: .rejected
      case .undecided: .undecided
      }
  }
}

/// Ends a command early: what to tell the caller, and what to say on standard error.
struct Stop: Error {
  let status: ExitStatus
  /// Whole lines; empty when everything was said already.
  let text: String

  init(_ status: ExitStatus, text: String = "") {
    self.status = status
    self.text = text
  }

  /// A bad option, configuration or pack: one sentence, lower case, no full stop.
  static func unusable(_ message: String) -> Stop {
    Stop(.unusable, text: "error: \(message)\n")
  }

  /// Something could not be written, or a fault of ours.
  static func fault(_ message: String) -> Stop {
    Stop(.fault, text: "error: \(message)\n")
  }
}
