import Records

/// What joins ask of a node, whatever form its record is in.
struct NodeFacts {
  let id: String
  let account: String?
  let region: String?
  /// Whether a heartbeat tells of it.
  let hasHeartbeat: Bool
  /// Why a heartbeat that is there could not be read; nil for one that could, and for none.
  let unread: UnknownReason?
  let ping: String?
  let status: String?
  /// Whether nobody was asked for its patch state.
  let lacksPatches: Bool

  /// The slots of a node that joins read and fill.
  enum Slots {
    static let account = Schema.managedNode.slot("account")
    static let region = Schema.managedNode.slot("region")
    static let platformType = Schema.managedNode.slot("platformType")
    static let platformName = Schema.managedNode.slot("platformName")
    static let platformVersion = Schema.managedNode.slot("platformVersion")
    static let distribution = Schema.managedNode.slot("distribution")
    static let agentVersion = Schema.managedNode.slot("agentVersion")
    static let pingStatus = Schema.managedNode.slot("pingStatus")
    static let instanceStatus = Schema.managedNode.slot("instanceStatus")
    static let registered = Schema.managedNode.slot("registered")
    static let connected = Schema.managedNode.slot("connected")
    static let state = Schema.managedNode.slot("state")
    static let instance = Schema.managedNode.slot("instance")
    static let software = Schema.managedNode.slot("software")
    static let ssmAgent = Schema.managedNode.slot("ssmAgent")
    static let cloudwatchAgent = Schema.managedNode.slot("cloudwatchAgent")
    static let patchState = Schema.managedNode.slot("patchState")
  }

  private static let heartbeat = [Slots.agentVersion, Slots.pingStatus, Slots.instanceStatus]

  init(_ record: DraftRecord, id: String) {
    self.id = id
    account = record[Slots.account].text
    region = record[Slots.region].text
    hasHeartbeat = Self.heartbeat.contains { record[$0].state.hasValue }
    unread = record[Slots.instanceStatus].reason.flatMap { $0.kind == .unread ? $0 : nil }
    ping = record[Slots.pingStatus].text
    status = record[Slots.instanceStatus].text
    lacksPatches = record[Slots.patchState].reason?.kind == .notCollected
  }

  /// Of a record that is laid out.
  init(_ block: BlockID, in store: RecordStore, id: String) {
    self.id = id
    account = store.text(block, Slots.account)
    region = store.text(block, Slots.region)
    hasHeartbeat = Self.heartbeat.contains { store.state(block, $0).hasValue }
    unread = store.unknown(block, Slots.instanceStatus).flatMap { $0.kind == .unread ? $0 : nil }
    ping = store.text(block, Slots.pingStatus)
    status = store.text(block, Slots.instanceStatus)
    lacksPatches = store.unknown(block, Slots.patchState)?.kind == .notCollected
  }
}

/// A field of a node that follows from others, or from what was collected.
struct NodeFilling {
  /// Where the value stands.
  enum Spot {
    /// Where the node begins.
    case whole
    /// Where that field stands, else where the node begins.
    case slot(Int)
    /// Where its draft says.
    case own
  }

  let slot: Int
  let draft: Draft
  let spot: Spot

  init(_ slot: Int, _ draft: Draft, at spot: Spot = .whole) {
    self.slot = slot
    self.draft = draft
    self.spot = spot
  }
}

extension RecordStore {
  /// The text of a slot of strings; nil when it has no value.
  func text(_ block: BlockID, _ slot: Int) -> String? {
    guard state(block, slot).hasValue else { return nil }
    return strings[Symbol(raw: UInt32(truncatingIfNeeded: word(block, slot)))]
  }

  /// Why a slot is unknown; nil when it is not.
  func unknown(_ block: BlockID, _ slot: Int) -> UnknownReason? {
    state(block, slot) == .unknown ? reason(self.slot(block, slot)) : nil
  }
}
