import AssayModel
import AssayRules
import Documents
import Records
import TestSupport
import Testing

/// One rule over resources that a test makes.
struct RuleBench {
  /// The text of a rule after its head.
  let rule: String
  var kind = "instance"
  var now = Instant(microseconds: 1_767_225_600_000_000)
  var resources: [DraftResource] = []

  init(_ rule: String, for kind: String = "instance", _ resources: [DraftResource] = []) {
    self.rule = rule
    self.kind = kind
    self.resources = resources
  }

  /// The engine's whole result; requires that the rule is without fault.
  func result() throws -> Engine.Result {
    let pack = PackText(rule: .init(PackText.start(kind) + rule))
    let loading = RuleSet.load([pack.source])
    let rules = try #require(loading.rules, "\(loading.diagnostics.said)")
    var builder = ResourceGraph.Builder()
    for resource in resources { builder.add(resource) }
    let graph = builder.finish(deriving: .nothing)
    let result = Engine(rules, now: now, evaluator: .reference).run(over: graph)
    let compiled = Engine(rules, now: now, evaluator: .compiled).run(over: graph)
    #expect(compiled.findings == result.findings, "the evaluators disagree")
    return result
  }

  func findings() throws -> [Finding] { try result().findings }

  /// `locus outcome` of each finding, in the engine's order; a lone outcome for a whole resource.
  func said() throws -> [String] {
    try findings().map {
      $0.locus.isEmpty ? $0.outcome.rawValue : "\($0.locus) \($0.outcome.rawValue)"
    }
  }
}

/// A resource with some fields set; what is required and not set is unknown, not collected.
func resource(
  _ schema: Schema, _ uid: String = "one", _ fields: KeyValuePairs<String, Draft> = [:]
) -> DraftResource {
  DraftResource(
    id: ResourceID(kind: schema.name, uid: uid), name: uid, record: record(schema, fields),
    origin: nil)
}

/// A record with some fields set; what is required and not set is unknown, not collected.
func record(_ schema: Schema, _ fields: KeyValuePairs<String, Draft> = [:]) -> DraftRecord {
  var record = DraftRecord(schema)
  for (slot, field) in schema.fields.enumerated() where field.presence == .required {
    record[slot] = .unknown(UnknownReason(.notCollected, "not asked for"))
  }
  for (name, draft) in fields { record[name] = draft }
  return record
}

/// A list of block devices, each by name and encryption; nil stands for an unknown one.
func devices(_ devices: (name: String, isEncrypted: Bool)?...) -> Draft {
  .stated(
    .list(
      devices.map { device in
        guard let device else { return .unknown(UnknownReason(.parameter, "Device has no value")) }
        return .stated(
          .record(
            record(
              .blockDevice,
              [
                "deviceName": .stated(.string(device.name)),
                "encrypted": .stated(.bool(device.isEncrypted)), "ebs": .stated(.bool(true)),
              ])))
      }))
}
