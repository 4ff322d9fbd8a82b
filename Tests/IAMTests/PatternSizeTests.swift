import Testing

@testable import IAM

/// What patterns take, which are remembered by the thousand.
struct PatternSizeTests {
  @Test("a step of a pattern is a word, whatever it may carry")
  func stepIsWord() {
    #expect(MemoryLayout<Pattern.Step>.stride <= MemoryLayout<Int>.stride)
  }
}
