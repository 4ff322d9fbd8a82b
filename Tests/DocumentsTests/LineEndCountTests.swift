import Documents
import Testing
import Vectors

/// Line ends are counted eight bytes at a time.
struct LineEndCountTests {
  @Test(arguments: [0, 1, 7, 8, 9, 63, 64, 65, 2_039, 2_040, 2_041, 5_000])
  func `as many as there are, whatever stands beside them`(_ count: Int) {
    var random = SeededGenerator(UInt64(count) + 1)
    let signs: [UInt8] = [0x0A, 0x0D, 0x0B, 0x09, 0x8A, 0x8D, 0x00, 0xFF, 0x20]
    for _ in 0..<8 {
      let bytes = (0..<count).map { _ in signs[random.below(signs.count)] }
      let expected = bytes.count { $0 == 0x0A || $0 == 0x0D }
      #expect(bytes.withUnsafeBytes { $0.lineEnds } == expected)
    }
    let feeds = [UInt8](repeating: 0x0A, count: count)
    #expect(feeds.withUnsafeBytes { $0.lineEnds } == count)
  }
}
