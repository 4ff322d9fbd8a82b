/// An IPv4 or IPv6 address.
///
/// An IPv4 address mapped into IPv6 is that IPv4 address.
package struct IPAddress: Hashable, Sendable, OpaqueValue {
  /// Which of the two.
  package enum Family: Int64, Hashable, Sendable {
    case four = 4
    case six = 6

    /// Number of bits.
    var width: Int { self == .four ? 32 : 128 }
  }

  package let family: Family
  /// As a number; the high 96 bits are zero for IPv4.
  package let bits: UInt128

  init(_ family: Family, _ bits: UInt128) {
    self.family = family
    self.bits = bits
  }

  /// What reading an address gives.
  enum Reading: Sendable {
    case address(IPAddress)
    /// Why it is none, for people.
    case failure(String)
  }

  /// Nil for what is no address.
  package init?(_ text: String) {
    guard case .address(let address) = Self.read(text) else { return nil }
    self = address
  }

  /// Reads dotted IPv4 and RFC 4291 IPv6; zones, leading zeros and the dotted form of mapped
  /// addresses are refused.
  static func read(_ text: String) -> Reading {
    let bytes = Array(text.utf8)
    guard bytes.count <= 64 else { return .failure("too long") }
    if bytes.contains(UInt8(ascii: "%")) {
      return .failure("an address with a zone is not allowed")
    }
    if !bytes.contains(UInt8(ascii: ":")) {
      return four(bytes[...]).map { .address(IPAddress(.four, UInt128($0))) }
        ?? .failure("not an IP address")
    }
    guard let (bits, isDotted) = six(bytes) else { return .failure("not an IP address") }
    if bits >> 32 == 0xFFFF {
      if isDotted { return .failure("an IPv4-mapped IPv6 address is not allowed") }
      return .address(IPAddress(.four, bits & 0xFFFF_FFFF))
    }
    return .address(IPAddress(.six, bits))
  }

  private static func four(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var result: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
        part.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      let number = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 0x30) }
      guard number <= 255 else { return nil }
      result = result << 8 | number
    }
    return result
  }

  private static func six(_ bytes: [UInt8]) -> (bits: UInt128, isDotted: Bool)? {
    guard let gap = firstGap(bytes) else {
      guard let (groups, isDotted) = groups(bytes[...]), groups.count == 8 else { return nil }
      return (number(groups), isDotted)
    }
    guard let (head, headIsDotted) = groups(bytes[..<gap]), !headIsDotted,
      let (tail, isDotted) = groups(bytes[(gap + 2)...]), head.count + tail.count <= 7
    else { return nil }
    let zeros = Array(repeating: UInt16(0), count: 8 - head.count - tail.count)
    return (number(head + zeros + tail), isDotted)
  }

  /// Where `::` stands; nil for nowhere.
  private static func firstGap(_ bytes: [UInt8]) -> Int? {
    bytes.indices.dropLast().first {
      bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":")
    }
  }

  /// Groups of up to four hexadecimal digits, the last perhaps a dotted IPv4 address.
  private static func groups(_ bytes: ArraySlice<UInt8>) -> (groups: [UInt16], isDotted: Bool)? {
    if bytes.isEmpty { return ([], false) }
    var result: [UInt16] = []
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let address = four(part) else { return nil }
        result += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
        return (result, true)
      }
      guard (1...4).contains(part.count),
        let number = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
        part.first != UInt8(ascii: "+"), part.first != UInt8(ascii: "-")
      else { return nil }
      result.append(number)
    }
    return (result, false)
  }

  private static func number(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
  }

  package var type: CELType { .ip }

  /// The canonical text of RFC 5952.
  package var printed: String {
    if family == .four {
      return (0..<4).map { "\((bits >> UInt128(24 - 8 * $0)) & 0xFF)" }.joined(separator: ".")
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
    let texts = groups.map { String($0, radix: 16) }
    guard let gap = Self.longestZeros(groups) else { return texts.joined(separator: ":") }
    return texts[..<gap.lowerBound].joined(separator: ":") + "::"
      + texts[gap.upperBound...].joined(separator: ":")
  }

  /// The first longest run of two zeros and more.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var index = 0
    while index < groups.count {
      let run = groups[index...].prefix { $0 == 0 }.count
      if run > max(1, best?.count ?? 0) { best = index..<index + run }
      index += max(run, 1)
    }
    return best
  }

  package func isEqual(to other: any OpaqueValue) -> Bool {
    (other as? IPAddress) == self
  }

  package func order(against other: any OpaqueValue) -> Int? { nil }
}

