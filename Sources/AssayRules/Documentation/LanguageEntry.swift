package import AssayModel

/// What a page of the language guide says of a function, a macro or an operator beyond its
/// signatures, which come from the declarations that the checker uses.
package struct LanguageEntry: Sendable {
  /// An expression and what it comes to.
  package struct Example: Sendable {
    package let expression: String
    /// `3 : int` for a value and its type; `error: …`, `unknown: PATHS`, `refused: … [code]` and
    /// `warning: … [code]` for what has none, or should not be written.
    package let outcome: String
  }

  /// The resource that examples read, in the shape of a rule's examples.
  package struct Sample: Sendable {
    package let kind: ResourceKind
    /// A mapping in YAML.
    package let resource: String

    package init(_ kind: ResourceKind, _ resource: String) {
      self.kind = kind
      self.resource = resource
    }
  }

  /// Heading of the page or section.
  package let title: String
  /// The declarations that it is about, by name; for an operator as the syntax tree spells it.
  package let names: [String]
  /// What it does, in a sentence or two of Markdown.
  package let summary: String
  /// Errors, bounds and traps: a paragraph of Markdown each.
  package let notes: [String]
  package let sample: Sample?
  package let examples: [Example]
  /// Titles of other entries.
  package let related: [String]

  /// A function or macro, which has a page of its own.
  init(
    _ name: String, _ summary: String, notes: [String] = [], given sample: Sample? = nil,
    examples: KeyValuePairs<String, String>, related: [String] = []
  ) {
    self.init(
      title: name, names: [name], summary, notes: notes, given: sample,
      examples: examples.map { ($0.key, $0.value) }, related: related)
  }

  /// A section about several operators.
  init(
    title: String, names: [String], _ summary: String, notes: [String] = [],
    given sample: Sample? = nil, examples: KeyValuePairs<String, String>, related: [String] = []
  ) {
    self.init(
      title: title, names: names, summary, notes: notes, given: sample,
      examples: examples.map { ($0.key, $0.value) }, related: related)
  }

  init(
    title: String, names: [String], _ summary: String, notes: [String],
    given sample: Sample? = nil, examples: [(String, String)], related: [String]
  ) {
    self.title = title
    self.names = names
    self.summary = summary
    self.notes = notes
    self.sample = sample
    self.examples = examples.map { Example(expression: $0.0, outcome: $0.1) }
    self.related = related
  }
}

/// Entries that belong together.
package struct LanguageGroup: Sendable {
  /// Whether each entry is a page, or all of them are one.
  package enum Layout: Sendable {
    case pages
    /// One page of this name.
    case onePage(String)
  }

  package let title: String
  /// A sentence or two of Markdown.
  package let introduction: String
  package let layout: Layout
  package let entries: [LanguageEntry]

  init(
    _ title: String, _ introduction: String, layout: Layout = .pages, _ entries: [LanguageEntry]
  ) {
    self.title = title
    self.introduction = introduction
    self.layout = layout
    self.entries = entries
  }
}

/// The language as people read about it.
///
/// Made when it is asked for: nothing of it is built to check or to run a rule.
package enum LanguageReference {
  /// In the order of the guide.
  package static var groups: [LanguageGroup] {
    [
      operators, macros, optionals, strings, patterns, lists, numbers, conversions, times, network,
      versions, software, names, encodings, iam,
    ]
  }
}
