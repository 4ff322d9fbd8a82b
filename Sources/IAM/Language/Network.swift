/// A range of addresses, `203.0.113.0/24` or `2001:db8::/32`; a lone address is a range of one.
struct Network: Sendable, Hashable {
  /// An address as a number; version 4 in the low 32 bits.
  struct Address: Sendable, Hashable, Comparable {
    let isVersion6: Bool
    let high: UInt64
    let low: UInt64

    /// Version 4 before version 6.
    static func < (left: Self, right: Self) -> Bool {
      guard left.isVersion6 == right.isVersion6 else { return right.isVersion6 }
      return (left.high, left.low) < (right.high, right.low)
    }
  }

  let first: Address
  /// Leading bits that all its addresses share, 0...32 or 0...128.
  let prefix: Int

  /// Bits after the prefix are ignored, as the service does; nil for anything that is no range.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = Address(parts[0]) else { return nil }
    let width = address.isVersion6 ? 128 : 32
    guard parts.count == 2 else {
      self.init(address, prefix: width)
      return
    }
    guard let prefix = Int(parts[1]), parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
      (0...width).contains(prefix)
    else { return nil }
    self.init(address, prefix: prefix)
  }

  init(_ address: Address, prefix: Int) {
    let masked = address.isVersion6 ? prefix : prefix + 96
    let high = masked >= 64 ? address.high : address.high & ~(UInt64.max >> masked)
    let rest = masked - 64
    let low = rest >= 64 ? address.low : rest <= 0 ? 0 : address.low & ~(UInt64.max >> rest)
    first = Address(isVersion6: address.isVersion6, high: high, low: low)
    self.prefix = prefix
  }

  func contains(_ address: Address) -> Bool {
    address.isVersion6 == first.isVersion6 && Network(address, prefix: prefix).first == first
  }

  /// The last address of the range.
  var last: Address {
    let masked = first.isVersion6 ? prefix : prefix + 96
    let high = masked >= 64 ? first.high : first.high | (UInt64.max >> masked)
    let rest = masked - 64
    let low = rest >= 64 ? first.low : rest <= 0 ? UInt64.max : first.low | (UInt64.max >> rest)
    return Address(isVersion6: first.isVersion6, high: high, low: low)
  }
}

extension Network.Address {
  /// Dotted or colon-separated; nil for anything else, leading zeros of decimals included.
  init?(_ text: some StringProtocol) {
    if text.contains(":") {
      guard let (high, low) = Self.version6(text) else { return nil }
      self.init(isVersion6: true, high: high, low: low)
    } else {
      guard let value = Self.version4(text) else { return nil }
      self.init(isVersion6: false, high: 0, low: UInt64(value))
    }
  }

  private static func version4(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard part.utf8.count <= 3, part == "0" || part.utf8.first != UInt8(ascii: "0"),
        part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let byte = UInt8(part)
      else { return nil }
      value = value << 8 | UInt32(byte)
    }
    return value
  }

  private static func version6(_ text: some StringProtocol) -> (UInt64, UInt64)? {
    let halves = String(text).split(
      separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0]),
      let tail = halves.count == 2 ? groups(halves[1]) : []
    else { return nil }
    let count = head.count + tail.count
    guard halves.count == 2 ? count < 8 : count == 8 else { return nil }
    let all = head + Array(repeating: 0, count: 8 - count) + tail
    let words = all.map(UInt64.init)
    return (
      words[0] << 48 | words[1] << 32 | words[2] << 16 | words[3],
      words[4] << 48 | words[5] << 32 | words[6] << 16 | words[7]
    )
  }

  /// Groups of 16 bits; a dotted end counts for two.
  private static func groups(_ text: Substring) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(".") {
        guard let value = version4(part) else { return nil }
        groups += [UInt16(value >> 16), UInt16(value & 0xFFFF)]
        continue
      }
      guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
        let group = UInt16(part, radix: 16)
      else { return nil }
      groups.append(group)
    }
    return groups
  }

  /// The address one higher or lower; nil at the end of the space.
  func neighbour(_ step: Step) -> Self? {
    switch step {
    case .next:
      if isVersion6 {
        guard low == .max else { return Self(isVersion6: true, high: high, low: low + 1) }
        guard high != .max else { return nil }
        return Self(isVersion6: true, high: high + 1, low: 0)
      }
      return low == UInt64(UInt32.max) ? nil : Self(isVersion6: false, high: 0, low: low + 1)
    case .previous:
      if low > 0 { return Self(isVersion6: isVersion6, high: high, low: low - 1) }
      return isVersion6 && high > 0 ? Self(isVersion6: true, high: high - 1, low: .max) : nil
    }
  }

  /// Which way to go.
  enum Step { case next, previous }

  /// As people write it; version 6 without shortening.
  var text: String {
    guard isVersion6 else {
      return (0..<4).reversed().map { String(low >> (UInt64($0) * 8) & 0xFF) }
        .joined(separator: ".")
    }
    let groups = [high, low].flatMap { word in
      (0..<4).reversed().map { String(word >> (UInt64($0) * 16) & 0xFFFF, radix: 16) }
    }
    return groups.joined(separator: ":")
  }
}
