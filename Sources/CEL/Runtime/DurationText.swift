/// Durations as text: `1h30m`, `-1.5s`.
package enum DurationText {
  /// What reading found.
  package enum Reading {
    case nanoseconds(Int64)
    case outOfRange
    case malformed
  }

  /// Longer texts are malformed: no duration needs them.
  private static let longest = 128

  /// Reads a sign and one or more numbers with units, as Go does; cut off below a nanosecond.
  package static func read(_ text: String) -> Reading {
    var rest = Array(text.utf8)[...]
    guard rest.count <= longest, let first = rest.first else { return .malformed }
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.elementsEqual("0".utf8) { return .nanoseconds(0) }
    guard !rest.isEmpty else { return .malformed }
    var total: Int128 = 0
    while !rest.isEmpty {
      guard let part = term(&rest) else { return .malformed }
      total += isNegative ? -part : part
      guard Int64(exactly: total) != nil else { return .outOfRange }
    }
    return .nanoseconds(Int64(truncatingIfNeeded: total))
  }

  /// One number with its unit, in nanoseconds; too many digits count as a number out of range.
  private static func term(_ rest: inout ArraySlice<UInt8>) -> Int128? {
    let whole = digits(&rest)
    var part: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      part = digits(&rest)
    }
    guard whole.count + part.count > 0, let unit = unit(&rest) else { return nil }
    // Beyond 19 digits a whole number is out of range in every unit, beyond 18 a fraction nothing.
    let significant = whole.drop { $0 == 0 }
    guard significant.count <= 19 else { return Int128(Int64.max) * 2 }
    var denominator: Int128 = 1
    var numerator: Int128 = 0
    for digit in part.prefix(18) {
      numerator = numerator * 10 + Int128(digit)
      denominator *= 10
    }
    let number = significant.reduce(into: Int128(0)) { $0 = $0 * 10 + Int128($1) }
    return number * unit + numerator * unit / denominator
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits.map { $0 - 0x30 }
  }

  private static let units: [(name: [UInt8], nanoseconds: Int128)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func unit(_ rest: inout ArraySlice<UInt8>) -> Int128? {
    let name = rest.prefix { !(0x30...0x39).contains($0) && $0 != UInt8(ascii: ".") }
    rest = rest.dropFirst(name.count)
    return units.first { $0.name.elementsEqual(name) }?.nanoseconds
  }

  /// Seconds with three, six or nine digits of fraction when there is one: `90s`, `-0.500s`.
  package static func text(_ nanoseconds: Int64) -> String {
    let magnitude = nanoseconds.magnitude
    let rest = fraction(of: Int64(magnitude % 1_000_000_000))
    return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000)\(rest)s"
  }
}
