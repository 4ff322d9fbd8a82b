import AssayModel
import Documents
import Records

/// An inventory type as it is read from bytes: its mapping, and the columns that are wanted.
final class InventoryTable: Sendable {
  let mapping: InventoryMapping
  /// The schema's id among all.
  let schema: Int
  let slots: Int
  let keys: KeyTable
  /// How many columns there are.
  let count: Int
  /// Position among the columns, by entry of the mapping.
  let columns: [Int]
  /// Position of the time at which the rows were taken.
  let captureTime: Int
  /// Position of the node that the row is about.
  let resourceID: Int
  /// Positions of columns that are wanted beside the mapping's, in the order given.
  let others: [Int]
  /// The position of the column that names rows; nil for rows without a name.
  let name: Int?
  /// Whether only rows whose name is asked for are kept.
  let isScreened: Bool

  private init(_ mapping: InventoryMapping, others: [String] = [], isScreened: Bool = false) {
    guard let id = SchemaSet.assay.id(of: mapping.schema.name) else {
      preconditionFailure("schema \(mapping.schema.name) is not in the set")
    }
    self.mapping = mapping
    schema = id
    slots = mapping.schema.fields.count
    self.isScreened = isScreened
    var keys: [String] = []
    func position(_ key: String) -> Int {
      if let known = keys.firstIndex(of: key) { return known }
      keys.append(key)
      return keys.count - 1
    }
    columns = mapping.entries.map { position($0.column) }
    captureTime = position("captureTime")
    resourceID = position("resourceId")
    name = keys.firstIndex(of: "Name")
    self.others = others.map(position)
    self.keys = KeyTable(keys)
    count = keys.count
  }

  static let heartbeat = InventoryTable(.heartbeat)
  /// Its other columns are those of `InstalledPackage.KindColumn`, then the epoch.
  static let software = InventoryTable(
    .software, others: InstalledPackage.KindColumn.allCases.map(\.rawValue) + ["Epoch"],
    isScreened: true)
  static let service = InventoryTable(.service)
  static let patchState = InventoryTable(.patchState, others: ["Operation", "OperationType"])
  static let compliance = InventoryTable(.compliance, others: ["Status"])
}

/// The inventory types that nodes are made of.
enum NodeObjectType: String, CaseIterable, Sendable {
  case heartbeat = "AWS:InstanceInformation"
  case software = "AWS:Application"
  case services = "AWS:Service"
  case patches = "AWS:PatchSummary"
  case compliance = "AWS:ComplianceSummary"

  /// Whether a node has one row of it.
  var isOneRow: Bool { self == .heartbeat || self == .patches }

  var table: InventoryTable {
    switch self {
    case .heartbeat: .heartbeat
    case .software: .software
    case .services: .service
    case .patches: .patchState
    case .compliance: .compliance
    }
  }
}
