import AssayModel
import Documents

/// A page of the language guide, as far as it can be wrong: examples, rules, and idioms in tables.
///
/// - A block of `cel` holds expressions, each followed by `// =>` and what it comes to.
/// - A block of `yaml` with `for` and `resource` is what the examples after it read; one with `for` and
///   `expect` or `deny` is a rule.
/// - A table with the columns `for` and `Assay` has a rule in each row.
struct GuidePage {
  /// An expression and what the page says of it.
  struct Example: Sendable {
    /// `docs/language/values.md:12`.
    let place: String
    let sample: Sample?
    let expression: String
    let outcome: String
  }

  /// A resource in the shape of a rule's examples.
  struct Sample: Sendable {
    let kind: ResourceKind
    let file: SourceFile
    let resource: Node
  }

  /// The text of a rule's file without what every rule has.
  struct RuleText: Sendable {
    let place: String
    let text: String
  }

  let path: String
  private(set) var examples: [Example] = []
  private(set) var rules: [RuleText] = []
  /// What cannot be read.
  private(set) var complaints: [String] = []
  private var sample: Sample?

  init(path: String, text: String) {
    self.path = path
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line.hasPrefix("|"),
        lines[index..<min(index + 1, lines.count)].first?.hasPrefix("|-") == true
      {
        let rows = lines[(index + 1)...].prefix { $0.hasPrefix("|") }
        readTable(header: line, Array(rows), after: index + 1)
        index += rows.count + 1
        continue
      }
      guard line.hasPrefix("```") else { continue }
      let body = lines[index...].prefix { !$0.hasPrefix("```") }
      switch line.dropFirst(3) {
      case "cel": readExamples(Array(body), after: index)
      case "yaml": readDocument(Array(body), after: index)
      default: break
      }
      index += body.count + 1
    }
  }

  private mutating func readExamples(_ lines: [String], after line: Int) {
    var pending: [String] = []
    for (offset, text) in lines.enumerated() {
      guard let mark = text.range(of: "// => ") else {
        if !text.isEmpty { pending.append(text) }
        continue
      }
      let last = String(text[..<mark.lowerBound])
      let isAlone = last.allSatisfy { $0 == " " }
      let expression = (pending + (isAlone ? [] : [last])).joined(separator: "\n")
      pending = []
      examples.append(
        Example(
          place: "\(path):\(line + offset + 1)", sample: sample, expression: expression,
          outcome: String(text[mark.upperBound...])))
    }
    if !pending.isEmpty { complaints.append("\(path):\(line): an example without `// =>`") }
  }

  private mutating func readDocument(_ lines: [String], after line: Int) {
    let text = lines.joined(separator: "\n") + "\n"
    let file = SourceFile(path: "\(path):\(line)", text: text)
    guard let root = YAMLReader.read(file).0?.root, let name = root["for"]?.text else {
      return
    }
    guard let kind = ResourceKind(rawValue: name) else {
      complaints.append("\(path):\(line): no kind `\(name)`")
      return
    }
    if let resource = root["resource"] {
      sample = Sample(kind: kind, file: file, resource: resource)
    } else {
      rules.append(RuleText(place: "\(path):\(line)", text: text))
    }
  }

  private mutating func readTable(header: String, _ rows: [String], after line: Int) {
    let titles = Self.cells(header)
    guard let kind = titles.firstIndex(of: "for"), let rule = titles.firstIndex(of: "Assay") else {
      return
    }
    for (offset, row) in rows.enumerated() {
      let cells = Self.cells(row)
      let place = "\(path):\(line + offset + 1)"
      guard cells.count == titles.count, let name = Self.codes(cells[kind]).first else {
        complaints.append("\(place): \(cells.count) cells below \(titles.count) titles")
        continue
      }
      let parts = Self.codes(cells[rule]).map(Self.part)
      rules.append(RuleText(place: place, text: "for: \(name)\n" + parts.joined()))
    }
  }

  /// `when: a` or `a` as a line of a rule; without a key it is what is expected.
  private static func part(_ code: String) -> String {
    for key in ["when", "foreach", "deny", "expect"] where code.hasPrefix("\(key): ") {
      return "\(key): |\n  \(code.dropFirst(key.count + 2))\n"
    }
    return "expect: |\n  \(code)\n"
  }

  /// The cells of a row: between bars that no backslash stands before.
  static func cells(_ row: String) -> [String] {
    let hidden = row.replacing("\\|", with: "\u{1}")
    return hidden.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { cell in
        let text = cell.replacing("\u{1}", with: "|")
        return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
  }

  /// What stands between backticks.
  static func codes(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension String {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
