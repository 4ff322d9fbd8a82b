import Records

/// What follows from fields and links together: computed once everything is laid out.
///
/// Shape: passes in the order of their needs; each reads the store as the pass before left it and
/// hands back fields to set.
enum Derivations {
  /// One field and what it turned out to be.
  struct Result {
    let block: BlockID
    let field: String
    let draft: Draft
    /// Where it stands when that is where another value does; nil when the draft says so.
    var standing: Standing?
  }

  /// Runs all passes; `others` are looked at and not changed: the switches of accounts.
  static func run(
    over resources: [Resource], beside others: [Resource] = [], in builder: inout RecordBuilder
  ) {
    let passes: [([Resource], RecordStore) -> [Result]] = [
      { blockDeviceDefaults($0, beside: others, $1) }, componentEffects, recipeFacts,
      containerRecipeFacts, roleUse,
      instanceAddresses,
    ]
    for pass in passes {
      let results = pass(resources, builder.store)
      for result in results {
        // Nobody else may hold the store here, or all of it would be copied.
        let slot = builder.slot(of: result.field, in: result.block)
        if let standing = result.standing {
          builder.set(result.block, slot, result.draft, at: standing)
        } else {
          builder.set(result.block, slot, result.draft)
        }
      }
    }
  }

  /// The resources of a kind as views.
  static func views(
    of kind: ResourceKind, _ resources: [Resource], _ store: RecordStore
  ) -> [RecordView] {
    resources.filter { $0.id.kind == kind.rawValue }.map { RecordView(store, $0.record) }
  }
}

extension Known {
  /// As a draft, standing where `origin` says.
  func draft(at origin: Origin?, _ make: (Value) -> DraftValue) -> Draft {
    switch self {
    case .value(let value): .stated(make(value), at: origin)
    case .absent: .absent(at: origin)
    case .unknown(let reason): .unknown(reason, at: origin)
    }
  }
}
