import AssayModel
import AssayStore
import Sealing
import Testing

/// The digest of a result stands for all of it.
struct ResultDigestTests {
  /// More of everything than one piece takes.
  private static func builder() -> RunBuilder {
    var run = RunBuilder()
    run.rule("r")
    for number in 0..<8_200 {
      let uid = "vol-\(100_000 + number)"
      run.resource(uid)
      run.finding("r", uid, .fail)
      let (kind, last) = ("volume", "vol-\(100_000 + number / 2)")
      run.links.append(
        Link(
          from: ResourceID(kind: kind, uid: uid), label: "l", to: ResourceID(kind: kind, uid: last))
      )
    }
    return run
  }

  private func digest(_ run: RunBuilder) -> String {
    ResultDigest(run.result(), Self.verdict(run.result())).hex
  }

  private static func verdict(_ result: RunResult) -> Verdict {
    Verdict.decide(result, failOn: .high, onUnknown: .warn)
  }

  static let changes: [(name: String, make: @Sendable (inout RunBuilder, Int) -> Void)] = [
    (
      "facts",
      { run, at in
        let old = run.resources[at]
        run.resources[at] = ResourceSummary(
          id: old.id, name: old.name, origin: old.origin, factsDigest: RunBuilder.digest("new"))
      }
    ),
    ("a resource", { run, at in run.resources.remove(at: at) }),
    ("a finding", { run, at in run.findings.remove(at: at) }),
    (
      "a message",
      { run, at in
        let uid = run.findings.remove(at: at).resource.uid
        run.finding("r", uid, .fail, message: "another")
      }
    ),
    (
      "a place",
      { run, at in
        let uid = run.findings.remove(at: at).resource.uid
        run.finding("r", uid, .fail, line: 2)
      }
    ),
    ("a link", { run, at in run.links.remove(at: at) }),
    (
      "a label",
      { run, at in
        let old = run.links[at]
        run.links[at] = Link(from: old.from, label: "m", to: old.to)
      }
    ),
    (
      "an end outside",
      { run, at in
        let old = run.links[at]
        run.links[at] = Link(from: old.from, label: "l", to: ResourceID(kind: "volume", uid: "x"))
      }
    ),
    ("a refused file", { run, _ in run.refuse("b.yaml") }),
  ]

  @Test(arguments: changes.indices) func `whatever differs gives another`(_ number: Int) {
    let whole = digest(Self.builder())
    for at in [0, 4_000, 8_191, 8_192, 8_199] {
      var run = Self.builder()
      Self.changes[number].make(&run, at)
      #expect(digest(run) != whole, "\(Self.changes[number].name) at \(at)")
    }
    #expect(digest(Self.builder()) == whole)
  }

  @Test func `pieces may be made in any order`() {
    let result = Self.builder().result()
    let verdict = Self.verdict(result)
    let other = ResultDigest(result, verdict) { count, work in
      #expect(count == 6)
      return (0..<count).reversed().map { ($0, work($0)) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    #expect(other.hex == ResultDigest(result, verdict).hex)
  }
}
