import Documents
import Records

/// One template, taken apart.
struct Template {
  /// One resource of a template, not evaluated.
  struct Resource {
    let logicalID: String
    let idRange: SourceRange
    let type: String
    let properties: Node?
    let condition: String?
    /// Names that an expanded loop gave a value.
    let bindings: [String: String]
  }

  /// One parameter.
  struct Parameter {
    let name: String
    let type: String
    let defaultValue: Node?
    let isNoEcho: Bool
    let range: SourceRange
  }

  let document: Document
  private(set) var resources: [Resource] = []
  private(set) var parameters: [String: Parameter] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  var file: SourceFile { document.file }
  var conditions: Node? { document.root["Conditions"] }
  var mappings: Node? { document.root["Mappings"] }
  var outputs: Node? { document.root["Outputs"] }

  init(_ document: Document) {
    self.document = document
    for pair in document.root["Parameters"]?.pairs ?? [] { add(parameter: pair) }
    for pair in document.root["Resources"]?.pairs ?? [] { add(resource: pair, bindings: [:]) }
    noteTransforms()
    noteStrays()
  }

  /// The key by which the graph knows a resource of this template.
  func key(of logicalID: String) -> String { "\(file.identity)#\(logicalID)" }

  private mutating func add(parameter pair: Node.Pair) {
    guard let name = pair.key.scalar?.text else { return }
    parameters[name] = Parameter(
      name: name, type: pair.value["Type"]?.text ?? "String",
      defaultValue: pair.value["Default"],
      isNoEcho: pair.value["NoEcho"]?.text?.lowercased() == "true", range: pair.key.range)
  }

  private mutating func add(resource pair: Node.Pair, bindings: [String: String]) {
    guard let id = pair.key.scalar?.text else { return }
    if id.hasPrefix("Fn::ForEach::") { return expand(loop: pair, bindings: bindings) }
    if id == "Fn::Transform" {
      diagnostics.append(
        CloudFormationDiagnostics.notExpanded("`Fn::Transform`", file: file, range: pair.key.range))
      return
    }
    guard let type = pair.value["Type"]?.text else {
      diagnostics.append(
        CloudFormationDiagnostics.resourceWithoutType(id, file: file, range: pair.key.range))
      return
    }
    resources.append(
      Resource(
        logicalID: Self.replaced(id, bindings), idRange: pair.key.range, type: type,
        properties: pair.value["Properties"], condition: pair.value["Condition"]?.text,
        bindings: bindings))
  }

  /// `Fn::ForEach::Name: [variable, [values], {key: resource}]`, for literal values only.
  private mutating func expand(loop pair: Node.Pair, bindings: [String: String]) {
    guard let parts = pair.value.elements, parts.count == 3, let variable = parts[0].text,
      // The collection of a function, `!Split […]`, is not the list of its arguments.
      parts[1].tag == nil, let elements = parts[1].elements, elements.allSatisfy({ $0.tag == nil }),
      case let values = elements.map(\.text), !values.contains(nil), let body = parts[2].pairs,
      bindings.count < 4, values.count <= 200, resources.count < 5_000
    else {
      diagnostics.append(
        CloudFormationDiagnostics.notExpanded("`Fn::ForEach`", file: file, range: pair.key.range))
      return
    }
    for case .some(let value) in values {
      var bound = bindings
      bound[variable] = value
      for inner in body { add(resource: inner, bindings: bound) }
    }
  }

  /// Replaces `${Name}` and `&{Name}` of loops.
  static func replaced(_ text: String, _ bindings: [String: String]) -> String {
    var text = text
    for (name, value) in bindings.sorted(by: { $0.key < $1.key }) {
      text = text.replacing("${\(name)}", with: value)
      text = text.replacing(
        "&{\(name)}",
        with: String(String.UnicodeScalarView(value.unicodeScalars.filter(isAlphanumeric))))
    }
    return text
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  /// Includes beside other keys, and loops inside resources: whatever they make is not read.
  private mutating func noteStrays() {
    let text = file.wholeText
    guard text.contains("Fn::Transform") || text.contains("Fn::ForEach::") else { return }
    var stack = [(node: document.root, isSection: true)]
    while let (node, isSection) = stack.popLast() {
      for element in node.elements ?? [] { stack.append((element, false)) }
      let pairs = node.pairs ?? []
      for pair in pairs {
        let key = pair.key.scalar?.text ?? ""
        // A lone include is a function; loops over resources are expanded or told of.
        let isStray =
          key == "Fn::Transform" && pairs.count > 1 && !isSection
          || key == "Fn::Transform" && node.range == document.root.range
          || key.hasPrefix("Fn::ForEach::") && !isSection
        if isStray {
          diagnostics.append(
            CloudFormationDiagnostics.notExpanded("`\(key)`", file: file, range: pair.key.range))
        }
        let isResources = node.range == document.root.range && key == "Resources"
        stack.append((pair.value, isResources || isSection && key.hasPrefix("Fn::ForEach::")))
      }
    }
  }

  /// Macros may rewrite a whole template; those of AWS that only add syntax are known.
  private mutating func noteTransforms() {
    guard let transform = document.root["Transform"] else { return }
    let harmless: Set<String> = [
      "AWS::LanguageExtensions", "AWS::Serverless-2016-10-31", "AWS::SecretsManager-2020-07-23",
      "AWS::SecretsManager-2024-09-16",
    ]
    for node in transform.elements ?? [transform] {
      let name = node.text ?? node["Name"]?.text ?? "a macro"
      guard !harmless.contains(name) else { continue }
      diagnostics.append(
        CloudFormationDiagnostics.notExpanded("macro `\(name)`", file: file, range: node.range))
    }
  }
}

/// All templates of a run, with what they export.
struct TemplateScope {
  let templates: [Template]
  /// Values from parameter files, by name.
  let given: [String: Datum]

  init(templates: [Document], given: [String: Datum]) {
    self.templates = templates.map(Template.init)
    self.given = given
  }
}
