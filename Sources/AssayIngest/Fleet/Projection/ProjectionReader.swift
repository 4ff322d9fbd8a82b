import AssayModel
import Documents
import Records

/// Why the bytes of an element are left to the tree, which knows what to make of them.
struct Oddity: Error {}

/// Reads elements of API answers straight into records.
///
/// In: the bytes of one element, whose syntax has been checked. Out: a record that says what the tree
/// would say, value by value and place by place; or an `Oddity` where anything is not as AWS writes it:
/// a null, another type, a key that is spelled otherwise or stands twice. What was written until then
/// is led to by nothing.
///
/// Time: one pass over the bytes, and a look-up for each text.
struct ProjectionReader {
  var part: GraphPart
  /// References of the records read so far that are not led anywhere yet.
  var references: [PendingReference] = []
  /// What an instance's element says beside its fields.
  var watched = Watched()
  var regions = ZoneRegions()
  /// Reasons of unset fields, by schema and slot.
  private var reasons: [Int: [RecordBuilder.CommonReason?]] = [:]
  /// Labels of references by projection and slot: each stands for one way from the resource.
  private var labels: [ObjectIdentifier: [String?]] = [:]
  /// Elements of lists that are being read, the innermost last.
  private var elements: [(word: UInt64, place: Place)] = []

  /// A reference as it is spelled.
  struct PendingReference {
    let block: BlockID
    let slot: Int
    let kind: ResourceKind
    let symbol: Symbol
    let place: Place
    /// Where the field is, seen from the resource: `blockDevices.volume`.
    let label: String
  }

  /// Values that are wanted beside the fields.
  struct Watched {
    var platform: (text: String, place: Place)?
    var platformDetails: (text: String, place: Place)?
    var zone: (text: String, place: Place)?
    /// Ids of the groups of the instance, and where its list stands.
    var groups: [(symbol: Symbol, place: Place)] = []
    var groupList: Place?
    /// The same of its interfaces.
    var interfaceGroups: [(symbol: Symbol, place: Place)] = []
    /// The subnet of the first interface that has one.
    var subnet: (symbol: Symbol, place: Place)?
    /// The tag `Name`.
    var name: (symbol: Symbol, place: Place)?
  }

  init(_ part: GraphPart) { self.part = part }

  /// Which fields of a record have been seen, as bits by slot.
  private struct Seen {
    var stated: UInt64 = 0
    var unset: UInt64 = 0
  }

  /// Reads the object at the present place.
  ///
  /// `source`: the number by which places name the element; `label` leads from the resource to here.
  mutating func record(
    _ projection: Projection, _ cursor: inout JSONCursor, source: Int, label: String = ""
  ) throws -> BlockID {
    let whole = Place(source: source, offset: cursor.offset)
    let block = part.builder.openRecord(projection.schema, slots: projection.slots, at: whole)
    var seen = Seen()
    let record = Target(projection: projection, block: block, source: source, label: label)
    try members(0, of: record, &cursor, &seen)
    for slot in 0..<projection.slots {
      let bit = UInt64(1) << UInt64(slot)
      guard (seen.stated | seen.unset) & bit == 0 else { continue }
      write(unset: slot, of: record, at: projection.carried & bit == 0 ? .none : whole)
    }
    return block
  }

  /// The record that is being read.
  private struct Target {
    let projection: Projection
    let block: BlockID
    let source: Int
    let label: String
  }

  private mutating func members(
    _ number: Int, of record: Target, _ cursor: inout JSONCursor, _ seen: inout Seen
  ) throws {
    let place = Place(source: record.source, offset: cursor.offset)
    guard try cursor.kind() == .object else { throw Oddity() }
    try cursor.enterObject()
    let node = record.projection.nodes[number]
    while let key = try cursor.nextKey() {
      guard !key.hasEscapes else { throw Oddity() }
      switch node.keys.find(key.bytes) {
      case .other: continue
      case .nearMiss: throw Oddity()
      case .member(let index): try value(of: node.members[index], of: record, &cursor, &seen)
      }
    }
    guard number > 0 else { return }
    // What is missing is missed in the object that was begun.
    var missing = node.slots & ~(seen.stated | seen.unset)
    while missing != 0 {
      let slot = missing.trailingZeroBitCount
      missing &= missing - 1
      write(unset: slot, of: record, at: place)
      seen.unset |= 1 << UInt64(slot)
    }
  }

