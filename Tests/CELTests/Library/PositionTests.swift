import CEL
import Testing

/// Positions in strings count code points, whatever they take in bytes and whatever characters they
/// make together.
struct PositionTests {
  private static let texts = [
    "", "a", "tacocat", "é", "e\u{301}e", "a\r\nb", "ta©o©αT", "😀a😀", "👩‍👧z", "🇩🇪🇩", "a\u{0}b",
  ]

  /// As a literal of the language.
  private static func literal(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    let escaped = scalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
    return "\"\(escaped.joined())\""
  }

  private static func printed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    Fleet.value(literal(scalars))
  }

  /// What a call at a position gives: out of range where the text has no such position.
  private static func at(
    _ position: Int, in scalars: [Unicode.Scalar], _ found: () -> String
  ) -> String {
    (0...scalars.count).contains(position) ? found() : "(error: index out of range: \(position))"
  }

  @Test(arguments: texts)
  func `a part of a text begins and ends at code points`(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let literal = Self.literal(scalars)
    for start in -1...scalars.count + 1 {
      #expect(
        Fleet.value("\(literal).charAt(\(start))")
          == Self.at(start, in: scalars) { Self.printed(scalars[start...].prefix(1)) })
      #expect(
        Fleet.value("\(literal).substring(\(start))")
          == Self.at(start, in: scalars) { Self.printed(scalars[start...]) })
      for end in -1...scalars.count + 1 {
        #expect(
          Fleet.value("\(literal).substring(\(start), \(end))")
            == Self.at(start, in: scalars) {
              Self.at(end, in: scalars) {
                start <= end
                  ? Self.printed(scalars[start..<end])
                  : "(error: invalid range: start \(start), end \(end))"
              }
            })
      }
    }
  }

  @Test(arguments: texts)
  func `a sought text is found by its code points`(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let literal = Self.literal(scalars)
    let pieces = pieces(of: scalars) + [Array("x".unicodeScalars), scalars + scalars + scalars]
    for sought in pieces {
      let last = scalars.count - sought.count
      let places = (0...max(last, 0)).filter {
        $0 <= last && scalars[$0...].starts(with: sought)
      }
      let call = Self.literal(sought)
      #expect(Fleet.value("\(literal).indexOf(\(call))") == "\(places.first ?? -1)")
      #expect(Fleet.value("\(literal).lastIndexOf(\(call))") == "\(places.last ?? -1)")
      for from in -1...scalars.count + 1 {
        #expect(
          Fleet.value("\(literal).indexOf(\(call), \(from))")
            == Self.at(from, in: scalars) { "\(places.first { $0 >= from } ?? -1)" })
        #expect(
          Fleet.value("\(literal).lastIndexOf(\(call), \(from))")
            == Self.at(from, in: scalars) { "\(places.last { $0 <= from } ?? -1)" })
      }
    }
  }

  private func pieces(of scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    (0...scalars.count).flatMap { start in
      (start...scalars.count).map { Array(scalars[start..<$0]) }
    }
  }
}
