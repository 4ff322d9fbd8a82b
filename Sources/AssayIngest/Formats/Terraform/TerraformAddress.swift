import Documents

/// Who a resource of a plan is.
struct TerraformAddress: Hashable {
  /// The whole address: `module.a["x"].aws_instance.web[0]`.
  let address: String
  /// `module.a["x"]`; empty for the root module.
  let moduleAddress: String
  let mode: String
  let type: String
  let name: String
  /// `[0]` or `["k"]` as the address spells it; empty without `count` and `for_each`.
  let index: String

  /// Reads the members that a resource change or a planned resource has in common.
  init?(resource: Node) {
    guard let address = resource["address"]?.text, let type = resource["type"]?.text,
      let name = resource["name"]?.text
    else { return nil }
    self.address = address
    self.type = type
    self.name = name
    mode = resource["mode"]?.text ?? "managed"
    let (module, rest) = Self.split(address)
    moduleAddress = resource["module_address"]?.text ?? module
    index = rest.firstIndex(of: "[").map { String(rest[$0...]) } ?? ""
  }

  /// The names of the modules on the way, without their indices.
  var modulePath: [String] { Self.modulePath(moduleAddress) }

  /// The names in `module.a["x"].module.b`: `a`, `b`.
  static func modulePath(_ address: String) -> [String] {
    let parts = segments(of: address)
    var path: [String] = []
    for (index, part) in parts.enumerated() where index % 2 == 1 && parts[index - 1] == "module" {
      path.append(String(part.prefix { $0 != "[" }))
    }
    return path
  }

  /// The module part of an address and the rest.
  static func split(_ address: String) -> (module: String, rest: Substring) {
    var parts = segments(of: address)[...]
    var module: [Substring] = []
    while parts.first == "module", parts.count > 2 {
      module += parts.prefix(2)
      parts = parts.dropFirst(2)
    }
    return (module.joined(separator: "."), Substring(parts.joined(separator: ".")))
  }

  /// The parts between dots, but for dots inside an index in brackets.
  static func segments(of address: String) -> [Substring] {
    var parts: [Substring] = []
    var start = address.startIndex
    var isQuoted = false
    var index = address.startIndex
    while index < address.endIndex {
      switch address[index] {
      case "\\" where isQuoted:
        index = address.index(after: index)
        if index == address.endIndex { continue }
      case "\"": isQuoted.toggle()
      case "." where !isQuoted:
        parts.append(address[start..<index])
        start = address.index(after: index)
      default: break
      }
      index = address.index(after: index)
    }
    parts.append(address[start...])
    return parts
  }
}
