import AssayModel
import Documents
import Records
import Sealing

/// Where one element of a large answer stands, so that it can be read when it is its turn.
struct ElementPlace: Sendable {
  /// Position of the answer among those of the snapshot.
  let page: Int
  /// Bytes from the start of the file.
  let offset: Int
  let count: Int
  /// 1-based line on which it begins.
  let line: Int
  /// The owner of the reservation, for instances; nil where it is not told.
  var owner: String?
  /// Of its bytes; none unless somebody compares nights.
  var digest = ShortDigest.none
  /// At least as many lines as it goes over behind its first.
  var lineCount = 0
  /// Where it is, by number among the zones of its page; nil where it does not tell.
  var zone: Int32?
}

/// Something else stands where an answer has its list.
private struct NoList: Error, CustomStringConvertible {
  let key: String
  /// 1-based.
  let line: Int

  var description: String { "`\(key)` on line \(line) is no list" }
}

/// A large answer of `ec2:DescribeInstances` or `ec2:DescribeVolumes`, of which only the places of the
/// elements are kept.
struct FleetPage: Sendable {
  let path: String
  let file: FileDescriptor
  /// Whether the bytes of each element are digested.
  private let isDigesting: Bool
  /// The file's state before it was gone through; nil when it is not known.
  let state: FileState?
  /// Keyed by instance id, in file order.
  private(set) var instances: [String: [ElementPlace]] = [:]
  /// Keyed by the first instance that a volume is attached to, else by its own id.
  private(set) var volumes: [String: [ElementPlace]] = [:]
  /// Instances that have a volume together, for each such volume.
  private(set) var sharers: [[String]] = []
  private(set) var instanceCount = 0
  private(set) var volumeCount = 0
  var count: Int { instanceCount + volumeCount }
  /// Accounts and regions of the instances.
  private(set) var places: Set<PathScope> = []
  private var regions = ZoneRegions()
  /// Availability zones that its instances are in.
  private(set) var zones: [String] = []
  private var zoneNumbers: [String: Int32] = [:]
  /// Whether the answer goes on in another file.
  private(set) var isFirstPage = false
  /// Elements without an id, of which nothing can be said.
  private var unnamed = (instances: 0, volumes: 0)
  /// Reservations that do not tell their instances.
  private var untold = 0
  /// Instances of the reservation that is being gone through.
  private var pending: [(id: String, place: ElementPlace)] = []
  /// Why a part of it could not be read; nil when all of it was.
  private(set) var gap: String?

  /// The call that a file begins as an answer of; nil for other files.
  static func source(beginning bytes: [UInt8]) -> String? {
    let text = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    guard text.first == UInt8(ascii: "{") else { return nil }
    let rest = afterToken(text.dropFirst().drop { $0 <= 0x20 })
    if rest.starts(with: "\"Reservations\"".utf8) { return AnswerSources.instances }
    return rest.starts(with: "\"Volumes\"".utf8) ? AnswerSources.volumes : nil
  }

