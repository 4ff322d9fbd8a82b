import AssayModel
import AssayRules
import Documents
import Records
import Testing
import Vectors

/// What a sweep says of a resource holds as long as it says that it does.
struct ClockWatchTests {
  private static let now = Instant(microseconds: 1_767_225_600_000_000)
  private static let hour: Int64 = 3_600_000_000

  /// Rules about one clock, each in a form that can be watched.
  private static let watched = [
    "young": "age(resource.launchTime) <= hours(30)",
    "old": "age(resource.launchTime) > hours(20)",
    "ahead": "resource.launchTime > now",
    "behind": "now >= resource.launchTime && age(resource.stoppedTime) < hours(5)",
    "gap": "now - resource.launchTime < hours(12) || resource.stoppedTime < now",
    "fresh": "resource.launchTime.isFresh(hours(24)) && resource.state == \"running\"",
    "listed":
      "resource.networkInterfaces.all(n, age(resource.launchTime) < hours(3)) && age(resource.launchTime) < hours(9)",
    "unmoved": "resource.launchTime < resource.stoppedTime",
  ]

  /// Rules that make something of the clock that could be anything.
  private static let anything = [
    "equal": "now == resource.launchTime",
    "text": "string(now) != resource.state",
    "printed": "resource.launchTime - resource.stoppedTime < age(resource.launchTime)",
    "turned": "hours(20) < age(resource.launchTime)",
    "hour": "now.getHours() < 12 || resource.launchTime > now",
  ]

  private func rules(_ rules: [String: String]) throws -> RuleSet {
    var files = [SourceFile(path: "p/pack.yaml", text: PackText.head)]
    for (name, expect) in rules {
      files.append(
        SourceFile(
          path: "p/\(name).yaml",
          text: """
            id: \(name)
            title: T
            severity: low
            for: instance
            when: has(resource.launchTime) && has(resource.stoppedTime) && has(resource.state) && has(resource.networkInterfaces)
            expect: '\(expect)'
            why: W
            fix: F
            examples:
              pass: [{}]
              fail: [{}]
            """))
    }
    let loading = RuleSet.load([PackSource(folder: "p", files: files)])
    return try #require(
      loading.rules, "\(DiagnosticRenderer().render(loading.diagnostics))")
  }

  private func graph(_ seed: UInt64) -> ResourceGraph {
    var random = SeededGenerator(seed)
    return graph(
      (0..<60).map { _ in
        func back() -> Int64 { Int64.random(in: -40...60, using: &random) * Self.hour + 1_000_000 }
        // Never the moment of the run itself, which would be taken for it.
        return (back(), back())
      })
  }

  /// Instances that were launched and stopped so many microseconds ago.
  private func graph(_ ages: [(launch: Int64, stop: Int64)]) -> ResourceGraph {
    var builder = ResourceGraph.Builder()
    for (number, age) in ages.enumerated() {
      var record = DraftRecord(.instance, origin: nil)
      func moment(_ age: Int64) -> Draft { .stated(.timestamp(Self.now.microseconds - age)) }
      record["instanceId"] = .stated(.string("i-\(number)"))
      record["launchTime"] = moment(age.launch)
      record["stoppedTime"] = moment(age.stop)
      record["state"] = .stated(.string("running"))
      record["networkInterfaces"] = .stated(.list([]))
      record["ownership"] = .stated(.string("own"))
      builder.add(
        DraftResource(
          id: ResourceID(kind: "instance", uid: "i-\(number)"), name: "i", record: record,
          origin: nil))
    }
    return builder.finish()
  }

  /// What is said of each resource, without the moment of the run.
  private func said(
    _ rules: RuleSet, _ graph: ResourceGraph, at now: Instant, _ evaluator: Engine.Evaluator
  ) -> (holding: [Int64], said: [[String]]) {
    let engine = Engine(rules, now: now, evaluator: evaluator)
    let sweep = engine.sweep(
      graph, shared: SharedAnswers(base: ResourceGraph.Builder().finish().store))
    var said = Array(repeating: [String](), count: graph.resources.count)
    for finding in engine.run(over: graph).findings {
      let index = graph.resources.firstIndex { $0.id == finding.resource } ?? 0
      let values = finding.evidence.map {
        let allowed = ($0.allowed ?? "").replacing(now.rfc3339, with: "NOW")
        return "\($0.path) \($0.got) \(allowed)"
      }
      said[index].append("\(finding.rule) \(finding.outcome) \(values) \(finding.reasons)")
    }
    return (sweep.holding, said)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64], [Engine.Evaluator.reference, .compiled])
  func `nothing comes out otherwise as long as it holds`(
    _ seed: UInt64, _ evaluator: Engine.Evaluator
  ) throws {
    let rules = try rules(Self.watched)
    let graph = graph(seed)
    let (holding, first) = said(rules, graph, at: Self.now, evaluator)
    #expect(holding.contains { $0 > 0 && $0 < .max } && Set(holding).count > 20)
    var changed = 0
    for hours in stride(from: 1, through: 50, by: 4) as StrideThrough<Int64> {
      // A microsecond before the full hour, at which all that changes does.
      let later = Instant(microseconds: Self.now.microseconds + hours * Self.hour - 1)
      let passed = (later.microseconds - Self.now.microseconds) * 1_000
      let (_, next) = said(rules, graph, at: later, evaluator)
      for index in holding.indices where next[index] != first[index] {
        changed += 1
        #expect(holding[index] <= passed, "\(first[index]) became \(next[index])")
      }
    }
    #expect(changed > 50)
  }

  @Test(arguments: [Engine.Evaluator.reference, .compiled])
  func `what stands at its limit holds for the instant of the run`(
    _ evaluator: Engine.Evaluator
  ) throws {
    let graph = graph([(30 * Self.hour, 0), (40 * Self.hour, 0)])
    let (holding, first) = said(
      try rules(["young": "age(resource.launchTime) <= hours(30)"]), graph, at: Self.now, evaluator)
    #expect(holding == [1, .max] && first[0] != first[1])
  }

  @Test func `what can be said of the clock in another way is never taken to hold`() throws {
    for (name, expect) in Self.anything {
      let (holding, _) = said(try rules([name: expect]), graph(7), at: Self.now, .automatic)
      #expect(holding.allSatisfy { $0 == 0 }, "\(name)")
    }
  }

  @Test func `what no clock is asked about holds for ever`() throws {
    let rules = try rules(["state": "resource.state == \"running\""])
    let (holding, _) = said(rules, graph(7), at: Self.now, .automatic)
    #expect(holding.allSatisfy { $0 == .max })
  }
}
