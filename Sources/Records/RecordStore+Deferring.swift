/// Origins that are looked up later: most places that an evaluation passes nobody asks for, and of equal
/// records only their addresses differ.
extension Origin {
  /// What an origin stands for that was not looked up.
  package enum Deferred: Hashable, Sendable {
    case slot(SlotID)
    case block(BlockID)
    /// The resource at hand, which knows itself where it begins.
    case resource
  }

  // Columns count from 1, so these are those of no place.
  private static let slotMark: Int32 = 0
  private static let blockMark: Int32 = -1
  private static let resourceMark: Int32 = -2

  /// An origin that stands for what is looked up later.
  package init(_ deferred: Deferred) {
    let (address, mark): (UInt32, Int32) =
      switch deferred {
      case .slot(let slot): (slot.address, Self.slotMark)
      case .block(let block): (block.address, Self.blockMark)
      case .resource: (0, Self.resourceMark)
      }
    self.init(
      path: "", line: Int32(bitPattern: address), column: mark, endLine: 0, endColumn: mark)
  }

  /// What it stands for; nil for an origin that says where it is.
  package var deferred: Deferred? {
    guard column <= 0, endColumn == column, path.isEmpty else { return nil }
    let address = UInt32(bitPattern: line)
    switch column {
    case Self.slotMark: return .slot(SlotID(address: address))
    case Self.blockMark: return .block(BlockID(address: address))
    case Self.resourceMark: return .resource
    default: return nil
    }
  }
}

extension RecordStore {
  /// The same records, which from an address on tell deferred origins.
  package func deferring(from address: UInt32) -> RecordStore {
    var store = self
    store.deferringStart = address
    return store
  }

  /// Whether anybody said where a slot stands.
  package func hasOrigin(_ slot: SlotID) -> Bool {
    !place(slot.address).isNone || origins[slot] != nil
  }

  /// The same of a block as a whole.
  package func hasOrigin(_ block: BlockID) -> Bool {
    !place(block.address).isNone || blockOrigins[block] != nil
  }

  /// The number of the reason that an unknown slot has, if it is one that several slots may share: equal
  /// numbers of one store are equal reasons.
  package func sharedReason(_ slot: SlotID) -> UInt64? {
    reasons[slot] == nil ? words[Int(slot.address)] : nil
  }
}
