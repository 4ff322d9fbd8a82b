import AssayModel
import AssayReports
import AssayRules
import Documents

/// One rule for a person at a terminal.
struct RulePage {
  private static let width = 88

  private let rule: Rule
  private let pack: PolicyPack
  private let color: TextOptions.Color

  init(_ rule: Rule, of pack: PolicyPack, color: TextOptions.Color) {
    self.rule = rule
    self.pack = pack
    self.color = color
  }

  /// Whole lines.
  var text: String {
    var blocks = [
      "\(strong(rule.fullID))  \(rule.severity.rawValue)\n\(rule.title)\n",
      section("judges", [rule.kind.title]),
      section("why", wrapped(rule.why)), section("how to fix", wrapped(rule.fix)),
    ]
    blocks += expressions
    blocks.append(section("parameters", parameters))
    blocks.append(section("controls", wrapped(controls)))
    blocks += RuleExample.Kind.allCases.map(examples)
    blocks.append(section("file", [rule.file.path]))
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n").visibleLines(200_000)
  }

  private var expressions: [String] {
    var blocks: [String] = []
    if let foreach = rule.foreach { blocks.append(section("for each", lines(foreach.text))) }
    if let when = rule.when { blocks.append(section("when", lines(when.text))) }
    for variable in rule.variables {
      blocks.append(section("\(variable.name) is", lines(variable.text.text)))
    }
    let name: String =
      switch rule.verdict {
      case .expect: "expects"
      case .deny: "denies"
      }
    return blocks + [section(name, lines(rule.verdict.text.text))]
  }

  /// Those that the rule reads, with the values by default.
  private var parameters: [String] {
    let texts =
      [rule.when?.text, rule.foreach?.text, rule.verdict.text.text].compactMap(\.self)
      + rule.variables.map(\.text.text)
    return pack.parameters.filter { parameter in
      texts.contains { $0.contains("params.\(parameter.name)") }
    }.flatMap { parameter in
      ["\(pack.id).\(parameter.name)=\(parameter.defaultValue.description)"]
        + wrapped(parameter.doc).map { "  \($0)" }
    }
  }

  private var controls: String {
    rule.controls.map { "\($0.framework)/\($0.id)" }.joined(separator: ", ")
  }

  private func examples(_ kind: RuleExample.Kind) -> String {
    let texts = rule.examples.filter { $0.kind == kind }.flatMap { example in
      lines(outdented(example.node)).enumerated().map {
        ($0.offset == 0 ? "- " : "  ") + $0.element
      }
    }
    let title: String =
      switch kind {
      case .pass: "passes"
      case .fail: "fails"
      case .noData: "cannot be checked"
      case .notApplicable: "does not apply"
      }
    return section(title, texts)
  }

  /// The text of an example, moved to the left margin.
  private func outdented(_ node: Node) -> String {
    let column = rule.file.position(at: node.range.start).column
    let text = rule.file.text(node.range)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { index, line in
        let blanks = line.prefix { $0 == " " }.count
        return index == 0 ? String(line) : String(line.dropFirst(min(blanks, column - 1)))
      }.joined(separator: "\n")
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    guard lines.contains(where: { !$0.isEmpty }) else { return "" }
    return strong(title) + "\n" + lines.map { "  \($0)\n" }.joined()
  }

  private func strong(_ text: String) -> String {
    color == .ansi ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  private func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines
  }

  private func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + word.count < Self.width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
