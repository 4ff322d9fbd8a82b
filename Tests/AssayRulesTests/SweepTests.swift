import AssayModel
import AssayRules
import Documents
import Records
import Testing
import Vectors

/// A sweep says what the engine says of each resource, though it asks only once of what is alike.
struct SweepTests {
  /// Finished resources that instances share: an image, a role with its profile, a group.
  private static func base(_ random: inout SeededGenerator) -> GraphBase {
    var builder = ResourceGraph.Builder()
    var drafts = RandomDrafts(random: random)
    for (schema, count) in [
      (Schema.machineImage, 3), (.instanceProfile, 2), (.securityGroup, 4), (.subnet, 2),
    ] {
      for number in 0..<count { builder.add(drafts.resource(schema, "\(schema.name)-\(number)")) }
    }
    random = drafts.random
    return builder.base()
  }

  private static func part(_ base: GraphBase, _ random: inout SeededGenerator) -> ResourceGraph {
    var part = GraphPart(behind: base, collected: [])
    part.builder.beginPlaces()
    var drafts = RandomDrafts(random: random)
    var resources: [DraftResource] = []
    for number in 0..<120 {
      resources.append(drafts.resource(.instance, "instance-\(number)"))
      resources.append(drafts.resource(.volume, "volume-\(number)"))
      resources.append(drafts.resource(.managedNode, "managed_node-\(number)"))
    }
    random = drafts.random
    return part.finish(with: resources)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `says of random instances what the engine says of each`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed)
    let base = Self.base(&random)
    let rules = try #require(RuleSet.load(ShippedPacksTests.sources).rules)
    let engine = Engine(rules, now: Instant(microseconds: 1_767_225_600_000_000))
    let known = SharedAnswers(base: base.graph.store)
    for _ in 0..<2 {
      let graph = Self.part(base, &random)
      var sweeps = [engine.sweep(graph, shared: known)]
      let order = Array(Int32(0)..<Int32(graph.resources.count))
      let (findings, masses) = Sweep.joined(&sweeps, order: [order])
      let expected = Self.wordy(engine.run(over: graph).findings)
      #expect(findings.count == expected.count)
      for (left, right) in zip(findings, expected) { try #require(left == right) }
      #expect(!findings.isEmpty && !masses.isEmpty)
      let shared = Dictionary(grouping: findings) { ObjectIdentifier($0.words) }
      #expect(shared.count * 2 < findings.count, "what is alike is said once")
    }
  }

  @Test func `is told in one part what was said in another`() throws {
    var random = SeededGenerator(4)
    let base = Self.base(&random)
    var again = random
    let parts = [Self.part(base, &random), Self.part(base, &again)]
    let rules = try #require(RuleSet.load(ShippedPacksTests.sources).rules)
    let engine = Engine(rules, now: Instant(microseconds: 1_767_225_600_000_000))
    let shared = SharedAnswers(base: base.graph.store)
    let asked = parts.map { engine.sweep($0, shared: shared).asked }
    let alone = engine.sweep(parts[1], shared: SharedAnswers(base: base.graph.store)).asked
    #expect(asked[0] == alone)
    #expect(asked[1] * 2 < alone, "only what has no memory is asked again")
  }

  private static let noon = Instant(microseconds: 1_767_268_800_000_000)

  /// Nodes with an old agent, looked at so many minutes before noon.
  private static func nodes(_ base: GraphBase, minutes: [Int64]) -> ResourceGraph {
    var part = GraphPart(behind: base, collected: [])
    part.builder.beginPlaces()
    let drafts = minutes.enumerated().map { index, minute -> DraftResource in
      let captured = DraftValue.timestamp(noon.microseconds - minute * 60_000_000)
      var agent = DraftRecord(.software)
      agent["name"] = .stated(.string("amazon-cloudwatch-agent"))
      agent["version"] = .stated(.string("1.0"))
      agent["packageKind"] = .stated(.string("rpm"))
      agent["installedTime"] = .stated(.timestamp(Int64(index)))
      var node = DraftRecord(
        .managedNode, unset: .unknown(UnknownReason(.notCollected, "nobody asked")))
      node["nodeId"] = .stated(.string("mi-\(1_000 + index)"))
      node["ownership"] = .stated(.string("own"))
      node["instanceStatus"] = .stated(.string("Active"))
      node["software"] = .stated(.list([.stated(.record(agent))]))
      node["softwareCaptured"] = .stated(captured)
      return DraftResource(
        id: ResourceID(kind: "managed_node", uid: "mi-\(1_000 + index)"), name: "node",
        record: node, origin: nil, aliases: [])
    }
    return part.finish(with: drafts)
  }

  @Test func `asks once of what differs only in how fresh it is`() throws {
    let base = ResourceGraph.Builder().base()
    let rules = try #require(RuleSet.load(ShippedPacksTests.sources).rules)
    let engine = Engine(rules, now: Self.noon)
    func asked(_ minutes: [Int64]) -> Int {
      engine.sweep(
        Self.nodes(base, minutes: minutes), shared: SharedAnswers(base: base.graph.store)
      ).asked
    }
    let alike = asked(Array(repeating: 60, count: 100))
    #expect(asked((0..<100).map { 160 - $0 }) == alike)
    #expect(asked([1] + (0..<99).map { 160 - $0 }) <= alike + 20, "older ones may be asked again")
  }

