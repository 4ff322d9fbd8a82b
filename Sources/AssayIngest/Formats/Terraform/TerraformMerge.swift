import Documents
import Records

/// Merges what a plan says of one resource: the values, what is known only after apply, what is
/// sensitive, and the expressions that lead to other resources.
struct TerraformMerge {
  let file: SourceFile
  let configuration: TerraformConfiguration
  let resource: TerraformAddress

  /// Attributes that unconfigured are filled in by other resources, so that they stay unknown.
  private static let joined: Set<String> = ["ingress", "egress"]
  /// Blocks that the provider never fills in: unknown, they come from a `dynamic` block, which a plan
  /// leaves out of its configuration (hashicorp/terraform#28346).
  private static let blocks: Set<String> = [
    "distribution", "ami_distribution_configuration", "launch_permission",
    "container_distribution_configuration", "launch_template_configuration",
    "network_interfaces", "block_device_mapping", "block_device_mappings", "component",
    "policy_detail", "statement",
  ]

  /// The value at a place; nil when it is not there at all.
  func value(
    after: Node?, unknown: Node?, sensitive: Node?, expressions: Node?, range: SourceRange,
    depth: Int
  ) -> Datum? {
    guard depth < 100 else {
      return datum(.unknown(UnknownReason(.unreadable, "nested too deeply")), range)
    }
    if unknown?.text == "true" {
      return unknownValue(expressions, at: unknown?.range ?? range)
    }
    var merged: Datum?
    switch (after?.content, unknown?.content) {
    case (.mapping(let pairs), _):
      merged = mapping(pairs, after, unknown, sensitive, expressions, depth)
    case (nil, .mapping), (.scalar, .mapping):
      merged = after?.isNull ?? true ? unknownOnly(after, unknown, expressions, range, depth) : nil
    case (.sequence(let elements), _):
      merged = sequence(elements, after, unknown, sensitive, expressions, depth)
    case (nil, .sequence(let elements)) where !elements.isEmpty:
      merged = sequence([], unknown, unknown, sensitive, expressions, depth)
    default: break
    }
    guard var result = merged ?? after.map({ Datum($0, in: file) }) else { return nil }
    if sensitive?.text == "true" { result.isSensitive = true }
    return result
  }

  /// The values of a plan without changes: what the configuration sets by reference and the values
  /// lack is unknown.
  func plannedValue(_ values: Node?, expressions: Node?, range: SourceRange) -> Datum {
    guard let values, case .map(var entries) = Datum(values, in: file).content else {
      return datum(.map([]), range)
    }
    let known = Set(entries.map(\.key))
    for pair in expressions?.pairs ?? [] {
      guard let key = pair.key.scalar?.text, !known.contains(key) else { continue }
      entries.append(
        Datum.Entry(
          key: key, keyRange: pair.key.range,
          value: unknownValue(pair.value, at: pair.value.range)
            ?? datum(.unknown(Self.afterApply), pair.value.range)))
    }
    return datum(.map(entries), values.range)
  }

  private static let afterApply = UnknownReason(.plan, "known only after apply")

  private func datum(_ content: Datum.Content, _ range: SourceRange) -> Datum {
    Datum(content, file: file, range: range)
  }

  private func mapping(
    _ pairs: [Node.Pair], _ after: Node?, _ unknown: Node?, _ sensitive: Node?,
    _ expressions: Node?, _ depth: Int
  ) -> Datum {
    var entries: [Datum.Entry] = []
    var seen: Set<String> = []
    let allSensitive = sensitive?.text == "true" ? sensitive : nil
    for pair in pairs {
      guard let key = pair.key.scalar?.text else { continue }
      seen.insert(key)
      let merged = value(
        after: pair.value, unknown: unknown?[key], sensitive: allSensitive ?? sensitive?[key],
        expressions: block(expressions, 0)?[key], range: pair.value.range, depth: depth + 1)
      guard let merged else { continue }
      entries.append(Datum.Entry(key: key, keyRange: pair.key.range, value: merged))
    }
    for pair in unknown?.pairs ?? [] {
      guard let key = pair.key.scalar?.text, !seen.contains(key) else { continue }
      guard let entry = unknownEntry(key, pair, expressions, depth) else { continue }
      entries.append(entry)
    }
    return datum(.map(entries), after?.range ?? unknown?.range ?? SourceRange(0, 0))
  }

