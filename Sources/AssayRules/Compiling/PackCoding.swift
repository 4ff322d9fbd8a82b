import AssayModel
import CEL
import Records

/// Checked packs as bytes: names and numbers first, then all expressions in one block.
enum PackCoding {
  static func encode(_ packs: [CheckedPack]) -> [UInt8] {
    var writer = ByteWriter()
    var expressions: [CheckedExpression] = []
    writer.write(packs.count)
    for pack in packs {
      for text in [pack.id, pack.version, pack.title, pack.description, pack.digest] {
        writer.write(text)
      }
      writer.write(pack.parameters.count)
      for parameter in pack.parameters { write(parameter, to: &writer) }
      writer.write(pack.rules.count)
      for rule in pack.rules { write(rule, to: &writer, &expressions) }
    }
    var whole = ByteWriter()
    whole.write(block: writer.bytes)
    return whole.bytes + ExpressionCoding.encode(expressions)
  }

  /// The packs of some bytes, from an offset to the end; nil when they are not what `encode` wrote.
  static func decode(_ bytes: [UInt8], from start: Int) -> [CheckedPack]? {
    var whole = ByteReader(bytes: bytes, position: start)
    guard let head = whole.block(),
      let expressions = ExpressionCoding.decode(bytes, from: whole.position)
    else { return nil }
    var decoder = PackDecoder(reader: ByteReader(bytes: Array(head), position: 0), expressions)
    return decoder.packs()
  }

  private static func write(_ parameter: ParameterDeclaration, to writer: inout ByteWriter) {
    writer.write(parameter.name)
    writer.write(parameter.type.description)
    write(parameter.defaultValue, to: &writer)
    writer.write(parameter.doc)
    writer.write(parameter.minimum.map { String($0) } ?? "")
    writer.write(parameter.maximum.map { String($0) } ?? "")
    writer.write(parameter.minimumLength.map { String($0) } ?? "")
    writer.write(parameter.maximumLength.map { String($0) } ?? "")
    writer.write(parameter.values.count)
    for value in parameter.values { writer.write(value) }
    writer.write(parameter.pattern ?? "")
    writer.write(parameter.names?.rawValue ?? "")
  }

  /// A value as the texts of its elements; its type tells how to read them.
  private static func write(_ value: ParameterValue, to writer: inout ByteWriter) {
    switch value {
    case .bool(let bool): writer.write(String(bool))
    case .int(let int): writer.write(String(int))
    case .double(let double): writer.write(String(double))
    case .string(let text), .policy(let text): writer.write(text)
    case .list(let values):
      writer.write(values.count)
      for value in values { write(value, to: &writer) }
    }
  }

  private static func write(
    _ rule: CheckedRule, to writer: inout ByteWriter, _ expressions: inout [CheckedExpression]
  ) {
    let info = rule.info
    for text in [
      info.id, info.pack, info.title, info.severity.rawValue, info.kind, info.why, info.fix,
      info.digest, rule.message,
    ] {
      writer.write(text)
    }
    writer.write(info.controls.count)
    for control in info.controls {
      writer.write(control.framework)
      writer.write(control.id)
    }
    let flags = [
      rule.when != nil, rule.isWhenPerElement, rule.foreach != nil, rule.passing, rule.isStrict,
    ]
    writer.write(flags.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) })
    writer.write(rule.parameters.count)
    for name in rule.parameters { writer.write(name) }
    writer.write(rule.variables.count)
    for variable in rule.variables {
      writer.write(variable.name)
      expressions.append(variable.value)
    }
    if let when = rule.when { expressions.append(when) }
    if let foreach = rule.foreach { expressions.append(foreach) }
    expressions.append(rule.verdict)
  }
}

/// Reads what `PackCoding` wrote; nil as soon as anything is not of its form.
private struct PackDecoder {
  private var reader: ByteReader
  private let expressions: [CheckedExpression]
  private var next = 0

  init(reader: ByteReader, _ expressions: [CheckedExpression]) {
    self.reader = reader
    self.expressions = expressions
  }

  mutating func packs() -> [CheckedPack]? {
    guard let packs = list({ $0.pack() }), reader.isAtEnd, next == expressions.count else {
      return nil
    }
    return packs
  }

  private mutating func list<Element>(
    _ element: (inout PackDecoder) -> Element?
  ) -> [Element]? {
    guard let count = reader.count() else { return nil }
    var elements: [Element] = []
    for _ in 0..<count {
      guard let element = element(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }

  private mutating func texts(_ count: Int) -> [String]? {
    var texts: [String] = []
    for _ in 0..<count {
      guard let text = reader.string() else { return nil }
      texts.append(text)
    }
    return texts
  }

  private mutating func expression() -> CheckedExpression? {
    guard next < expressions.count else { return nil }
    defer { next += 1 }
    return expressions[next]
  }

  private mutating func pack() -> CheckedPack? {
    guard let texts = texts(5), let parameters = list({ $0.parameter() }),
      let rules = list({ $0.rule() })
    else { return nil }
    return CheckedPack(
      id: texts[0], version: texts[1], title: texts[2], description: texts[3], digest: texts[4],
      parameters: parameters, rules: rules)
  }

  private mutating func parameter() -> ParameterDeclaration? {
    guard let texts = texts(2), let type = ParameterType(texts[1]), let value = value(type),
      let more = self.texts(5), let values = list({ $0.reader.string() }),
      let pattern = reader.string(), let names = reader.string()
    else { return nil }
    return ParameterDeclaration(
      name: texts[0], type: type, defaultValue: value, doc: more[0], minimum: Double(more[1]),
      maximum: Double(more[2]), minimumLength: Int(more[3]), maximumLength: Int(more[4]),
      values: values, pattern: pattern.isEmpty ? nil : pattern, names: NamedThing(rawValue: names),
      place: nil)
  }

  private mutating func value(_ type: ParameterType) -> ParameterValue? {
    if case .list(let element) = type {
      return list { $0.value(element) }.map { .list($0) }
    }
    return reader.string().flatMap { ParameterValue(text: $0, as: type) }
  }

  private mutating func rule() -> CheckedRule? {
    guard let texts = texts(9), let severity = Severity(rawValue: texts[3]),
      let controls = list({ $0.control() }), let flags = reader.number(), flags < 32,
      let parameters = list({ $0.reader.string() }), let names = list({ $0.reader.string() })
    else { return nil }
    func has(_ bit: UInt64) -> Bool { flags >> bit & 1 == 1 }
    var variables: [(name: String, value: CheckedExpression)] = []
    for name in names {
      guard let value = expression() else { return nil }
      variables.append((name, value))
    }
    let when = has(0) ? expression() : nil
    let foreach = has(2) ? expression() : nil
    guard let verdict = expression(), has(0) == (when != nil), has(2) == (foreach != nil) else {
      return nil
    }
    let info = RuleInfo(
      id: texts[0], pack: texts[1], title: texts[2], severity: severity, kind: texts[4],
      why: texts[5], fix: texts[6], controls: controls, digest: texts[7],
      isConditional: when != nil)
    return CheckedRule(
      info: info, message: texts[8], when: when, isWhenPerElement: has(1), variables: variables,
      foreach: foreach, verdict: verdict, passing: has(3), isStrict: has(4), parameters: parameters)
  }

  private mutating func control() -> Control? {
    texts(2).map { Control(framework: $0[0], id: $0[1]) }
  }
}
