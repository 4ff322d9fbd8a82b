import CEL
import Vectors

/// Values and literals that are likely to matter: borders, zeros, text beyond ASCII.
enum LiteralGenerator {
  static let keyTypes: [CELType] = [.string, .string, .string, .int, .bool, .uint]

  /// A type that values can be written of.
  static func type(_ random: inout SeededGenerator, depth: Int = 2) -> CELType {
    let scalars: [CELType] = [
      .bool, .int, .int, .uint, .double, .string, .string, .bytes, .timestamp, .duration,
    ]
    guard depth > 0, random.chance(35) else { return random.pick(scalars) }
    switch random.below(5) {
    case 0, 1: return .list(type(&random, depth: depth - 1))
    case 2, 3: return .map(random.pick(keyTypes), type(&random, depth: depth - 1))
    default: return .optional(type(&random, depth: depth - 1))
    }
  }

  /// A value for a variable of a type.
  static func value(_ type: CELType, _ random: inout SeededGenerator) -> VectorValue {
    switch type {
    case .bool: return .bool(random.chance(50))
    case .int: return .int(int(&random))
    case .uint: return .uint(uint(&random))
    case .double: return .double(double(&random))
    case .string: return .string(string(&random))
    case .bytes: return .bytes(bytes(&random))
    case .timestamp: return .timestamp(timestamp(&random))
    case .duration: return .duration(duration(&random))
    case .null: return .null
    case .list(let element):
      return .list((0..<random.below(5)).map { _ in value(element, &random) })
    case .map(let key, let content):
      var entries: [VectorValue.Entry] = []
      for _ in 0..<random.below(4) {
        let name = value(key, &random)
        guard !entries.contains(where: { $0.key == name }) else { continue }
        entries.append(VectorValue.Entry(name, value(content, &random)))
      }
      return .map(entries)
    case .optional(let inner): return .optional(random.chance(60) ? value(inner, &random) : nil)
    case .type(let inner): return .type(Value.type(inner).printed(.empty))
    default: return value(self.type(&random), &random)
    }
  }

  static func int(_ random: inout SeededGenerator) -> Int64 {
    switch random.below(10) {
    case 0: random.pick([.min, .max, .min + 1, .max - 1, 1 << 53, (1 << 53) + 1])
    case 1: Int64(truncatingIfNeeded: random.next()) >> Int64(random.below(64))
    default: Int64(random.below(16)) - 3
    }
  }

  static func uint(_ random: inout SeededGenerator) -> UInt64 {
    switch random.below(10) {
    case 0: random.pick([.max, .max - 1, 1 << 63, (1 << 63) - 1, (1 << 53) + 1])
    case 1: random.next() >> UInt64(random.below(64))
    default: UInt64(random.below(14))
    }
  }

  static func double(_ random: inout SeededGenerator) -> Double {
    switch random.below(10) {
    case 0:
      random.pick([
        .infinity, -.infinity, .nan, -0.0, 1e308, -1e308, .leastNonzeroMagnitude,
        9.223372036854775e18, 0x1p63,
        0x1p64, 9_007_199_254_740_992, 1e22, 1e21, 123456789.125,
      ])
    case 1: Double(int(&random)) / Double(1 << random.below(20))
    default: random.pick([0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 3.0, 0.1, 10.0, -7.25, 100.0])
    }
  }

  static func string(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "", "a", "b", "ab", "abc", "A", "Zz", " ", "\t", "\n", "é", "e\u{301}", "ü", "ß", "😀", "k",
      "\"", "'", "\\", "%", "%s", ",", ".", "-", "0", "1", "42", "true", "x y", "\u{0}", "\u{7F}",
      "日本", "\u{200B}", "{", "}", "\\d+", "héllo wörld",
    ]
    return (0..<(1 + random.below(3))).map { _ in random.pick(pieces) }.joined()
  }

  static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
    random.chance(50)
      ? Array(string(&random).utf8)
      : (0..<random.below(5)).map { _ in
        random.pick([0, 1, 0x41, 0x7F, 0x80, 0xC3, 0xA9, 0xFF])
      }
  }

  /// To microseconds, which is what everybody can take.
  static func timestamp(_ random: inout SeededGenerator) -> Timestamp {
    switch random.below(6) {
    case 0:
      Timestamp(
        microseconds: random.pick([-62_135_596_800_000_000, 253_402_300_799_000_000, 0, -1]))
    case 1: Timestamp(microseconds: 1_700_000_000_123_456 + Int64(random.below(1 << 40)))
    default:
      Timestamp(
        microseconds: Int64(random.below(80 * 365 * 86_400)) * 1_000_000 - 315_360_000_000_000)
    }
  }

  static func duration(_ random: inout SeededGenerator) -> Int64 {
    switch random.below(8) {
    case 0: random.pick([0, 1_000, -1_000, 1_500_000_000, -1_500_000_000])
    case 1: (Int64(random.below(1 << 50)) - (1 << 49)) * 1_000
    default: (Int64(random.below(400_000)) - 100_000) * 1_000_000_000
    }
  }
}
