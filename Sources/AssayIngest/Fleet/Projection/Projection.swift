import AssayModel
import Documents
import Records

/// A table of fields, made ready to be read from the bytes of an API answer without a tree.
///
/// It comes from the `RecordMapping` that trees are read by, so that a field that is added there is read
/// here too. Keys stand in nodes, one for each object on the way to a field.
final class Projection: Sendable {
  let mapping: RecordMapping
  /// The schema's id among all.
  let schema: Int
  let slots: Int
  /// The first is the record's own object.
  let nodes: [Node]
  /// What each slot is when the answer does not state it, by slot.
  let unset: [Unset]
  /// The slots of fields that the table names and the API can carry, as bits.
  let carried: UInt64

  /// One object, and what its keys are for.
  struct Node: Sendable {
    var members: [Member] = []
    /// Of its members, in their order.
    var keys = KeyTable([])
    /// The slots of fields below it, as bits.
    var slots: UInt64 = 0
  }

  /// One key of an object.
  struct Member: Sendable {
    let key: String
    var leaves: [Leaf] = []
    /// Index of the node, when fields stand below.
    var node: Int?
    /// What else the value is wanted for.
    var watch: Watch?
  }

  /// One field that a value is for.
  struct Leaf: Sendable {
    let slot: Int
    let reading: Reading
    /// Whether an empty text says that it is not set.
    let emptyIsUnset: Bool
  }

  /// How a value is read.
  enum Reading: Sendable {
    case bool, int, timestamp, tags
    /// With the words of a closed list; empty when it is open.
    case string([String])
    case reference(ResourceKind)
    case records(Projection)
    case text(@Sendable (String) -> FieldMapping.Meaning?)
    case texts(under: String)
  }

  /// What a slot is that the answer does not state.
  enum Unset: Sendable {
    case absent
    case bool(Bool)
    case emptyList
    case unknown(UnknownReason)
  }

  /// Values that are wanted beside the fields.
  enum Watch: Sendable {
    /// Whatever it says, only the tree tells what it means.
    case odd
    case platform, platformDetails, zone, securityGroups
  }

  /// Reads by a table of the API; `watched` are further keys, as paths.
  init(_ mapping: RecordMapping, watched: [(path: [String], watch: Watch)] = []) {
    self.mapping = mapping
    guard let id = SchemaSet.assay.id(of: mapping.schema.name) else {
      preconditionFailure("schema \(mapping.schema.name) is not in the set")
    }
    schema = id
    slots = mapping.schema.fields.count
    precondition(slots <= 64, "slots fit into the bits of a word")
    var layout = Layout()
    var unset = mapping.schema.fields.map { field in
      field.isDerived ? Unset.unknown(UnknownReason(.notCollected, "not computed yet")) : .absent
    }
    let reader = DatumReader(.api)
    for (slot, field) in mapping.fields {
      let paths = field.spelling[.api]
      unset[slot] = Self.unset(
        paths.isEmpty ? reader.notCarried(field) : reader.unset(field, at: nil))
      for path in paths { layout.add(Self.leaf(field, slot), at: path) }
    }
    for (path, watch) in watched { layout.add(watch, at: path) }
    nodes = layout.finished()
    carried = layout.nodes[0].slots
    self.unset = unset
  }

  private static func unset(_ draft: Draft) -> Unset {
    switch (draft.state, draft.value) {
    case (.absent, _): return .absent
    case (.defaulted, .bool(let bool)): return .bool(bool)
    case (.defaulted, .list(let elements)) where elements.isEmpty: return .emptyList
    default:
      guard let reason = draft.reason else {
        preconditionFailure("a default of an API table is a bool or an empty list")
      }
      return .unknown(reason)
    }
  }

  private static func leaf(_ mapping: FieldMapping, _ slot: Int) -> Leaf {
    let field = mapping.field
    let emptyIsUnset =
      switch field.type {
      case .string, .reference: field.presence == .optional
      case .bool, .int, .double, .timestamp, .duration: true
      case .list, .map, .record: false
      }
    return Leaf(slot: slot, reading: reading(mapping), emptyIsUnset: emptyIsUnset)
  }

  private static func reading(_ mapping: FieldMapping) -> Reading {
    switch mapping.reading {
    case .tags: return .tags
    case .text(let meaning): return .text(meaning)
    case .texts(let key): return .texts(under: key)
    case .record(let nested):
      guard case .list = mapping.field.type else { break }
      return .records(Projection(nested, watched: watched(nested.schema)))
    // What only templates hold, or few answers: the tree reads it.
    case .custom: return .text { _ in nil }
    case .plain:
      switch mapping.field.type {
      case .bool: return .bool
      case .int: return .int
      case .timestamp: return .timestamp
      case .string: return .string(mapping.field.values)
      case .reference(let kind):
        guard let kind = ResourceKind(rawValue: kind) else { break }
        return .reference(kind)
      default: break
      }
    }
    preconditionFailure("no projection of \(mapping.field.name)")
  }

  private static func watched(_ schema: Schema) -> [(path: [String], watch: Watch)] {
    schema == .blockDevice ? [(["NoDevice"], .odd)] : []
  }
}

/// The nodes of a projection, as they are made.
private struct Layout {
  var nodes = [Projection.Node()]

  mutating func add(_ leaf: Projection.Leaf, at path: [String]) {
    var node = 0
    nodes[0].slots |= 1 << UInt64(leaf.slot)
    for key in path.dropLast() {
      node = child(key, of: node)
      nodes[node].slots |= 1 << UInt64(leaf.slot)
    }
    let member = member(path.last ?? "", of: node)
    nodes[node].members[member].leaves.append(leaf)
  }

  mutating func add(_ watch: Projection.Watch, at path: [String]) {
    var node = 0
    for key in path.dropLast() { node = child(key, of: node) }
    let member = member(path.last ?? "", of: node)
    nodes[node].members[member].watch = watch
  }

  private mutating func member(_ key: String, of node: Int) -> Int {
    if let known = nodes[node].members.firstIndex(where: { $0.key == key }) { return known }
    nodes[node].members.append(Projection.Member(key: key))
    return nodes[node].members.count - 1
  }

  private mutating func child(_ key: String, of node: Int) -> Int {
    let member = member(key, of: node)
    if let known = nodes[node].members[member].node { return known }
    nodes.append(Projection.Node())
    nodes[node].members[member].node = nodes.count - 1
    return nodes.count - 1
  }

  /// The nodes with their keys ready to be looked up.
  func finished() -> [Projection.Node] {
    nodes.map { node in
      var node = node
      node.keys = KeyTable(node.members.map(\.key))
      return node
    }
  }
}

extension Projection {
  /// Instances as `ec2:DescribeInstances` tells of them.
  static let instance = Projection(
    .instance,
    watched: [
      (["Platform"], .platform), (["PlatformDetails"], .platformDetails),
      (["platform_details"], .odd), (["Placement", "AvailabilityZone"], .zone),
      (["SecurityGroups"], .securityGroups), (["SecurityGroupIds"], .odd),
      (["security_groups"], .odd), (["vpc_security_group_ids"], .odd), (["OwnerId"], .odd),
      (["UserData"], .odd),
      (["LaunchTemplate", "LaunchTemplateId"], .odd),
      (["LaunchTemplate", "LaunchTemplateName"], .odd),
    ])

  /// Volumes as `ec2:DescribeVolumes` tells of them.
  static let volume = Projection(.volume)
}
