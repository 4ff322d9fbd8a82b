import IAM
import Testing

/// Files of a catalogue that somebody chose: read to the last byte, or refused with the place.
struct CatalogueFileTests {
  static let alpha = "0 0 0 1\nList\n0\nL\n"
  static let beta = """
    2 1 2 2
    ReadThing
    WriteThing
    0
    1
    aws:TagKeys\tS
    :Odd\t?
    0 1
    thing\t~thing/${Id}\t0
    other\tarn:${Partition}:beta:::${Id}\t
    R 0* 1
    W 0:0 k0 diam:PassRole,beta:ReadThing

    """
  static let small = file(alpha: alpha, beta: beta)

  /// A file of both services; `index` is the size of its table of services.
  static func file(
    alpha: String, beta: String, format: String = "1", services: String = "2", index: Int? = nil
  ) -> [UInt8] {
    let table =
      "alpha\tThe First\t1\t\(alpha.utf8.count)\nbeta\tThe Second\t2\t\(beta.utf8.count)\n"
    let header =
      "assay-iam-catalogue\t\(format)\t7\t2026-01-02\t\(services)\t\(index ?? table.utf8.count)\n"
    return Array((header + table + alpha + beta).utf8)
  }

  @Test func `a small file says what stands in it`() throws {
    let catalogue = try ActionCatalogue(checking: Self.small)
    #expect(catalogue.version == "7")
    #expect(catalogue.date == "2026-01-02")
    #expect(catalogue.servicePrefixes == ["alpha", "beta"])
    #expect(catalogue.actionCount == 3)
    let read = try #require(catalogue.action("beta:readthing"))
    #expect(read.level == .read)
    #expect(read.resources.map(\.type.name) == ["thing", "other"])
    #expect(read.resources.map(\.isRequired) == [true, false])
    #expect(read.resources[0].type.arn == "arn:${Partition}:beta:${Region}:${Account}:thing/${Id}")
    #expect(read.resources[0].type.conditionKeys == ["aws:TagKeys", "beta:Odd"])
    #expect(read.resources[1].type.arn == "arn:${Partition}:beta:::${Id}")
    #expect(read.dependentActions == [])
    let write = try #require(catalogue.action("beta:WriteThing"))
    #expect(write.resources.map(\.conditionKeys) == [["aws:TagKeys", "beta:Odd"]])
    #expect(write.conditionKeys == ["aws:TagKeys", "beta:Odd"])
    #expect(write.dependentActions == ["iam:PassRole", "beta:ReadThing"])
    #expect(catalogue.service("beta")?.conditionKeys.map(\.type) == [.arrayOfString, nil])
  }

  /// A file with one thing wrong, and what is said of it.
  struct Broken: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let reason: String

    init(_ name: String, _ bytes: [UInt8], _ reason: String) {
      testDescription = name
      self.bytes = bytes
      self.reason = reason
    }

