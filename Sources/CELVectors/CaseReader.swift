import CEL
import Documents

/// Reads one case; every key is asked for by name, so that those that nobody knows are left over.
struct CaseReader {
  private let node: Node
  private var unread: Set<String>

  init(_ node: Node) {
    self.node = node
    unread = Set((node.pairs ?? []).compactMap { $0.key.scalar?.text })
  }

  mutating func read() throws(Misreading) -> VectorReader.Reading {
    guard node.pairs != nil else { throw .malformed("a case is an object") }
    let id = try string("id")
    let text = try string("expr")
    let tierName = try string("tier")
    guard let tier = Vector.Tier(rawValue: tierName) else { throw .unknown("tier `\(tierName)`") }
    guard node["requires"] != nil else { throw .malformed("`requires` lacks") }
    let requirements = try strings("requires")
    switch tier {
    case .proto, .block, .strongEnums:
      return .outOfScope(Self.needs(requirements, tier))
    case .core, .wkt: break
    }
    do throws(Misreading) {
      return .understood(try rest(id, text, tier, requirements))
    } catch .unsupported(let what) where tier == .wkt {
      return .outOfScope("needs \(what)")
    }
  }

  /// `needs proto, wkt`.
  static func needs(_ requirements: [String], _ tier: Vector.Tier) -> String {
    "needs \(requirements.isEmpty ? tier.rawValue : requirements.joined(separator: ", "))"
  }

  private mutating func rest(
    _ id: String, _ text: String, _ tier: Vector.Tier, _ requirements: [String]
  ) throws(Misreading) -> Vector {
    if let function = try strings("functions").first {
      throw .unknown("function `\(function)`")
    }
    if try flag("disable_macros") { throw .unsupported("a parser without macros") }
    let expectation = try expectation()
    let (variables, functions) = try declarations(
      isTypeJudged: expectation.type != nil)
    let bindings = try bindings()
    try Self.hold(bindings, variables)
    let vector = Vector(
      id: id, text: text, tier: tier, requirements: requirements,
      container: optionalString("container") ?? "",
      checking: try checking(expectation), variables: variables, functions: functions,
      bindings: bindings, expectation: expectation)
    // What a person may want to know and no case depends on.
    unread.subtract(["section", "name", "description"])
    if let key = unread.sorted().first { throw .unknown("key `\(key)`") }
    return vector
  }

  private mutating func checking(
    _ expectation: Vector.Expectation
  ) throws(Misreading) -> Vector.Checking {
    let isDisabled = try flag("disable_check")
    let isOnly = try flag("check_only")
    if isOnly || expectation.result == nil {
      guard !isDisabled, expectation.type != nil else {
        throw .malformed("a type is asked of a check that is switched off, or no type is")
      }
      guard expectation.result == nil else {
        throw .malformed("a result where only types are asked")
      }
      return .only
    }
    guard isDisabled else { return .strict }
    guard expectation.type == nil else { throw .malformed("a type without a check") }
    return .none
  }

  private mutating func expectation() throws(Misreading) -> Vector.Expectation {
    unread.remove("expect")
    guard let pairs = node["expect"]?.pairs, !pairs.isEmpty else {
      throw .malformed("`expect` lacks")
    }
    var expectation = Vector.Expectation(result: nil, type: nil)
    for pair in pairs {
      switch pair.key.scalar?.text ?? "" {
      case "type":
        guard let text = pair.value.jsonString else { throw .malformed("the type") }
        expectation.type = try VectorType.read(text)
      case "value" where expectation.result == nil:
        expectation.result = .value(try VectorValue(pair.value))
      case "error" where expectation.result == nil:
        let texts = (pair.value.elements ?? []).compactMap(\.jsonString)
        guard !texts.isEmpty, texts.count == pair.value.elements?.count else {
          throw .malformed("the error")
        }
        expectation.result = .error(texts)
      case let kind: throw .unknown("expectation `\(kind)`")
      }
    }
    return expectation
  }

  private mutating func bindings() throws(Misreading) -> [Vector.Binding] {
    unread.remove("bindings")
    guard let node = node["bindings"] else { return [] }
    guard let pairs = node.pairs else { throw .malformed("`bindings`") }
    var bindings: [Vector.Binding] = []
    for pair in pairs {
      bindings.append(
        Vector.Binding(pair.key.scalar?.text ?? "", try VectorValue(pair.value)))
    }
    return bindings
  }
}

