import Documents
import Records

/// Evaluates the values of one template.
///
/// In: nodes. Out: data, or nil for `AWS::NoValue`. What cannot be known is unknown with its reason;
/// what is malformed is unknown with a diagnostic. Depth and the number of steps are bounded.
struct TemplateEvaluator {
  let template: Template
  let scope: TemplateScope
  var diagnostics: [Diagnostic] = []
  /// Loop variables of the resource at hand.
  var bindings: [String: String] = [:]
  private(set) var depth = 0
  private var steps = 0
  /// Conditions that are being worked out, so that a cycle is seen.
  var openConditions: Set<String> = []
  /// How many imports lead to this template; bounded, so that a cycle is seen.
  let importDepth: Int

  init(template: Template, scope: TemplateScope, importDepth: Int = 0) {
    self.template = template
    self.scope = scope
    self.importDepth = importDepth
  }

  var file: SourceFile { template.file }

  /// Whether a resource will be made: false only when its condition is known to be false.
  mutating func exists(_ resource: Template.Resource) -> Bool {
    guard let condition = resource.condition else { return true }
    if case .known(false) = self.condition(named: condition) { return false }
    return true
  }

  /// A resource with its properties evaluated.
  mutating func declared(_ resource: Template.Resource) -> DeclaredResource {
    bindings = resource.bindings
    steps = 0
    let properties =
      resource.properties.flatMap { value($0) }
      ?? Datum(.map([]), file: file, range: resource.idRange)
    return DeclaredResource(
      dialect: .cloudFormation, type: resource.type, name: resource.logicalID,
      key: template.key(of: resource.logicalID), properties: properties,
      origin: Origin(file: file, range: resource.idRange))
  }

  /// The value of a node; nil for `AWS::NoValue`.
  mutating func value(_ node: Node) -> Datum? {
    steps += 1
    guard depth < 120, steps < 500_000 else {
      return unknown(.unreadable, "the template is nested or repeated beyond bounds", node.range)
    }
    depth += 1
    defer { depth -= 1 }
    if let (name, argument) = Self.function(node) {
      return call(name, argument, range: node.range)
    }
    switch node.content {
    case .scalar(let scalar): return self.scalar(scalar, node)
    case .sequence(let elements):
      return Datum(
        .list(elements.compactMap { value($0) }), file: file, range: node.range)
    case .mapping(let pairs):
      var entries: [Datum.Entry] = []
      for pair in pairs {
        guard let value = value(pair.value) else { continue }
        let key = Template.replaced(pair.key.scalar?.text ?? "", bindings)
        entries.append(Datum.Entry(key: key, keyRange: pair.key.range, value: value))
      }
      return Datum(.map(entries), file: file, range: node.range)
    }
  }

  func unknown(_ kind: UnknownReason.Kind, _ detail: String, _ range: SourceRange) -> Datum {
    Datum(.unknown(UnknownReason(kind, detail)), file: file, range: range)
  }

  /// A parameter without a value: the same wherever it is named.
  func unknown(parameter name: String, _ detail: String, _ range: SourceRange) -> Datum {
    let outline = UnknownReason.Outline(UnknownReason.Gap("${\(name)}"))
    return Datum(
      .unknown(UnknownReason(.parameter, detail, outline: outline)), file: file, range: range)
  }

  func text(_ text: String, _ range: SourceRange) -> Datum {
    Datum(.scalar(Scalar(text, style: .doubleQuoted)), file: file, range: range)
  }

  mutating func malformed(_ name: String, _ range: SourceRange) -> Datum {
    diagnostics.append(
      CloudFormationDiagnostics.malformedFunction(name, file: file, range: range))
    return unknown(.unreadable, "the arguments of \(name) are not of its form", range)
  }

  /// A literal, but for dynamic references, which are fetched at deployment.
  private func scalar(_ scalar: Scalar, _ node: Node) -> Datum {
    guard UnknownReason.isDynamic(scalar.text) else {
      guard !bindings.isEmpty else { return Datum(.scalar(scalar), file: file, range: node.range) }
      return Datum(
        .scalar(Scalar(Template.replaced(scalar.text, bindings), style: scalar.style)), file: file,
        range: node.range)
    }
    var datum = Datum(.unknown(.dynamic(scalar.text)), file: file, range: node.range)
    datum.text = SourceFile.embedded(node, in: file)
    return datum
  }

  /// The intrinsic function that a node is, in its long or short form, and its argument.
  static func function(_ node: Node) -> (name: String, argument: Node)? {
    if let tag = node.tag, tag.hasPrefix("!") {
      var plain = node
      plain.tag = nil
      let name = String(tag.dropFirst())
      return name == "Ref" || name == "Condition" ? (name, plain) : ("Fn::\(name)", plain)
    }
    guard case .mapping(let pairs) = node.content, pairs.count == 1,
      let name = pairs[0].key.scalar?.text,
      name == "Ref" || name.hasPrefix("Fn::") && !name.hasPrefix("Fn::ForEach")
    else { return nil }
    return (name, pairs[0].value)
  }
}
