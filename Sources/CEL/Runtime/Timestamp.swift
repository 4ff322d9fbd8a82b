package import Records

/// An instant with nanoseconds, from the year 1 to the year 9999.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int64
  /// 0 to 999,999,999.
  package let nanoseconds: Int32

  /// 0001-01-01T00:00:00Z.
  static let earliest: Int64 = -62_135_596_800
  /// 9999-12-31T23:59:59Z.
  static let latest: Int64 = 253_402_300_799

  /// Nil outside of the years 1 to 9999.
  ///
  /// Any number of nanoseconds is carried into seconds.
  package init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let carry = nanoseconds.quotientAndRemainder(floor: 1_000_000_000)
    let (sum, overflow) = seconds.addingReportingOverflow(carry.quotient)
    guard !overflow, (Self.earliest...Self.latest).contains(sum) else { return nil }
    self.seconds = sum
    self.nanoseconds = Int32(carry.remainder)
  }

  /// A stored instant; what no year 1 to 9999 has is held at the nearest end.
  package init(microseconds: Int64) {
    let parts = microseconds.quotientAndRemainder(floor: 1_000_000)
    seconds = min(max(parts.quotient, Self.earliest), Self.latest)
    nanoseconds = Int32(parts.remainder * 1_000)
  }

  package init(_ instant: Instant) {
    self.init(microseconds: instant.microseconds)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Later by nanoseconds; nil outside of the range.
  func adding(_ duration: Int64) -> Timestamp? {
    let parts = duration.quotientAndRemainder(floor: 1_000_000_000)
    return Timestamp(
      seconds: seconds + parts.quotient, nanoseconds: Int64(nanoseconds) + parts.remainder)
  }

  /// Nanoseconds from another to this; nil when an Int64 does not hold them.
  package func since(_ other: Timestamp) -> Int64? {
    let (product, overflow) = (seconds - other.seconds).multipliedReportingOverflow(
      by: 1_000_000_000)
    guard !overflow else { return nil }
    let (sum, carried) = product.addingReportingOverflow(
      Int64(nanoseconds) - Int64(other.nanoseconds))
    return carried ? nil : sum
  }
}

extension Timestamp {
  /// Reads RFC 3339 with `T` and a zone, to nanoseconds; a leap second reads as the second after.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard (20...64).contains(bytes.count), bytes[10] | 0x20 == UInt8(ascii: "t") else { return nil }
    // The seconds are read where the model reads them; the fraction to a nanosecond is ours.
    var index = 19
    var nanoseconds: Int64 = 0
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      let start = index
      var scale: Int64 = 100_000_000
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
        nanoseconds += Int64(bytes[index] - 0x30) * scale
        scale /= 10
        index += 1
      }
      guard index > start, index - start <= 9 else { return nil }
    }
    let whole = String(decoding: bytes[..<19] + bytes[index...], as: UTF8.self)
    guard let instant = Instant(rfc3339: whole) else { return nil }
    self.init(seconds: instant.microseconds / 1_000_000, nanoseconds: nanoseconds)
  }

  /// `2026-11-22T02:00:00Z`, with three, six or nine digits of fraction when there is one.
  package var rfc3339: String {
    let date = CivilTime(self, offset: 0)
    let clock = "\(padded(date.hour, 2)):\(padded(date.minute, 2)):\(padded(date.second, 2))"
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T\(clock)"
      + fraction(of: Int64(nanoseconds)) + "Z"
  }
}

/// A point of time as calendars and clocks show it.
struct CivilTime {
  let year: Int64
  /// 1 to 12.
  let month: Int64
  /// 1 to 31.
  let day: Int64
  /// 0 to 365.
  let dayOfYear: Int64
  /// Sunday is 0.
  let dayOfWeek: Int64
  let hour: Int64
  let minute: Int64
  let second: Int64

  /// `offset` is in seconds east of Greenwich.
  init(_ time: Timestamp, offset: Int64) {
    let (days, clock) = (time.seconds + offset).quotientAndRemainder(floor: 86_400)
    (year, month, day) = Instant.civil(fromDays: days)
    dayOfYear = days - Instant.days(fromCivil: year, 1, 1)
    dayOfWeek = (days + 4).quotientAndRemainder(floor: 7).remainder
    hour = clock / 3_600
    minute = clock % 3_600 / 60
    second = clock % 60
  }
}

/// A point and three, six or nine digits; empty for none.
func fraction(of nanoseconds: Int64) -> String {
  if nanoseconds == 0 { return "" }
  if nanoseconds % 1_000_000 == 0 { return ".\(padded(nanoseconds / 1_000_000, 3))" }
  if nanoseconds % 1_000 == 0 { return ".\(padded(nanoseconds / 1_000, 6))" }
  return ".\(padded(nanoseconds, 9))"
}

func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
  /// Division that rounds down, with a remainder from 0 up to the divisor.
  func quotientAndRemainder(floor divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
