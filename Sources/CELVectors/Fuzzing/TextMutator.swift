package import Vectors

/// Makes texts that are nearly expressions: seeds with bytes lost, changed and put in.
package struct TextMutator: Sendable {
  private let seeds: [[UInt8]]

  package init(seeds: [String]) {
    self.seeds = seeds.map { Array($0.utf8) }
  }

  private static let pieces: [[UInt8]] = [
    "(", ")", "[", "]", "{", "}", ",", ".", "?", ":", "&&", "||", "!", "-", "==", " in ", "'", "\"",
    "'''", "`", "\\", "\\u", "0x", "1e9", "u", "//", "\n", "r'", "b\"", "has(", ".all(x, ", "é",
    ".?", "[?", "resource", "null", "cel.bind(a, ", "9223372036854775808", "\u{0}", ".map(i, i)",
    "-9223372036854775808", "18446744073709551615u", ".exists_one(", "optional.none()", "(-1)",
  ].map { Array($0.utf8) }

  /// A text, not always of valid UTF-8.
  package func text(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = seed(&random)
    for _ in 0..<(1 + random.below(6)) {
      let at = random.below(bytes.count + 1)
      switch random.below(6) {
      case 0 where at < bytes.count: bytes.remove(at: at)
      case 1 where at < bytes.count: bytes[at] = UInt8(random.below(256))
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 5))
      case 3: bytes.insert(contentsOf: seed(&random), at: at)
      case 4 where at < bytes.count:
        // A run, many times: what is written briefly and means much.
        let end = min(bytes.count, at + 1 + random.below(8))
        let run = Array(bytes[at..<end])
        let times = 1 << random.below(random.chance(10) ? 9 : 4)
        bytes.insert(contentsOf: (0..<times).flatMap { _ in run }, at: at)
      default: bytes.insert(contentsOf: random.pick(Self.pieces), at: at)
      }
    }
    return bytes
  }

  private func seed(_ random: inout SeededGenerator) -> [UInt8] {
    seeds.isEmpty ? [] : random.pick(seeds)
  }
}
