import AssayModel
import Documents
import Records

/// Makes declarations out of the answers and inputs of AWS API calls.
struct APIDocument {
  let document: Document
  private(set) var declarations: [DeclaredResource] = []

  init(_ document: Document) {
    self.document = document
  }

  /// Adds one object as a resource of a type; its name and key are the first of `names` that it has.
  mutating func add(
    _ type: String, _ node: Node, names: [String], keys: [String] = [],
    form: DeclarationForm = .complete
  ) {
    add(type, Datum(node, in: document.file), names: names, keys: keys, form: form)
  }

  /// Adds one datum as a resource of a type.
  mutating func add(
    _ type: String, _ datum: Datum, names: [String], keys: [String] = [],
    form: DeclarationForm = .complete
  ) {
    func first(_ paths: [String]) -> String? {
      paths.lazy.compactMap { datum[$0]?.scalarText }.first { !$0.isEmpty }
    }
    let position = datum.file.position(at: datum.range.start)
    let place = "\(position.line):\(position.column)"
    let name = first(names) ?? BareDocument.fileName(document)
    let key = first(keys) ?? "\(document.file.identity)#\(first(names) ?? place)"
    declarations.append(
      DeclaredResource(
        dialect: .api, type: type, name: name, key: key, properties: datum, origin: datum.origin,
        form: form))
  }

  /// Adds every element of a list below `key`; nothing when there is none.
  mutating func addAll(
    _ type: String, under key: String, names: [String], keys: [String] = [],
    form: DeclarationForm = .complete
  ) {
    for node in document.root[key]?.elements ?? [] {
      add(type, node, names: names, keys: keys, form: form)
    }
  }
}

extension Datum {
  /// This map with some entries more.
  func adding(_ more: [Entry]) -> Datum {
    guard case .map(let entries) = content else { return self }
    var datum = self
    datum.content = .map(entries + more)
    return datum
  }

  /// This map without an entry, and with another one in its place.
  func replacing(_ key: String, with value: Datum) -> Datum {
    guard case .map(let entries) = content else { return self }
    var datum = self
    datum.content = .map(
      entries.map {
        $0.key == key ? Entry(key: key, keyRange: $0.keyRange, value: value) : $0
      })
    return datum
  }
}