  @Test func `tells what is stale from what is fresh`() throws {
    let base = ResourceGraph.Builder().base()
    let rules = try #require(RuleSet.load(ShippedPacksTests.sources).rules)
    let engine = Engine(rules, now: Self.noon)
    let month: Int64 = 30 * 24 * 60
    let graph = Self.nodes(base, minutes: [60, 5, month, 90, month + 1, 0, 60])
    var sweeps = [engine.sweep(graph, shared: SharedAnswers(base: base.graph.store))]
    let order = Array(Int32(0)..<Int32(graph.resources.count))
    let (findings, _) = Sweep.joined(&sweeps, order: [order])
    let old = findings.filter { $0.rule == "cloudwatch-agent/node-agent-version-at-least" }
    // What is stale is data that nobody collected, and in no finding.
    #expect(old.allSatisfy { $0.outcome == .fail })
    #expect(old.map(\.resource.uid) == ["mi-1000", "mi-1001", "mi-1003", "mi-1005", "mi-1006"])
    let expected = Self.wordy(engine.run(over: graph).findings)
    #expect(findings.count == expected.count)
    for (left, right) in zip(findings, expected) { try #require(left == right) }
  }

  /// The findings of pairs that are in no mass.
  private static func wordy(_ findings: [Finding]) -> [Finding] {
    struct Pair: Hashable {
      let rule: String
      let resource: ResourceID
    }
    let counts = Dictionary(
      findings.map { (Pair(rule: $0.rule, resource: $0.resource), 1) }, uniquingKeysWith: +)
    return findings.filter { finding in
      switch finding.outcome {
      case .pass, .notApplicable: return false
      case .noData:
        let isAlone = counts[Pair(rule: finding.rule, resource: finding.resource)] == 1
        return !isAlone || !finding.locus.isEmpty
      default: return true
      }
    }
  }
}

/// Records of random values, few enough to be met again.
private struct RandomDrafts {
  var random: SeededGenerator
  /// Lines count on, so that no two values stand at one place.
  private var line: Int32 = 0

  init(random: SeededGenerator) { self.random = random }

  mutating func resource(_ schema: Schema, _ uid: String) -> DraftResource {
    DraftResource(
      id: ResourceID(kind: schema.name, uid: uid), name: "\(uid) by name",
      record: record(schema, depth: 0), origin: origin(), aliases: [])
  }

  private mutating func origin() -> Origin {
    line += 1
    return Origin(path: "fleet.json", line: line, column: 1, endLine: line, endColumn: 9)
  }

  private mutating func record(_ schema: Schema, depth: Int) -> DraftRecord {
    var record = DraftRecord(schema, origin: origin())
    for (slot, field) in schema.fields.enumerated() {
      switch Int.random(in: 0..<12, using: &random) {
      case 0 where field.presence == .optional: record[slot] = .absent(at: origin())
      case 1: record[slot] = .unknown(UnknownReason(.notCollected, "nobody asked"), at: origin())
      case 2 where depth == 0:
        record[slot] = .unknown(UnknownReason(.parameter, "Size has no value"), at: origin())
      default:
        if let value = value(field.type, field.values, depth: depth) {
          record[slot] = .stated(value, at: origin())
        } else if field.presence == .required {
          record[slot] = .unknown(UnknownReason(.notCollected, "nobody asked"), at: origin())
        }
      }
    }
    if schema.field("ownership") != nil {
      record["ownership"] = .stated(.string("own"), at: origin())
    }
    return record
  }

  private mutating func value(_ type: FieldType, _ words: [String], depth: Int) -> DraftValue? {
    switch type {
    case .bool: return .bool(Bool.random(using: &random))
    case .int: return .int(Int64.random(in: 0...2, using: &random))
    case .double: return .double(0.5)
    case .string:
      let texts = words.isEmpty ? ["1.2.3", "running", "10.0.0.1"] : Array(words.prefix(3))
      return .string(texts.randomElement(using: &random) ?? "")
    case .timestamp:
      return .timestamp(Int64.random(in: 1...2, using: &random) * 850_000_000_000_000)
    case .duration: return .duration(1_000_000_000)
    case .list(let element):
      guard depth < 2 else { return .list([]) }
      return .list(
        (0..<Int.random(in: 0...2, using: &random)).compactMap { _ in
          value(element, [], depth: depth + 1).map { .stated($0, at: origin()) }
        })
    case .map(let element):
      guard let value = value(element, [], depth: depth + 1) else { return nil }
      return .map([DraftValue.MapEntry("owner", .stated(value, at: origin()))])
    case .record(let name):
      guard depth < 3, let schema = SchemaSet.assay[name] else { return nil }
      return .record(record(schema, depth: depth + 1))
    case .reference(let kind):
      return .reference("\(kind)-\(Int.random(in: 0...3, using: &random))")
    }
  }
}
