/// Numbers, flags and instants, as texts of policies and requests spell them.
enum Scalars {
  /// A decimal number without anything before or after it; nil for `10 MB`, `0x10`, `inf`.
  static func number(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.count <= 64,
      text.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        case UInt8(ascii: "e"), UInt8(ascii: "E"): true
        default: false
        }
      })
    else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// `true` or `false`, in any case.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// Milliseconds since 1970-01-01T00:00:00Z of an ISO 8601 date with or without a time, or of a
  /// number of seconds.
  ///
  /// The forms are those of W3C's note on dates, which the IAM user guide names: `2026-01-31`,
  /// `2026-01-31T10:20Z`, `2026-01-31T10:20:30.5+02:00`; a time without a zone is UTC.
  static func instant(_ text: String) -> Int64? {
    if text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
      text.utf8.count > 4, text.utf8.count <= 13
    {
      return Int64(text).map { $0 * 1000 }
    }
    var reader = DateReader(text)
    return reader.read()
  }

  /// An instant as the service prints it: `2026-01-31T10:20:30Z`, with milliseconds when it has any.
  static func text(instant: Int64) -> String {
    let day = instant.floorDivided(by: 86_400_000)
    let millisecond = instant - day * 86_400_000
    let (year, month, dayOfMonth) = Calendar.date(daysSince1970: day)
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let second = millisecond / 1000
    let fraction = millisecond % 1000 == 0 ? "" : "." + padded(millisecond % 1000, 3)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T"
      + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
      + "\(fraction)Z"
  }

  /// A number without an exponent or trailing zeros where it can be: `5`, `5.5`.
  static func text(number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
  }
}

extension Int64 {
  /// Rounded towards minus infinity.
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

/// Days and dates of the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level
/// date algorithms").
private enum Calendar {
  static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.floorDivided(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  static func daysInMonth(_ year: Int64, _ month: Int64) -> Int64 {
    let next = month == 12 ? daysSince1970(year + 1, 1, 1) : daysSince1970(year, month + 1, 1)
    return next - daysSince1970(year, month, 1)
  }
}

/// Reads an ISO 8601 date.
private struct DateReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  mutating func read() -> Int64? {
    guard let year = digits(4), (1...9999).contains(year) else { return nil }
    var month: Int64 = 1
    var day: Int64 = 1
    if take("-") {
      guard let read = digits(2), (1...12).contains(read) else { return nil }
      month = read
      if take("-") {
        guard let read = digits(2), read >= 1, read <= Calendar.daysInMonth(year, month) else {
          return nil
        }
        day = read
      }
    }
    guard let time = time() else { return nil }
    return Calendar.daysSince1970(year, month, day) * 86_400_000 + time
  }

  /// Milliseconds of the time and its zone; 0 when the date stands alone.
  private mutating func time() -> Int64? {
    guard !rest.isEmpty else { return 0 }
    guard take("T") || take("t") || take(" "), let hour = digits(2), hour < 24, take(":"),
      let minute = digits(2), minute < 60
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if take(":") {
      guard let second = digits(2), second < 60 else { return nil }
      milliseconds += second * 1000
      if take(".") {
        guard let fraction = fraction() else { return nil }
        milliseconds += fraction
      }
    }
    guard let offset = zone(), rest.isEmpty else { return nil }
    return milliseconds - offset
  }

  private mutating func zone() -> Int64? {
    if rest.isEmpty || take("Z") || take("z") { return 0 }
    let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes) * 60_000
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let byte = rest.first, byte >= 48, byte <= 57 {
      if count < 3 { value = value * 10 + Int64(byte - 48) }
      count += 1
      rest = rest.dropFirst()
    }
    guard count > 0, count <= 9 else { return nil }
    for _ in min(count, 3)..<3 { value *= 10 }
    return value
  }

  private mutating func digits(_ count: Int) -> Int64? {
    guard rest.count >= count else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(count) {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    rest = rest.dropFirst(count)
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
