import CEL
import Documents
import TestSupport
import Testing

/// The orders of Debian and RPM, as `dpkg` and `rpm` themselves gave them.
///
/// `Tests/differential/versions.py` asked them; `make diff-versions` asks again, for other texts.
@Suite struct VersionOracleTests {
  /// One pair and its order.
  private struct Pair {
    let kind: Version.Kind
    let left: String
    let right: String
    let order: Int
  }

  private static func pairs() throws -> [Pair] {
    let input = try #require(FileLoader().load(VersionPairs.path).first)
    guard case .file(let file) = input else {
      Issue.record("\(VersionPairs.path) cannot be read")
      return []
    }
    return try String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t").map(String.init)
      try #require(parts.count == 4, "\(line)")
      return Pair(
        kind: try #require(Version.Kind(rawValue: parts[0])), left: parts[1], right: parts[2],
        order: try #require(Int(parts[3])))
    }
  }

  @Test func `versions have the order that dpkg and rpm give them`() throws {
    let pairs = try Self.pairs()
    #expect(pairs.count > 1_000)
    for pair in pairs {
      let left = try #require(Version(pair.left, pair.kind), "\(pair)")
      let right = try #require(Version(pair.right, pair.kind), "\(pair)")
      #expect(left.order(against: right)?.signum() == pair.order, "\(pair)")
      #expect(right.order(against: left)?.signum() == -pair.order, "\(pair)")
    }
  }
}
