import Documents
import Records

/// Rebuilds the policy that `data.aws_iam_policy_document` will make from its configuration.
///
/// A policy is wholly unknown in a plan as soon as one ARN in it is; its constant parts still stand
/// in the configuration. What they do not tell stays unknown, element by element.
struct TerraformPolicyDocument {
  let file: SourceFile
  let configuration: TerraformConfiguration
  /// The address of the module that the data source stands in.
  let module: String
  let index: String

  /// The policy as a map in IAM's own spelling.
  ///
  /// Nil when the configuration has no such data source, or when documents are merged into it. The
  /// list of statements is open: blocks made by a loop do not show.
  func document(named name: String, at range: SourceRange) -> Datum? {
    let path = TerraformAddress.modulePath(module)
    guard
      let expressions = configuration.dataExpressions("aws_iam_policy_document", name, in: path),
      let statements = expressions["statement"], let blocks = statements.elements,
      !blocks.isEmpty, expressions["source_policy_documents"] == nil,
      expressions["override_policy_documents"] == nil, expressions["source_json"] == nil,
      expressions["override_json"] == nil
    else { return nil }
    // A `dynamic` block is not among them (hashicorp/terraform#28346), so there may be more.
    let more = Datum(
      .unknown(UnknownReason(.plan, "statements of a `dynamic` block are not in a plan")),
      file: file,
      range: statements.range)
    let list = blocks.map { statement($0) } + [more]
    return map(
      [
        ("Version", text("2012-10-17", range)),
        ("Statement", Datum(.list(list), file: file, range: statements.range)),
      ], range)
  }

  private func statement(_ block: Node) -> Datum {
    var entries: [(String, Datum)] = []
    entries.append(("Effect", value(block["effect"]) ?? text("Allow", block.range)))
    for (attribute, key) in [
      ("sid", "Sid"), ("actions", "Action"), ("not_actions", "NotAction"),
      ("resources", "Resource"), ("not_resources", "NotResource"),
    ] {
      if let value = value(block[attribute]) { entries.append((key, value)) }
    }
    for (attribute, key) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
      if let principals = block[attribute] { entries.append((key, self.principals(principals))) }
    }
    if let conditions = block["condition"] { entries.append(("Condition", condition(conditions))) }
    return map(entries, block.range)
  }

  /// `principals { type, identifiers }`, where type `*` stands for everybody.
  private func principals(_ blocks: Node) -> Datum {
    var entries: [(String, Datum)] = []
    for block in blocks.elements ?? [] {
      guard let type = value(block["type"]), case .scalar(let scalar) = type.content else {
        return unknown("a principal's type", blocks.range)
      }
      if scalar.text == "*" { return text("*", block.range) }
      guard let identifiers = value(block["identifiers"]) else { continue }
      entries.append((scalar.text, identifiers))
    }
    return map(entries, blocks.range)
  }

  private func condition(_ blocks: Node) -> Datum {
    var entries: [(String, Datum)] = []
    for block in blocks.elements ?? [] {
      guard let test = value(block["test"]), case .scalar(let test) = test.content,
        let variable = value(block["variable"]), case .scalar(let variable) = variable.content,
        let values = value(block["values"])
      else { return unknown("a condition", blocks.range) }
      entries.append((test.text, map([(variable.text, values)], block.range)))
    }
    return map(entries, blocks.range)
  }

  /// The constant of an expression, the links it leads to, or unknown.
  private func value(_ expression: Node?) -> Datum? {
    guard let expression else { return nil }
    if let constant = expression["constant_value"] {
      return constant.isNull ? nil : Datum(constant, in: file)
    }
    let targets = configuration.targets(of: expression, in: module, index: index)
    let values = targets.map { target -> Datum in
      switch target {
      case .resource(let resource, let attribute):
        Datum(
          .link(
            ResourceLink(
              key: "\(file.identity)#\(resource.address)", attribute: attribute,
              type: resource.type, text: "\(resource.address).\(attribute)")), file: file,
          range: expression.range)
      case .data(let type, let name, _, let attribute):
        unknown("data.\(type).\(name).\(attribute)", expression.range)
      case .other(let text): unknown(text, expression.range)
      }
    }
    guard !values.isEmpty else { return unknown("an expression", expression.range) }
    return Datum(.list(values), file: file, range: expression.range)
  }

  private func unknown(_ what: String, _ range: SourceRange) -> Datum {
    Datum(
      .unknown(UnknownReason(.plan, "\(what) is known only after apply")), file: file, range: range)
  }

  private func text(_ text: String, _ range: SourceRange) -> Datum {
    Datum(.scalar(Scalar(text, style: .doubleQuoted)), file: file, range: range)
  }

  private func map(_ entries: [(String, Datum)], _ range: SourceRange) -> Datum {
    Datum(
      .map(entries.map { Datum.Entry(key: $0.0, keyRange: range, value: $0.1) }), file: file,
      range: range)
  }
}
