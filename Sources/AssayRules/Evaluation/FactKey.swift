import Records

/// The facts of one resource that a rule may read, in one order: equal words for equal facts.
///
/// Strings and reasons count by the numbers that `FactNames` gives them, so that keys of several stores
/// compare. What many resources share (records below `start`, the same in all of those) counts by its
/// address.
///
/// One object for all resources that a rule is asked about, which is filled anew for each.
final class FactKey {
  private(set) var words: [UInt64] = []
  /// The addresses of all slots and blocks that were passed, in the same order: where two keys have the
  /// same words, what stands at the same position plays the same part.
  private(set) var addresses: [UInt32] = []
  /// Times of which is asked only whether they are fresh, which are not among the words.
  private(set) var times: [Int64] = []
  /// The addresses of their slots.
  private(set) var timeAddresses: [UInt32] = []
  /// The words with the times.
  var exactWords: [UInt64] { words + times.map(UInt64.init(bitPattern:)) + [.max] }
  private var visited: [UInt32] = []
  private let store: RecordStore
  private let reach: FactReach
  private let start: UInt32
  /// Past it a key costs more than it saves.
  private static let mostWords = 2_000

  init(_ reach: FactReach, _ store: RecordStore, sharedBelow start: UInt32) {
    self.reach = reach
    self.store = store
    self.start = start
  }

  /// Takes in the facts of another record; false when they are too many, or nothing tells them apart.
  func take(_ record: BlockID, _ names: inout FactNames) -> Bool {
    words.removeAll(keepingCapacity: true)
    addresses.removeAll(keepingCapacity: true)
    times.removeAll(keepingCapacity: true)
    timeAddresses.removeAll(keepingCapacity: true)
    visited.removeAll(keepingCapacity: true)
    guard record.address >= start else { return false }
    return add(record, &names)
  }

  private func add(_ record: BlockID, _ names: inout FactNames) -> Bool {
    if let known = visited.firstIndex(of: record.address) {
      words.append(1 << 62 | UInt64(known))
      return true
    }
    visited.append(record.address)
    let header = store.words[Int(record.address)]
    words.append(header)
    words.append(store.hasOrigin(record) ? 1 : 0)
    addresses.append(record.address)
    for field in reach.fields(of: Int(header >> 32)) {
      guard add(record, field.slot, field.shape, &names) else { return false }
    }
    return true
  }

  private func add(
    _ block: BlockID, _ index: Int, _ shape: FactReach.Shape, _ names: inout FactNames
  ) -> Bool {
    let slot = store.slot(block, index)
    let state = store.state(block, index)
    addresses.append(slot.address)
    words.append(UInt64(state.rawValue) << 1 | (store.hasOrigin(slot) ? 1 : 0))
    guard words.count < Self.mostWords else { return false }
    switch state {
    case .absent: return true
    case .unknown:
      guard let number = store.sharedReason(slot) else { return false }
      words.append(names.number(ofReason: number) { store.reason(slot) })
      return true
    case .stated, .defaulted:
      guard case .freshTime = shape else {
        return add(store.words[Int(slot.address)], shape, &names)
      }
      times.append(Int64(bitPattern: store.words[Int(slot.address)]))
      timeAddresses.append(slot.address)
      return true
    }
  }

  private func add(
    _ word: UInt64, _ shape: FactReach.Shape, _ names: inout FactNames
  ) -> Bool {
    switch shape {
    case .word, .freshTime:
      words.append(word)
      return true
    case .text:
      let symbol = Symbol(raw: UInt32(truncatingIfNeeded: word))
      words.append(names.number(of: symbol, in: store))
      return true
    case .list, .map, .record: break
    }
    let block = BlockID(address: UInt32(truncatingIfNeeded: word))
    guard block.address >= start else {
      words.append(1 << 63 | word)
      return true
    }
    switch shape {
    case .word, .text, .freshTime: return true
    case .record: return add(block, &names)
    case .list(let element): return addSlots(of: block, &names) { _ in element }
    case .map(let value): return addSlots(of: block, &names) { $0 % 2 == 0 ? .text : value }
    }
  }

  private func addSlots(
    of block: BlockID, _ names: inout FactNames, _ shape: (Int) -> FactReach.Shape
  ) -> Bool {
    let count = store.count(block)
    words.append(UInt64(count))
    words.append(store.hasOrigin(block) ? 1 : 0)
    addresses.append(block.address)
    for index in 0..<count {
      guard add(block, index, shape(index), &names) else { return false }
    }
    return true
  }
}

/// Numbers for strings and reasons that are the same in all stores, as far as keys ask for them.
struct FactNames: Sendable {
  private var strings = StringTable()
  private var reasons: [UnknownReason: UInt64] = [:]
  /// By symbol of the store at hand, one more than the number; 0 where nobody asked.
  private var known: [UInt32] = []
  /// By number of the reason in the store at hand.
  private var knownReasons: [UInt64: UInt64] = [:]

  /// How many there are.
  var count: Int { strings.count + reasons.count }

  /// Turns to another store.
  mutating func begin(_ store: RecordStore) {
    known = Array(repeating: 0, count: store.strings.count)
    knownReasons.removeAll(keepingCapacity: true)
  }

  mutating func number(of symbol: Symbol, in store: RecordStore) -> UInt64 {
    let index = Int(symbol.raw)
    if known[index] == 0 { known[index] = strings.intern(store.strings[symbol]).raw + 1 }
    return UInt64(known[index])
  }

  mutating func number(ofReason shared: UInt64, _ reason: () -> UnknownReason?) -> UInt64 {
    if let number = knownReasons[shared] { return number }
    let reason = reason() ?? UnknownReason(.notCollected, "")
    let number = reasons[reason] ?? UInt64(reasons.count)
    reasons[reason] = number
    knownReasons[shared] = number
    return number
  }
}
