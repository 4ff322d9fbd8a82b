import AssayModel
import AssayReports
import AssayRules
import Records

/// Rules and kinds as pages of Markdown: one for each pack, one for each kind, one that leads to them.
struct PolicyPages {
  /// One page.
  struct Page {
    /// Relative to the folder of the pages.
    let path: String
    let text: String
  }

  private let packs: [PolicyPack]

  init(_ packs: [PolicyPack]) {
    self.packs = packs
  }

  /// Every page, the index first.
  var all: [Page] {
    [index] + packs.map(page) + ResourceKind.allCases.map { KindPage($0, packs).page } + schemas
  }

  /// For editors.
  private var schemas: [Page] {
    [("rule.schema.json", RuleFileSchema.rule), ("pack.schema.json", RuleFileSchema.pack)].map {
      Page(path: $0.0, text: String(decoding: $0.1, as: UTF8.self))
    }
  }

  private var index: Page {
    var text = "# Rules\n\n| pack | | rules |\n|---|---|--:|\n"
    for pack in packs {
      text += "| [\(pack.id)](\(pack.id).md) | \(pack.title.cell) | \(pack.rules.count) |\n"
    }
    text += "\n# Kinds of resources\n\n| kind | |\n|---|---|\n"
    for kind in ResourceKind.allCases {
      text += "| [\(kind.rawValue)](kinds/\(kind.rawValue).md) | \(kind.schema.doc.cell) |\n"
    }
    text += "\n# Language\n\n[Functions, macros and operators](language/README.md)\n"
    return Page(path: "README.md", text: text)
  }

  private func page(_ pack: PolicyPack) -> Page {
    var text = "# \(pack.title.cell)\n\n`\(pack.id)` \(pack.version)\n"
    if !pack.description.isEmpty { text += "\n\(pack.description.cell)\n" }
    if !pack.parameters.isEmpty {
      text += "\n| parameter | type | default | |\n|---|---|---|---|\n"
      for parameter in pack.parameters {
        text +=
          "| `\(pack.id).\(parameter.name)` | \(parameter.type.description.cell) "
          + "| `\(parameter.defaultValue.description)` | \(parameter.doc.cell) |\n"
      }
    }
    return Page(path: "\(pack.id).md", text: text + pack.rules.map(section).joined())
  }

  private func section(_ rule: Rule) -> String {
    var text =
      "\n## \(rule.id)\n\n\(rule.title.cell). **\(rule.severity.rawValue)**, for "
      + "[`\(rule.kind.rawValue)`](kinds/\(rule.kind.rawValue).md)\n"
    if !rule.why.isEmpty { text += "\nWhy: \(rule.why.cell)\n" }
    if !rule.fix.isEmpty { text += "\nFix: \(rule.fix.cell)\n" }
    let expression = rule.verdict.text.text
    text += "\n```\n\(expression)\(expression.hasSuffix("\n") ? "" : "\n")```\n"
    if !rule.controls.isEmpty {
      let controls = rule.controls.map { "`\($0.framework)/\($0.id)`" }
      text += "\nControls: \(controls.joined(separator: ", "))\n"
    }
    return text
  }
}

/// The page about one kind of resource: its fields, and those of the records inside it.
private struct KindPage {
  private let kind: ResourceKind
  private let packs: [PolicyPack]

  init(_ kind: ResourceKind, _ packs: [PolicyPack]) {
    self.kind = kind
    self.packs = packs
  }

  var page: PolicyPages.Page {
    let schema = kind.schema
    var text = "# \(kind.rawValue)\n\n\(schema.doc.cell)\n"
    if !schema.collectors.isEmpty {
      text += "\nFilled by \(schema.collectors.map { "`\($0)`" }.joined(separator: ", ")).\n"
    }
    text += table(schema)
    for inner in innerSchemas { text += "\n## \(inner.name)\n\n\(inner.doc.cell)\n\(table(inner))" }
    let rules = packs.flatMap(\.rules).filter { $0.kind == kind }
    if !rules.isEmpty {
      text += "\n## Rules\n\n"
      for rule in rules {
        let pack = rule.fullID.prefix { $0 != "/" }
        text += "- [`\(rule.fullID)`](../\(pack).md#\(rule.id)): \(rule.title.cell)\n"
      }
    }
    return PolicyPages.Page(path: "kinds/\(kind.rawValue).md", text: text)
  }

  private func table(_ schema: Schema) -> String {
    var text = "\n| field | type | | |\n|---|---|---|---|\n"
    for field in schema.fields {
      let presence = field.presence == .required ? "" : "may be absent"
      let values = field.values.isEmpty ? "" : " One of \(field.values.joined(separator: ", "))."
      let unit = field.unit.map { " In \($0)." } ?? ""
      text +=
        "| `\(field.name)` | \(Self.words(field.type)) | \(presence) "
        + "| \((field.doc + values + unit).cell) |\n"
    }
    return text
  }

  /// The records that stand inside, nearest first, each once.
  private var innerSchemas: [Schema] {
    var found: [Schema] = []
    var queue = [kind.schema]
    while !queue.isEmpty {
      for field in queue.removeFirst().fields {
        guard let name = Self.record(field.type), let schema = SchemaSet.assay[name],
          !found.contains(schema)
        else { continue }
        found.append(schema)
        queue.append(schema)
      }
    }
    return found
  }

  private static func record(_ type: FieldType) -> String? {
    switch type {
    case .record(let name): name
    case .list(let element), .map(let element): record(element)
    default: nil
    }
  }

  private static func words(_ type: FieldType) -> String {
    switch type {
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list(let element): "list of \(words(element))"
    case .map(let element): "map of \(words(element))"
    case .record(let name): "[\(name)](#\(name))"
    case .reference(let name): "link to [\(name)](\(name).md)"
    }
  }
}

extension String {
  /// On one line of a table of Markdown.
  fileprivate var cell: String {
    collapsed.replacing("|", with: "\\|").replacing("<", with: "&lt;")
  }
}
