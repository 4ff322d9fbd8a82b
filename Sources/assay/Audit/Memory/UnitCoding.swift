import AssayIngest
import AssayModel
import AssayRules
import Records
import Sealing

/// What units came to, as bytes with numbers of tables, and back.
struct UnitCoding {
  var tables = NightTables()
  /// The instant of the run as explanations print it; what quotes it is written without it.
  let now: String
  /// The rules whose explanations may quote it.
  let quoting: Set<String>

  /// Stands where the instant of the run stood.
  static let clockMark = "\u{0}now"

  /// Writes what a unit of some came to.
  ///
  /// False for what cannot be found again where things moved; then what was written is worth nothing.
  mutating func write(
    _ number: Int, of outcomes: UnitOutcomes, _ patterns: inout PatternNumbers,
    _ places: inout UnitPlaces, to writer: inout ByteWriter
  ) -> Bool {
    let outcome = outcomes.units[number]
    let part = outcomes.part
    writer.write(outcome.excluded)
    writer.write(outcome.pairs)
    for hashes in [outcome.tells, outcome.names] {
      writer.write(hashes.count)
      for hash in hashes { writer.write(word: hash) }
    }
    writer.write(outcome.resources.count)
    for position in outcome.resources {
      let pattern = patterns.number(
        of: outcomes.patterns.ofResources[Int(position)], in: &tables)
      guard write(part.resources[Int(position)], pattern, &places, to: &writer) else {
        return false
      }
    }
    let numbers = ResourceNumbers(outcome.resources, of: part.resources)
    writer.write(outcome.links)
    for (from, position) in outcome.resources.enumerated() {
      for link in part.links[outcomes.linkRanges[Int(position)]] {
        write(link, from: from, numbers, to: &writer)
      }
    }
    writer.write(outcome.findings.count)
    for position in outcome.findings {
      let resource = outcomes.places[Int(part.sweep.owners[Int(position)])]
      let isWritten = write(
        part.sweep.findings[Int(position)], of: Int(resource), &places, to: &writer)
      guard isWritten else { return false }
    }
    return true
  }

  private mutating func write(
    _ resource: ResourceSummary, _ pattern: Int, _ places: inout UnitPlaces,
    to writer: inout ByteWriter
  ) -> Bool {
    guard let spot = places.spot(of: resource.origin) else { return false }
    writer.write(tables.number(of: resource.id.kind))
    writer.write(resource.id.uid)
    writer.write((resource.name == resource.id.uid ? 0 : 1) + (resource.isGone ? 2 : 0))
    if resource.name != resource.id.uid { writer.write(resource.name) }
    write(spot, to: &writer)
    writer.write(resource.factsDigest)
    writer.write(pattern)
    return true
  }

  private mutating func write(
    _ link: Link, from: Int, _ resources: ResourceNumbers, to writer: inout ByteWriter
  ) {
    writer.write(from)
    writer.write(tables.number(of: link.label))
    // One of the unit itself by its number, another one by name.
    let number = resources.number(of: link.to)
    writer.write(number.map { $0 + 1 } ?? 0)
    if number == nil {
      writer.write(tables.number(of: link.to.kind))
      writer.write(tables.number(of: link.to.uid))
    }
  }

  private mutating func write(
    _ finding: Finding, of resource: Int, _ places: inout UnitPlaces, to writer: inout ByteWriter
  ) -> Bool {
    guard let words = withoutClock(finding.words), finding.excerpt == nil, !finding.isBaselined,
      let spot = places.spot(of: finding.origin)
    else { return false }
    writer.write(resource)
    writer.write(tables.number(of: words))
    writer.write(tables.number(of: finding.locus))
    writer.write(tables.number(of: finding.outcome.rawValue))
    write(spot, to: &writer)
    guard let origins = finding.places else {
      writer.write(0)
      return true
    }
    writer.write(1)
    for origin in origins {
      guard let spot = places.spot(of: origin) else { return false }
      write(spot, to: &writer)
    }
    return true
  }

