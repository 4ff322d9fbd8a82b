import AssayModel
import AssayReports
import AssayRules
import CEL
import Documents
import Records

/// How a rule judged one resource, for a person at a terminal.
struct TraceText {
  private static let width = 200
  private static let valueWidth = 100

  private let trace: RuleTrace
  private let roles: [ObjectIdentifier: RulePart.Role]

  init(_ trace: RuleTrace, _ parts: [RulePart]) {
    self.trace = trace
    roles = Dictionary(
      parts.map { (ObjectIdentifier($0.program), $0.role) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// Whole lines: the resource, its parts as they were evaluated, and what came of it.
  var text: String {
    var lines = [title]
    for (program, node) in trace.tree.parts {
      lines.append(heading(roles[ObjectIdentifier(program)]))
      add(node, depth: 1, to: &lines)
    }
    if trace.trace.more > 0 { lines.append("  … \(trace.trace.more) more parts") }
    for finding in trace.findings { lines += outcome(finding) }
    return lines.map { $0 + "\n" }.joined().visibleLines(200_000)
  }

  private var title: String {
    let place = trace.resource.origin.map { "  \($0.path):\($0.line):\($0.column)" } ?? ""
    return "\(trace.resource.id.kind) \(trace.resource.name)\(place)"
  }

  private func heading(_ role: RulePart.Role?) -> String {
    switch role {
    case .when: "when"
    case .foreach: "for each"
    case .verdict, nil: "verdict"
    case .variable(let name): "\(name) is"
    }
  }

  private func add(_ node: TraceTree.Node, depth: Int, to lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth)
    let text = SecretText.covered(in: node.text.visible(Self.width))
    let value = SecretText.covered(in: node.value.visible(Self.valueWidth))
    lines.append("\(indent)\(text)  ⇒  \(value)")
    for child in node.children { add(child, depth: depth + 1, to: &lines) }
  }

  private func outcome(_ finding: Finding) -> [String] {
    let element = finding.locus.isEmpty ? "" : " \(finding.locus)"
    var lines = ["outcome\(element): \(finding.outcome.rawValue)"]
    for item in finding.evidence {
      let allowed = item.allowed.map { ", allowed: \($0)" } ?? ""
      let place = item.origin.map { "  \($0.path):\($0.line):\($0.column)" } ?? ""
      lines.append(SecretText.covered(in: "  \(item.path): got \(item.got)\(allowed)\(place)"))
    }
    return lines + finding.reasons.map { "  reason: \($0)" }
  }
}
