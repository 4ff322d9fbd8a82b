import AssayModel
import Records

/// What is said of one finding, the same words in every format that is read by people.
struct FindingText {
  let finding: Finding
  let rule: RuleInfo
  let reach: Reach

  /// The finding's sentence, else the rule's title; one line.
  var message: String { Self.message(of: finding, rule) }

  static func message(of finding: Finding, _ rule: RuleInfo) -> String {
    finding.message.visible(800).orIfBlank(rule.title.visible(800)).orIfBlank(rule.id.visible(800))
  }

  /// `web · tcp/22`: the resource, and the element where there is one.
  var subject: String {
    let name = finding.resourceName.visible(120).orIfBlank(finding.resource.uid.visible(120))
    let locus = finding.locus.visible(120)
    return locus.isEmpty ? name : "\(name) · \(locus)"
  }

  /// `got 0.0.0.0/0, allowed: sg-bastion`; nil without evidence.
  var gotAndAllowed: String? { finding.evidence.first.map { Self.gotAndAllowed($0, 120) } }

  static func gotAndAllowed(_ evidence: Evidence, _ limit: Int) -> String {
    // A bare `true` tells nothing under what it was worked out from: 0.0.0.0/0 makes `world` true.
    let isBare = evidence.got == "true" || evidence.got == "false"
    let name = isBare ? evidence.path.split(separator: ".").last.map { "\($0): " } ?? "" : ""
    let got = "\(name.visible(limit))got \(evidence.got.visible(limit).orIfBlank("(empty)"))"
    guard let allowed = evidence.allowed else { return got }
    return "\(got), allowed: \(allowed.visible(limit))"
  }

  /// `path = got`, with what was allowed and where it stands.
  static func line(_ evidence: Evidence) -> String {
    var line = ""
    add(evidence.path, evidence.got, evidence.allowed, evidence.origin, to: &line)
    return line
  }

  /// Adds such a line to a text.
  static func add(
    _ path: String, _ got: String, _ allowed: String?, _ origin: Origin?, to text: inout String
  ) {
    text += path.visible(300)
    text += " = "
    text += got.visible(1_000)
    if let allowed {
      text += ", allowed: "
      text += allowed.visible(1_000)
    }
    if let origin {
      text += " (at "
      origin.addPlace(to: &text)
      text += ")"
    }
  }

  /// Who uses the resource; nil when nobody does.
  var usedBy: String? { reach.sentence(for: finding.resource) }

  /// The first 16 digits of the id: what anchors and people use.
  var shortID: String { String(finding.id.prefix(16)) }
}

extension Origin {
  /// `path:line:col`.
  var place: String {
    var place = ""
    addPlace(to: &place)
    return place
  }

  /// Adds it to a text.
  func addPlace(to text: inout String) {
    text += path.visible(300)
    text += ":"
    text += String(line)
    text += ":"
    text += String(column)
  }
}

extension RuleInfo {
  /// `cis-aws-foundations-7.0/6.3, …`, at most `limit` of them.
  func controlWords(_ limit: Int = 3) -> String {
    let named = controls.prefix(limit).map { "\($0.framework) \($0.id)".visible(60) }
    let rest = controls.count - named.count
    return named.joined(separator: ", ") + (rest > 0 ? " +\(rest)" : "")
  }
}
