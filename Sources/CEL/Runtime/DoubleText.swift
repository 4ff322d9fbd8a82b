/// Doubles as text, without a locale: always the same bytes.
enum DoubleText {
  /// The shortest decimal that reads back as the same double; with an exponent below 1e-4 and from
  /// 1e6 up: `0.1`, `1`, `1e+06`, `1.5e-07`.
  static func shortest(_ double: Double) -> String {
    if let special = special(double) { return special }
    if double == 0 { return double.sign == .minus ? "-0" : "0" }
    let (digits, exponent) = decimal(double)
    let sign = double < 0 ? "-" : ""
    if exponent < -4 || exponent >= 6 {
      let fraction = digits.count > 1 ? "." + text(digits.dropFirst()) : ""
      return "\(sign)\(text(digits.prefix(1)))\(fraction)\(exponentText(exponent))"
    }
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + text(digits[...])
    }
    let whole = digits.prefix(exponent + 1)
    let zeros = String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    let fraction = digits.dropFirst(exponent + 1)
    return sign + text(whole) + zeros + (fraction.isEmpty ? "" : "." + text(fraction))
  }

  /// `NaN`, `Infinity`, `-Infinity`; nil for a number.
  static func special(_ double: Double) -> String? {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
    return nil
  }

  /// So many digits after the point, the exact value rounded half to even: `1.234`.
  static func fixed(_ double: Double, digits: Int) -> String {
    let exact = ExactDecimal(double.magnitude)
    return (double.sign == .minus ? "-" : "") + exact.fixed(digits)
  }

  /// One digit before the point and so many after it: `1.052033e+03`.
  static func scientific(_ double: Double, digits: Int) -> String {
    let exact = ExactDecimal(double.magnitude)
    let (mantissa, exponent) = exact.scientific(digits)
    return (double.sign == .minus ? "-" : "") + mantissa + exponentText(exponent)
  }

  private static func exponentText(_ exponent: Int) -> String {
    let magnitude = "\(exponent.magnitude)"
    return (exponent < 0 ? "e-" : "e+") + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
  }

  private static func text(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
  }

  /// The shortest digits, without leading or trailing zeros, and the power of ten of the first.
  private static func decimal(_ double: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var shift = 0
    let parts = double.magnitude.description.utf8.split(separator: UInt8(ascii: "e"))
    for byte in parts[0] {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 0x30) }
    }
    if parts.count > 1 { shift = Int(String(Substring(parts[1]))) ?? 0 }
    let leading = digits.prefix { $0 == 0 }.count
    let exponent = (point ?? digits.count) - 1 - leading + shift
    digits.removeFirst(leading)
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return (digits, exponent)
  }
}

/// All decimal digits of a finite double that is not negative.
///
/// A double is a whole number times a power of two; the digits are those of the number multiplied
/// by 2 or, for a negative power, by 5 with the point moved. At most some 1,100 digits.
private struct ExactDecimal {
  /// Most significant first.
  private let digits: [UInt8]
  /// How many of them stand after the point; may exceed their number.
  private let scale: Int

  init(_ double: Double) {
    guard double != 0 else {
      digits = [0]
      scale = 0
      return
    }
    let power = Int(double.exponent) - double.significandWidth
    let whole = UInt64(double.significand * Double(UInt64(1) << UInt64(double.significandWidth)))
    // Base 1e9, least significant first.
    var limbs: [UInt64] = []
    var rest = whole
    while rest > 0 {
      limbs.append(rest % 1_000_000_000)
      rest /= 1_000_000_000
    }
    for _ in 0..<power.magnitude { Self.multiply(&limbs, by: power < 0 ? 5 : 2) }
    digits = Self.digits(limbs)
    scale = max(0, -power)
  }

  private static func multiply(_ limbs: inout [UInt64], by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % 1_000_000_000
      carry = product / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }

  private static func digits(_ limbs: [UInt64]) -> [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        digits.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return digits.reversed()
  }

  /// The digits kept when `count` of them are dropped at the end, rounded half to even.
  private func dropping(_ count: Int) -> [UInt8] {
    guard count > 0 else { return digits }
    guard count <= digits.count else { return [0] }
    var kept = Array(digits.prefix(digits.count - count))
    let dropped = digits.suffix(count)
    let first = dropped.first ?? 0
    let isHalf = first == 5 && dropped.dropFirst().allSatisfy { $0 == 0 }
    let isOdd = (kept.last ?? 0) % 2 == 1
    guard first > 5 || first == 5 && (!isHalf || isOdd) else { return kept.isEmpty ? [0] : kept }
    var index = kept.count - 1
    while index >= 0, kept[index] == 9 {
      kept[index] = 0
      index -= 1
    }
    if index >= 0 { kept[index] += 1 } else { kept.insert(1, at: 0) }
    return kept
  }

  func fixed(_ places: Int) -> String {
    var kept = dropping(scale - places)
    kept += Array(repeating: 0, count: max(0, places - scale))
    if kept.count <= places {
      kept = Array(repeating: 0, count: places + 1 - kept.count) + kept
    }
    let text = String(decoding: kept.map { $0 + 0x30 }, as: UTF8.self)
    return places == 0 ? text : "\(text.dropLast(places)).\(text.suffix(places))"
  }

  func scientific(_ places: Int) -> (mantissa: String, exponent: Int) {
    guard digits != [0] else {
      return ("0" + (places > 0 ? "." + String(repeating: "0", count: places) : ""), 0)
    }
    var exponent = digits.count - 1 - scale
    var kept = dropping(digits.count - 1 - places)
    if kept.count > places + 1 {
      exponent += 1
      kept.removeLast()
    }
    kept += Array(repeating: 0, count: max(0, places + 1 - kept.count))
    let text = String(decoding: kept.map { $0 + 0x30 }, as: UTF8.self)
    return (places == 0 ? text : "\(text.prefix(1)).\(text.dropFirst())", exponent)
  }
}
