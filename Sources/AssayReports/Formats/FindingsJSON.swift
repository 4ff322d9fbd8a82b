import AssayModel
import Documents
import Records
import Sealing

/// `findings.json`: everything the run found, for programs.
///
/// `docs/findings-json.md` describes it.
/// Strings are as the inputs had them, escaped by the writer, cut only where they are enormous. Written part by part:
/// the memory it takes does not grow with the number of findings.
package enum FindingsJSON {
  /// What the document says it is.
  package static let schema = "assay/findings/v1"

  package static func write(_ summary: RunSummary, to sink: ReportSink) throws {
    var json = JSONWriter()
    try json.object { json in
      json.member("schema", schema)
      RunJSON.tool(summary.run, &json)
      RunJSON.run(summary.run, &json)
      RunJSON.decision(summary.verdict, &json)
      RunJSON.counts(summary.counts, &json)
      json.member("baselined", summary.baselined)
      RunJSON.ledger(summary.anchor, &json)
      changes(summary.changes, &json)
      packs(summary.run.packs, &json)
      rules(summary.rules, &json)
      try findings(summary, &json, sink)
      masses(summary, &json)
      unjudged(summary.unjudged, &json)
      try resources(summary, &json, sink)
      try inputs(summary.inputs, &json, sink)
    }
    json.endLine()
    try sink(json.take())
  }

  /// An array of objects, handed over in parts.
  private static func list<Item>(
    _ key: String, _ items: some Sequence<Item>, _ json: inout JSONWriter, _ sink: ReportSink,
    _ members: (Item, inout JSONWriter) -> Void
  ) throws {
    json.key(key)
    try json.array { json in
      for item in items {
        json.object { members(item, &$0) }
        if json.bytes.count >= ReportFormat.partSize { try sink(json.take()) }
      }
    }
  }

  private static func changes(_ changes: RunComparison?, _ json: inout JSONWriter) {
    json.key("changes")
    guard let changes else { return json.null() }
    json.object { json in
      json.member("previous_run", changes.previousRun)
      json.member("new", changes.new)
      json.member("fixed", changes.fixed)
      json.member("reopened", changes.reopened)
      json.member("gone", changes.gone)
      json.member("lapsed", changes.lapsed)
      json.member("unconfirmed", changes.unconfirmed)
      json.member("released", changes.released.sorted())
      json.member("persisting", changes.persisting)
    }
  }

  private static func packs(_ packs: [PackInfo], _ json: inout JSONWriter) {
    json.key("packs")
    json.array { json in
      for pack in packs {
        json.object { json in
          json.text("id", pack.id)
          json.text("version", pack.version)
          json.text("title", pack.title)
          json.member("rules", pack.ruleCount)
          json.member("sha256", pack.digest)
        }
      }
    }
  }

  private static func rules(_ groups: [RuleGroup], _ json: inout JSONWriter) {
    json.key("rules")
    json.array { json in
      for group in groups.sorted(by: { $0.rule.id < $1.rule.id }) {
        let rule = group.rule
        json.object { json in
          json.text("id", rule.id)
          json.text("title", rule.title)
          json.member("severity", rule.severity.rawValue)
          json.text("kind", rule.kind)
          json.text("why", rule.why)
          json.text("fix", rule.fix)
          json.texts("controls", rule.controls.map { "\($0.framework)/\($0.id)" })
          json.member("sha256", rule.digest)
          RunJSON.counts(group.counts, &json)
        }
      }
    }
  }

  private static func findings(
    _ summary: RunSummary, _ json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    try list("findings", summary.rules.lazy.flatMap(\.findings), &json, sink) { finding, json in
      members(of: finding, id: finding.id, summary, &json)
    }
  }

  /// Counts of what rules say alike of many resources; left out where each is told of.
  private static func masses(_ summary: RunSummary, _ json: inout JSONWriter) {
    let masses = summary.rules.flatMap(\.masses)
    guard !masses.isEmpty else { return }
    json.key("masses")
    json.array { json in
      for mass in masses.sorted(by: Mass.isOrdered) {
        json.object { json in
          json.text("rule", mass.rule)
          json.member("outcome", mass.outcome.reported.rawValue)
          json.member("detail", mass.outcome.rawValue)
          json.text("reason", mass.reason)
          json.member("resources", mass.resources.count)
        }
      }
    }
  }

  /// The members of a finding, in order.
  static func members(
    of finding: Finding, id: String, _ summary: RunSummary, _ json: inout JSONWriter
  ) {
    json.text("id", id)
    json.text("rule", finding.rule)
    json.member("outcome", finding.outcome.reported.rawValue)
    json.member("detail", finding.outcome.rawValue)
    json.member("severity", finding.severity.rawValue)
    json.key("resource")
    resource(finding.resource, finding.resourceName, &json)
    json.text("locus", finding.locus)
    json.text("message", finding.message)
    json.key("at")
    place(finding.origin, &json)
    json.key("evidence")
    evidence(finding.evidence, &json)
    json.texts("reasons", finding.reasons)
    json.member("baselined", finding.isBaselined)
    json.member("new", summary.isNew(id))
    json.member("first_seen", summary.changes?.firstSeen[id])
  }

  /// What a line says of the rule.
  static func members(of rule: RuleColumns, _ json: inout JSONWriter) {
    json.text("title", rule.rule.title)
    json.texts("controls", rule.controls)
  }

  /// The members of what could not be judged, in order.
  static func members(of item: Unjudged, _ json: inout JSONWriter) {
    json.text("id", item.id)
    json.text("path", item.path)
    json.text("message", item.message)
    json.texts("details", item.details)
  }

  private static func evidence(_ evidence: [Evidence], _ json: inout JSONWriter) {
    json.array { json in
      for item in evidence {
        json.object { json in
          json.text("path", item.path)
          json.text("got", item.got)
          json.text("allowed", item.allowed)
          json.key("at")
          place(item.origin, &json)
        }
      }
    }
  }

  private static func unjudged(_ unjudged: [Unjudged], _ json: inout JSONWriter) {
    json.key("unjudged")
    json.array { json in
      for item in unjudged {
        json.object { members(of: item, &$0) }
      }
    }
  }

  private static func resources(
    _ summary: RunSummary, _ json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    try list("resources", summary.resources, &json, sink) { item, json in
      json.text("kind", item.id.kind)
      json.text("uid", item.id.uid)
      json.text("name", item.name)
      json.key("at")
      place(item.origin, &json)
      json.member("facts_sha256", item.factsDigest?.hex ?? "")
    }
    try list("links", summary.links, &json, sink) { link, json in
      json.key("from")
      resource(link.from, nil, &json)
      json.text("label", link.label)
      json.key("to")
      resource(link.to, nil, &json)
    }
  }

  private static func inputs(
    _ inputs: [InputReport], _ json: inout JSONWriter, _ sink: ReportSink
  ) throws {
    try list("inputs", inputs, &json, sink) { input, json in
      json.text("path", input.path)
      switch input.status {
      case .read(let format, let resources):
        json.member("status", "read")
        json.text("format", format)
        json.member("resources", resources)
        if let gap = input.gap { json.text("gap", gap) }
      case .skipped(let reason):
        json.member("status", "skipped")
        json.text("reason", reason)
      case .refused(let reason):
        json.member("status", "refused")
        json.text("reason", reason)
      }
      json.texts("messages", input.messages)
    }
  }

  private static func resource(_ id: ResourceID, _ name: String?, _ json: inout JSONWriter) {
    json.object { json in
      json.text("kind", id.kind)
      json.text("uid", id.uid)
      if let name { json.text("name", name) }
    }
  }

  private static func place(_ origin: Origin?, _ json: inout JSONWriter) {
    guard let origin else { return json.null() }
    json.object { json in
      json.text("path", origin.path)
      json.member("line", Int(origin.line))
      json.member("column", Int(origin.column))
      json.member("end_line", Int(origin.endLine))
      json.member("end_column", Int(origin.endColumn))
    }
  }
}

extension JSONWriter {
  /// A member whose text is cut where it is enormous; `null` for nil.
  fileprivate mutating func text(_ key: String, _ value: String?) {
    member(key, value?.cut)
  }

  fileprivate mutating func texts(_ key: String, _ values: [String]) {
    member(key, values.map(\.cut))
  }
}

extension String {
  /// The first 4 000 Unicode scalars, with `…` for what is missing.
  fileprivate var cut: String {
    if utf8.count <= 4_000 { return self }
    let end = unicodeScalars.index(startIndex, offsetBy: 4_000, limitedBy: endIndex)
    guard let end, end != endIndex else { return self }
    return String(unicodeScalars[..<end]) + "…"
  }
}
