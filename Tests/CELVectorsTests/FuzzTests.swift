import CEL
import CELVectors
import TestSupport
import Testing

/// A little of what `assay-vectors fuzz` does for as long as one likes.
struct FuzzTests {
  @Test(.ends, arguments: [UInt64(1), 2])
  func `no text and no rule over records breaks the language`(_ seed: UInt64) {
    for number in 0..<250 {
      let fuzz = FuzzCase(seed: seed, number: number)
      let fault = fuzz.fault()
      #expect(fault == nil, "case \(number): \(fuzz.text)")
    }
  }

  @Test func `a case can be made again without those before it`() {
    let texts = (0..<20).map { FuzzCase(seed: 7, number: $0).text }
    #expect(FuzzCase(seed: 7, number: 13).text == texts[13])
    #expect(Set(texts).count > 15)
  }

  /// What evaluators once told differently, or trees lost on the way to text and back.
  @Test(arguments: [
    // A part that decides without the string that the whole is remembered by.
    "4 >= 0.1 || resource.name.startsWith('a')",
    "false && {}[strings.quote(resource.name)] == 1",
    "optional.of(ip('10.0.0.1')).orValue(ip(resource.name)).isLoopback()",
    "'a' in [resource.name.lowerAscii(), 'a']",
    "(resource.hops > 1 ? 'a' : resource.name.trim()) == 'a'",
    // An alternative of another type, which nobody knows before.
    "resource.?encrypted.orValue({2: dyn([resource.hops])}[?2].orValue(1))",
    // A function that nobody declared is an error in every list.
    "[nowhere(1), optional.none()][1]", "optional.of(nowhere(1))",
  ])
  func `what once differed does not`(_ text: String) throws {
    for seed in UInt64(0)..<20 {
      #expect(FuzzCase.difference(text, seed: seed) == nil)
    }
  }
}
