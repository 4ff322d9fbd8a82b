/// `Action` or `NotAction` of a statement, ready to be held against a catalogue.
struct ActionElement {
  let isNegated: Bool
  /// Whether one pattern covers all there is.
  private let hasEverything: Bool
  /// Keyed by prefix, so that a policy of a thousand patterns is asked for the few of a service.
  private let ofService: [String: [ActionPattern]]
  /// Those that may speak of several services.
  let wide: [ActionPattern]

  init(_ element: Statement.Patterns) {
    isNegated = element.isNegated
    var hasEverything = false
    var ofService: [String: [ActionPattern]] = [:]
    var wide: [ActionPattern] = []
    for pattern in element.patterns.map(ActionPattern.init) {
      switch pattern.scope {
      case .everything: hasEverything = true
      case .service(let prefix): ofService[prefix, default: []].append(pattern)
      case .services: wide.append(pattern)
      }
    }
    self.hasEverything = hasEverything
    self.ofService = ofService
    self.wide = wide
  }

  /// The services that patterns spell.
  var prefixes: some Sequence<String> { ofService.keys }

  /// The patterns that spell a service.
  func patterns(of prefix: String) -> [ActionPattern] { ofService[prefix] ?? [] }

  /// Whether the element covers one action of a service, spelled with its prefix.
  func matches(_ action: String, of prefix: String) -> Bool {
    let isFound =
      hasEverything || patterns(of: prefix).contains { $0.matches(action) }
      || wide.contains { $0.matches(action) }
    return isFound != isNegated
  }

  /// For each action of a service, whether the element covers it; nil when it covers none.
  func covered(in service: ActionCatalogue.Service) -> [Bool]? {
    let own = patterns(of: service.prefix)
    if hasEverything || own.isEmpty && wide.isEmpty {
      guard hasEverything != isNegated else { return nil }
      return Array(repeating: true, count: service.names.count)
    }
    var covered = Array(repeating: isNegated, count: service.names.count)
    for patterns in [own, wide] {
      for pattern in patterns {
        for number in pattern.numbers(in: service) { covered[number] = !isNegated }
      }
    }
    return covered
  }
}

/// One pattern for actions, without regard to case.
struct ActionPattern {
  /// Which services it can speak of.
  enum Scope: Equatable {
    case everything
    case service(String)
    /// More than one, by a wildcard before the colon.
    case services
  }

  /// As written.
  let text: String
  let scope: Scope
  private let pattern: Pattern
  /// In lower case, before the colon; empty when there is none.
  private let prefix: [UInt8]
  /// In lower case, behind the colon; all of it when there is none.
  private let name: [UInt8]

  init(_ pattern: Pattern) {
    text = pattern.text
    self.pattern = pattern
    var folded = String.UnicodeScalarView()
    for scalar in pattern.text.unicodeScalars {
      folded.append(Unicode.Scalar(Glob.folded(scalar)) ?? scalar)
    }
    let lower = String(folded)
    let parts = lower.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    prefix = parts.count == 2 ? Array(parts[0].utf8) : []
    name = parts.last.map { Array($0.utf8) } ?? []
    if pattern.matchesEverything || lower == "*:*" {
      scope = .everything
    } else if parts.count == 2, !parts[0].contains("*"), !parts[0].contains("?") {
      scope = .service(String(parts[0]))
    } else {
      scope = .services
    }
  }

  func matches(_ action: String) -> Bool {
    if scope == .everything { return true }
    let bytes = action.utf8.map(ActionCatalogue.lowercased)
    guard bytes.allSatisfy({ $0 < 128 }) else {
      return TextMatch.match(Glob(pattern, .ignoringCase), action) == .yes
    }
    guard case .service(let prefix) = scope else {
      return Self.matches(whole[...], bytes[...])
    }
    return bytes.starts(with: (prefix + ":").utf8)
      && Self.matches(name[...], bytes[(prefix.utf8.count + 1)...])
  }

  /// In lower case, as one text.
  private var whole: [UInt8] {
    text.contains(":") ? prefix + [UInt8(ascii: ":")] + name : name
  }

  /// The numbers of a service's actions that it covers, ascending.
  func numbers(in service: ActionCatalogue.Service) -> [Int] {
    let names = service.names
    switch scope {
    case .everything: return Array(names.indices)
    case .services:
      guard prefix.isEmpty else {
        let own = Array(service.prefix.utf8)
        return Self.matches(prefix[...], own[...]) ? numbers(in: names) : []
      }
      // The colon is within the reach of a wildcard.
      let start = Array("\(service.prefix):".utf8)
      return names.indices.filter { Self.matches(name[...], (start + names[$0])[...]) }
    case .service(let prefix):
      guard prefix == service.prefix else { return [] }
      return numbers(in: names)
    }
  }

  private static let star = UInt8(ascii: "*")
  private static let one = UInt8(ascii: "?")

  private func numbers(in names: ActionNames) -> [Int] {
    let fixed = name.prefix { $0 != Self.star && $0 != Self.one }
    if fixed.count == name.count { return names.number(of: name).map { [$0] } ?? [] }
    let first = Self.partition(names) { $0.lexicographicallyPrecedes(fixed) }
    var numbers: [Int] = []
    for number in first..<names.count {
      guard names[number].starts(with: fixed) else { break }
      if Self.matches(name[fixed.count...], names[number].dropFirst(fixed.count)) {
        numbers.append(number)
      }
    }
    return numbers
  }

  /// The first number for which `isBefore` does not hold.
  private static func partition(
    _ names: ActionNames, _ isBefore: (ArraySlice<UInt8>) -> Bool
  ) -> Int {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(names[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Greedy matching: only the last `*` is ever gone back to.
  static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var (place, position) = (pattern.startIndex, text.startIndex)
    var back: (place: Int, position: Int)?
    while position < text.endIndex {
      if place < pattern.endIndex, pattern[place] == star {
        back = (place, position)
        place += 1
      } else if place < pattern.endIndex,
        pattern[place] == one || pattern[place] == text[position]
      {
        place += 1
        position += 1
      } else if let last = back {
        back = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == star }
  }
}
