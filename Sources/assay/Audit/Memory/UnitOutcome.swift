import AssayIngest
import AssayModel
import AssayRules
import Records

/// What one unit came to, free of the part that it was read in.
struct UnitOutcome: Sendable {
  var resources: [ResourceSummary] = []
  /// What is said of each resource without words: numbers of marks.
  var marks: [[Int]] = []
  var links: [Link] = []
  /// In the order of rules, then of resources.
  var findings: [Finding] = []
  var excluded = 0
  var pairs = 0
  /// Nanoseconds from the night's instant on in which it holds.
  var holding = Int64.max
  /// What ties it to other units, as hashes: equal ones are worth a second look.
  var tells: [UInt64] = []
  var names: [UInt64] = []
}

extension UnitOutcome {
  /// A hash of an id, the same in every process.
  static func hash(_ id: ResourceID) -> UInt64 {
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    for byte in id.kind.utf8 { add(byte) }
    add(0)
    for byte in id.uid.utf8 { add(byte) }
    return hash
  }

  /// What the units of a part came to, in the order of `owners`' units; nil where a resource is of none.
  static func split(
    _ resources: [ResourceSummary], _ links: [Link], _ sweep: Sweep, owners: [Int?],
    rulesByKind: [String: Int], _ number: (Sweep.Mark) -> Int
  ) -> [Int: UnitOutcome]? {
    var outcomes: [Int: UnitOutcome] = [:]
    var units: [ResourceID: Int] = [:]
    var marks = Array(repeating: [Int](), count: resources.count)
    sweep.forEachMark { mark, positions in
      let number = number(mark)
      for position in positions.positions { marks[Int(position)].append(number) }
    }
    let excluded = Set(sweep.excludedPositions)
    for (index, resource) in resources.enumerated() {
      guard let unit = owners[index] else { return nil }
      units[resource.id] = unit
      outcomes[unit, default: UnitOutcome()].take(
        resource, marks[index].sorted(), holding: sweep.holding[index])
      if excluded.contains(index) {
        outcomes[unit]?.excluded += 1
      } else {
        outcomes[unit]?.pairs += rulesByKind[resource.id.kind] ?? 0
      }
    }
    for link in links {
      guard let unit = units[link.from] else { return nil }
      outcomes[unit]?.links.append(link)
    }
    for finding in sweep.findings {
      guard let unit = units[finding.resource] else { return nil }
      outcomes[unit]?.findings.append(finding)
    }
    return outcomes
  }

  private mutating func take(_ resource: ResourceSummary, _ marks: [Int], holding: Int64) {
    resources.append(resource)
    self.marks.append(marks)
    self.holding = min(self.holding, holding)
  }
}
