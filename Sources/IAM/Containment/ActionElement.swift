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

  /// Which actions of a service an element covers, by their numbers; in any order and as often as
  /// patterns speak of them.
  enum Covered {
    case only([Int])
    case allBut([Int])
  }

  func covered(in service: ActionCatalogue.Service) -> Covered {
    if hasEverything { return isNegated ? .only([]) : .allBut([]) }
    var numbers: [Int] = []
    for pattern in patterns(of: service.prefix) { numbers += pattern.numbers(in: service) }
    for pattern in wide { numbers += pattern.numbers(in: service) }
    return isNegated ? .allBut(numbers) : .only(numbers)
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
    let lower = Self.lowercased(pattern.text)
    let colon = lower.firstIndex(of: UInt8(ascii: ":"))
    prefix = colon.map { Array(lower[..<$0]) } ?? []
    name = colon.map { Array(lower[($0 + 1)...]) } ?? lower
    if pattern.matchesEverything || colon == 1 && lower == Array("*:*".utf8) {
      scope = .everything
    } else if colon != nil, !prefix.contains(Wildcards.star), !prefix.contains(Wildcards.one) {
      scope = .service(String(decoding: prefix, as: UTF8.self))
    } else {
      scope = .services
    }
  }

  private static func lowercased(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    if bytes.allSatisfy({ $0 < 128 }) { return bytes.map(ActionCatalogue.lowercased) }
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      folded.append(Unicode.Scalar(Glob.folded(scalar)) ?? scalar)
    }
    return Array(String(folded).utf8)
  }

  func matches(_ action: String) -> Bool {
    if scope == .everything { return true }
    let bytes = action.utf8.map(ActionCatalogue.lowercased)
    guard bytes.allSatisfy({ $0 < 128 }) else {
      return TextMatch.match(Glob(pattern, .ignoringCase), action) == .yes
    }
    guard case .service(let prefix) = scope else {
      return Wildcards.match(whole[...], bytes[...])
    }
    return bytes.starts(with: (prefix + ":").utf8)
      && Wildcards.match(name[...], bytes[(prefix.utf8.count + 1)...])
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
        return Wildcards.match(prefix[...], own[...]) ? numbers(in: names) : []
      }
      // The colon is within the reach of a wildcard.
      let start = Array("\(service.prefix):".utf8)
      return names.indices.filter { Wildcards.match(name[...], (start + names[$0])[...]) }
    case .service(let prefix):
      guard prefix == service.prefix else { return [] }
      return numbers(in: names)
    }
  }

  private func numbers(in names: ActionNames) -> [Int] {
    let fixed = name.prefix { $0 != Wildcards.star && $0 != Wildcards.one }
    if fixed.count == name.count { return names.number(of: name).map { [$0] } ?? [] }
    let first = Self.partition(names) { $0.lexicographicallyPrecedes(fixed) }
    var numbers: [Int] = []
    for number in first..<names.count {
      guard names[number].starts(with: fixed) else { break }
      if Wildcards.match(name[fixed.count...], names[number].dropFirst(fixed.count)) {
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
}
