import Documents

/// What a text looks like before it is parsed, and when it does not parse.
struct TextSigns {
  let path: String
  /// At most the first 64 KiB; signs stand early.
  private let head: String

  init(_ file: SourceFile) {
    path = file.path
    head = String(decoding: file.bytes.prefix(1 << 16), as: UTF8.self)
  }

  private var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// What follows the last dot, in lower case.
  private var suffix: String {
    let name = fileName
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private var lines: [Substring] {
    head.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
  }

  var isBlank: Bool { head.allSatisfy(\.isWhitespace) }

  var startsLikeJSON: Bool {
    guard let first = head.first(where: { !$0.isWhitespace }) else { return false }
    return first == "{" && !head.drop(while: \.isWhitespace).hasPrefix("{{")
      && !head.drop(while: \.isWhitespace).hasPrefix("{%") || first == "["
  }

  var isNamedJSON: Bool { suffix == "json" }

  /// Named as files of data usually are, so that a fault in them is worth telling.
  var isNamedData: Bool { ["json", "yaml", "yml", "template"].contains(suffix) }

  /// A quoted key, as only JSON has it.
  var looksLikeJSON: Bool {
    isNamedJSON || head.contains("\":") || head.contains("\" :")
  }

  /// Every line an object.
  var isLineDelimitedJSON: Bool {
    let lines = lines.prefix(3)
    return lines.count > 1 && lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") }
  }

  /// Keys that hardly anything but our formats has.
  var hasSignsOfOurs: Bool {
    lines.contains { line in
      let line = line.drop { $0 == " " || $0 == "\"" }
      return ["phases:", "AWSTemplateFormatVersion", "schemaVersion:", "Statement:"]
        .contains { line.hasPrefix($0) }
    }
  }

  /// Whether a text with the name of something else is worth a look.
  var mayBeOursByContent: Bool {
    hasSignsOfOurs
      || lines.contains { line in
        let line = line.drop { $0 == " " || $0 == "{" || $0 == "\"" }
        return [
          "Resources:", "Resources\"", "resource_changes\"", "Statement\"", "format_version\"",
        ]
        .contains { line.hasPrefix($0) }
      }
  }

  /// A language that is told by its text and its name; nil for what may be JSON or YAML.
  var foreignLanguage: String? {
    if head.hasPrefix("#!") { return "a script" }
    if isHCL {
      return fileName.hasSuffix(".pkr.hcl")
        ? "a Packer template in HCL; Packer's builds are not judged"
        : "Terraform configuration in HCL; give the plan instead: `terraform show -json`"
    }
    if startsLikeJSON { return nil }
    return Self.languages[suffix]
  }

  /// A block of HCL: `resource "type" "name" {`.
  private var isHCL: Bool {
    let keywords = [
      "resource", "data", "module", "variable", "output", "provider", "terraform", "locals",
      "moved", "import", "source", "build", "packer",
    ]
    let isNamed = ["tf", "hcl", "tfvars"].contains(suffix)
    if isNamed { return true }
    // No block begins like that, and documents of machines are long.
    if startsLikeJSON { return false }
    return lines.prefix(400).contains { line in
      guard line.hasSuffix("{"), let word = line.split(separator: " ").first else { return false }
      let rest = line.dropFirst(word.count).drop { $0 == " " }
      return keywords.contains(String(word)) && (rest == "{" || rest.hasPrefix("\""))
    }
  }

  /// A text that another tool turns into data first; asked only when it does not parse.
  var otherTool: String? {
    if head.contains("{%") { return "a Jinja template; give what it renders to" }
    if head.contains("%{") { return "a Terraform template file; give the plan instead" }
    if lines.contains(where: { $0.drop { $0 == " " }.hasPrefix("{{") }) {
      return "a template of another tool; give what it renders to"
    }
    return nil
  }

  /// Languages that are no data, by the usual endings of their files.
  private static let languages: [String: String] = [
    "md": "a Markdown text", "rst": "a text", "txt": "a text", "adoc": "a text",
    "sh": "a script", "bash": "a script", "ps1": "a script", "psm1": "a script", "bat": "a script",
    "py": "a program", "rb": "a program", "js": "a program", "ts": "a program", "go": "a program",
    "rs": "a program", "java": "a program", "swift": "a program", "c": "a program",
    "h": "a program", "guard": "rules of CloudFormation Guard",
    "rego": "rules of Open Policy Agent",
    "toml": "a TOML file", "ini": "a settings file", "cfg": "a settings file",
    "conf": "a settings file", "env": "a settings file", "properties": "a settings file",
    "xml": "an XML file", "html": "an HTML page", "htm": "an HTML page", "css": "a style sheet",
    "csv": "a table", "tsv": "a table", "sql": "a program", "lock": "a lock file",
    "xsd": "an XML file", "svg": "an image", "j2": "a Jinja template; give what it renders to",
  ]
}
