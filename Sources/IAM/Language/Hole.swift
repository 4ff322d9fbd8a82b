/// Characters that stand for what a template leaves open.
package enum Hole {
  /// Plane 15, which no text that people write uses.
  private static let plane: ClosedRange<UInt32> = 0xF0000...0xFFFFD

  /// The hole of a number, 0-based; the numbers wrap after 65,534.
  package static func scalar(_ number: Int) -> Unicode.Scalar {
    let offset = UInt32(truncatingIfNeeded: number) % UInt32(plane.count)
    return Unicode.Scalar(plane.lowerBound + offset) ?? "\u{F0000}"
  }

  package static func isHole(_ scalar: Unicode.Scalar) -> Bool { plane.contains(scalar.value) }

  static func isHole(_ value: UInt32) -> Bool { plane.contains(value) }
}