  /// What follows the token of a next page, which writers that sort keys put first.
  private static func afterToken(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let key = "\"NextToken\"".utf8
    func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
    guard text.starts(with: key) else { return text }
    var rest = text.dropFirst(key.count).drop(while: isBlank)
    guard rest.popFirst() == UInt8(ascii: ":") else { return text }
    rest = rest.drop(while: isBlank)
    if rest.starts(with: "null".utf8) {
      rest = rest.dropFirst(4)
    } else {
      guard rest.popFirst() == UInt8(ascii: "\"") else { return text }
      while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
        if byte == UInt8(ascii: "\\") { rest = rest.dropFirst() }
      }
    }
    rest = rest.drop(while: isBlank)
    guard rest.popFirst() == UInt8(ascii: ",") else { return text }
    return rest.drop(while: isBlank)
  }

  /// The call that it begins as an answer of.
  var beginsAs = AnswerSources.instances

  /// The calls that it answers, be it with nothing.
  var sources: [String] {
    var sources = instanceCount > 0 ? [AnswerSources.instances] : []
    if volumeCount > 0 { sources.append(AnswerSources.volumes) }
    return sources.isEmpty ? [beginsAs] : sources
  }

  /// Goes through an answer once.
  ///
  /// - Parameters:
  ///   - file: The answer.
  ///   - path: Where it lies.
  ///   - number: Its position among the answers of the snapshot.
  ///   - isDigesting: Whether nights are compared.
  ///   - known: What stood in the file in another night.
  init(
    _ file: FileDescriptor, path: String, number: Int, isDigesting: Bool = false,
    known: KnownElements = KnownElements()
  ) {
    self.path = path
    self.isDigesting = isDigesting
    state = try? file.state()
    self.file = file
    do {
      try scan(number, known)
      if unnamed.volumes > 0 { gap = "\(unnamed.volumes) of its volumes have no id" }
      if untold > 0 { gap = "\(untold) of its reservations have no `Instances`" }
      if unnamed.instances > 0 { gap = "\(unnamed.instances) of its instances have no id" }
    } catch {
      // What stands before the fault is there all the same.
      settle(owner: nil)
      gap = "\(error)"
    }
  }

  /// One that somebody has gone through, to be filled by `take`.
  init(path: String, file: FileDescriptor) {
    self.path = path
    self.file = file
    isDigesting = true
    state = try? file.state()
  }

  /// Takes what was found when it was gone through.
  mutating func take(
    instances: [String: [ElementPlace]], volumes: [String: [ElementPlace]], sharers: [[String]],
    counts: (instances: Int, volumes: Int), places: Set<PathScope>, zones: [String],
    isFirstPage: Bool, gap: String?
  ) {
    self.zones = zones
    (self.instances, self.volumes, self.sharers) = (instances, volumes, sharers)
    (instanceCount, volumeCount) = counts
    (self.places, self.isFirstPage, self.gap) = (places, isFirstPage, gap)
  }

  /// Whether all of it was read, and its file is what it was before, so that a table of it is worth keeping.
  var isWhole: Bool {
    isDigesting && gap == nil && state != nil && (try? file.state()) == state
  }

  private mutating func scan(_ number: Int, _ known: KnownElements) throws {
    var elements = JSONElements(file, parents: ["Reservations": "Instances"])
    var owner: String?
    var known = known
    while let part = try elements.next(
      expecting: { known.expectedCount(of: $0) }, isKnown: { known.isExpected($0) })
    {
      var place = ElementPlace(
        page: number, offset: part.offset, count: part.count, line: part.line)
      if part.isKnown, let element = known.take() {
        (place.digest, place.lineCount) = (element.digest, element.lineCount)
        if part.key == "Instances" {
          place.zone = element.zone.map { self.number(ofZone: $0) }
          pending.append((element.id, place))
        } else {
          volumes[element.id, default: []].append(place)
          volumeCount += 1
        }
        continue
      }
      if isDigesting, case .element = part.role {
        elements.withBytes(of: part) { bytes in
          place.digest = ShortDigest(of: bytes)
          place.lineCount = bytes.lineEnds
        }
      }
      switch (part.role, part.key) {
      case (.element, "Instances"):
        let (id, zone) = try elements.withBytes(of: part, Self.identity)
        place.zone = zone.map { self.number(ofZone: $0) }
        if let id { pending.append((id, place)) } else { unnamed.instances += 1 }
        known.pass(id, of: part.key)
      case (.element, "Volumes"):
        let (id, holders) = try elements.withBytes(of: part, Self.holders)
        if let id {
          volumes[holders.first ?? id, default: []].append(place)
          if holders.count > 1 { sharers.append(holders) }
          volumeCount += 1
        } else {
          unnamed.volumes += 1
        }
        known.pass(holders.first ?? id, of: part.key)
      case (.parentMember, "OwnerId"):
        owner = try elements.withBytes(of: part) { bytes throws(JSONError) in
          var cursor = JSONCursor(bytes)
          return try cursor.stringOrNull()?.string
        }
      case (.parentEnd, _):
        settle(owner: owner)
        owner = nil
        if !elements.hasParentArray { untold += 1 }
      case (.member, "Reservations"), (.member, "Volumes"), (.parentMember, "Instances"):
        throw NoList(key: part.key, line: part.line)
      case (.member, "NextToken"):
        isFirstPage = try elements.withBytes(of: part) { bytes throws(JSONError) in
          var cursor = JSONCursor(bytes)
          return try cursor.stringOrNull().map { !$0.bytes.isEmpty } ?? false
        }
      default: continue
      }
    }
  }

  /// Says that a page of its answer is not there: by default the one that goes on where this one ends.
  mutating func markUnfinished(
    _ reason: String = "the answer goes on on another page, which is not here"
  ) {
    gap = gap ?? reason
  }

  /// What it lists and where, as far as it tells: pages of one answer have one of these in common.
  ///
  /// A last page may be empty, which tells of its folder only.
  var answers: [String] {
    let folder = "in " + path.split(separator: "/").dropLast().joined(separator: "/")
    guard count > 0 else { return [folder] }
    let scope = scope
    let kind = instanceCount > 0 ? "instances" : "volumes"
    let whole = [kind, scope.account ?? "", scope.region ?? ""].joined(separator: " ")
    return isFirstPage ? [whole, folder] : [whole]
  }

  /// Whether another page follows it.
  var goesOn: Bool { isFirstPage }

  /// Takes in the instances of a reservation whose owner is known by now.
  private mutating func settle(owner: String?) {
    for (id, place) in pending {
      var place = place
      place.owner = owner
      instances[id, default: []].append(place)
      instanceCount += 1
      let zone = place.zone.map { zones[Int($0)] }
      places.insert(
        PathScope(account: owner, region: zone.flatMap { regions.region(ofZone: $0) }))
    }
    pending = []
  }

  private mutating func number(ofZone zone: String) -> Int32 {
    if let number = zoneNumbers[zone] { return number }
    let number = Int32(clamping: zones.count)
    zones.append(zone)
    zoneNumbers[zone] = number
    return number
  }

  /// Lets go of where elements stand, once others have taken that over.
  mutating func forgetPlaces() {
    (instances, volumes, sharers) = ([:], [:], [])
  }

  /// What the answer holds whole; nil for a part of one, and where it does not tell of where.
  var collected: CollectedScope? {
    guard gap == nil, !isFirstPage, sources.contains(AnswerSources.instances) else { return nil }
    if let scope = PathScope(path: path).scope(.instances) { return scope }
    return places.count == 1 ? places.first?.scope(.instances) : nil
  }

  /// Whether it ends early, or goes on on a page that is not there.
  var isShort: Bool { gap != nil }

  /// The account and region of its path, else of its instances where they are of one place.
  var scope: PathScope {
    let scope = PathScope(path: path)
    guard scope.account == nil || scope.region == nil, places.count == 1, let own = places.first
    else { return scope }
    return PathScope(account: scope.account ?? own.account, region: scope.region ?? own.region)
  }

  private static func identity(
    _ bytes: UnsafeRawBufferPointer
  ) throws(JSONError) -> (id: String?, zone: String?) {
    var cursor = JSONCursor(bytes)
    var (id, zone): (String?, String?) = (nil, nil)
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      if key == "InstanceId" {
        id = try cursor.stringOrNull()?.string
      } else if key == "Placement", try cursor.kind() == .object {
        zone = try text(of: "AvailabilityZone", &cursor)
      } else {
        _ = try cursor.skip()
      }
    }
    return (id, zone)
  }

  /// The id of a volume, and the instances that it is attached to, each once.
  private static func holders(
    _ bytes: UnsafeRawBufferPointer
  ) throws(JSONError) -> (id: String?, holders: [String]) {
    var cursor = JSONCursor(bytes)
    var (id, holders): (String?, [String]) = (nil, [])
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      if key == "VolumeId", try cursor.kind() == .string { id = try cursor.string().string }
      guard key == "Attachments", try cursor.kind() == .array else { continue }
      try cursor.enterArray()
      while try cursor.nextElement() {
        guard try cursor.kind() == .object else { continue }
        let holder = try text(of: "InstanceId", &cursor)
        if let holder, !holders.contains(holder) { holders.append(holder) }
      }
    }
    return (id, holders)
  }

  /// The text of a member of the object that comes next.
  private static func text(
    of name: StaticString, _ cursor: inout JSONCursor
  ) throws(JSONError) -> String? {
    var found: String?
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      if key == name { found = try cursor.stringOrNull()?.string } else { _ = try cursor.skip() }
    }
    return found
  }

  /// The element at a place, as a file of its own; nil when it cannot be read again.
  func file(at place: ElementPlace) -> SourceFile? {
    guard let bytes = try? file.bytes(place.count, at: place.offset) else { return nil }
    return SourceFile(path: path, bytes: bytes, firstLine: place.line)
  }

  /// The element at a place, as a document of its own; nil when it cannot be read again.
  func document(at place: ElementPlace) -> Document? {
    file(at: place).flatMap { JSONReader.read($0).0 }
  }
}
