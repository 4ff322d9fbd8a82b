import Documents

/// Which texts can stand in a catalogue's file.
enum CatalogueText {
  /// Printable ASCII, without tabs.
  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 500
      && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// The name of an action.
  static func isName(_ text: String) -> Bool {
    ActionCatalogue.isPrefix(text.lowercased()) && text.utf8.count == text.unicodeScalars.count
  }

  /// `service:Name`.
  static func isAction(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 2 && ActionCatalogue.isPrefix(parts[0]) && isName(parts[1])
  }

  /// `2026-10-27` and more.
  static func beginsWithDate(_ text: String) -> Bool {
    isPlain(text) && text.prefixMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
  }
}

extension NodeReader {
  /// A mapping with some keys that it must have; what else it says is none of ours.
  mutating func described(_ node: Node, _ name: String, with required: [String]) -> Node? {
    mapping(
      node, name, allowed: node.pairs?.compactMap(\.key.text) ?? [], required: required)
  }

  /// A text that can stand in a catalogue.
  mutating func fit(_ node: Node, _ name: String, _ isFit: (String) -> Bool) -> String? {
    guard let text = string(node, name) else { return nil }
    guard isFit(text) else {
      report(CatalogueDiagnostics.unfitText(text, of: name, node, file))
      return nil
    }
    return text
  }

  /// A list of such texts; nothing where there is none.
  mutating func fits(_ node: Node?, _ name: String, _ isFit: (String) -> Bool) -> [String] {
    guard let node else { return [] }
    guard let elements = node.elements else {
      report(
        NodeDiagnostics.wrongType(of: name, wanted: "a list of texts", found: node, file: file))
      return []
    }
    return elements.compactMap { fit($0, name, isFit) }
  }

  /// What a file describes, ascending by name in lower case; what is described twice is reported.
  private mutating func entries<Entry>(
    _ root: Node, _ title: String, name: (Entry) -> String,
    read: (inout NodeReader, Node) -> Entry?
  ) -> [Entry] {
    var known: Set<String> = []
    var entries: [(key: String, entry: Entry)] = []
    for pair in pairs(root, "the file") ?? [] {
      guard let entry = read(&self, pair.value) else { continue }
      let key = name(entry).lowercased()
      if known.insert(key).inserted {
        entries.append((key, entry))
      } else {
        report(CatalogueDiagnostics.twice(name(entry), title, pair.key, file))
      }
    }
    return entries.sorted { $0.key < $1.key }.map(\.entry)
  }

  /// `{"key": {"key": …, "type": …}}`.
  mutating func conditionKeys(_ root: Node) -> [ActionCatalogue.ConditionKey] {
    entries(root, "condition key", name: \.name) { reader, node in
      guard
        let node = reader.described(node, "a condition key", with: ["key", "type"]),
        let name = node["key"].flatMap({ reader.fit($0, "a condition key", CatalogueText.isPlain) }
        ),
        let type = node["type"].flatMap({
          reader.choice($0, "type of a condition key", as: ConditionKeyType.self)
        })
      else { return nil }
      return ActionCatalogue.ConditionKey(name: name, type: type)
    }
  }

  /// `{"type": {"key": …, "arn": …, "conditionKeys": […]}}`.
  mutating func resourceTypes(_ root: Node) -> [ActionCatalogue.ResourceType] {
    entries(root, "kind of resource", name: \.name) { reader, node in
      guard
        let node = reader.described(node, "a kind of resource", with: ["key", "arn"]),
        let name = node["key"].flatMap({
          reader.fit($0, "a kind of resource", CatalogueText.isPlain)
        }),
        let arn = node["arn"].flatMap({ reader.fit($0, "an ARN", CatalogueText.isPlain) })
      else { return nil }
      let keys = reader.fits(node["conditionKeys"], "condition keys", CatalogueText.isPlain)
      return ActionCatalogue.ResourceType(name: name, arn: arn, conditionKeys: keys)
    }
  }

  /// `{"action": {"name": …, "accessLevel": …, "resourceTypes": […], …}}`.
  mutating func actions(_ root: Node, _ scope: ServiceScope) -> [ActionCatalogue.Action] {
    let types = Dictionary(
      scope.types.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    return entries(root, "action", name: \.name) { reader, node in
      guard
        let node = reader.described(node, "an action", with: ["name", "accessLevel"]),
        let name = node["name"].flatMap({
          reader.fit($0, "the name of an action", CatalogueText.isName)
        }),
        let level = node["accessLevel"].flatMap({ reader.accessLevel($0) })
      else { return nil }
      var dependent = Set(
        reader.fits(node["dependentActions"], "dependent actions", CatalogueText.isAction))
      var resources: [ActionCatalogue.ActionResource] = []
      for resource in node["resourceTypes"]?.elements ?? [] {
        dependent.formUnion(
          reader.fits(resource["dependentActions"], "dependent actions", CatalogueText.isAction))
        if let read = reader.actionResource(resource, types) { resources.append(read) }
      }
      return ActionCatalogue.Action(
        service: scope.prefix, name: name, level: level, resources: resources,
        conditionKeys: reader.fits(node["conditionKeys"], "condition keys", CatalogueText.isPlain),
        dependentActions: dependent.sorted())
    }
  }

  /// `{"name": …, "required": true, "conditionKeys": […]}`; `types` are keyed by lower-case name.
  private mutating func actionResource(
    _ node: Node, _ types: [String: ActionCatalogue.ResourceType]
  ) -> ActionCatalogue.ActionResource? {
    guard
      let node = described(node, "a resource of an action", with: ["name", "required"]),
      let place = node["name"], let name = string(place, "name"),
      let isRequired = node["required"].flatMap({ bool($0, "required") })
    else { return nil }
    guard let type = types[name.lowercased()] else {
      report(
        CatalogueDiagnostics.unknownResource(
          name, among: types.values.map(\.name).sorted(), place, file))
      return nil
    }
    return ActionCatalogue.ActionResource(
      type: type, isRequired: isRequired,
      conditionKeys: fits(node["conditionKeys"], "condition keys", CatalogueText.isPlain))
  }

  /// `Write`, or the finer grade of two: `Tagging, Write`.
  private mutating func accessLevel(_ node: Node) -> AccessLevel? {
    guard let text = string(node, "access level") else { return nil }
    let grades = text.split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
    let levels = grades.compactMap(AccessLevel.init)
    guard levels.count == grades.count, let first = levels.first else {
      report(
        NodeDiagnostics.unknownValue(
          text, of: "access level", allowed: AccessLevel.allCases.map(\.rawValue), file: file,
          range: node.range))
      return nil
    }
    return levels.first { $0 == .permissionsManagement || $0 == .tagging } ?? first
  }
}