  /// An attribute that only `after_unknown` has.
  ///
  /// One that nobody configured is left out: the service fills it in, and a kind says what unset
  /// means.
  private func unknownEntry(
    _ key: String, _ pair: Node.Pair, _ expressions: Node?, _ depth: Int
  ) -> Datum.Entry? {
    let expression = block(expressions, 0)?[key]
    let isUnconfigured = expressions != nil && expression == nil
    let isOpen = Self.blocks.contains(key) || depth == 0 && Self.joined.contains(key)
    if isUnconfigured, !isOpen { return nil }
    let merged = value(
      after: nil, unknown: pair.value, sensitive: nil, expressions: expression,
      range: pair.value.range, depth: depth + 1)
    return merged.map { Datum.Entry(key: key, keyRange: pair.key.range, value: $0) }
  }

  private func unknownOnly(
    _ after: Node?, _ unknown: Node?, _ expressions: Node?, _ range: SourceRange, _ depth: Int
  ) -> Datum? {
    let merged = mapping([], nil, unknown, nil, expressions, depth)
    guard case .map(let entries) = merged.content, !entries.isEmpty else { return nil }
    return merged
  }

  private func sequence(
    _ elements: [Node], _ after: Node?, _ unknown: Node?, _ sensitive: Node?,
    _ expressions: Node?, _ depth: Int
  ) -> Datum {
    let unknowns = unknown?.elements ?? []
    let sensitives = sensitive?.elements ?? []
    let allSensitive = sensitive?.text == "true" ? sensitive : nil
    let range = after?.range ?? unknown?.range ?? SourceRange(0, 0)
    let count = max(elements.count, unknowns.count)
    var data: [Datum] = []
    for index in 0..<count {
      let element = index < elements.count ? elements[index] : nil
      let merged = value(
        after: element, unknown: index < unknowns.count ? unknowns[index] : nil,
        sensitive: allSensitive ?? (index < sensitives.count ? sensitives[index] : nil),
        expressions: block(expressions, index), range: element?.range ?? range, depth: depth + 1)
      if let merged { data.append(merged) }
    }
    return datum(.list(data), range)
  }

  /// The expressions of the block at an index; those of an attribute stand for all elements.
  private func block(_ expressions: Node?, _ index: Int) -> Node? {
    guard let blocks = expressions?.elements else { return expressions }
    if index < blocks.count { return blocks[index] }
    // Sets lose their order and dynamic blocks their expressions.
    return blocks.count == 1 ? blocks[0] : nil
  }

  /// An unknown value: a link where its expression leads to resources of the plan.
  private func unknownValue(_ expression: Node?, at range: SourceRange) -> Datum? {
    guard let expression, expression["references"] != nil else {
      return datum(.unknown(Self.afterApply), range)
    }
    let targets = configuration.targets(
      of: expression, in: resource.moduleAddress, index: resource.index)
    // An index only picks an instance: what waits for apply is the resource.
    let telling = targets.filter { !Self.isIndex($0) }
    let values = (telling.isEmpty ? targets : telling).map { datum(for: $0, at: range) }
    switch values.count {
    case 0: return datum(.unknown(Self.afterApply), range)
    case 1: return values[0]
    default: return datum(.list(values), range)
    }
  }

  private static func isIndex(_ target: TerraformConfiguration.Target) -> Bool {
    guard case .other(let text) = target else { return false }
    return ["count.", "each.", "path.", "terraform."].contains { text.hasPrefix($0) }
  }

  private func datum(for target: TerraformConfiguration.Target, at range: SourceRange) -> Datum {
    switch target {
    case .resource(let resource, let attribute):
      let text = attribute.isEmpty ? resource.address : "\(resource.address).\(attribute)"
      return datum(
        .link(
          ResourceLink(
            key: "\(file.identity)#\(resource.address)",
            attribute: attribute.isEmpty ? nil : attribute, type: resource.type, text: text)),
        range)
    case .data(let type, let name, let module, let attribute):
      if type == "aws_iam_policy_document", attribute == "json" || attribute == "minified_json" {
        let policy = TerraformPolicyDocument(
          file: file, configuration: configuration, module: module, index: resource.index)
        if let document = policy.document(named: name, at: range) { return document }
      }
      return datum(
        .unknown(UnknownReason(.plan, "data.\(type).\(name).\(attribute) is read at apply")), range)
    case .other(let text):
      return datum(.unknown(UnknownReason(.plan, "\(text) is known only after apply")), range)
    }
  }
}
