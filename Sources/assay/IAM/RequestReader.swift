import Documents
import IAM

/// Reads one request: `principal`, `action`, `resource`, and if need be `resourceAccount` and
/// `context`, alone or under `request`.
struct RequestReader {
  private let file: SourceFile
  private var reader: NodeReader

  init(_ file: SourceFile) {
    self.file = file
    reader = NodeReader(file)
  }

  var diagnostics: [Diagnostic] { reader.diagnostics }

  /// Nil after adding a diagnostic.
  mutating func read(_ root: Node) -> Request? {
    guard
      let node = reader.mapping(
        root["request"] ?? root, "a request", allowed: ["resourceAccount", "context"],
        required: ["principal", "action", "resource"]),
      let principal = node["principal"].flatMap({ reader.string($0, "principal") }),
      let action = node["action"].flatMap({ reader.string($0, "action") }),
      let resource = node["resource"].flatMap({ reader.string($0, "resource") })
    else { return nil }
    // What stands in a request was asked for as it is: a pattern would be taken for a name.
    for (part, text) in [("principal", principal), ("action", action)]
    where text != "*" || part == "action" {
      if text.contains(where: { "*?".contains($0) }), let place = node[part] {
        reader.report(PolicyFileDiagnostics.pattern(text, part, file, place.range))
      }
    }
    var request = Request(principal: Principal(principal), action: action, resource: resource)
    if let account = node["resourceAccount"], !account.isNull {
      request.resourceAccount = reader.string(account, "resourceAccount")
    }
    for pair in node["context"].flatMap({ reader.pairs($0, "context") }) ?? [] {
      read(pair, into: &request)
    }
    return request
  }

  private mutating func read(_ pair: Node.Pair, into request: inout Request) {
    guard let key = reader.string(pair.key, "the name of a key") else { return }
    let values =
      pair.value.elements == nil
      ? reader.string(pair.value, key).map { [$0] } : reader.strings(pair.value, key)
    if request[key] != nil || request.withheld.contains(key.lowercased()) {
      reader.report(PolicyFileDiagnostics.keyTwice(key, file, pair.key.range))
    }
    for value in values ?? [] {
      guard let expected = ServiceKeys.expectation(key, value) else { continue }
      reader.report(
        PolicyFileDiagnostics.badValue(value, of: key, expected, file, pair.value.range))
    }
    request[key] = values
    // An empty list says that there is none, also where the principal would have one.
    if values?.isEmpty == true { request.withhold(key) }
  }
}
