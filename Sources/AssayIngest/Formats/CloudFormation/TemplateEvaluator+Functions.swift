import Documents
import Records

extension TemplateEvaluator {
  /// Evaluates an intrinsic function; nil where it comes to `AWS::NoValue`.
  mutating func call(_ name: String, _ argument: Node, range: SourceRange) -> Datum? {
    switch name {
    case "Ref":
      guard let target = argument.text else { return malformed(name, range) }
      return reference(to: Template.replaced(target, bindings), range: range)
    case "Fn::GetAtt": return attribute(argument, range: range)
    case "Fn::If": return branch(argument, range: range)
    case "Fn::Sub": return substituted(argument, range: range)
    case "Fn::Join": return joined(argument, range: range)
    case "Fn::FindInMap": return mapped(argument, range: range)
    case "Fn::Select": return selected(argument, range: range)
    case "Fn::Split": return split(argument, range: range)
    case "Fn::ImportValue": return imported(argument, range: range)
    case "Fn::Base64":
      guard var plain = value(argument) else { return nil }
      plain.isPlainOfBase64 = true
      return plain
    case "Fn::ToJsonString": return value(argument)
    case "Fn::Length": return length(argument, range: range)
    case "Fn::GetAZs":
      return unknown(.parameter, "the availability zones are known at deployment", range)
    case "Fn::Transform":
      diagnostics.append(
        CloudFormationDiagnostics.notExpanded("`Fn::Transform`", file: file, range: range))
      return unknown(.notExpanded, "Fn::Transform is not expanded", range)
    default: return unknown(.notExpanded, "\(name) is not worked out", range)
    }
  }

  /// `Fn::FindInMap`, with a default in the language extensions' form.
  private mutating func mapped(_ argument: Node, range: SourceRange) -> Datum? {
    guard let parts = argument.elements, (3...4).contains(parts.count) else {
      return malformed("Fn::FindInMap", range)
    }
    let keys = parts.prefix(3).map { value($0) }
    guard let mapName = keys[0]?.scalarText, let map = template.mappings?[mapName] else {
      let gap = keys[0]?.gap ?? UnknownReason(.unreadable, "there is no such mapping")
      return Datum(.unknown(gap), file: file, range: range)
    }
    var candidates: [Node] = [map]
    for key in keys.dropFirst() {
      if let text = key?.scalarText {
        candidates = candidates.compactMap { $0[text] }
      } else {
        candidates = candidates.flatMap { ($0.pairs ?? []).map(\.value) }
      }
    }
    let values = candidates.compactMap { value($0) }
    let gap = keys.compactMap { $0?.gap }.first
    guard let first = values.first else {
      if parts.count == 4, gap == nil { return value(parts[3]["DefaultValue"] ?? parts[3]) }
      let reason = gap ?? UnknownReason(.unreadable, "mapping \(mapName) has no such key")
      return Datum(.unknown(reason), file: file, range: range)
    }
    if let gap, !values.allSatisfy({ $0.isSame(as: first) }) {
      return Datum(.unknown(gap), file: file, range: range)
    }
    return first
  }

  private mutating func selected(_ argument: Node, range: SourceRange) -> Datum? {
    guard let parts = argument.elements, parts.count == 2, let index = value(parts[0]),
      let list = value(parts[1])
    else { return malformed("Fn::Select", range) }
    if let gap = index.gap { return Datum(.unknown(gap), file: file, range: range) }
    guard case .list(let elements) = list.content else {
      let gap = list.gap ?? UnknownReason(.unreadable, "Fn::Select needs a list")
      return Datum(.unknown(gap), file: file, range: range)
    }
    guard let position = index.scalarText.flatMap(Int.init), elements.indices.contains(position)
    else {
      // Elements that come to nothing shift the others, so a count over unknowns proves little.
      return unknown(.unreadable, "Fn::Select finds no such element", range)
    }
    return elements[position]
  }

  private mutating func split(_ argument: Node, range: SourceRange) -> Datum? {
    guard let parts = argument.elements, parts.count == 2, let delimiter = parts[0].scalar?.text,
      !delimiter.isEmpty, let source = value(parts[1])
    else { return malformed("Fn::Split", range) }
    guard let whole = source.scalarText else {
      return Datum(
        .unknown(source.gap ?? UnknownReason(.unreadable, "Fn::Split needs a text")), file: file,
        range: range)
    }
    let pieces = whole.split(separator: delimiter, omittingEmptySubsequences: false)
    return Datum(.list(pieces.map { text(String($0), range) }), file: file, range: range)
  }

  private mutating func length(_ argument: Node, range: SourceRange) -> Datum? {
    guard let list = value(argument), case .list(let elements) = list.content, list.gap == nil
    else { return unknown(.notExpanded, "Fn::Length is not worked out", range) }
    return text(String(elements.count), range)
  }
}
