extension CatalogueContents {
  /// The bytes of a catalogue's file; the same contents give the same bytes.
  ///
  /// A line for the whole, a line a service with the size of its part, then the parts. A part is a
  /// line of counts and six sections with a line an entry: names of actions, the number of each
  /// action's shape, condition keys, sets of keys, kinds of resources, shapes (see `ServiceDetails`).
  package var bytes: [UInt8] {
    var table = ""
    var parts: [UInt8] = []
    for service in services {
      let part = ServiceWriter(service).text
      table += "\(service.prefix)\t\(service.name)\t\(service.actions.count)\t\(part.utf8.count)\n"
      parts += Array(part.utf8)
    }
    let header = [
      ActionCatalogue.magic, ActionCatalogue.format, version, date, "\(services.count)",
      "\(table.utf8.count)",
    ]
    return Array((header.joined(separator: "\t") + "\n" + table).utf8) + parts
  }
}

/// Writes one service, numbering what comes up often in the order in which it first does.
private struct ServiceWriter {
  private let service: CatalogueContents.Service
  private var keySets = Numbering()
  private var shapes = Numbering()
  /// Keyed by name.
  private let keyNumbers: [String: Int]
  /// Keyed by name.
  private let typeNumbers: [String: Int]

  init(_ service: CatalogueContents.Service) {
    self.service = service
    keyNumbers = Dictionary(
      service.conditionKeys.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
    typeNumbers = Dictionary(
      service.resourceTypes.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var text: String {
    var writer = self
    return writer.write()
  }

  private mutating func write() -> String {
    let numbers = service.actions.map { action in "\(shapes.number(of: shape(action)))" }
    let shorthand = ARNShorthand(prefix: service.prefix)
    let types = service.resourceTypes.map { type in
      "\(type.name)\t\(shorthand.shortened(type.arn))\t\(set(type.conditionKeys) ?? "")"
    }
    let own = service.prefix + ":"
    let keys = service.conditionKeys.map { key in
      let name = key.name.hasPrefix(own) ? ":" + key.name.dropFirst(own.count) : key.name
      let letter = Unicode.Scalar(key.type?.letter ?? ConditionKeyType.unstated)
      return "\(name)\t\(letter)"
    }
    let counts = "\(keys.count) \(keySets.all.count) \(types.count) \(shapes.all.count)"
    let lines =
      [counts] + service.actions.map(\.name) + numbers + keys + keySets.all + types + shapes.all
    return lines.map { $0 + "\n" }.joined()
  }

  private mutating func shape(_ action: ActionCatalogue.Action) -> String {
    var words = [String(Unicode.Scalar(action.level.letter))]
    for resource in action.resources {
      let number = typeNumbers[resource.type.name].map { "\($0)" } ?? ""
      let keys = set(resource.conditionKeys).map { ":" + $0 } ?? ""
      words.append(number + (resource.isRequired ? "*" : "") + keys)
    }
    if let keys = set(action.conditionKeys) { words.append("k" + keys) }
    if !action.dependentActions.isEmpty {
      words.append("d" + action.dependentActions.joined(separator: ","))
    }
    return words.joined(separator: " ")
  }

  /// The number of a set of keys; nil for an empty one.
  private mutating func set(_ names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    let numbers = names.map { keyNumbers[$0].map { "\($0)" } ?? "" }
    return "\(keySets.number(of: numbers.joined(separator: " ")))"
  }
}

/// Numbers texts in the order in which they first come.
private struct Numbering {
  private(set) var all: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = all.count
    all.append(text)
    return all.count - 1
  }
}
