/// Everything of a service but its actions' names.
///
/// Many actions are alike but for their names: a *shape* is what is said of an action, and each
/// action has the number of its shape. Sets of keys that come up often are numbered likewise.
struct ServiceDetails: Sendable {
  let resourceTypes: [ActionCatalogue.ResourceType]
  let conditionKeys: [ActionCatalogue.ConditionKey]
  let shapes: [Shape]
  /// One element an action; below `shapes.count`.
  let shapeOfAction: [Int]

  /// What actions have in common.
  struct Shape: Sendable {
    let level: AccessLevel
    let resources: [ActionCatalogue.ActionResource]
    let conditionKeys: [String]
    let dependentActions: [String]
  }

  /// Reads the sections behind the names; they must fill the service's part of the file.
  init(
    _ rest: CatalogueLines, _ counts: ActionCatalogue.Counts, prefix: String
  ) throws(CatalogueFault) {
    var lines = rest
    shapeOfAction = try lines.numbers(counts.actions, below: counts.shapes)
    conditionKeys = try Self.keys(&lines, counts, prefix)
    let keySets = try Self.keySets(&lines, counts, conditionKeys)
    resourceTypes = try Self.resourceTypes(&lines, counts, keySets, prefix)
    var shapes: [Shape] = []
    for _ in 0..<counts.shapes {
      shapes.append(try Self.shape(&lines, resourceTypes, keySets))
    }
    self.shapes = shapes
    guard lines.isAtEnd else { throw lines.fault("a service goes on behind its end") }
  }

  /// `name TAB letter`; a name that begins with a colon has the service's prefix before it.
  private static func keys(
    _ lines: inout CatalogueLines, _ counts: ActionCatalogue.Counts, _ prefix: String
  ) throws(CatalogueFault) -> [ActionCatalogue.ConditionKey] {
    var keys: [ActionCatalogue.ConditionKey] = []
    for _ in 0..<counts.keys {
      let fields = try lines.fields(2)
      guard let letter = fields[1].utf8.first, fields[1].utf8.count == 1, !fields[0].isEmpty else {
        throw lines.fault("a condition key must have a name and a type")
      }
      let type = ConditionKeyType(letter: letter)
      guard type != nil || letter == ConditionKeyType.unstated else {
        throw lines.fault("no type of a condition key is written so")
      }
      let name = fields[0].utf8.first == UInt8(ascii: ":") ? prefix + fields[0] : fields[0]
      keys.append(ActionCatalogue.ConditionKey(name: name, type: type))
    }
    return keys
  }

  /// Numbers of keys with a space between them.
  private static func keySets(
    _ lines: inout CatalogueLines, _ counts: ActionCatalogue.Counts,
    _ keys: [ActionCatalogue.ConditionKey]
  ) throws(CatalogueFault) -> [[String]] {
    var keySets: [[String]] = []
    for _ in 0..<counts.keySets {
      var names: [String] = []
      for word in try lines.words() {
        names.append(keys[try lines.number(word, below: keys.count)].name)
      }
      keySets.append(names)
    }
    return keySets
  }

  /// `name TAB arn TAB number of a set of keys, or nothing`; see `ARNShorthand`.
  private static func resourceTypes(
    _ lines: inout CatalogueLines, _ counts: ActionCatalogue.Counts, _ keySets: [[String]],
    _ prefix: String
  ) throws(CatalogueFault) -> [ActionCatalogue.ResourceType] {
    let shorthand = ARNShorthand(prefix: prefix)
    var types: [ActionCatalogue.ResourceType] = []
    for _ in 0..<counts.resourceTypes {
      let fields = try lines.fields(3)
      guard !fields[0].isEmpty, !fields[1].isEmpty else {
        throw lines.fault("a kind of resource must have a name and an ARN")
      }
      let keys =
        fields[2].isEmpty ? [] : keySets[try lines.number(fields[2], below: keySets.count)]
      types.append(
        ActionCatalogue.ResourceType(
          name: fields[0], arn: shorthand.expanded(fields[1]), conditionKeys: keys))
    }
    return types
  }

  /// A letter, then words: `3` is a kind of resource, `3*` a required one, `3:5` one with the keys of
  /// set 5; `k7` are keys of the action, `diam:PassRole,s3:GetObject` its dependent actions.
  private static func shape(
    _ lines: inout CatalogueLines, _ types: [ActionCatalogue.ResourceType], _ keySets: [[String]]
  ) throws(CatalogueFault) -> Shape {
    let words = try lines.words()
    guard words[0].utf8.count == 1, let letter = words[0].utf8.first,
      let level = AccessLevel(letter: letter)
    else { throw lines.fault("no access level is written so") }
    var resources: [ActionCatalogue.ActionResource] = []
    var conditionKeys: [String] = []
    var dependentActions: [String] = []
    for word in words.dropFirst() {
      switch word.utf8.first {
      case UInt8(ascii: "k"):
        conditionKeys = keySets[try lines.number(word.dropFirst(), below: keySets.count)]
      case UInt8(ascii: "d"):
        dependentActions = word.utf8.dropFirst().split(separator: UInt8(ascii: ","))
          .map { String(Substring($0)) }
      default:
        resources.append(try resource(word, lines, types, keySets))
      }
    }
    return Shape(
      level: level, resources: resources, conditionKeys: conditionKeys,
      dependentActions: dependentActions)
  }

  /// `3`, `3*`, `3:5` or `3*:5`.
  private static func resource(
    _ word: String, _ lines: CatalogueLines, _ types: [ActionCatalogue.ResourceType],
    _ keySets: [[String]]
  ) throws(CatalogueFault) -> ActionCatalogue.ActionResource {
    let colon = word.utf8.firstIndex(of: UInt8(ascii: ":"))
    var number = word[..<(colon ?? word.endIndex)]
    let isRequired = number.utf8.last == UInt8(ascii: "*")
    if isRequired { number.removeLast() }
    var conditionKeys: [String] = []
    if let colon {
      let set = word[word.utf8.index(after: colon)...]
      conditionKeys = keySets[try lines.number(set, below: keySets.count)]
    }
    return ActionCatalogue.ActionResource(
      type: types[try lines.number(number, below: types.count)], isRequired: isRequired,
      conditionKeys: conditionKeys)
  }
}

/// The usual beginning of ARNs, written `~` in the catalogue's file.
struct ARNShorthand {
  private let beginning: String

  init(prefix: String) {
    beginning = "arn:${Partition}:\(prefix):${Region}:${Account}:"
  }

  func expanded(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "~") ? beginning + text.dropFirst() : text
  }

  func shortened(_ arn: String) -> String {
    arn.hasPrefix(beginning) ? "~" + arn.dropFirst(beginning.count) : arn
  }
}
