import AssayModel
import AssayReports
import AssayRules
import CEL

/// The guide of the rule language as pages of Markdown: an index with all signatures, a page for each
/// function and macro, one for the operators.
///
/// Signatures come from the declarations that the checker uses, and what is said of them from
/// `LanguageReference`.
struct LanguagePages {
  /// What the index leads to besides.
  enum Surroundings {
    /// The chapters of the guide that people wrote lie beside it.
    case guide
    /// It stands alone.
    case nothing
  }

  private let surroundings: Surroundings
  private let groups = LanguageReference.groups
  private let functions = RuleFunctions.environment.functions
  private let macros = Dictionary(
    StandardDeclarations.macros.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  /// Every page, the index first; paths are relative to the folder of the guide.
  var all: [PolicyPages.Page] {
    [index]
      + groups.flatMap { group in
        switch group.layout {
        case .onePage(let name): [page(name, group)]
        case .pages: group.entries.map { page($0, group) }
        }
      }
  }

  /// Chapters that people wrote, relative to the folder of the guide.
  static let chapters: [(path: String, title: String, line: String)] = [
    ("values.md", "Values and types", "literals, numbers, strings, what a record is"),
    ("unknown.md", "Absent, unknown, error", "the logic of three values, and outcomes"),
    ("presence.md", "Is it there?", "`has`, optionals, and what proves what"),
    ("collections.md", "Lists and maps", "macros, empty lists, unknown elements"),
    ("domains.md", "Versions, time, network", "what texts are not good for"),
    ("limits.md", "Limits", "sizes, depth, and the budget of steps"),
    ("performance.md", "Fast rules", "what costs, and what does not"),
    ("differences.md", "Differences from CEL", "for those who know other implementations"),
    ("../coming-from.md", "Coming from", "cfn-guard, Rego, JMESPath, Checkov YAML"),
    ("../writing-rules.md", "Writing rules", "ten minutes, from nothing to a rule that gates"),
  ]
}

// MARK: The index

extension LanguagePages {
  private var index: PolicyPages.Page {
    var text = """
      # The rule language

      Rules are written in [CEL](https://cel.dev), the Common Expression Language, over typed records and \
      with functions for packs. An expression has no loops and no side effects, and always ends.

      """
    if case .guide = surroundings {
      text += "\n## Guide\n\n"
      for chapter in Self.chapters {
        text += "- [\(chapter.title)](\(chapter.path)): \(chapter.line)\n"
      }
    }
    text += Self.conventions + groups.map(section).joined()
    return PolicyPages.Page(path: "README.md", text: text)
  }

  private static let conventions = """

    ## Names

    | name | what it is |
    |---|---|
    | `resource` | the resource that is judged; its fields are those of the rule's `for` |
    | `each` | the element at hand, in a rule with `foreach` |
    | `params.NAME` | a parameter of the pack |
    | `now` | the instant of the run |
    | others | the rule's `variables`, and those of macros |

    ## How to read the pages

    `A` and `B` stand for any type, the same one wherever they occur in a signature. Examples say what \
    they come to, and a test runs every one of them:

    | after `// =>` | |
    |---|---|
    | `3 : int` | the value, and the type that the checker deduced |
    | `unknown: resource.encrypted` | not decidable, for want of these values |
    | `error: divide by zero` | an error when it is evaluated |
    | `refused: … [code]` | the checker refuses the rule |
    | `warning: … [code]`, `note: … [code]` | it may be evaluated, and the checker has something to say |

    Where an example reads a resource, the resource stands above it, written as in the examples of a rule. \
    `assay cel eval` and `assay cel repl` try expressions at a terminal.

    """

  private func section(_ group: LanguageGroup) -> String {
    var text = "\n## \(group.title)\n\n\(group.introduction)\n\n"
    text += "| | signatures | |\n|---|---|---|\n"
    for entry in group.entries {
      let name = entry.names.first.map { Self.isOperator($0) ? entry.title : "`\(entry.title)`" }
      text +=
        "| [\(name ?? entry.title)](\(path(of: entry, in: group))) "
        + "| \(shortSignatures(of: entry)) | \(Self.cell(entry.summary)) |\n"
    }
    return text
  }

  /// At most three, the rest as an ellipsis.
  private func shortSignatures(of entry: LanguageEntry) -> String {
    let signatures = signatures(of: entry).map { "`\(Self.cell($0.text))`" }
    let shown = signatures.count > 3 ? Array(signatures.prefix(2)) + ["…"] : signatures
    return shown.joined(separator: "<br>")
  }

  private static func isOperator(_ name: String) -> Bool {
    name.hasPrefix("_") || name.hasSuffix("_") || name.hasPrefix("@")
  }

  private static func cell(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: "\\|")
  }
}

// MARK: Pages

