import CEL
import Documents
import Records
import TestSupport

/// One vector of the public suite with what evaluating it must give.
struct ConformanceVector: Sendable {
  let id: String
  let text: String
  let tier: String
  let container: String
  let isChecked: Bool
  /// Only its type is judged.
  let isCheckOnly: Bool
  let environment: Environment
  let bindings: [(name: String, value: Value)]
  /// The canonical text of the value; nil for an error.
  let expected: String?

  /// The vectors of the files of a folder, in file order; empty when there is no shared data.
  static func all(in folder: String) -> [ConformanceVector] {
    guard let root = SharedData.root(for: "conformance/\(folder)"),
      let paths = try? FolderListing.json(in: "\(root)/conformance/\(folder)")
    else { return [] }
    return paths.flatMap { path -> [ConformanceVector] in
      guard let bytes = FolderListing.bytes(of: path) else { return [] }
      let (document, _) = JSONReader.read(SourceFile(path: path, bytes: bytes))
      return (document?.root["tests"]?.elements ?? []).map(ConformanceVector.init)
    }
  }

  private init(_ node: Node) {
    id = node["id"]?.text ?? ""
    text = node["expr"]?.scalar?.text ?? ""
    tier = node["tier"]?.text ?? ""
    container = node["container"]?.text ?? ""
    isChecked = node["disable_check"]?.text != "true"
    isCheckOnly =
      node["check_only"]?.text == "true"
      || node["expect"]?["value"] == nil
        && node["expect"]?["error"] == nil
    environment = ConformanceCase(node).environment
    bindings = (node["bindings"]?.pairs ?? []).map { pair in
      (pair.key.scalar?.text ?? "", Value(conformance: pair.value))
    }
    expected = node["expect"]?["value"].map { Value(conformance: $0).canonical }
  }

  /// Why the vector is not met; nil when it is.
  func failure() -> String? {
    let file = SourceFile(path: id, text: text)
    guard let expression = Parser.parse(file).expression else {
      return expected == nil ? nil : "does not parse"
    }
    let unchecked = Program(unchecked: expression, container: container)
    guard isChecked else { return failure(of: unchecked) }
    var options = Checker.Options()
    options.macroDepth = 32
    let outcome = Checker.check(expression, in: file, environment, options: options)
    guard let checked = outcome.checked else {
      return expected == nil ? nil : "does not type-check"
    }
    // Without its types an expression has the same value.
    return failure(of: Program(checked)) ?? failure(of: unchecked).map { "unchecked: \($0)" }
  }

  private func failure(of program: Program) -> String? {
    var activation = Activation()
    for (name, value) in bindings { activation.set(name, value) }
    var context = Context(activation: activation)
    let result = program.evaluate(&context)
    if case .error(let error) = result {
      return expected == nil ? nil : "error: \(error.message)"
    }
    return result.canonical == expected ? nil : "\(result.canonical), not \(expected ?? "error")"
  }
}

extension Value {
  /// Reads `{"int": "1"}`, `{"map": [[k, v]]}`.
  init(conformance node: Node) {
    guard let pair = node.pairs?.first else {
      self = .null
      return
    }
    let text = pair.value.scalar?.text ?? ""
    switch pair.key.text {
    case "bool": self = .bool(text == "true")
    case "int": self = .int(Int64(text) ?? 0)
    case "uint": self = .uint(UInt64(text) ?? 0)
    case "double": self = .double(Double(text) ?? .nan)
    case "string": self = .string(text)
    case "bytes": self = Self.evaluated("base64.decode(x)", text)
    case "list": self = .list((pair.value.elements ?? []).map { Value(conformance: $0) })
    case "map":
      var builder = MapValue.Builder()
      for entry in pair.value.elements ?? [] {
        let parts = (entry.elements ?? []).map { Value(conformance: $0) }
        _ = builder.add(parts[0], parts[1])
      }
      self = .map(builder.finish())
    case "type": self = .string("type \(text)")
    case "timestamp": self = Self.evaluated("timestamp(x)", text)
    case "duration": self = Self.evaluated("duration(x)", text)
    default: self = .null
    }
  }

  private static func evaluated(_ text: String, _ argument: String) -> Value {
    guard let expression = Parser.parse(SourceFile(path: "e", text: text)).expression else {
      return .null
    }
    var context = Context(activation: Activation(["x": .string(argument)]))
    return Program(unchecked: expression).evaluate(&context)
  }

  /// A text that differs when the value or its type does; maps have no order.
  var canonical: String {
    switch self {
    case .list(let elements):
      "[\(elements.map(\.canonical).joined(separator: ", "))]"
    case .map(let map):
      "{\(zip(map.keys, map.values).map { "\($0.canonical): \($1.canonical)" }.sorted().joined(separator: ", "))}"
    case .string(let string): "string \(Array(string.unicodeScalars))"
    case .type: Value.string("type \(printed(.empty))").canonical
    case .double(let double): "double \(double.isNaN ? "nan" : "\(double)")"
    case .optional(let value): "optional \(value?.canonical ?? "none")"
    default: "\(kindName) \(printed(.empty))"
    }
  }
}
