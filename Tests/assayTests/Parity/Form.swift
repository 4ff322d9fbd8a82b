import Documents

/// The four spellings in which the same content reaches a gate.
enum Form: String, CaseIterable, Sendable {
  case cloudFormationYAML = "CloudFormation YAML"
  case cloudFormationJSON = "CloudFormation JSON"
  case terraformPlan = "Terraform plan"
  case api = "API JSON"
}

/// Which of its two alternatives a content shows.
enum Variant: String, CaseIterable, Sendable {
  case good, bad
}

/// One content in all forms, good and bad, with marks at the values that decide.
///
/// In a text `⟦good¦bad⟧` holds what differs, and a circled digit stands before a value on whose line
/// a failure must be found; neither is part of the file.
struct Content: Sendable, CustomStringConvertible {
  let name: String
  private let files: [Form: [(path: String, text: String)]]

  init(
    _ name: String, yaml: String, json: String, plan: String,
    api: KeyValuePairs<String, String>
  ) {
    self.name = name
    files = [
      .cloudFormationYAML: [("stack.yaml", yaml)], .cloudFormationJSON: [("stack.json", json)],
      .terraformPlan: [("plan.json", plan)], .api: api.map { ($0.key, $0.value) },
    ]
  }

  var description: String { name }

  /// The files of a form, without marks.
  func inputs(_ form: Form, _ variant: Variant) -> [LoadedInput] {
    (files[form] ?? []).map { file in
      .file(SourceFile(path: file.path, text: Self.shown(file.text, variant).text))
    }
  }

  /// The place of a mark in the bad variant, as `path:line`; nil when the form has none.
  func place(of mark: Character, in form: Form) -> String? {
    for file in files[form] ?? [] {
      if let line = Self.shown(file.text, .bad).lines[mark] { return "\(file.path):\(line)" }
    }
    return nil
  }

  /// A text with one alternative taken, and the 1-based lines of the marks that are left.
  private static func shown(
    _ text: String, _ variant: Variant
  ) -> (text: String, lines: [Character: Int]) {
    var shown = ""
    var lines: [Character: Int] = [:]
    var line = 1
    var alternative: Variant?
    for character in text {
      switch character {
      case "⟦": alternative = .good
      case "¦": alternative = .bad
      case "⟧": alternative = nil
      case _ where alternative != nil && alternative != variant: continue
      case "①"..."⑳": lines[character] = line
      default:
        shown.append(character)
        if character == "\n" { line += 1 }
      }
    }
    return (shown, lines)
  }
}

/// A Terraform plan that creates some resources; `references` stand for its `configuration`.
func plan(_ resources: String..., references: String = "") -> String {
  let configuration =
    references.isEmpty
    ? "" : ",\n\"configuration\": {\"root_module\": {\"resources\": [\n\(references)\n]}}"
  return """
    {"format_version": "1.2", "terraform_version": "1.9.5", "resource_changes": [
    \(resources.joined(separator: ",\n"))
    ]\(configuration)}
    """
}

/// One resource of a plan that will be created; `after` and `unknown` are JSON objects.
func created(
  _ type: String, _ name: String = "main", after: String, unknown: String = "{}"
) -> String {
  """
  {"address": "\(type).\(name)", "mode": "managed", "type": "\(type)", "name": "\(name)",
  "provider_name": "registry.terraform.io/hashicorp/aws",
  "change": {"actions": ["create"], "before": null, "after_unknown": \(unknown),
  "after": \(after), "after_sensitive": {}}}
  """
}

/// A text as a JSON string, on one line.
func quoted(_ text: String) -> String {
  var quoted = "\""
  for character in text {
    switch character {
    case "\n": quoted += "\\n"
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    default: quoted.append(character)
    }
  }
  return quoted + "\""
}

/// A text as the lines of a block scalar.
func block(_ text: String, indent: Int) -> String {
  let margin = String(repeating: " ", count: indent)
  return text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
}
