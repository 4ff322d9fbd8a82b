import Documents
import Records

extension TemplateEvaluator {
  /// `Ref`: a pseudo parameter, a parameter or a resource; nil for `AWS::NoValue`.
  mutating func reference(to name: String, range: SourceRange) -> Datum? {
    if let bound = bindings[name] { return text(bound, range) }
    if name.hasPrefix("AWS::") { return pseudoParameter(name, range) }
    if let parameter = template.parameters[name] { return value(of: parameter, range) }
    if let resource = template.resources.first(where: { $0.logicalID == name }) {
      return link(to: resource, attribute: nil, range)
    }
    diagnostics.append(
      CloudFormationDiagnostics.unresolvedReference(name, file: file, range: range))
    return unknown(.unreadable, "\(name) is neither a parameter nor a resource", range)
  }

  /// `Fn::GetAtt`.
  mutating func attribute(_ argument: Node, range: SourceRange) -> Datum {
    let parts: [String]
    if let text = argument.text {
      parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    } else {
      parts = (argument.elements ?? []).compactMap(\.text)
    }
    guard parts.count == 2 else { return malformed("Fn::GetAtt", range) }
    return attribute(of: Template.replaced(parts[0], bindings), parts[1], range)
  }

  mutating func attribute(of id: String, _ attribute: String, _ range: SourceRange) -> Datum {
    guard let resource = template.resources.first(where: { $0.logicalID == id }) else {
      diagnostics.append(
        CloudFormationDiagnostics.unresolvedReference(id, file: file, range: range))
      return unknown(.unreadable, "\(id) is not a resource of this template", range)
    }
    if resource.type == "AWS::CloudFormation::Stack" || resource.type.hasPrefix("Custom::") {
      return unknown(.notGiven, "\(id).\(attribute) comes from \(resource.type)", range)
    }
    return link(to: resource, attribute: attribute, range)
  }

  private func link(
    to resource: Template.Resource, attribute: String?, _ range: SourceRange
  ) -> Datum {
    let id = resource.logicalID
    let text = attribute.map { "\(id).\($0)" } ?? id
    return Datum(
      .link(
        ResourceLink(
          key: template.key(of: id), attribute: attribute, type: resource.type, text: text)),
      file: file, range: range)
  }

  /// `Region`, `AccountId` and others are known at deployment; the partition is taken as `aws`.
  private func pseudoParameter(_ name: String, _ range: SourceRange) -> Datum? {
    switch name {
    case "AWS::NoValue": return nil
    case "AWS::Partition": return text("aws", range)
    case "AWS::URLSuffix": return text("amazonaws.com", range)
    default: return unknown(parameter: name, "\(name) is known at deployment", range)
    }
  }

  /// A parameter's value: given, else its default, else unknown.
  func value(of parameter: Template.Parameter, _ range: SourceRange) -> Datum {
    let name = parameter.name
    if parameter.type.hasPrefix("AWS::SSM::Parameter::") {
      let path = scope.given[name]?.scalarText ?? parameter.defaultValue?.text
      let what = path.map { "SSM parameter \($0)" } ?? "the SSM parameter \(name)"
      var datum = unknown(.dynamicReference, "\(what) is read at deployment", range)
      if let path, parameter.type.contains("AWS::EC2::Image::Id") {
        // The image that a public parameter names: its path tells the family.
        datum.text = SourceFile(path: file.path, text: "ssm:\(path)")
      }
      return datum
    }
    let given =
      scope.given[name] ?? parameter.defaultValue.map { Datum($0, in: file) }
    guard var datum = given else {
      return unknown(parameter: name, "parameter \(name) has no value", range)
    }
    if case .scalar(let scalar) = datum.content {
      if parameter.type == "CommaDelimitedList" || parameter.type.hasPrefix("List<") {
        let parts = scalar.text.split(separator: ",", omittingEmptySubsequences: true)
        datum.content = .list(
          parts.map { part in
            var element = datum
            element.content = .scalar(
              Scalar(String(part.trimmed), style: .doubleQuoted))
            return element
          })
      } else {
        // A parameter's value is never null: an empty default is an empty string.
        datum.content = .scalar(Scalar(scalar.isNull ? "" : scalar.text, style: .doubleQuoted))
      }
    }
    datum.isSensitive = datum.isSensitive || parameter.isNoEcho
    return datum
  }

  /// `Fn::ImportValue`: the output that exports the name, evaluated in its own template.
  mutating func imported(_ argument: Node, range: SourceRange) -> Datum? {
    guard let name = value(argument) else { return malformed("Fn::ImportValue", range) }
    guard let wanted = name.scalarText ?? name.text?.wholeText else {
      return unknown(.missingImport, "the name of the import is unknown", range)
    }
    guard importDepth < 8 else {
      return unknown(.missingImport, "the imports form a cycle", range)
    }
    var found: Datum?
    for other in scope.templates {
      var evaluator = TemplateEvaluator(
        template: other, scope: scope, importDepth: importDepth + 1)
      for output in other.outputs?.pairs ?? [] {
        guard let exportName = output.value["Export"]?["Name"], let value = output.value["Value"],
          let exported = evaluator.value(exportName),
          (exported.scalarText ?? exported.text?.wholeText) == wanted
        else { continue }
        guard found == nil else {
          return unknown(.ambiguous, "export \(wanted) stands in several stacks", range)
        }
        found = evaluator.value(value)
      }
    }
    return found ?? unknown(.missingImport, "export \(wanted) is not among the inputs", range)
  }
}

extension Datum {
  /// The text of a known, non-null scalar.
  var scalarText: String? {
    guard case .scalar(let scalar) = content, !scalar.isNull else { return nil }
    return scalar.text
  }
}

extension SourceFile {
  /// All of the text.
  var wholeText: String { String(decoding: bytes, as: UTF8.self) }
}

extension Substring {
  /// Without blanks at both ends.
  var trimmed: Substring {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text.drop(while: \.isWhitespace)
  }
}
