/// Checked expressions as bytes, for caches: written once, read without parsing or checking.
///
/// Shape, all numbers in LEB128 unless said otherwise: 4 bytes of magic, 1 of version, 8 of a
/// checksum of the rest; then four tables (strings, types, sets of overload ids, expressions), each
/// a count and its entries. Entries refer to earlier ones by index, so nothing can go in circles.
package enum ExpressionCoding {
  static let magic = Array("CELX".utf8)
  /// Raised whenever the shape or the meaning of the bytes changes.
  package static let version: UInt8 = 1
  /// Length of all before the tables.
  package static let headerCount = 13
  /// Levels of a tree or a type that a reader accepts; parsing stops at 250.
  static let maximumDepth = 300

  /// The bytes of some expressions, which share their strings and types.
  package static func encode(_ expressions: [CheckedExpression]) -> [UInt8] {
    var encoder = ExpressionEncoder()
    return encoder.encode(expressions)
  }

  /// The expressions of some bytes, from an offset to the end; nil when they are not exactly what
  /// `encode` wrote.
  package static func decode(_ bytes: [UInt8], from start: Int = 0) -> [CheckedExpression]? {
    let tables = start + headerCount
    guard start >= 0, bytes.count >= tables, bytes[start..<start + 4].elementsEqual(magic),
      bytes[start + 4] == version
    else { return nil }
    var sum: UInt64 = 0
    for index in start + 5..<tables { sum = sum << 8 | UInt64(bytes[index]) }
    guard sum == checksum(bytes[tables...]) else { return nil }
    var decoder = ExpressionDecoder(bytes, from: tables)
    return decoder.decode()
  }

  /// The header for some tables, and the tables.
  package static func seal(_ tables: ArraySlice<UInt8>) -> [UInt8] {
    let sum = checksum(tables)
    let bytes = stride(from: 56, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: sum >> UInt64($0))
    }
    return magic + [version] + bytes + tables
  }

  /// FNV-1a over words of eight bytes: against accidents, not against an adversary.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    var word: UInt64 = 0
    var filled = 0
    for byte in bytes {
      word = word << 8 | UInt64(byte)
      filled += 1
      if filled == 8 {
        hash = (hash ^ word) &* 0x100_0000_01B3
        hash ^= hash >> 29
        (word, filled) = (0, 0)
      }
    }
    return (hash ^ word) &* 0x100_0000_01B3
  }

  /// The first byte of a node.
  enum NodeTag: UInt64 {
    case null, bool, int, uint, double, string, bytes
    case identifier, select, optionalSelect, has, call, memberCall, list, map, comprehension, bind
  }

  /// The first byte of a type.
  enum TypeTag: UInt64 {
    case dyn, null, bool, int, uint, double, string, bytes, timestamp, duration, error
    case list, map, optional, type, record, opaque, parameter
  }

  /// The first byte of a resolution.
  enum ResolutionTag: UInt64 {
    case none, variable, local, field, overloads, constant, typeValue
  }
}