  /// Nil where the instant of the run stands in another place than behind a sign of order.
  private func withoutClock(_ words: FindingWords) -> FindingWords? {
    guard quoting.contains(words.rule) else { return words }
    let others =
      [words.message] + words.reasons + words.values.flatMap { [$0.path, $0.got] }
    guard !others.contains(where: { $0.contains(now) }) else { return nil }
    guard words.values.contains(where: { $0.allowed?.contains(now) ?? false }) else { return words }
    var evidence: [Evidence] = []
    for value in words.values {
      var allowed = value.allowed
      if let text = allowed, text.hasSuffix(" \(now)") {
        allowed = String(text.dropLast(now.count)) + Self.clockMark
      }
      if allowed?.contains(now) ?? false { return nil }
      evidence.append(Evidence(path: value.path, got: value.got, allowed: allowed))
    }
    return FindingWords(
      rule: words.rule, severity: words.severity, message: words.message, evidence: evidence,
      reasons: words.reasons)
  }

  private mutating func write(_ spot: UnitPlaces.Spot, to writer: inout ByteWriter) {
    func write(_ lines: UnitPlaces.Lines) {
      for number in [lines.line, lines.column, lines.endLine, lines.endColumn] {
        writer.writeSigned(Int64(number))
      }
    }
    switch spot {
    case .nowhere: writer.write(0)
    case .element(let number, let lines):
      writer.write(1)
      writer.write(number)
      write(lines)
    case .object(let number, let lines):
      writer.write(2)
      writer.write(number)
      write(lines)
    case .fixed(let origin):
      writer.write(3)
      writer.write(tables.number(of: origin.path))
      write(
        UnitPlaces.Lines(
          line: origin.line, column: origin.column, endLine: origin.endLine,
          endColumn: origin.endColumn))
    }
  }
}

extension ByteWriter {
  /// A sign of whether there is one, and its bytes.
  fileprivate mutating func write(_ digest: Digest?) {
    write(digest == nil ? 0 : 1)
    guard let words = digest?.words else { return }
    for word in [words.0, words.1, words.2, words.3] { write(word: word) }
  }
}

/// The numbers of the resources of a unit: of a few without a table.
private struct ResourceNumbers {
  private let positions: ArraySlice<Int32>
  private let resources: [ResourceSummary]
  private let table: [ResourceID: Int]?

  init(_ positions: ArraySlice<Int32>, of resources: [ResourceSummary]) {
    self.positions = positions
    self.resources = resources
    table =
      positions.count <= 16
      ? nil
      : Dictionary(
        positions.enumerated().map { (resources[Int($1)].id, $0) },
        uniquingKeysWith: { _, last in last })
  }

  func number(of id: ResourceID) -> Int? {
    if let table { return table[id] }
    return positions.lastIndex { resources[Int($0)].id == id }.map { $0 - positions.startIndex }
  }
}

/// The numbers that tables give the patterns of a part, each asked for once.
struct PatternNumbers {
  private let patterns: MarkPatterns
  private var numbers: [Int]

  init(_ patterns: MarkPatterns) {
    self.patterns = patterns
    numbers = Array(repeating: -1, count: patterns.count)
  }

  mutating func number(of pattern: Int32, in tables: inout NightTables) -> Int {
    if numbers[Int(pattern)] < 0 {
      numbers[Int(pattern)] = tables.number(ofPattern: patterns.marks(of: pattern))
    }
    return numbers[Int(pattern)]
  }
}

extension NightTables {
  /// The same with the instant of a run in the place of the one that was left out.
  func words(at now: String) -> [FindingWords] {
    words.map { words in
      guard words.values.contains(where: { $0.allowed?.hasSuffix(UnitCoding.clockMark) ?? false })
      else { return words }
      return FindingWords(
        rule: words.rule, severity: words.severity, message: words.message,
        evidence: words.values.map { value in
          let allowed = value.allowed.map { text in
            text.hasSuffix(UnitCoding.clockMark)
              ? String(text.dropLast(UnitCoding.clockMark.count)) + now : text
          }
          return Evidence(path: value.path, got: value.got, allowed: allowed)
        }, reasons: words.reasons)
    }
  }
}
