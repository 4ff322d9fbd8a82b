/// The states of a product that were reached, in the order in which they were.
///
/// Their places stand one state behind the other in one array; behind the last one the next is
/// drafted, place by place, until it is kept or dropped.
struct ProductStates {
  /// Of all states, each ascending; what stands behind the draft means nothing.
  private(set) var places: [Int32] = []
  /// Where the draft ends.
  private var tail = 0
  private var reached: [State] = []
  /// Positions in `reached` plus one, by the hash of the state; 0 where there is none.
  private var table: [Int32] = Array(repeating: 0, count: Self.fewest)

  private static let fewest = 64

  /// Behind which another state stood, and the symbol that led from it.
  private struct State {
    let start: Int
    let end: Int
    let hash: UInt32
    let parent: Int
    let symbol: Symbol
  }

  var count: Int { reached.count }

  /// Positions in `places`.
  subscript(index: Int) -> Range<Int> {
    let state = reached[index]
    return state.start..<state.end
  }

  /// Positions of what is drafted.
  var drafted: Range<Int> { (reached.last?.end ?? 0)..<tail }

  mutating func removeAll() {
    tail = 0
    reached.removeAll(keepingCapacity: true)
    if table.count > Self.fewest {
      table = Array(repeating: 0, count: Self.fewest)
    } else {
      for slot in table.indices { table[slot] = 0 }
    }
  }

  mutating func append(_ place: Int32) {
    if tail < places.count { places[tail] = place } else { places.append(place) }
    tail += 1
  }

  /// Drops the last place of the draft.
  mutating func removeLast() { tail -= 1 }

  mutating func dropDraft() { tail = reached.last?.end ?? 0 }

  /// Keeps what is drafted; false when it was reached before, and is dropped.
  mutating func keep(from parent: Int, reading symbol: Symbol) -> Bool {
    let draft = drafted
    var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in draft {
      mixed = (mixed ^ UInt64(UInt32(bitPattern: places[index]))) &* 0xFF51_AFD7_ED55_8CCD
      mixed ^= mixed >> 29
    }
    let hash = UInt32(truncatingIfNeeded: mixed >> 32)
    var slot = Int(hash) & (table.count - 1)
    while table[slot] != 0 {
      if isSame(reached[Int(table[slot]) - 1], draft, hash) {
        tail = draft.lowerBound
        return false
      }
      slot = (slot + 1) & (table.count - 1)
    }
    reached.append(
      State(
        start: draft.lowerBound, end: draft.upperBound, hash: hash, parent: parent, symbol: symbol))
    table[slot] = Int32(reached.count)
    if reached.count * 2 > table.count { grow() }
    return true
  }

  private func isSame(_ state: State, _ draft: Range<Int>, _ hash: UInt32) -> Bool {
    guard state.hash == hash, state.end - state.start == draft.count else { return false }
    for offset in 0..<draft.count
    where places[state.start + offset] != places[draft.lowerBound + offset] { return false }
    return true
  }

  private mutating func grow() {
    table = Array(repeating: 0, count: table.count * 4)
    for (index, state) in reached.enumerated() {
      var slot = Int(state.hash) & (table.count - 1)
      while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = Int32(index + 1)
    }
  }

  /// The text that leads to a state.
  func text(to index: Int) -> [Symbol] {
    var text: [Symbol] = []
    var index = index
    while index > 0 {
      text.append(reached[index].symbol)
      index = reached[index].parent
    }
    return text.reversed()
  }
}
