import Documents

/// The `configuration` part of a plan, and the resources that its references can lead to.
///
/// References are told per module and without structure (`["aws_x.y.arn", "aws_x.y"]`), so a link is
/// found by following them through variables of module calls and outputs of child modules.
struct TerraformConfiguration {
  private let root: Node?
  /// Instances of each resource: by module address, type and name, in plan order.
  private var instances: [String: [TerraformAddress]] = [:]

  init(_ document: Document) {
    root = document.root["configuration"]?["root_module"]
    for change in document.root["resource_changes"]?.elements ?? [] {
      note(change)
    }
    if document.root["resource_changes"] == nil, let module = document.root["planned_values"] {
      noteAll(in: module["root_module"], depth: 0)
    }
  }

  private mutating func note(_ node: Node) {
    guard let resource = TerraformAddress(resource: node), resource.mode == "managed" else {
      return
    }
    let key = Self.key(resource.moduleAddress, resource.type, resource.name)
    instances[key, default: []].append(resource)
  }

  private mutating func noteAll(in module: Node?, depth: Int) {
    guard let module, depth < 50 else { return }
    for node in module["resources"]?.elements ?? [] { note(node) }
    for child in module["child_modules"]?.elements ?? [] { noteAll(in: child, depth: depth + 1) }
  }

  private static func key(_ module: String, _ type: String, _ name: String) -> String {
    "\(module)\u{0}\(type)\u{0}\(name)"
  }

  /// The expressions that configure a resource; nil when the plan does not hold them.
  func expressions(of resource: TerraformAddress) -> Node? {
    declaration(mode: resource.mode, resource.type, resource.name, in: resource.modulePath)?[
      "expressions"]
  }

  /// The expressions of a data source in a module.
  func dataExpressions(_ type: String, _ name: String, in path: [String]) -> Node? {
    declaration(mode: "data", type, name, in: path)?["expressions"]
  }

  private func declaration(
    mode: String, _ type: String, _ name: String, in path: [String]
  ) -> Node? {
    module(at: path)?["resources"]?.elements?.first {
      $0["type"]?.text == type && $0["name"]?.text == name
        && ($0["mode"]?.text ?? "managed") == mode
    }
  }

  private func module(at path: [String]) -> Node? {
    path.reduce(root) { $0?["module_calls"]?[$1]?["module"] }
  }

  /// What an expression's references lead to.
  enum Target: Hashable {
    /// A resource of the plan, and the attribute that is asked of it.
    case resource(TerraformAddress, attribute: String)
    /// A data source: its type, name and module, and the attribute that is asked of it.
    case data(type: String, name: String, module: String, attribute: String)
    /// Something that a plan does not tell; as written.
    case other(String)
  }

  /// The targets of an expression in a module, distinct, in the order they are named.
  ///
  /// `module` is the address of the module that the expression stands in; `index` is the index of
  /// the resource that asks, to pair instances of the same `count`.
  func targets(of expression: Node, in module: String, index: String) -> [Target] {
    var trail = Trail()
    collect(expression, in: module, index: index, depth: 0, into: &trail)
    return trail.found
  }

  /// What was found so far, and how many references may still be followed.
  private struct Trail {
    var found: [Target] = []
    /// Hostile plans could make references fan out without end.
    var budget = 2_000

    mutating func add(_ target: Target) {
      if !found.contains(target) { found.append(target) }
    }
  }

  private func collect(
    _ expression: Node, in module: String, index: String, depth: Int, into trail: inout Trail
  ) {
    guard depth < 20 else { return trail.add(.other("a chain of references")) }
    let references = (expression["references"]?.elements ?? []).compactMap(\.text)
    for (position, reference) in references.enumerated() {
      // Each reference is followed by its prefixes: `a.b.c`, then `a.b`.
      let isPrefix = references[..<position].contains { longer in
        longer.hasPrefix(reference) && ".[".contains(longer.dropFirst(reference.count).first ?? " ")
      }
      if isPrefix { continue }
      trail.budget -= 1
      guard trail.budget > 0 else { return trail.add(.other("a chain of references")) }
      follow(reference, in: module, index: index, depth: depth, into: &trail)
    }
  }

  private func follow(
    _ reference: String, in module: String, index: String, depth: Int, into trail: inout Trail
  ) {
    let parts = TerraformAddress.segments(of: reference).map(String.init)
    switch parts[0] {
    case "var" where parts.count > 1: followVariable(parts[1], reference)
    case "module" where parts.count > 2: followOutput()
    case "data" where parts.count > 2:
      trail.add(
        .data(
          type: parts[1], name: String(parts[2].prefix { $0 != "[" }), module: module,
          attribute: parts.dropFirst(3).joined(separator: ".")))
    case "local", "each", "count", "path", "self", "terraform", "var", "module", "data":
      trail.add(.other(reference))
    default: followResource()
    }

    func followVariable(_ name: String, _ text: String) {
      let path = TerraformAddress.modulePath(module)
      guard let call = path.last, let parent = self.module(at: Array(path.dropLast())),
        let expression = parent["module_calls"]?[call]?["expressions"]?[
          String(name.prefix { $0 != "[" })],
        expression["references"] != nil
      else {
        trail.add(.other(text))
        return
      }
      collect(
        expression, in: Self.parent(of: module), index: Self.index(ofLast: module),
        depth: depth + 1, into: &trail)
    }

    func followOutput() {
      let call = parts[1]
      let name = String(call.prefix { $0 != "[" })
      let path = TerraformAddress.modulePath(module) + [name]
      let child = module.isEmpty ? "module.\(call)" : "\(module).module.\(call)"
      let output = String(parts[2].prefix { $0 != "[" })
      guard let expression = self.module(at: path)?["outputs"]?[output]?["expression"] else {
        trail.add(.other(reference))
        return
      }
      let before = trail.found.count
      collect(expression, in: child, index: "", depth: depth + 1, into: &trail)
      if trail.found.count == before { trail.add(.other(reference)) }
    }

    func followResource() {
      guard parts.count > 1 else { return trail.add(.other(reference)) }
      let name = String(parts[1].prefix { $0 != "[" })
      let wanted = parts[1].firstIndex(of: "[").map { String(parts[1][$0...]) }
      let all = instances[Self.key(module, parts[0], name)] ?? []
      let attribute = parts.dropFirst(2).joined(separator: ".")
      let picked =
        all.count == 1
        ? all : all.filter { $0.index == (wanted ?? index) && !$0.index.isEmpty }
      guard picked.count == 1, let resource = picked.first else {
        return trail.add(.other(reference))
      }
      trail.add(.resource(resource, attribute: attribute))
    }
  }

  private static func parent(of module: String) -> String {
    let path = TerraformAddress.modulePath(module)
    guard path.count > 1 else { return "" }
    var rest = module
    while !rest.isEmpty {
      rest = String(rest.dropLast())
      if TerraformAddress.modulePath(rest + ".module.x").count == path.count,
        module.dropFirst(rest.count).hasPrefix(".module.")
      {
        return rest
      }
    }
    return ""
  }

  /// The index of the innermost module of an address.
  private static func index(ofLast module: String) -> String {
    guard module.hasSuffix("]"), let open = module.lastIndex(of: "[") else { return "" }
    return String(module[open...])
  }
}