  private mutating func value(
    of member: Projection.Member, of record: Target, _ cursor: inout JSONCursor, _ seen: inout Seen
  ) throws {
    if let node = member.node {
      guard member.leaves.isEmpty, member.watch == nil else { throw Oddity() }
      return try members(node, of: record, &cursor, &seen)
    }
    let place = Place(source: record.source, offset: cursor.offset)
    let kind = try cursor.kind()
    if let watch = member.watch { return try note(watch, kind, place, &cursor) }
    guard let first = member.leaves.first else { return }
    switch first.reading {
    case .records, .tags, .texts, .bool, .int:
      guard member.leaves.count == 1 else { throw Oddity() }
      try state(first, of: record, &seen)
      let word = try word(of: first, kind, record, &cursor)
      part.builder.write(word, to: record.block, first.slot, at: place)
    case .string, .reference, .text, .timestamp:
      guard kind == .string else { throw Oddity() }
      let text = try cursor.string()
      for leaf in member.leaves {
        if text.bytes.isEmpty, leaf.emptyIsUnset {
          write(unset: leaf.slot, of: record, at: place)
          seen.unset |= 1 << UInt64(leaf.slot)
        } else {
          try state(leaf, of: record, &seen)
          try write(text, leaf, of: record, at: place)
        }
      }
    }
  }

  /// Notes that a field is stated; one that is stated twice is odd.
  private func state(_ leaf: Projection.Leaf, of record: Target, _ seen: inout Seen) throws {
    let bit = UInt64(1) << UInt64(leaf.slot)
    guard seen.stated & bit == 0 else { throw Oddity() }
    seen.stated |= bit
  }

  private mutating func write(
    _ text: JSONText, _ leaf: Projection.Leaf, of record: Target, at place: Place
  ) throws {
    switch leaf.reading {
    case .string(let values):
      let symbol = values.isEmpty ? intern(text) : spelled(text, values)
      part.builder.write(UInt64(symbol.raw), to: record.block, leaf.slot, at: place)
    case .reference(let kind):
      references.append(
        PendingReference(
          block: record.block, slot: leaf.slot, kind: kind, symbol: intern(text), place: place,
          label: label(of: leaf.slot, in: record)))
    case .timestamp:
      guard let instant = ScalarText.instant(text.string) else { throw Oddity() }
      part.builder.write(
        UInt64(bitPattern: instant.microseconds), to: record.block, leaf.slot, at: place)
    case .text(let meaning):
      switch meaning(text.string) {
      case .nothing: part.builder.place(record.block, leaf.slot, at: place)
      case .value(.bool(let bool)):
        part.builder.write(bool ? 1 : 0, to: record.block, leaf.slot, at: place)
      case .value(.timestamp(let instant)):
        part.builder.write(UInt64(bitPattern: instant), to: record.block, leaf.slot, at: place)
      case .value, nil: throw Oddity()
      }
    case .bool, .int, .tags, .records, .texts: throw Oddity()
    }
  }

  private mutating func label(of slot: Int, in record: Target) -> String {
    let key = ObjectIdentifier(record.projection)
    if let known = labels[key]?[slot] { return known }
    let name = record.projection.mapping.schema.fields[slot].name
    let label = record.label.isEmpty ? name : "\(record.label).\(name)"
    labels[key, default: Array(repeating: nil, count: record.projection.slots)][slot] = label
    return label
  }

  /// As the schema spells a word that is known.
  private mutating func spelled(_ text: JSONText, _ values: [String]) -> Symbol {
    let string = text.string
    let known =
      values.first { $0 == string } ?? values.first { $0.lowercased() == string.lowercased() }
    return part.builder.intern(known ?? string)
  }

  mutating func intern(_ text: JSONText) -> Symbol {
    text.hasEscapes ? part.builder.intern(text.string) : part.builder.intern(utf8: text.bytes)
  }

  private mutating func write(unset slot: Int, of record: Target, at place: Place) {
    switch record.projection.unset[slot] {
    case .absent: if !place.isNone { part.builder.place(record.block, slot, at: place) }
    case .bool(let bool):
      part.builder.write(bool ? 1 : 0, to: record.block, slot, .defaulted, at: place)
    case .emptyList:
      let list = part.builder.openList(0)
      part.builder.write(UInt64(list.address), to: record.block, slot, .defaulted, at: place)
    case .unknown:
      guard let reason = reason(slot, of: record.projection) else { return }
      part.builder.write(unknown: reason, to: record.block, slot, at: place)
    }
  }

  /// Why an unset field is unknown; nil where it is not.
  private mutating func reason(
    _ slot: Int, of projection: Projection
  ) -> RecordBuilder.CommonReason? {
    if let known = reasons[projection.schema] { return known[slot] }
    let made = projection.unset.map { unset -> RecordBuilder.CommonReason? in
      guard case .unknown(let reason) = unset else { return nil }
      return part.builder.common(reason)
    }
    reasons[projection.schema] = made
    return made[slot]
  }
}

