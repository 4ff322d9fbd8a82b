/// Texts for a key whose value is read in several ways, as a number, an instant, a flag, an address,
/// or as none of them.
///
/// A flag and an address are nothing else. A number and an instant are both where there are but
/// digits: four of them are a year, five to thirteen are seconds. So a value of each combination that
/// conditions can tell apart is here, at the values at which one of them changes its answer and beside
/// them, in several spellings, of which texts may be excepted by name.
struct MixedCandidates {
  /// Those that are no comparisons of texts.
  let conditions: [Condition]
  /// How many texts may be excepted by name.
  let exceptions: Int

  /// As many as a date has spellings here beside them.
  static let mostExceptions = 32

  /// The likeliest first.
  var texts: [String] {
    let plain = ScalarCandidates.texts(conditions)
    return plain + Self.flags + unread + digits + years + respelled(plain) + addresses
  }

  /// What is no value of any kind.
  var unread: [String] {
    ["x", ""] + (0..<exceptions).map { "x\($0)" }
  }

  /// `true` and `false` in every spelling.
  static let flags: [String] = ["true", "false"].flatMap { CaseVariants.of($0) ?? [] }

  private var numbers: [Double] {
    conditions.flatMap(\.values).compactMap { if case .number(let own) = $0 { own } else { nil } }
  }

  private var instants: [Int64] {
    conditions.flatMap(\.values).compactMap { if case .instant(let own) = $0 { own } else { nil } }
  }

  /// The values of the plain texts as only a number or only an instant, spelled in other ways.
  private func respelled(_ texts: [String]) -> [String] {
    texts.flatMap { text -> [String] in
      if Scalars.number(text) != nil { return spellings(ofNumber: text) }
      guard let instant = Scalars.instant(text) else { return [] }
      return spellings(of: instant)
    }
  }

  /// With a sign, so that it is no instant.
  private func spellings(ofNumber text: String) -> [String] {
    let sign = text.hasPrefix("-") ? "-" : "+"
    let digits = text.drop { $0 == "-" || $0 == "+" }
    return (0...exceptions).map { sign + String(repeating: "0", count: $0) + digits }
  }

  /// With hyphens, so that it is no number.
  private func spellings(of instant: Int64) -> [String] {
    let usual = Scalars.text(instant: instant).dropLast()
    let zones = ["Z", "z", "+00:00", "-00:00", "+0000", "-0000", ""]
    let spelled = zones.flatMap { zone in
      ["T", "t", " "].map { usual.replacing("T", with: $0) + zone }
    }
    let finer = usual.contains(".") ? usual + "0" : usual + ".0"
    let all = spelled + zones.map { finer + $0 } + zones.map { finer + "0" + $0 }
    precondition(all.count > Self.mostExceptions, "each exception leaves a spelling")
    return all.prefix(exceptions + 1).map { String($0) }
  }

  /// Seconds that are a number as well, with leading zeros.
  private var digits: [String] {
    let most = 9_999_999_999_999
    let seconds: [Int] = instants.map { Int($0.floorDivided(by: 1000)) }
    let turns = turns(within: -1...(most + 1)) + seconds + [0, most]
    return around(turns, within: 0...most).flatMap { value -> [String] in
      let text = String(value)
      let widths = max(5, text.count)...(exceptions > 0 ? 13 : max(5, text.count))
      return widths.map { String(repeating: "0", count: $0 - text.count) + text }
    }
  }

  /// Years that are a number as well.
  private var years: [String] {
    let own: [Int] = instants.map {
      Int(Calendar.date(daysSince1970: $0.floorDivided(by: 86_400_000)).year)
    }
    let turns = turns(within: 0...10_000) + own + [1, 9999]
    return around(turns, within: 1...9999).map { value in
      let text = String(value)
      return String(repeating: "0", count: 4 - text.count) + text
    }
  }

  /// The whole numbers at which answers about numbers change.
  private func turns(within range: ClosedRange<Int>) -> [Int] {
    numbers.flatMap { [$0.rounded(.down), $0.rounded(.up)] }
      .filter { $0 >= Double(range.lowerBound) && $0 <= Double(range.upperBound) }
      .map { Int($0) }
  }

  /// Values at which something changes and those beside them, ascending.
  private func around(_ values: [Int], within range: ClosedRange<Int>) -> [Int] {
    let reach = exceptions + 1
    let near = values.flatMap { value in (value - reach)...(value + reach) }
    return Set(near).filter(range.contains).sorted()
  }

  /// From where an answer changes so many as may be excepted.
  private var addresses: [String] {
    var starts: [Network.Address] = ["0.0.0.0", "::"].compactMap { Network.Address($0) }
    for case .network(let network) in conditions.flatMap(\.values) {
      starts += [network.first, network.last.neighbour(.next)].compactMap { $0 }
    }
    guard conditions.contains(where: { $0.operator == .ipAddress }) else { return [] }
    return starts.flatMap { start -> [String] in
      sequence(first: start) { $0.neighbour(.next) }.prefix(exceptions + 1).map(\.text)
    }
  }
}
