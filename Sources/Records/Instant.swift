/// An instant: microseconds since 1970-01-01T00:00:00Z, proleptic Gregorian, no leap seconds.
package struct Instant: Hashable, Sendable, Comparable {
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (left: Self, right: Self) -> Bool {
    left.microseconds < right.microseconds
  }

  /// Reads RFC 3339 (`2026-11-22T02:00:00.5Z`, any offset, `T` or a blank, years 1 to 9999).
  ///
  /// Nil for anything else. A leap second reads as the second after.
  package init?(rfc3339 text: String) {
    var reader = DigitReader(bytes: Array(text.utf8))
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2), reader.skip("T", "t", " "),
      let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
      reader.skip(":"), let second = reader.number(2)
    else { return nil }
    var fraction: Int64 = 0
    if reader.skip(".") {
      guard let micros = reader.fraction() else { return nil }
      fraction = micros
    }
    guard let offset = reader.zone(), reader.isAtEnd, year >= 1,
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    let days = Self.days(fromCivil: year, month, day)
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset * 60
    microseconds = seconds * 1_000_000 + fraction
  }

  /// Reads bytes that are exactly `2026-11-22T02:00:00Z`, as services write most times.
  ///
  /// Nil for anything else, which may be an instant all the same.
  package init?(utc bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 20 else { return nil }
    var isPlain = true
    func number(_ start: Int, _ count: Int) -> Int64 {
      bytes[start..<start + count].reduce(0) { number, byte in
        isPlain = isPlain && byte &- 0x30 < 10
        return number * 10 + Int64(byte &- 0x30)
      }
    }
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
    let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
    guard isPlain, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"), year >= 1,
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24,
      minute < 60, second < 60
    else { return nil }
    let seconds = Self.days(fromCivil: year, month, day) * 86_400 + hour * 3_600 + minute * 60
    microseconds = (seconds + second) * 1_000_000
  }

  /// `2026-11-22T02:00:00Z`, with a fraction of 1 to 6 digits only when there is one.
  package var rfc3339: String {
    let (seconds, micros) = microseconds.quotientAndRemainder(floor: 1_000_000)
    let (days, rest) = seconds.quotientAndRemainder(floor: 86_400)
    let (year, month, day) = Self.civil(fromDays: days)
    var text = "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T"
    text += "\(pad(rest / 3_600, 2)):\(pad(rest % 3_600 / 60, 2)):\(pad(rest % 60, 2))"
    if micros != 0 {
      var digits = Substring(pad(micros, 6))
      while digits.hasSuffix("0") { digits.removeLast() }
      text += ".\(digits)"
    }
    return text + "Z"
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  package static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.quotientAndRemainder(floor: 400).quotient
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of a day count since 1970-01-01, by the same paper.
  package static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted.quotientAndRemainder(floor: 146_097).quotient
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }
}

private func pad(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
  /// Division that rounds down, with a remainder from 0 up to the divisor.
  fileprivate func quotientAndRemainder(floor divisor: Int64) -> (quotient: Int64, remainder: Int64)
  {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// Reads the digits of a time stamp from left to right.
private struct DigitReader {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func number(_ width: Int) -> Int64? {
    guard index + width <= bytes.count else { return nil }
    var value: Int64 = 0
    for _ in 0..<width {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// One to nine digits after the point, as microseconds.
  mutating func fraction() -> Int64? {
    var micros: Int64 = 0
    var scale: Int64 = 100_000
    let start = index
    while let digit = digit() {
      micros += digit * scale
      scale /= 10
    }
    return index > start && index - start <= 9 ? micros : nil
  }

  /// `Z` or an offset, in minutes east.
  mutating func zone() -> Int64? {
    if skip("Z", "z") { return 0 }
    let isWest = index < bytes.count && bytes[index] == UInt8(ascii: "-")
    guard skip("+", "-"), let hours = number(2), skip(":"), let minutes = number(2), hours < 24,
      minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  mutating func skip(_ choices: Unicode.Scalar...) -> Bool {
    guard index < bytes.count, choices.contains(Unicode.Scalar(bytes[index])) else { return false }
    index += 1
    return true
  }

  private mutating func digit() -> Int64? {
    guard index < bytes.count, (0x30...0x39).contains(bytes[index]) else { return nil }
    defer { index += 1 }
    return Int64(bytes[index] - 0x30)
  }
}
