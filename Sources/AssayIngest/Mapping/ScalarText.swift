import Documents
import Records

/// Reads the text of scalars as the types of schemas; nil when it is none of the type.
enum ScalarText {
  /// `true` and `false` in any case, quoted or not; YAML 1.1's other words only unquoted.
  static func bool(_ scalar: Scalar) -> Bool? {
    switch scalar.text.lowercased() {
    case "true": true
    case "false": false
    case "yes", "on": scalar.style == .plain ? true : nil
    case "no", "off": scalar.style == .plain ? false : nil
    default: nil
    }
  }

  /// Decimal, also as `8.0` or `1e2`; never octal, hexadecimal, with underscores or a leading zero.
  static func int(_ text: String) -> Int64? {
    // A leading zero is octal to some readers and decimal to others.
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    if digits.count > 1, digits.first == UInt8(ascii: "0"), !text.utf8.contains(UInt8(ascii: ".")) {
      return nil
    }
    if let int = Int64(text) { return int }
    guard let double = double(text), double.rounded() == double, abs(double) < 9e15 else {
      return nil
    }
    return Int64(double)
  }

  /// A decimal number, finite.
  static func double(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
      let double = Double(text), double.isFinite
    else { return nil }
    return double
  }

  /// ISO 8601 with a zone, a date by itself (midnight UTC), or seconds since 1970.
  static func instant(_ text: String) -> Instant? {
    if let instant = Instant(rfc3339: withColon(text)) { return instant }
    if text.utf8.count == 10, let midnight = Instant(rfc3339: text + "T00:00:00Z") {
      return midnight
    }
    guard let seconds = double(text), abs(seconds) < 1e11 else { return nil }
    return Instant(microseconds: Int64((seconds * 1_000_000).rounded()))
  }

  /// `+0000` is a common spelling of `+00:00`.
  private static func withColon(_ text: String) -> String {
    let zone = Array(text.utf8.suffix(5))
    guard zone.count == 5, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
      zone.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count > 20
    else { return text }
    return text.dropLast(2) + ":" + text.suffix(2)
  }
}