    /// The small file with a text of its second service put in another's place.
    init(_ name: String, _ text: String, _ other: String, _ reason: String) {
      let beta = CatalogueFileTests.beta.replacing(text, with: other, maxReplacements: 1)
      self.init(name, CatalogueFileTests.file(alpha: CatalogueFileTests.alpha, beta: beta), reason)
    }
  }

  static let broken: [Broken] = [
    Broken("nothing", [], "no catalogue of format 1"),
    Broken("garbage", Array(repeating: 0xFF, count: 100), "no catalogue"),
    Broken("another file", Array("{\n}\n".utf8), "no catalogue"),
    Broken("a header alone", Array("assay-iam-catalogue\t1\t\n".utf8), "6 fields"),
    Broken(
      "a zero in the header", Array("assay-iam-catalogue\t1\t\0\t\t\t\n".utf8), "not printable"),
    Broken("another format", file(alpha: alpha, beta: beta, format: "2"), "of format 1"),
    Broken(
      "an endless header",
      Array(("assay-iam-catalogue\t1\t" + String(repeating: "x", count: 10_000)).utf8), "ends early"
    ),
    Broken(
      "more services than said", file(alpha: alpha, beta: beta, services: "1"), "do not add up"),
    Broken("fewer services than said", file(alpha: alpha, beta: beta, services: "3"), "ends early"),
    Broken(
      "a huge number of services", file(alpha: alpha, beta: beta, services: "999999999"),
      "too large"),
    Broken(
      "a number beyond all", file(alpha: alpha, beta: beta, services: "99999999999999999999"),
      "too large"),
    Broken("no number of services", file(alpha: alpha, beta: beta, services: ""), "a number"),
    Broken("a table of no size", file(alpha: alpha, beta: beta, index: 0), "ends early"),
    Broken("a table beyond the end", file(alpha: alpha, beta: beta, index: 300), "too large"),
    Broken("a table to the very end", file(alpha: alpha, beta: beta, index: 250), "ends early"),
    Broken("a negative number", "2 1 2 2\n", "-2 1 2 2\n", "a number"),
    Broken("too many shapes", "2 1 2 2\n", "2 1 2 3\n", "ends early"),
    Broken("too few shapes", "2 1 2 2\n", "2 1 2 1\n", "too large"),
    Broken("three numbers", "2 1 2 2\n", "2 1 2\n", "four numbers"),
    Broken("names in disorder", "ReadThing\n", "XReadThing\n", "ascending"),
    Broken("a name twice", "ReadThing\n", "Writething\n", "ascending"),
    Broken("a name that is none", "ReadThing\n", "Read*\n", "words"),
    Broken("an empty name", "ReadThing\n", "\n", "words"),
    Broken("a shape that is not there", "\n0\n1\n", "\n0\n2\n", "too large"),
    Broken("an unknown level", "\nR 0* 1", "\nX 0* 1", "access level"),
    Broken("no level", "\nR 0* 1", "\n", "access level"),
    Broken("a resource that is not there", "R 0* 1", "R 0* 2", "too large"),
    Broken("a resource that is no number", "R 0* 1", "R 0* x", "a number"),
    Broken("an empty resource", "R 0* 1", "R  1", "a number"),
    Broken("keys that are not there", "W 0:0 k0", "W 0:1 k0", "too large"),
    Broken("keys of the action that are not there", "W 0:0 k0", "W 0:0 k9", "too large"),
    Broken("an unknown type of a key", "\tS\n", "\tx\n", "type"),
    Broken("a key without a type", "\tS\n", "\t\n", "a type"),
    Broken("a key that is not there", "\n0 1\n", "\n0 2\n", "too large"),
    Broken("a resource without an ARN", "~thing/${Id}", "", "an ARN"),
    Broken("an escape", "~thing/${Id}", "\u{1B}[2J", "not printable"),
    Broken("letters beyond ASCII", "thing\t", "thïng\t", "not printable"),
    Broken(
      "too many entries", "R 0* 1", "R" + String(repeating: " 0", count: 1_001), "too many"),
    Broken(
      "one byte too large", small + Array(repeating: 0x20, count: (8 << 20) + 1 - small.count),
      "too large"),
  ]

  @Test(arguments: broken)
  func `a broken file is refused with the reason`(_ broken: Broken) {
    do throws(CatalogueFault) {
      _ = try ActionCatalogue(checking: broken.bytes)
      Issue.record("it was taken")
    } catch {
      #expect(error.reason.contains(broken.reason), "\(error)")
      #expect((0...broken.bytes.count).contains(error.offset))
    }
  }

  @Test func `no truncated file is taken`() {
    for length in Self.small.indices {
      #expect(throws: CatalogueFault.self) {
        try ActionCatalogue(checking: Array(Self.small[..<length]))
      }
    }
  }

  @Test func `a file with any byte changed is refused or can be read to the end`() {
    for offset in Self.small.indices {
      for byte: UInt8 in [0, 0x0A, 0x20, 0x2A, 0x30, 0x39, 0x7E, 0xFF] {
        var bytes = Self.small
        bytes[offset] = byte
        guard let catalogue = try? ActionCatalogue(checking: bytes) else { continue }
        for prefix in catalogue.servicePrefixes {
          let service = catalogue.service(prefix)
          _ = service?.names.indices.map { service?.action(at: $0) }
        }
      }
    }
  }
}
