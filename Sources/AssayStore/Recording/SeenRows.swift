import AssayModel

/// The rows of the resources of one kind that a run looked at.
struct SeenRows {
  /// Ascending, each once.
  private(set) var rows: [Int64] = []
  /// By position of a resource of the kind, where its row stands among `rows`; `unmarked` for other kinds.
  private var places: [Int32]
  /// Positions of the resources by kind.
  private var positions: [String: [Int32]] = [:]
  private let index: ResourceIndex
  private var kind = ""

  /// Of what no mass tells.
  static let unmarked: Int32 = -1

  init(_ resources: [ResourceSummary], _ index: ResourceIndex) {
    self.index = index
    places = Array(repeating: Self.unmarked, count: resources.count)
    // Those of a kind stand side by side.
    var start = 0
    while start < resources.count {
      let kind = resources[start].id.kind
      let end =
        resources[start...].indices.first { resources[$0].id.kind != kind } ?? resources.count
      positions[kind, default: []] += Int32(start)..<Int32(end)
      start = end
    }
  }

  /// Takes up another kind.
  mutating func turn(to kind: String) {
    for position in positions[self.kind] ?? [] { places[Int(position)] = Self.unmarked }
    self.kind = kind
    let positions = positions[kind] ?? []
    rows = positions.map { index.ofResources[Int($0)] }
    rows += index.named.lazy.filter { $0.kind == kind }.map(\.row)
    // On a first night they were given in this order.
    if zip(rows, rows.dropFirst()).allSatisfy({ $0 < $1 }) {
      for (place, position) in positions.enumerated() { places[Int(position)] = Int32(place) }
      return
    }
    rows = Set(rows).sorted()
    for position in positions {
      let place = rows.place(of: index.ofResources[Int(position)], by: { $0 })
      places[Int(position)] = place.map(Int32.init) ?? Self.unmarked
    }
  }

  /// For each row, the mark of the set of positions that it is in.
  func marks(_ sets: [PositionSet], _ marks: [Int32]) -> [Int32] {
    var found = Array(repeating: Self.unmarked, count: rows.count)
    for (set, mark) in zip(sets, marks) {
      for range in set.ranges {
        for position in range {
          let place = Int(places[Int(position)])
          if place >= 0 { found[place] = mark }
        }
      }
    }
    return found
  }
}

/// What is said alike of many resources.
struct Said: Hashable {
  let outcome: Outcome
  let reason: String

  init(_ outcome: Outcome, _ reason: String) {
    self.outcome = outcome
    self.reason = reason
  }
}

/// Sets of rows by what is said of them, which grow row by row in ascending order.
struct SetSums {
  /// What was said so far.
  private var said: [Said] = []
  private var found: [ResourceSet] = []
  private var last: (said: Said, place: Int32)?

  /// The place of what is kept in no set.
  static let none: Int32 = -2

  mutating func place(of what: Said) -> Int32 {
    if let last, last.said == what { return last.place }
    let known = said.firstIndex(of: what)
    let place = Int32(known ?? said.count)
    if known == nil {
      said.append(what)
      found.append(ResourceSet())
    }
    last = (what, place)
    return place
  }

  mutating func add(_ row: Int64, to place: Int32) { found[Int(place)].insert(row) }

  /// None of them is empty.
  var sets: [Said: ResourceSet] {
    Dictionary(uniqueKeysWithValues: zip(said, found)).filter { !$0.value.words.isEmpty }
  }
}
