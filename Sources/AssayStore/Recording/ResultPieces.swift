import AssayModel
import Records
import Sealing

/// The parts of a result of which there are many, in pieces that are digested apart.
struct ResultPieces: Sendable {
  /// A range of one of three lists.
  private enum Piece {
    case resources(Range<Int>)
    case links(Range<Int>)
    case findings(Range<Int>)
  }

  /// How many of a list are one piece: part of what the digest is.
  private static let size = 8_192

  private let pieces: [Piece]
  private let result: RunResult
  private let ends: LinkEnds
  private let ids: FieldBytes.Table

  init(_ result: RunResult, _ ends: LinkEnds) {
    self.result = result
    self.ends = ends
    ids = FieldBytes.Table(of: result.resources)
    pieces =
      Self.ranges(result.resources.count).map(Piece.resources)
      + Self.ranges(ends.links.count).map(Piece.links)
      + Self.ranges(result.findings.count).map(Piece.findings)
  }

  private static func ranges(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  var count: Int { pieces.count }

  /// The digest of the piece of a number.
  @Sendable func digest(_ number: Int) -> Digest {
    var digester = Digester()
    switch pieces[number] {
    case .resources(let range):
      digester.add(field: "resources")
      for position in range {
        digester.add(ids[position])
        digester.add(field: result.resources[position].factsDigest)
      }
    case .links(let range):
      digester.add(field: "links")
      for position in range {
        let (end, link) = (ends.links[position], result.links[position])
        add(end.from, link.from, to: &digester)
        digester.add(field: link.label)
        add(end.to, link.to, to: &digester)
      }
    case .findings(let range):
      digester.add(field: "findings")
      var words = WordBytes()
      for finding in result.findings[range] {
        Self.add(finding, words.bytes(of: finding.words), to: &digester)
      }
    }
    return digester.digest()
  }

  private func add(_ end: Int32, _ id: ResourceID, to digester: inout Digester) {
    guard end < 0 else { return digester.add(ids[Int(end)]) }
    digester.add(field: id.kind)
    digester.add(field: id.uid)
  }

  private static func add(
    _ finding: Finding, _ words: WordBytes.Bytes, to digester: inout Digester
  ) {
    digester.add(words.rule)
    digester.add(field: finding.resource.kind)
    digester.add(field: finding.resource.uid)
    digester.add(field: finding.locus)
    digester.add(field: finding.outcome.rawValue)
    digester.add(words.message)
    digester.add(field: finding.isBaselined ? "baselined" : "")
    add(finding.origin, to: &digester)
    digester.add(UInt64(words.values.count))
    var number = 0
    finding.forEachValue { _, origin in
      digester.add(words.values[number])
      add(origin, to: &digester)
      number += 1
    }
    digester.add(words.reasons)
  }

  private static func add(_ origin: Origin?, to digester: inout Digester) {
    digester.add(field: origin?.path ?? "")
    digester.add(UInt64(bitPattern: Int64(origin?.line ?? 0)))
    digester.add(UInt64(bitPattern: Int64(origin?.column ?? 0)))
  }
}

/// What findings share, as the digest takes it in.
private struct WordBytes {
  struct Bytes {
    let rule: [UInt8]
    let message: [UInt8]
    /// One for each value.
    let values: [[UInt8]]
    let reasons: [UInt8]

    init(_ words: FindingWords) {
      rule = FieldBytes(["finding", words.rule]).bytes
      message = FieldBytes([words.severity.rawValue, words.message]).bytes
      values = words.values.map { value in
        var fields = FieldBytes([value.path, value.got])
        fields.add(value.allowed == nil ? 0 : 1)
        fields.add(value.allowed ?? "")
        return fields.bytes
      }
      var fields = FieldBytes()
      fields.add(UInt64(words.reasons.count))
      for reason in words.reasons { fields.add(reason) }
      reasons = fields.bytes
    }
  }

  private var known: [ObjectIdentifier: Bytes] = [:]
  private var last: (words: FindingWords, bytes: Bytes)?

  mutating func bytes(of words: FindingWords) -> Bytes {
    if let last, last.words === words { return last.bytes }
    let bytes = known[ObjectIdentifier(words)] ?? Bytes(words)
    known[ObjectIdentifier(words)] = bytes
    last = (words, bytes)
    return bytes
  }
}

/// Fields and numbers as a digester takes them in, to be given to it as they are.
private struct FieldBytes: Sendable {
  private(set) var bytes: [UInt8] = []

  init(_ fields: [String] = []) {
    bytes.reserveCapacity(fields.reduce(0) { $0 + 8 + $1.utf8.count })
    for field in fields { add(field) }
  }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ field: String) {
    add(UInt64(field.utf8.count))
    bytes.append(contentsOf: field.utf8)
  }

  /// The ids of resources.
  struct Table: Sendable {
    private var all = FieldBytes()
    private var ends: [Int] = [0]

    init(of resources: [ResourceSummary]) {
      ends.reserveCapacity(resources.count + 1)
      for resource in resources {
        all.add(resource.id.kind)
        all.add(resource.id.uid)
        ends.append(all.bytes.count)
      }
    }

    subscript(position: Int) -> ArraySlice<UInt8> {
      all.bytes[ends[position]..<ends[position + 1]]
    }
  }
}
