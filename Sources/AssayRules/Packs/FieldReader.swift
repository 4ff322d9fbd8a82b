import AssayModel
import CEL
import Documents

/// Reads the members of one YAML file of a pack, with located diagnostics.
struct FieldReader {
  private var reader: NodeReader
  private var unread: [Diagnostic] = []
  /// Other files of the pack, which values may name by `@path`.
  private let companions: [SourceFile]

  init(file: SourceFile, companions: [SourceFile] = []) {
    reader = NodeReader(file)
    self.companions = companions
  }

  private var file: SourceFile { reader.file }

  /// What was wrong, in the order it was read.
  var diagnostics: [Diagnostic] { unread + reader.diagnostics }

  mutating func report(_ diagnostic: Diagnostic) { reader.report(diagnostic) }

  /// The file's mapping, its keys checked.
  mutating func root(_ name: String, _ keys: (some FileKey).Type) -> Node? {
    let (document, problems) = YAMLReader.read(file)
    unread += problems
    guard let document else { return nil }
    return reader.mapping(
      document.root, name, allowed: keys.optional, required: keys.required)
  }

  /// A text member without blanks at its end; nil when it is not there.
  mutating func text(_ key: String, of node: Node) -> String? {
    guard let value = node[key], !value.isNull, var text = reader.string(value, key) else {
      return nil
    }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// The id of a pack or rule, in kebab case.
  mutating func id(of node: Node) -> String? {
    guard let id = text("id", of: node), let place = node["id"] else { return nil }
    let letters = id.utf8
    let isKebab =
      letters.first.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") } ?? false
      && letters.last != UInt8(ascii: "-")
      && letters.allSatisfy { letter in
        switch letter {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
    if !isKebab {
      report(PackDiagnostics.malformedID(id, file: file, range: place.range))
    }
    return id
  }

  mutating func flag(_ key: String, of node: Node) -> Bool? {
    node[key].flatMap { $0.isNull ? nil : reader.bool($0, key) }
  }

  private mutating func number(_ key: String, of node: Node) -> Double? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let number = value.text.flatMap(Double.init), number.isFinite else {
      report(
        NodeDiagnostics.wrongType(of: key, wanted: "a number", found: value, file: file))
      return nil
    }
    return number
  }

  private mutating func texts(_ node: Node?, _ name: String) -> [String] {
    guard let node, !node.isNull else { return [] }
    return reader.strings(node, name) ?? []
  }

  /// A member whose text is a case of a closed list; nil when it is not there.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of node: Node, as type: Choice.Type
  ) -> Choice? {
    node[key].flatMap { reader.choice($0, key, as: type) }
  }

  /// An expression member.
  mutating func expression(_ key: String, of node: Node) -> ExpressionText? {
    node[key].flatMap { $0.isNull ? nil : expression($0) }
  }

  private mutating func expression(_ node: Node) -> ExpressionText? {
    guard let scalar = node.scalar else {
      report(
        NodeDiagnostics.wrongType(
          of: "expression", wanted: "text", found: node, file: file))
      return nil
    }
    guard scalar.style != .folded else {
      report(PackDiagnostics.foldedExpression(file: file, range: node.range))
      return nil
    }
    return ExpressionText(file: SourceFile.embedded(node, in: file), node: node)
  }

  /// Exactly one of `expect` and `deny`.
  mutating func verdict(of node: Node) -> Rule.Verdict? {
    switch (expression("expect", of: node), expression("deny", of: node)) {
    case (let expect?, nil): return .expect(expect)
    case (nil, let deny?): return .deny(deny)
    case (nil, nil):
      if node["expect"] == nil, node["deny"] == nil {
        report(PackDiagnostics.missingVerdict(file: file, range: node.range))
      }
      return nil
    case (_?, let deny?):
      report(PackDiagnostics.twoVerdicts(file: file, range: deny.node.range))
      return nil
    }
  }

  mutating func variables(_ node: Node?) -> [(name: String, text: ExpressionText)] {
    guard let node, !node.isNull else { return [] }
    guard let pairs = reader.pairs(node, "variables") else { return [] }
    var variables: [(name: String, text: ExpressionText)] = []
    for pair in pairs {
      let name = pair.key.scalar?.text ?? ""
      if ["resource", "each", "now", "params"].contains(name) {
        report(
          PackDiagnostics.reservedVariable(name, file: file, range: pair.key.range))
      }
      if let text = expression(pair.value) { variables.append((name, text)) }
    }
    return variables
  }

  mutating func controls(_ node: Node?) -> [Control] {
    guard let node, !node.isNull, reader.strings(node, "controls") != nil else { return [] }
    var controls: [Control] = []
    for element in node.elements ?? [] {
      guard let control = element.text.flatMap(Control.init) else {
        report(
          PackDiagnostics.malformedControl(element.text ?? "", file: file, range: element.range))
        continue
      }
      controls.append(control)
    }
    return controls.sorted()
  }

  mutating func examples(_ node: Node?) -> [RuleExample] {
    guard let node, !node.isNull else { return [] }
    let kinds = RuleExample.Kind.allCases.map(\.rawValue)
    guard reader.mapping(node, "examples", allowed: kinds + ["params"]) != nil else { return [] }
    var examples: [RuleExample] = []
    for kind in RuleExample.Kind.allCases {
      guard let list = node[kind.rawValue], !list.isNull else { continue }
      guard let elements = list.elements else {
        report(
          NodeDiagnostics.wrongType(
            of: kind.rawValue, wanted: "a list of examples", found: list, file: file))
        continue
      }
      for (index, node) in elements.enumerated() {
        examples.append(RuleExample(kind: kind, index: index, node: node))
      }
    }
    return examples
  }

  mutating func parameters(_ node: Node?) -> [ParameterDeclaration] {
    guard let node, !node.isNull else { return [] }
    guard let pairs = reader.pairs(node, "params") else { return [] }
    return pairs.compactMap { parameter($0) }
  }

  private mutating func parameter(_ pair: Node.Pair) -> ParameterDeclaration? {
    guard let name = pair.key.scalar?.text,
      let node = reader.mapping(
        pair.value, "parameter `\(name)`", allowed: ParameterKey.optional,
        required: ParameterKey.required),
      let typeText = text("type", of: node)
    else { return nil }
    guard let type = ParameterType(typeText) else {
      report(
        NodeDiagnostics.unknownValue(
          typeText, of: "type", allowed: ParameterType.names, file: file,
          range: node["type"]?.range ?? node.range))
      return nil
    }
    guard let given = node["default"], let value = value(given, type) else {
      report(
        PackDiagnostics.badParameter(
          name, "its default is not \(type.description)", file: file,
          range: (node["default"] ?? node).range))
      return nil
    }
    let declaration = ParameterDeclaration(
      name: name, type: type, defaultValue: value, doc: text("doc", of: node) ?? "",
      minimum: number("min", of: node), maximum: number("max", of: node),
      minimumLength: length("minLength", of: node), maximumLength: length("maxLength", of: node),
      values: texts(node["values"], "values"), pattern: pattern(of: node, name), names: named(node),
      place: ParameterPlace(file: file, name: pair.key.range, value: given))
    reportBounds(declaration, node)
    if let problem = declaration.problem(with: value) {
      report(
        PackDiagnostics.badParameter(name, problem, file: file, range: given.range))
    }
    return declaration
  }

  /// A value; that of a document may stand in a file of its own below the pack's folder.
  private func value(_ node: Node, _ type: ParameterType) -> ParameterValue? {
    guard type == .policy, let text = node.text, text.hasPrefix("@") else {
      return ParameterValue(node, as: type)
    }
    let folder = file.path.lastIndex(of: "/").map { file.path[...$0] } ?? ""
    let path = folder + text.dropFirst()
    return companions.first { $0.path == path }
      .flatMap { ParameterValue(text: String(decoding: $0.bytes, as: UTF8.self), as: type) }
  }

  /// Bounds that the type has no use for, and bounds that no value is within.
  private mutating func reportBounds(_ parameter: ParameterDeclaration, _ node: Node) {
    let element = parameter.type.element
    for (key, isOfUse) in [
      ("min", element.isNumber), ("max", element.isNumber), ("values", element == .string),
      ("pattern", element == .string), ("names", element == .string),
      ("minLength", parameter.type.hasLength), ("maxLength", parameter.type.hasLength),
    ] where !isOfUse {
      guard let place = node[key] else { continue }
      report(
        PackDiagnostics.uselessBound(
          key, parameter.name, parameter.type.description, file: file, range: place.range))
    }
    for (key, least, most) in [
      ("max", parameter.minimum, parameter.maximum),
      (
        "maxLength", parameter.minimumLength.map(Double.init),
        parameter.maximumLength.map(Double.init)
      ),
    ] {
      guard let least, let most, least > most, let place = node[key] else { continue }
      report(
        PackDiagnostics.badParameter(
          parameter.name, "no value is within its bounds", file: file, range: place.range))
    }
  }

  /// Nil for none, and for one that does not compile.
  private mutating func pattern(of node: Node, _ name: String) -> String? {
    guard let text = text("pattern", of: node), let place = node["pattern"] else { return nil }
    guard Pattern.whole(text) == nil else { return text }
    report(
      PackDiagnostics.badParameter(
        name, "its pattern is no regular expression", file: file, range: place.range))
    return nil
  }

  /// Nil for none, and for a word that means nothing.
  private mutating func named(_ node: Node) -> NamedThing? {
    guard let text = text("names", of: node), let place = node["names"] else { return nil }
    if let thing = NamedThing(rawValue: text) { return thing }
    report(
      NodeDiagnostics.unknownValue(
        text, of: "names", allowed: NamedThing.allCases.map(\.rawValue), file: file,
        range: place.range))
    return nil
  }

  private mutating func length(_ key: String, of node: Node) -> Int? {
    guard let number = number(key, of: node), let place = node[key] else { return nil }
    guard let length = Int(exactly: number), length >= 0 else {
      report(
        NodeDiagnostics.wrongType(of: key, wanted: "a whole number", found: place, file: file))
      return nil
    }
    return length
  }
}
