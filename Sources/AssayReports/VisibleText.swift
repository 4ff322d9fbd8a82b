/// Text from inputs, made fit to be read: nothing in it can steer a terminal, reorder a line or fill
/// a page.
///
/// A name in a template or an inventory may come from a machine that is hostile. Control characters,
/// bidirectional overrides and other invisible steering characters come out as `\u{1b}`.
extension String {
  /// The text on one line, cut after about `limit` Unicode scalars as written, with `…` for what is
  /// missing.
  package func visible(_ limit: Int = 500) -> String {
    shown(limit: limit, keepsLineEnds: false)
  }

  /// As `visible`, but line ends stay line ends.
  package func visibleLines(_ limit: Int = 4_000) -> String {
    shown(limit: limit, keepsLineEnds: true)
  }

  /// The text, or `other` when it holds nothing but white space.
  package func orIfBlank(_ other: @autoclosure () -> String) -> String {
    if let first = utf8.first, 0x20 < first, first < 0x7F { return self }
    return unicodeScalars.contains { !$0.properties.isWhitespace } ? self : other()
  }

  /// Blanks in a row, and line ends, made one blank each; none at either end.
  ///
  /// Of a very long text only the first 20 000 scalars, which is more than anything shows.
  package var collapsed: String {
    if isCollapsedASCII { return self }
    let start = unicodeScalars.prefix(20_000)
    return String(start).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether it is short printable ASCII with single blanks inside only, as nearly every text is.
  private var isCollapsedASCII: Bool {
    guard utf8.count <= 20_000 else { return false }
    var last: UInt8 = 0x20
    for byte in utf8 {
      guard 0x20 <= byte, byte < 0x7F, byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return utf8.isEmpty || last != 0x20
  }

  /// Whether it is printable ASCII, with line ends where those are kept.
  private func isPlain(keepsLineEnds: Bool) -> Bool {
    let other: UInt8 = keepsLineEnds ? 0x0A : 0x20
    let isPlain = utf8.withContiguousStorageIfAvailable { bytes in
      // All of them at a time: what is plain has to be looked at to its end.
      var strange: UInt8 = 0
      for byte in bytes { strange |= (byte &- 0x20) > 0x5E && byte != other ? 1 : 0 }
      return strange == 0
    }
    return isPlain ?? utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F || $0 == other }
  }

  private func shown(limit: Int, keepsLineEnds: Bool) -> String {
    // Nearly every value is short printable ASCII and passes untouched.
    if utf8.count <= limit, isPlain(keepsLineEnds: keepsLineEnds) { return self }
    // So do signs and letters of other scripts, when nothing among them steers.
    let isHarmless = !unicodeScalars.contains { scalar in
      scalar.steersText && !(scalar == "\n" && keepsLineEnds)
    }
    if isHarmless, unicodeScalars.count <= limit { return self }
    var shown = String.UnicodeScalarView()
    var count = 0
    for scalar in unicodeScalars {
      guard count < limit else {
        shown.append("…")
        break
      }
      if scalar.steersText, !(scalar == "\n" && keepsLineEnds) {
        let written = scalar.written.unicodeScalars
        shown.append(contentsOf: written)
        count += written.count
      } else {
        shown.append(scalar)
        count += 1
      }
    }
    return String(shown)
  }
}

extension Unicode.Scalar {
  /// Whether it moves a cursor, turns the direction of text, or is invisible without being a blank.
  ///
  /// U+200C and U+200D stay: Persian words and emoji need them, and they move nothing.
  var steersText: Bool {
    if 0x20 <= value && value < 0x7F { return false }
    return switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
    }
  }

  /// How a steering character is written: `\n`, `\t`, `\u{1b}`.
  fileprivate var written: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(value, radix: 16))}"
    }
  }

  /// Cells it takes in a terminal: 0 for marks that combine, 2 for wide East Asian letters and
  /// emoji, else 1.
  ///
  /// An approximation of Unicode Annex 11.
  var cells: Int {
    if value < 0x300 { return 1 }
    switch value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      let category = properties.generalCategory
      return category == .nonspacingMark || category == .enclosingMark ? 0 : 1
    }
  }
}

extension Int {
  /// With thin groups for people: `41 233`.
  package var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }

  /// `1 resource`, `2 resources`.
  package func of(_ singular: String, _ plural: String? = nil) -> String {
    self == 1 ? "1 \(singular)" : "\(self) \(plural ?? singular + "s")"
  }
}