extension LanguagePages {
  /// Where an entry stands, relative to the folder of the guide.
  private func path(of entry: LanguageEntry, in group: LanguageGroup) -> String {
    switch group.layout {
    case .pages: "functions/\(entry.title).md"
    case .onePage(let name):
      "\(name).md#\(entry.title.lowercased().replacing(" ", with: "-"))"
    }
  }

  private func page(_ name: String, _ group: LanguageGroup) -> PolicyPages.Page {
    var text = "# \(group.title)\n\n\(group.introduction)\n\n[All of the language](README.md)\n"
    for entry in group.entries {
      text += "\n## \(entry.title)\n\n" + body(entry, from: "", heading: nil)
    }
    return PolicyPages.Page(path: "\(name).md", text: text)
  }

  private func page(_ entry: LanguageEntry, _ group: LanguageGroup) -> PolicyPages.Page {
    let anchor = group.title.lowercased().replacing(",", with: "").replacing(" ", with: "-")
    let text =
      "# \(entry.title)\n\n[All of the language](../README.md), "
      + "[\(group.title)](../README.md#\(anchor))\n\n"
      + body(entry, from: "../", heading: "## Examples\n\n")
    return PolicyPages.Page(path: "functions/\(entry.title).md", text: text)
  }

  private func body(_ entry: LanguageEntry, from root: String, heading: String?) -> String {
    var text = "\(entry.summary)\n"
    let signatures = signatures(of: entry)
    if !signatures.isEmpty { text += "\n```\n\(Self.table(signatures))```\n" }
    if areShared(entry) {
      let others = entry.names.dropFirst().map { "`\($0.filter { $0 != "_" })`" }
      text += "\nThe same for \(others.joined(separator: ", ")).\n"
    }
    if !entry.notes.isEmpty {
      text += "\n" + entry.notes.map { "- \($0)\n" }.joined()
    }
    text += "\n\(heading ?? "")"
    if let sample = entry.sample { text += Self.text(of: sample) }
    text += "```cel\n\(Self.text(of: entry.examples))```\n"
    let links = entry.related.compactMap { link($0, from: root) }
    if !links.isEmpty { text += "\nSee also \(links.joined(separator: ", ")).\n" }
    return text
  }

  private func link(_ title: String, from root: String) -> String? {
    for group in groups {
      guard let entry = group.entries.first(where: { $0.title == title }) else { continue }
      let name = if case .pages = group.layout { "`\(title)`" } else { title }
      return "[\(name)](\(root)\(path(of: entry, in: group)))"
    }
    return nil
  }

  private static func text(of sample: LanguageEntry.Sample) -> String {
    let lines = sample.resource.split(separator: "\n")
    let resource =
      lines.count == 1
      ? " \(sample.resource)\n" : "\n" + lines.map { "  \($0)\n" }.joined()
    return "```yaml\nfor: \(sample.kind.rawValue)\nresource:\(resource)```\n\n"
  }

  /// One line an example where that is short enough, its outcome in a column.
  private static func text(of examples: [LanguageEntry.Example]) -> String {
    func isShort(_ example: LanguageEntry.Example) -> Bool {
      !example.expression.contains("\n") && example.expression.count <= 60
        && example.expression.count + example.outcome.count <= 100
    }
    let width = examples.filter(isShort).map(\.expression.count).max() ?? 0
    return examples.map { example in
      let padding = String(repeating: " ", count: max(0, width - example.expression.count))
      let gap = isShort(example) ? "\(padding)  " : "\n"
      return "\(example.expression)\(gap)// => \(example.outcome)\n"
    }.joined()
  }
}

// MARK: Signatures

extension LanguagePages {
  private typealias Signature = (text: String, doc: String)

  /// Those of all its names; those of the first where the others take the same.
  private func signatures(of entry: LanguageEntry) -> [Signature] {
    entry.names.prefix(areShared(entry) ? 1 : entry.names.count).flatMap { name in
      overloads(of: name).map { ($0.signature(of: name), $0.doc) } + forms(of: name)
    }
  }

  /// Whether several operators take the same operands, and many of them.
  private func areShared(_ entry: LanguageEntry) -> Bool {
    let operands = entry.names.map { overloads(of: $0).map(\.parameters) }
    guard operands.count > 1, let first = operands.first else { return false }
    return first.count > 3 && operands.allSatisfy { $0 == first }
  }

  private func overloads(of name: String) -> [Overload] { functions[name]?.overloads ?? [] }

  private func forms(of name: String) -> [Signature] {
    macros[name]?.forms.map { ("\($0.usage) -> \($0.result)", $0.doc) } ?? []
  }

  /// In two columns; a doc stands once where it goes for several.
  private static func table(_ signatures: [Signature]) -> String {
    let width = signatures.map(\.text.count).max() ?? 0
    var text = ""
    var last = ""
    for signature in signatures {
      let padding = String(repeating: " ", count: width - signature.text.count)
      text += signature.text
      if signature.doc != last { text += "\(padding)  \(signature.doc)" }
      text += "\n"
      last = signature.doc
    }
    return text
  }
}
