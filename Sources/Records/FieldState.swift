/// What is known of a field, in two bits.
package enum FieldState: UInt8, Hashable, Sendable {
  /// The document could hold it and does not.
  case absent = 0
  /// The document says it.
  case stated = 1
  /// The document does not say it and the service fills in a documented default.
  case defaulted = 2
  /// It cannot be known from what was given; the side table has the reason.
  case unknown = 3

  /// Whether there is a value to read.
  package var hasValue: Bool { self == .stated || self == .defaulted }
}

/// Why a value cannot be known.
package struct UnknownReason: Hashable, Sendable {
  /// What kind of gap it is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A template parameter without a value.
    case parameter
    /// An import from a stack that was not given.
    case missingImport = "missing import"
    /// Known only after a plan is applied.
    case plan = "known after apply"
    /// A reference to something that is not among the inputs.
    case notGiven = "not given"
    /// A collector did not run; deciding on it makes `no_data`.
    case notCollected = "not collected"
    /// `{{resolve:…}}`, an SSM parameter type, and other values fetched at deploy time.
    case dynamicReference = "dynamic reference"
    /// A macro, transform, module or include that was not expanded.
    case notExpanded = "not expanded"
    /// Inherited from a parent image that is not among the inputs.
    case inherited
    /// The value was written but cannot be read as its type.
    case unreadable
    /// What would tell could not be read: whether there is anything is not known either.
    case unread = "not read"
    /// Several things would fit.
    case ambiguous
    /// The service decides at launch.
    case serviceDefault = "service default"
    /// A script or program decides it, and we do not run programs.
    case opaque

    /// Whether something certainly stands in the field, although its value cannot be known: a
    /// reference to a parameter sets a field, whatever the parameter's value will be.
    package var tellsPresence: Bool {
      switch self {
      case .parameter, .missingImport, .plan, .dynamicReference, .unreadable, .opaque: true
      case .notGiven, .notCollected, .notExpanded, .inherited, .unread, .ambiguous, .serviceDefault:
        false
      }
    }
  }

  package let kind: Kind
  /// What exactly, in the user's words: `parameter VpcId has no value`.
  package let detail: String
  /// What is known of the value all the same; nil when nothing is.
  package let outline: Outline?

  package init(_ kind: Kind, _ detail: String, outline: Outline? = nil) {
    self.kind = kind
    self.detail = detail
    self.outline = outline
  }

  /// `not collected: …`, for people.
  package var phrase: String { detail.isEmpty ? kind.rawValue : "\(kind.rawValue): \(detail)" }

  /// A text of which parts are not known.
  package struct Outline: Hashable, Sendable {
    /// Each gap stands in it as it is spelled.
    package let text: String
    /// Without repetition.
    package let gaps: [Gap]

    package init(text: String, gaps: [Gap]) {
      self.text = text
      self.gaps = gaps
    }

    /// A value that is nothing but one gap.
    package init(_ gap: Gap) {
      self.init(text: gap.spelling, gaps: [gap])
    }
  }

  /// A part of a text that is not known.
  package struct Gap: Hashable, Sendable {
    /// `${BucketName}`.
    package let spelling: String
    /// What it is in all files; nil where the same spelling in one file is the same value.
    package let identity: String?
    /// What its own text looks like, with smaller gaps: an ARN of a known kind; nil when nothing is
    /// known of it.
    package let form: Outline?

    package init(_ spelling: String, identity: String? = nil, form: Outline? = nil) {
      self.spelling = spelling
      self.identity = identity
      self.form = form
    }
  }

  /// The same with what is known of the value.
  package func outlined(_ outline: Outline?) -> UnknownReason {
    UnknownReason(kind, detail, outline: outline)
  }
}

/// Where a value stands: resolved when made, so that nobody needs the file to say it.
package struct Origin: Hashable, Sendable {
  /// As the user named it.
  package let path: String
  /// 1-based; the columns count Unicode scalars; the end is exclusive.
  package let line: Int32
  package let column: Int32
  package let endLine: Int32
  package let endColumn: Int32

  package init(path: String, line: Int32, column: Int32, endLine: Int32, endColumn: Int32) {
    self.path = path
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}
