import CEL
import Documents
import TestSupport

/// One vector of the public suite, as far as parsing and checking need it.
struct ConformanceCase {
  let id: String
  let text: String
  let container: String
  let isChecked: Bool
  let variables: [String: CELType]
  let functions: [FunctionDeclaration]
  /// The type that it must be given, where the vector says.
  let type: CELType?
  /// Whether evaluating it must fail, so that refusing to compile it is as good.
  let mayFail: Bool

  /// The core vectors of the files of a folder; empty when there is no shared data.
  static func core(in folder: String) -> [ConformanceCase] {
    guard let root = SharedData.root(for: "conformance/\(folder)"),
      let paths = try? FolderListing.json(in: "\(root)/conformance/\(folder)")
    else { return [] }
    return paths.flatMap { path -> [ConformanceCase] in
      guard let bytes = FolderListing.bytes(of: path) else { return [] }
      let (document, _) = JSONReader.read(SourceFile(path: path, bytes: bytes))
      let tests = document?.root["tests"]?.elements ?? []
      return tests.filter { $0["tier"]?.text == "core" }.map(ConformanceCase.init)
    }
  }

  init(_ node: Node) {
    id = node["id"]?.text ?? ""
    text = node["expr"]?.scalar?.text ?? ""
    container = node["container"]?.text ?? ""
    isChecked = node["disable_check"]?.text != "true"
    type = node["expect"]?["type"]?.text.map { CELType(conformance: $0) }
    mayFail = node["expect"]?["error"] != nil
    var variables: [String: CELType] = [:]
    var functions: [FunctionDeclaration] = []
    for item in node["env"]?.elements ?? [] {
      if let name = item["ident"]?.text, let type = item["type"]?.text {
        variables[name] = CELType(conformance: type)
      } else if let name = item["function"]?.text {
        functions.append(
          FunctionDeclaration(name, (item["overloads"]?.elements ?? []).map(Self.overload)))
      }
    }
    self.variables = variables
    self.functions = functions
  }

  private static func overload(_ node: Node) -> Overload {
    let types = (node["params"]?.elements ?? []).compactMap(\.text).map {
      CELType(conformance: $0)
    }
    let result = CELType(conformance: node["result"]?.text ?? "dyn")
    return .function(node["id"]?.text ?? "", types, result, "A function of the test.")
  }

  var environment: Environment {
    var environment = Environment(
      variables: variables.mapValues { Environment.Variable($0) }, functions: functions)
    environment.container = container
    return environment
  }
}

extension CELType {
  /// Reads `map(string,list(int))`.
  init(conformance text: String) {
    var rest = text[...]
    self.init(reading: &rest)
  }

  private init(reading text: inout Substring) {
    let name = text.prefix { $0 != "(" && $0 != ")" && $0 != "," }
    text = text.dropFirst(name.count)
    var names: [String] = []
    var inner: [CELType] = []
    if text.first == "(" {
      text.removeFirst()
      while let next = text.first, next != ")" {
        if next == "," { text.removeFirst() }
        names.append(String(text.prefix { $0 != "(" && $0 != ")" && $0 != "," }))
        inner.append(CELType(reading: &text))
      }
      text = text.dropFirst()
    }
    self =
      switch (name, inner.count) {
      case ("list", 1): .list(inner[0])
      case ("map", 2): .map(inner[0], inner[1])
      case ("opaque", 2) where names[0] == "optional_type": .optional(inner[1])
      case ("opaque", 1...): .opaque(names[0], Array(inner.dropFirst()))
      case ("param", 1): .parameter(names[0])
      case ("type", 1): .type(inner[0])
      case ("bool", _): .bool
      case ("int", _): .int
      case ("uint", _): .uint
      case ("double", _): .double
      case ("string", _): .string
      case ("bytes", _): .bytes
      case ("null_type", _): .null
      case ("timestamp", _): .timestamp
      case ("duration", _): .duration
      default: .dyn
      }
  }
}
