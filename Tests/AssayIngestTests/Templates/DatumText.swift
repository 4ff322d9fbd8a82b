import AssayIngest
import Documents
import Records

/// A datum on one line, for tables: text as it is, links as `->name.attribute`, gaps as `?kind`.
func text(_ datum: Datum?) -> String {
  guard let datum else { return "none" }
  switch datum.content {
  case .scalar(let scalar): return scalar.text
  case .list(let elements): return "[" + elements.map { text($0) }.joined(separator: ", ") + "]"
  case .map(let entries):
    return "{" + entries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + "}"
  case .link(let link): return "->\(link.text)"
  case .unknown(let reason):
    let partial = datum.text.map { " \"\(String(decoding: $0.bytes, as: UTF8.self))\"" } ?? ""
    return "?\(reason.kind.rawValue)\(partial)"
  }
}

/// A document from YAML that has to be readable.
func document(_ yaml: String, path: String = "t.yaml") -> Document? {
  YAMLReader.read(SourceFile(path: path, text: yaml)).0
}

/// A document from JSON that has to be readable.
func jsonDocument(_ json: String, path: String = "plan.json") -> Document? {
  JSONReader.read(SourceFile(path: path, text: json)).0
}
