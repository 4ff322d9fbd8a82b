/// Numbers, flags and instants, as texts of policies and requests spell them.
enum Scalars {
  /// Digits that a `Double` surely keeps, and where it does (IEEE 754).
  private static let exactDigits = 15
  private static let exactRange = Double.leastNormalMagnitude...Double.greatestFiniteMagnitude

  /// A number such that whatever else is one compares with it as the texts would; nil when it has too
  /// many digits for that.
  static func exactNumber(_ text: String) -> Double? {
    guard let number = number(text) else { return nil }
    let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber)
    let significant = digits.drop { $0 == "0" }
    guard !significant.isEmpty else { return number }
    let isExact = significant.count <= exactDigits && exactRange.contains(abs(number))
    return isExact ? number : nil
  }

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

  /// From 0002-01-01 on and before 9999-01-01.
  private static let comparableInstants = Int64(-62_104_060_800_000)..<253_370_764_800_000

  /// An instant such that those before and after it can be written as dates as well; nil for others,
  /// which are slips, such as milliseconds for seconds.
  static func comparableInstant(_ text: String) -> Int64? {
    instant(text).flatMap { comparableInstants.contains($0) ? $0 : nil }
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