extension CaseReader {
  /// Refuses a name that is declared twice, and a scalar where another one is declared.
  private static func hold(
    _ bindings: [Vector.Binding], _ variables: [Vector.Variable]
  ) throws(Misreading) {
    var types: [String: CELType] = [:]
    for variable in variables {
      guard types.updateValue(variable.type, forKey: variable.name) == nil else {
        throw .malformed("`\(variable.name)` is declared twice")
      }
    }
    for binding in bindings {
      guard let declared = types[binding.name], let found = binding.value.scalarType,
        declared.isScalar, declared != found
      else { continue }
      throw .malformed(
        "`\(binding.name)` is \(VectorType.text(of: found)), "
          + "not \(VectorType.text(of: declared))")
    }
  }

  private mutating func declarations(
    isTypeJudged: Bool
  ) throws(Misreading) -> ([Vector.Variable], [FunctionDeclaration]) {
    unread.remove("env")
    guard let node = node["env"] else { return ([], []) }
    guard let items = node.elements else { throw .malformed("`env`") }
    var variables: [Vector.Variable] = []
    var functions: [FunctionDeclaration] = []
    for item in items {
      if let name = item["ident"]?.jsonString, let text = item["type"]?.jsonString,
        item.pairs?.count == 2
      {
        variables.append(Vector.Variable(name, try variable(text, isTypeJudged: isTypeJudged)))
      } else if let name = item["function"]?.jsonString, let nodes = item["overloads"]?.elements,
        item.pairs?.count == 2
      {
        var overloads: [Overload] = []
        for node in nodes { overloads.append(try overload(node)) }
        functions.append(FunctionDeclaration(name, overloads))
      } else {
        throw .malformed("a declaration of `env`")
      }
    }
    return (variables, functions)
  }

  /// A wrapper is a value or null: as good as dyn, unless types are what is asked for.
  private func variable(_ text: String, isTypeJudged: Bool) throws(Misreading) -> CELType {
    do throws(Misreading) { return try VectorType.read(text) } catch {
      guard error == .unsupported("wrapper types"), !isTypeJudged else { throw error }
      return .dyn
    }
  }

  private func overload(_ node: Node) throws(Misreading) -> Overload {
    let known: Set = ["id", "member", "params", "type_params", "result"]
    guard let pairs = node.pairs, Set(pairs.compactMap { $0.key.scalar?.text }).isSubset(of: known),
      let id = node["id"]?.jsonString, let result = node["result"]?.jsonString,
      let parameters = node["params"]?.elements
    else { throw .malformed("an overload") }
    var types: [CELType] = []
    for parameter in parameters {
      guard let text = parameter.jsonString else { throw .malformed("an overload") }
      types.append(try VectorType.read(text))
    }
    let isMember = node["member"]?.jsonBool ?? false
    guard isMember else {
      return .function(id, types, try VectorType.read(result), "A function of a test.")
    }
    guard let receiver = types.first else { throw .malformed("a member without a receiver") }
    return .member(
      id, of: receiver, Array(types.dropFirst()), try VectorType.read(result),
      "A function of a test.")
  }

  // MARK: Single keys

  private mutating func string(_ key: String) throws(Misreading) -> String {
    guard let text = optionalString(key) else { throw .malformed("`\(key)` lacks") }
    return text
  }

  private mutating func optionalString(_ key: String) -> String? {
    guard let text = node[key]?.jsonString else { return nil }
    unread.remove(key)
    return text
  }

  private mutating func strings(_ key: String) throws(Misreading) -> [String] {
    unread.remove(key)
    guard let node = node[key] else { return [] }
    guard let elements = node.elements else { throw .malformed("`\(key)`") }
    let texts = elements.compactMap(\.jsonString)
    guard texts.count == elements.count else { throw .malformed("`\(key)`") }
    return texts
  }

  private mutating func flag(_ key: String) throws(Misreading) -> Bool {
    unread.remove(key)
    guard let node = node[key] else { return false }
    guard let bool = node.jsonBool else { throw .malformed("`\(key)`") }
    return bool
  }
}

extension VectorValue {
  /// The type of a value that holds no others; nil for one that does, and for null.
  fileprivate var scalarType: CELType? {
    switch self {
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    default: nil
    }
  }
}

extension CELType {
  fileprivate var isScalar: Bool {
    switch self {
    case .bool, .int, .uint, .double, .string, .bytes: true
    default: false
    }
  }
}
