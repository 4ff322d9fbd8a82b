import AssayModel
import Documents
import Records
import Testing

/// One judgement that was written by hand: which rule says what of which resource, and where.
struct Expectation: Sendable {
  let rule: String
  let kind: String
  /// By logical id, plan address, name or the id that AWS gave it.
  let resource: String
  /// The element meant, by its key; nil for the worst over all.
  let element: String?
  let outcome: Outcome.Reported
  /// Where the value stands that decides; nil where nothing is written or several places decide.
  let line: Int32?
  let why: String
  /// 1-based, in the file of expectations.
  let writtenAt: Int

  init(_ node: Node, in file: SourceFile) throws {
    func text(_ key: String) throws -> String {
      try #require(
        node[key]?.text, "no `\(key)` in line \(file.position(at: node.range.start).line)")
    }
    rule = try text("rule")
    kind = try text("kind")
    resource = try text("resource")
    element = node["element"]?.text
    outcome = try #require(Outcome.Reported(rawValue: text("outcome")))
    line = node["line"]?.text.flatMap { Int32($0) }
    why = try text("why")
    writtenAt = file.position(at: node.range.start).line
  }

  /// How some findings differ from it; nil when they do not.
  func difference(from findings: [Finding], on path: String) -> String? {
    let own = findings.filter { finding in
      finding.rule == rule && finding.resource.kind == kind
        && (finding.resourceName == resource || finding.resource.uid == resource)
        && (element.map { finding.locus == $0 } ?? true)
    }
    let worst = own.min { $0.outcome.reported.weight < $1.outcome.reported.weight }
    let found = worst?.outcome.reported ?? .notApplicable
    if found != outcome {
      let reason = worst.map { $0.reasons.first ?? $0.message } ?? "no finding of it"
      return "expected \(outcome.rawValue), found \(found.rawValue) (\(reason))"
    }
    guard let line, found == .fail || found == .unknown else { return nil }
    let lines = own.filter { $0.outcome.reported == found }.compactMap { finding in
      finding.origin.flatMap { $0.path == path ? $0.line : nil }
    }
    if lines.contains(line) { return nil }
    return "expected line \(line), found \(lines.isEmpty ? "none" : "\(Set(lines).sorted())")"
  }

  /// `rule on kind resource element`.
  var subject: String { "\(rule) on \(kind) \(resource)" + (element.map { " · \($0)" } ?? "") }
}

extension Outcome.Reported {
  /// The gravest first: fail, unknown, pass, not applicable.
  fileprivate var weight: Int {
    switch self {
    case .fail: 0
    case .unknown: 1
    case .waived: 2
    case .pass: 3
    case .notApplicable: 4
    }
  }
}
