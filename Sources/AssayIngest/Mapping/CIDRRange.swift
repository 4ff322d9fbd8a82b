/// A range of IPv4 or IPv6 addresses, as numbers (RFC 4632, RFC 4291).
struct CIDRRange: Sendable, Hashable {
  /// Which addresses the range is of.
  enum Family: Sendable, Hashable {
    case ipv4, ipv6

    /// 32 or 128.
    var width: Int { self == .ipv4 ? 32 : 128 }
  }

  let family: Family
  let first: UInt128
  let last: UInt128

  /// All of IPv4, as a text.
  static var everywhere4: String {
    Array(repeating: "0", count: 4).joined(separator: ".") + "/0"
  }

  /// All of IPv6, as a text.
  static let everywhere6 = "::/0"

  /// Nil when the text is no range in prefix notation.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[1]) else { return nil }
    let address: UInt128
    if parts[0].contains(":") {
      family = .ipv6
      guard let number = Self.ipv6(parts[0]) else { return nil }
      address = number
    } else {
      family = .ipv4
      guard let number = Self.ipv4(parts[0]) else { return nil }
      address = number
    }
    guard (0...family.width).contains(length) else { return nil }
    let host = family.width - length
    let mask: UInt128 = host == 128 ? .max : (UInt128(1) << UInt128(host)) - 1
    first = address & ~mask
    last = address | mask
  }

  /// Whether the ranges of a family together hold all of its addresses.
  static func coverEverything(_ ranges: [CIDRRange], of family: Family) -> Bool {
    let end: UInt128 = family == .ipv4 ? UInt128(UInt32.max) : .max
    var next: UInt128 = 0
    for range in ranges.filter({ $0.family == family }).sorted(by: { $0.first < $1.first }) {
      guard range.first <= next else { return false }
      if range.last >= end { return true }
      next = max(next, range.last + 1)
    }
    return false
  }

  private static func ipv4(_ text: Substring) -> UInt128? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var number: UInt128 = 0
    for part in parts {
      guard let byte = UInt8(part) else { return nil }
      number = number << 8 | UInt128(byte)
    }
    return number
  }

  /// Eight groups, or fewer around one `::`.
  private static func ipv6(_ text: Substring) -> UInt128? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
    guard halves.count == 2 else { return head.count == 8 ? number(head) : nil }
    guard let tail = groups(halves[1]), head.count + tail.count < 8 else { return nil }
    return number(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard let group = UInt16(part, radix: 16) else { return nil }
      groups.append(group)
    }
    return groups
  }

  private static func number(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }
}
