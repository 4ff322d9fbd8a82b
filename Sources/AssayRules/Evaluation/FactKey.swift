import Records

/// The facts of one resource that a rule may read, in one order: equal words for equal facts.
///
/// Strings count by their symbols and reasons by their numbers, so only keys of one store compare. What
/// many resources share (records below `start`) counts by its address.
struct FactKey {
  private(set) var words: [UInt64] = []
  /// The addresses of all slots and blocks that were passed, in the same order: where two keys have the
  /// same words, what stands at the same position plays the same part.
  private(set) var addresses: [UInt32] = []
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
  mutating func take(_ record: BlockID) -> Bool {
    words.removeAll(keepingCapacity: true)
    addresses.removeAll(keepingCapacity: true)
    visited.removeAll(keepingCapacity: true)
    guard record.address >= start else { return false }
    return add(record)
  }

  private mutating func add(_ record: BlockID) -> Bool {
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
      guard add(record, field.slot, field.shape) else { return false }
    }
    return true
  }

  private mutating func add(_ block: BlockID, _ index: Int, _ shape: FactReach.Shape) -> Bool {
    let slot = store.slot(block, index)
    let state = store.state(block, index)
    addresses.append(slot.address)
    words.append(UInt64(state.rawValue) << 1 | (store.hasOrigin(slot) ? 1 : 0))
    guard words.count < Self.mostWords else { return false }
    switch state {
    case .absent: return true
    case .unknown:
      guard let reason = store.sharedReason(slot) else { return false }
      words.append(reason)
      return true
    case .stated, .defaulted: return add(store.words[Int(slot.address)], shape)
    }
  }

  private mutating func add(_ word: UInt64, _ shape: FactReach.Shape) -> Bool {
    if case .word = shape {
      words.append(word)
      return true
    }
    let block = BlockID(address: UInt32(truncatingIfNeeded: word))
    guard block.address >= start else {
      words.append(1 << 63 | word)
      return true
    }
    switch shape {
    case .word: return true
    case .record: return add(block)
    case .list(let element): return addSlots(of: block) { _ in element }
    case .map(let value): return addSlots(of: block) { $0 % 2 == 0 ? .word : value }
    }
  }

  private mutating func addSlots(
    of block: BlockID, _ shape: (Int) -> FactReach.Shape
  ) -> Bool {
    let count = store.count(block)
    words.append(UInt64(count))
    words.append(store.hasOrigin(block) ? 1 : 0)
    addresses.append(block.address)
    for index in 0..<count {
      guard add(block, index, shape(index)) else { return false }
    }
    return true
  }
}
