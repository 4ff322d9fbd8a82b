#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A time zone: a fixed offset, or the rules of the machine's tz database.
struct TimeZone: Sendable {
  /// Ascending in time; empty for a fixed offset.
  private var transitions: [(time: Int64, offset: Int64)] = []
  /// Before the first transition.
  private var initialOffset: Int64 = 0
  /// After the last transition, for good.
  private var rule: TimeZoneRule?

  /// Reads `UTC`, an offset such as `+02:00` or `02:00`, or a name of the tz database; nil for
  /// anything else.
  init?(_ name: String) {
    if name == "UTC" || name == "Z" || name.isEmpty { return }
    if let offset = Self.offset(name) {
      initialOffset = offset
      return
    }
    guard let bytes = Self.file(name) else { return nil }
    var reader = TimeZoneFile(bytes)
    guard let contents = reader.read() else { return nil }
    transitions = contents.transitions
    initialOffset = contents.initialOffset
    rule = contents.rule
  }

  /// Seconds east of Greenwich at an instant.
  func offset(at seconds: Int64) -> Int64 {
    guard let last = transitions.last, let first = transitions.first else {
      return rule?.offset(at: seconds) ?? initialOffset
    }
    if seconds < first.time { return initialOffset }
    if seconds >= last.time { return rule?.offset(at: seconds) ?? last.offset }
    var low = 0
    var high = transitions.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if transitions[middle].time <= seconds { low = middle } else { high = middle }
    }
    return transitions[low].offset
  }

  /// `+02:00`, `-02:30`, `02:00`, in seconds.
  private static func offset(_ text: String) -> Int64? {
    var bytes = Array(text.utf8)[...]
    let isWest = bytes.first == UInt8(ascii: "-")
    if isWest || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      let hours = number(parts[0]), let minutes = number(parts[1]), hours <= 24, minutes < 60
    else { return nil }
    return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - 0x30)
    }
    return value
  }

  private static let folder = "/usr/share/zoneinfo/"
  private static let largestFile = 1 << 16

  /// The file of a zone; nil when the name is none, or could lead out of the folder.
  private static func file(_ name: String) -> [UInt8]? {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
            || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte)
        }
    }
    guard isName, name.utf8.count <= 64 else { return nil }
    guard let file = fopen(folder + name, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: largestFile)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
  }
}

/// Reads a TZif file (RFC 8536): the 64-bit part of versions 2 and later, else the 32-bit one.
private struct TimeZoneFile {
  struct Contents {
    var transitions: [(time: Int64, offset: Int64)] = []
    var initialOffset: Int64 = 0
    var rule: TimeZoneRule?
  }

  private struct Header {
    var version: UInt8
    /// Counts of isutc, isstd, leap seconds, transitions, types, characters.
    var counts: [Int]
  }

  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> Contents? {
    guard var header = header() else { return nil }
    var width = 4
    if header.version >= UInt8(ascii: "2") {
      let counts = header.counts
      index += counts[3] * 5 + counts[4] * 6 + counts[5] + counts[2] * 8 + counts[1] + counts[0]
      guard let second = self.header() else { return nil }
      header = second
      width = 8
    }
    guard var contents = body(header.counts, width) else { return nil }
    if width == 8 { contents.rule = footer() }
    return contents
  }

  private mutating func header() -> Header? {
    guard index >= 0, index + 44 <= bytes.count,
      bytes[index..<index + 4].elementsEqual("TZif".utf8)
    else { return nil }
    let version = bytes[index + 4]
    index += 20
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(number(4))) }
    guard counts.allSatisfy({ (0...10_000).contains($0) }) else { return nil }
    return Header(version: version, counts: counts)
  }

  private mutating func body(_ counts: [Int], _ width: Int) -> Contents? {
    let size =
      counts[3] * (width + 1) + counts[4] * 6 + counts[5] + counts[2] * (width + 4) + counts[1]
      + counts[0]
    guard index + size <= bytes.count, counts[4] > 0 else { return nil }
    let end = index + size
    let times = (0..<counts[3]).map { _ in number(width) }
    let kinds = (0..<counts[3]).map { _ in Int(number(1) & 0xFF) }
    var offsets: [Int64] = []
    for _ in 0..<counts[4] {
      offsets.append(number(4))
      index += 2
    }
    index = end
    guard kinds.allSatisfy({ $0 < offsets.count }) else { return nil }
    return Contents(
      transitions: zip(times, kinds).map { ($0, offsets[$1]) }, initialOffset: offsets[0])
  }

  private mutating func footer() -> TimeZoneRule? {
    guard index < bytes.count, bytes[index] == 0x0A else { return nil }
    let text = bytes[(index + 1)...].prefix { $0 != 0x0A }
    return TimeZoneRule(Array(text))
  }

  /// A signed big-endian number.
  private mutating func number(_ width: Int) -> Int64 {
    var value = Int64(Int8(bitPattern: bytes[index]))
    for offset in 1..<max(width, 1) where width > 1 {
      value = value << 8 | Int64(bytes[index + offset])
    }
    index += width
    return value
  }
}
