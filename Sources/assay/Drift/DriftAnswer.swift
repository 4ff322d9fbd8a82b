import AssayModel
import AssayRules

/// What is told of the drift of some instances.
struct DriftAnswer {
  /// Ascending by id.
  let instances: [InstanceDrift]
  /// Instances that inventory alone tells of, of those that were asked for.
  let inventoryOnly: [String]
  /// AMIs of which a list was given and that nothing else names; ascending.
  let unused: [String]
  let unread: [(path: String, why: String)]
  /// Changes, the most frequent first, with on how many instances each was found.
  let frequent: [(change: Change, instances: Int)]

  /// What is the same about changes of several instances.
  struct Change: Hashable, Comparable {
    let kind: PackageChange.Kind
    let measure: PackageChange.Measure
    let package: String
    let architecture: String?
    let was: String?
    let now: String?

    static func < (left: Change, right: Change) -> Bool {
      left.key.lexicographicallyPrecedes(right.key)
    }

    private var key: [String] {
      [package, architecture ?? "", measure.rawValue, kind.rawValue, was ?? "", now ?? ""]
    }
  }

  /// `wanted` are ids of instances; all where it is empty.
  init(_ reading: DriftPipeline.Reading, wanted: Set<String>) {
    let isWanted = { (id: String) in wanted.isEmpty || wanted.contains(id) }
    instances = reading.instances.filter { isWanted($0.node.id.uid) }
    inventoryOnly = reading.inventoryOnly.filter(isWanted)
    unused = reading.unused
    unread = reading.unread
    var counts: [Change: Int] = [:]
    for instance in instances {
      let changes = instance.changes.map {
        Change(
          kind: $0.kind, measure: $0.measure, package: $0.package,
          architecture: $0.architecture, was: $0.was, now: $0.now)
      }
      for change in Set(changes) { counts[change, default: 0] += 1 }
    }
    frequent = counts.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
    }.map { ($0.key, $0.value) }
  }

  /// Instances that were compared with anything.
  var compared: [InstanceDrift] { instances.filter(\.isCompared) }

  /// Instances of which a change of a kind was found.
  func count(_ kind: PackageChange.Kind) -> Int {
    instances.count { $0.changes.contains { $0.kind == kind } }
  }

  /// Why instances were not compared, the most frequent reason first, with how many those are.
  func reasons(
    _ comparison: (InstanceDrift) -> InstanceDrift.Comparison
  ) -> [(why: String, instances: Int)] {
    var counts: [String: Int] = [:]
    for instance in instances {
      if case .missing(let why) = comparison(instance) { counts[why, default: 0] += 1 }
    }
    return Self.sorted(counts)
  }

  /// What comparisons could not look at, the most frequent first, with on how many instances.
  func notes(
    _ comparison: (InstanceDrift) -> InstanceDrift.Comparison
  ) -> [(note: String, instances: Int)] {
    var counts: [String: Int] = [:]
    for instance in instances {
      guard case .made(_, let notes) = comparison(instance) else { continue }
      for note in Set(notes) { counts[note, default: 0] += 1 }
    }
    return Self.sorted(counts)
  }

  private static func sorted(_ counts: [String: Int]) -> [(String, Int)] {
    counts.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
    }.map { ($0.key, $0.value) }
  }
}

/// The kinds of change that an option names.
struct DriftKinds {
  let kinds: Set<PackageChange.Kind>

  /// All of them, with commas between.
  static let names = PackageChange.Kind.allCases.map(\.rawValue).joined(separator: ", ")

  /// Nil for a text with a word that is none.
  init?(_ text: String) {
    let words = text.split(separator: ",").map { $0.filter { $0 != " " } }
    let kinds = words.compactMap { PackageChange.Kind(rawValue: $0) }
    guard !kinds.isEmpty, kinds.count == words.count else { return nil }
    self.kinds = Set(kinds)
  }
}