extension ProjectionReader {
  private mutating func word(
    of leaf: Projection.Leaf, _ kind: JSONKind, _ record: Target, _ cursor: inout JSONCursor
  ) throws -> UInt64 {
    switch leaf.reading {
    case .bool:
      guard kind == .bool else { throw Oddity() }
      return try cursor.bool() ? 1 : 0
    case .int:
      guard kind == .number, let int = ScalarText.int(try cursor.number().string) else {
        throw Oddity()
      }
      return UInt64(bitPattern: int)
    case .records(let projection):
      let label = label(of: leaf.slot, in: record)
      return try list(kind, source: record.source, &cursor) { reader, cursor, _ in
        let block = try reader.record(projection, &cursor, source: record.source, label: label)
        try reader.finish(block, of: projection)
        return UInt64(block.address)
      }
    case .texts(let key):
      guard key == "GroupId" else {
        var last: Place?
        return try list(kind, source: record.source, &cursor) { reader, cursor, _ in
          let (symbol, place) = try reader.id(under: key, &cursor, source: record.source)
          last = place
          return UInt64(symbol.raw)
        } placed: { _ in
          last
        }
      }
      return try list(kind, source: record.source, &cursor) { reader, cursor, _ in
        let (symbol, place) = try reader.id(under: key, &cursor, source: record.source)
        reader.watched.interfaceGroups.append((symbol, place))
        return UInt64(symbol.raw)
      } placed: {
        $0.watched.interfaceGroups.last?.place
      }
    case .tags: return try tags(kind, source: record.source, &cursor)
    case .string, .reference, .text, .timestamp: throw Oddity()
    }
  }

  /// Reads a list; `placed` tells where the element that was read last stands, if not where it begins.
  private mutating func list(
    _ kind: JSONKind, source: Int, _ cursor: inout JSONCursor,
    _ element: (inout ProjectionReader, inout JSONCursor, Place) throws -> UInt64,
    placed: (ProjectionReader) -> Place? = { _ in nil }
  ) throws -> UInt64 {
    guard kind == .array else { throw Oddity() }
    let start = elements.count
    try cursor.enterArray()
    while try cursor.nextElement() {
      let place = Place(source: source, offset: cursor.offset)
      let word = try element(&self, &cursor, place)
      elements.append((word, placed(self) ?? place))
    }
    let list = part.builder.openList(elements.count - start)
    for index in start..<elements.count {
      part.builder.write(
        elements[index].word, to: list, index - start, at: elements[index].place)
    }
    elements.removeLast(elements.count - start)
    return UInt64(list.address)
  }

  /// A text under a key of the object at the present place.
  private mutating func id(
    under key: String, _ cursor: inout JSONCursor, source: Int
  ) throws -> (Symbol, Place) {
    guard try cursor.kind() == .object else { throw Oddity() }
    try cursor.enterObject()
    var found: (Symbol, Place)?
    while let name = try cursor.nextKey() {
      guard name.matches(key, .exact) else { continue }
      let place = Place(source: source, offset: cursor.offset)
      guard found == nil, try cursor.kind() == .string else { throw Oddity() }
      found = (intern(try cursor.string()), place)
    }
    guard let found else { throw Oddity() }
    return found
  }

  private mutating func tags(
    _ kind: JSONKind, source: Int, _ cursor: inout JSONCursor
  ) throws -> UInt64 {
    guard kind == .array else { throw Oddity() }
    let start = elements.count
    try cursor.enterArray()
    while try cursor.nextElement() {
      guard try cursor.kind() == .object else { throw Oddity() }
      var (name, value): (Symbol?, (Symbol, Place)?)
      var isName = false
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        guard !key.hasEscapes, try cursor.kind() == .string else { throw Oddity() }
        let place = Place(source: source, offset: cursor.offset)
        if key == "Key", name == nil {
          let text = try cursor.string()
          isName = text == "Name"
          name = intern(text)
        } else if key == "Value", value == nil {
          value = (intern(try cursor.string()), place)
        } else {
          throw Oddity()
        }
      }
      guard let name, let value else { throw Oddity() }
      if isName, watched.name == nil { watched.name = value }
      elements.append((UInt64(name.raw), .none))
      elements.append((UInt64(value.0.raw), value.1))
    }
    let map = part.builder.openMap((elements.count - start) / 2)
    for index in start..<elements.count {
      part.builder.write(elements[index].word, to: map, index - start, at: elements[index].place)
    }
    elements.removeLast(elements.count - start)
    return UInt64(map.address)
  }

  private mutating func note(
    _ watch: Projection.Watch, _ kind: JSONKind, _ place: Place, _ cursor: inout JSONCursor
  ) throws {
    switch watch {
    case .odd: throw Oddity()
    case .securityGroups:
      guard kind == .array, watched.groupList == nil else { throw Oddity() }
      watched.groupList = place
      try cursor.enterArray()
      while try cursor.nextElement() {
        watched.groups.append(try id(under: "GroupId", &cursor, source: place.source))
      }
    case .platform, .platformDetails, .zone:
      guard kind == .string else { throw Oddity() }
      let text = (text: try cursor.string().string, place: place)
      switch watch {
      case .platform: watched.platform = text
      case .platformDetails: watched.platformDetails = text
      default: watched.zone = text
      }
    }
  }
}
