import AssayIngest
import AssayModel
import AssayRules
import Records

/// What one unit came to, as places in the part that it was read in.
struct UnitOutcome: Sendable {
  /// Positions of its resources.
  var resources: ArraySlice<Int32> = []
  /// Positions of its findings, in the order of rules, then of resources.
  var findings: ArraySlice<Int32> = []
  var links = 0
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
    var hash = FNV1a()
    for byte in id.kind.utf8 { hash.add(byte) }
    hash.add(0)
    for byte in id.uid.utf8 { hash.add(byte) }
    return hash.value
  }
}

/// What the units of a part came to.
///
/// All of them stand in few arrays: there are hundreds, each with little.
struct UnitOutcomes: Sendable {
  let part: AuditPart
  /// For each resource, which links of the part are its own.
  let linkRanges: [Range<Int>]
  /// For each resource, its position among those of its unit.
  let places: [Int32]
  /// For each resource, what is said of it without words.
  let patterns: MarkPatterns
  /// In the order of their numbers.
  var units: [UnitOutcome]

  /// Nil where a resource or a finding is of no unit.
  ///
  /// - Parameters:
  ///   - part: What the units were read and judged as.
  ///   - owners: For each resource, the number of its unit, below `count`.
  ///   - count: How many units there are.
  ///   - rulesByKind: How many rules judge a resource of a kind.
  ///   - number: The numbers of marks.
  init?(
    _ part: AuditPart, owners: [Int?], count: Int, rulesByKind: [String: Int],
    _ number: (Sweep.Mark) -> Int
  ) {
    let resources = part.resources.count
    guard let ranges = part.linkRanges, owners.count == resources,
      owners.allSatisfy({ $0 != nil })
    else { return nil }
    let units = owners.map { $0 ?? 0 }
    let order = Grouping(units, count: count)
    let said = Grouping(part.sweep.owners.map { units[Int($0)] }, count: count)
    var outcomes = (0..<count).map { unit in
      UnitOutcome(resources: order.members(of: unit), findings: said.members(of: unit))
    }
    var places = Array(repeating: Int32(0), count: resources)
    var isExcluded = Array(repeating: false, count: resources)
    for position in part.sweep.excludedPositions { isExcluded[position] = true }
    for unit in outcomes.indices {
      for (place, position) in outcomes[unit].resources.enumerated() {
        let position = Int(position)
        places[position] = Int32(place)
        outcomes[unit].links += ranges[position].count
        // What an earlier night said holds as its term tells.
        if !part.sweep.holding.isEmpty {
          outcomes[unit].holding = min(outcomes[unit].holding, part.sweep.holding[position])
        }
        if isExcluded[position] {
          outcomes[unit].excluded += 1
        } else {
          outcomes[unit].pairs += rulesByKind[part.resources[position].id.kind] ?? 0
        }
      }
    }
    self.part = part
    self.places = places
    self.units = outcomes
    linkRanges = ranges
    patterns = MarkPatterns(part.sweep, resources: resources, number)
  }
}

/// Things in groups, in each in their own order.
private struct Grouping {
  private let starts: [Int]
  private let order: [Int32]

  /// `groups`: the group of each thing, below `count`.
  init(_ groups: [Int], count: Int) {
    var starts = Array(repeating: 0, count: count + 1)
    for group in groups { starts[group + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    var order = Array(repeating: Int32(0), count: groups.count)
    for (thing, group) in groups.enumerated() {
      order[next[group]] = Int32(thing)
      next[group] += 1
    }
    self.starts = starts
    self.order = order
  }

  func members(of group: Int) -> ArraySlice<Int32> { order[starts[group]..<starts[group + 1]] }
}

/// Which marks resources bear together: each such pattern once.
///
/// Resources start without any. One mark after the other takes those that bear it from the pattern that they have to
/// the next, so that no resource keeps a list.
struct MarkPatterns: Sendable {
  /// Resources that bear the marks of `before`, and `mark`.
  private struct Pattern: Sendable {
    let before: Int32
    let mark: Int
    /// The pattern after this one by the mark that is being given out.
    var next: Int32 = 0
    var nextMark = -1
  }

  private var patterns = [Pattern(before: -1, mark: -1)]
  /// For each resource, its pattern.
  private(set) var ofResources: [Int32]

  init(_ sweep: Sweep, resources: Int, _ number: (Sweep.Mark) -> Int) {
    ofResources = Array(repeating: 0, count: resources)
    var marks: [(number: Int, positions: PositionSet)] = []
    sweep.forEachMark { marks.append((number($0), $1)) }
    for (mark, positions) in marks.sorted(by: { $0.number < $1.number }) {
      for range in positions.ranges {
        for position in range {
          ofResources[Int(position)] = next(ofResources[Int(position)], mark)
        }
      }
    }
  }

  private mutating func next(_ pattern: Int32, _ mark: Int) -> Int32 {
    if patterns[Int(pattern)].nextMark == mark { return patterns[Int(pattern)].next }
    let next = Int32(patterns.count)
    patterns.append(Pattern(before: pattern, mark: mark))
    patterns[Int(pattern)].next = next
    patterns[Int(pattern)].nextMark = mark
    return next
  }

  var count: Int { patterns.count }

  /// Numbers of marks, ascending.
  func marks(of pattern: Int32) -> [Int] {
    var marks: [Int] = []
    var pattern = patterns[Int(pattern)]
    while pattern.before >= 0 {
      marks.append(pattern.mark)
      pattern = patterns[Int(pattern.before)]
    }
    return marks.reversed()
  }
}
