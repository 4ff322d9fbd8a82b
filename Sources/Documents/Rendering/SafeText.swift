/// Makes text from inputs safe to print.
package enum SafeText {
  /// One scalar with the columns it takes on a terminal.
  struct Cell {
    let scalar: Unicode.Scalar
    let width: Int
  }

  /// The most Unicode scalars of a message or path.
  private static let longest = 500

  /// A text for one line: what is not printable as an escape such as `\n` or `\u{1B}`, and what is
  /// too long cut.
  package static func message(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > longest || scalars.contains(where: { !isPrintable($0) }) else {
      return text
    }
    var result = ""
    for scalar in scalars.prefix(longest) {
      if isPrintable(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += scalar.escaped(asASCII: true)
      }
    }
    return scalars.count > longest ? result + "…" : result
  }

  /// The scalars of a piece of a source line: a tab as one blank, anything not printable as `�`, so
  /// that columns stay what they are.
  static func cells(_ bytes: ArraySlice<UInt8>) -> [Cell] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar == "\t" { return Cell(scalar: " ", width: 1) }
      guard isPrintable(scalar) else { return Cell(scalar: "\u{FFFD}", width: 1) }
      return Cell(scalar: scalar, width: width(of: scalar))
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      // The joiner and the non-joiner shape letters and pictures and hide nothing.
      return scalar == "\u{200D}" || scalar == "\u{200C}"
    default: return true
    }
  }

  /// Columns by East Asian width, near enough: combining marks 0, ideographs and pictures 2.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.value {
    case 0x200C, 0x200D, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return 1
    }
  }
}
