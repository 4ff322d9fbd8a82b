/// What is wrong with a text that a user can mend, and where.
package struct Diagnostic: Sendable {
  /// How much it matters to the run.
  package enum Severity: String, Sendable, Comparable {
    case error, warning, note

    private var rank: Int {
      switch self {
      case .error: 2
      case .warning: 1
      case .note: 0
      }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// A second place that explains the first.
  package struct Note: Sendable {
    package var message: String
    package var file: SourceFile?
    package var range: SourceRange?

    package init(_ message: String, file: SourceFile? = nil, range: SourceRange? = nil) {
      self.message = message
      self.file = file
      self.range = range
    }
  }

  package var severity: Severity
  /// Stable, kebab-case: `unknown-property`.
  package var code: String
  /// Lower case, no full stop, user's words in backticks.
  package var message: String
  package var file: SourceFile
  package var range: SourceRange
  package var notes: [Note]
  package var fixIts: [FixIt]

  package init(
    _ severity: Severity, code: String, _ message: String, file: SourceFile, range: SourceRange,
    notes: [Note] = [], fixIts: [FixIt] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.file = file
    self.range = range
    self.notes = notes
    self.fixIts = fixIts
  }

  /// The outermost path, with the 1-based position of the start and of the end.
  package var place: (path: String, start: Position, end: Position) {
    let (outer, outerRange) = file.outermost(range)
    return (outer.path, outer.position(at: outerRange.start), outer.position(at: outerRange.end))
  }
}

/// A way out, as an edit.
package struct FixIt: Sendable {
  /// How far a machine may go with it.
  package enum Applicability: String, Sendable { case safe, unsafe, displayOnly = "display only" }

  /// One replacement.
  package struct Edit: Sendable {
    package var range: SourceRange
    package var text: String

    package init(range: SourceRange, text: String) {
      self.range = range
      self.text = text
    }
  }

  /// Ends the sentence "fix: …".
  package var title: String
  package var edits: [Edit]
  package var applicability: Applicability

  package init(_ title: String, edits: [Edit] = [], applicability: Applicability = .displayOnly) {
    self.title = title
    self.edits = edits
    self.applicability = applicability
  }
}
