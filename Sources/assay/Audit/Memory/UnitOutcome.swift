import AssayIngest
import AssayModel
import AssayRules
import Records

/// What one unit came to, free of the part that it was read in.
struct UnitOutcome: Sendable {
  var resources: [ResourceSummary] = []
  /// What is said of each resource without words: numbers of marks.
  var marks: [[Int]] = []
  /// With the position of the resource that they lead from.
  var links: [(link: Link, from: Int)] = []
  /// In the order of rules, then of resources, with the position of the resource.
  var findings: [(finding: Finding, owner: Int)] = []
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
    _ part: AuditPart, owners: [Int?], rulesByKind: [String: Int], _ number: (Sweep.Mark) -> Int
  ) -> [Int: UnitOutcome]? {
    guard let ranges = part.linkRanges else { return nil }
    var outcomes: [Int: UnitOutcome] = [:]
    outcomes.reserveCapacity(Set(owners).count)
    let sweep = part.sweep
    var marks = Array(repeating: [Int](), count: part.resources.count)
    sweep.forEachMark { mark, positions in
      let number = number(mark)
      for position in positions.positions { marks[Int(position)].append(number) }
    }
    var isExcluded = Array(repeating: false, count: part.resources.count)
    for position in sweep.excludedPositions { isExcluded[position] = true }
    // For each resource, its position among those of its unit.
    var places: [Int] = []
    places.reserveCapacity(part.resources.count)
    for (index, resource) in part.resources.enumerated() {
      guard let unit = owners[index] else { return nil }
      let place = outcomes[unit, default: UnitOutcome()].take(
        resource, marks[index].sorted(), holding: sweep.holding[index])
      places.append(place)
      let links = part.links[ranges[index]].map { (link: $0, from: place) }
      outcomes[unit]?.links += links
      if isExcluded[index] {
        outcomes[unit]?.excluded += 1
      } else {
        outcomes[unit]?.pairs += rulesByKind[resource.id.kind] ?? 0
      }
    }
    for (finding, owner) in zip(sweep.findings, sweep.owners) {
      guard let unit = owners[Int(owner)] else { return nil }
      outcomes[unit]?.findings.append((finding, places[Int(owner)]))
    }
    return outcomes
  }

  /// Takes a resource in; its position.
  private mutating func take(
    _ resource: ResourceSummary, _ marks: [Int], holding: Int64
  ) -> Int {
    resources.append(resource)
    self.marks.append(marks)
    self.holding = min(self.holding, holding)
    return resources.count - 1
  }
}