/// What kind of address it is.
extension IPAddress {
  var isUnspecified: Bool { bits == 0 }

  var isLoopback: Bool { family == .four ? bits >> 24 == 127 : bits == 1 }

  var isMulticast: Bool { family == .four ? bits >> 28 == 0xE : bits >> 120 == 0xFF }

  var isLinkLocalMulticast: Bool {
    family == .four ? bits >> 8 == 0xE0_0000 : bits >> 112 & 0xFF0F == 0xFF02
  }

  var isLinkLocalUnicast: Bool {
    family == .four ? bits >> 16 == 0xA9FE : bits >> 118 == 0x3FA
  }

  var isGlobalUnicast: Bool {
    !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
      && !(family == .four && bits == 0xFFFF_FFFF)
  }

  /// RFC 1918 and RFC 4193.
  var isPrivate: Bool {
    guard family == .four else { return bits >> 121 == 0x7E }
    return bits >> 24 == 10 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8
  }
}

/// A range of addresses: an address and how many of its bits are fixed.
package struct AddressRange: Hashable, Sendable, OpaqueValue {
  /// As written: its free bits may be set.
  package let address: IPAddress
  package let prefixLength: Int

  init(_ address: IPAddress, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  /// Nil for what is no range.
  package init?(_ text: String) {
    guard case .range(let range) = Self.read(text) else { return nil }
    self = range
  }

  /// What reading a range gives.
  enum Reading: Sendable {
    case range(AddressRange)
    /// Why it is none, for people.
    case failure(String)
  }

  /// Reads `address/length`.
  static func read(_ text: String) -> Reading {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return .failure("not an address range: no prefix length")
    }
    let digits = Array(text.utf8[text.utf8.index(after: slash)...])
    guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { return .failure("bad prefix length") }
    var length = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let part = String(text[..<slash])
    switch IPAddress.read(part) {
    case .failure(let why): return .failure(why)
    case .address(let address):
      if address.family == .four, part.utf8.contains(UInt8(ascii: ":")) { length -= 96 }
      guard (0...address.family.width).contains(length) else {
        return .failure("bad prefix length")
      }
      return .range(AddressRange(address, prefixLength: length))
    }
  }

  /// The first address.
  package var first: UInt128 { address.bits & ~freeBits }
  /// The last address.
  package var last: UInt128 { address.bits | freeBits }

  private var freeBits: UInt128 {
    let free = address.family.width - prefixLength
    return free == 128 ? .max : (UInt128(1) << UInt128(free)) - 1
  }

  /// The same with its free bits cleared.
  var masked: AddressRange {
    AddressRange(IPAddress(address.family, first), prefixLength: prefixLength)
  }

  package func contains(_ other: IPAddress) -> Bool {
    other.family == address.family && (first...last).contains(other.bits)
  }

  package func contains(_ other: AddressRange) -> Bool {
    other.address.family == address.family && first <= other.first && other.last <= last
  }

  package func overlaps(_ other: AddressRange) -> Bool {
    other.address.family == address.family && first <= other.last && other.first <= last
  }

  package var type: CELType { .cidr }

  package var printed: String { "\(address.printed)/\(prefixLength)" }

  package func isEqual(to other: any OpaqueValue) -> Bool {
    (other as? AddressRange) == self
  }

  package func order(against other: any OpaqueValue) -> Int? { nil }
}
