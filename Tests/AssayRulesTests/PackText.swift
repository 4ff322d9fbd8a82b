import AssayRules
import Documents
import TestSupport
import Testing

/// A pack of one rule, written in a test: `↓` marks where a diagnostic must begin, a second one where
/// it must end.
struct PackText: Sendable {
  /// After `id: p`, `version` and `title`.
  var manifest: MarkedText = ""
  /// The whole file of the rule; nil for a pack without one.
  var rule: MarkedText?
  var ruleFile = "p/r.yaml"

  static let head = "id: p\nversion: 1.0.0\ntitle: P\n"

  /// The first lines of a rule for a kind.
  static func start(_ kind: String = "volume") -> String {
    "id: r\ntitle: T\nseverity: low\nfor: \(kind)\n"
  }

  var source: PackSource {
    var files = [SourceFile(path: "p/pack.yaml", text: Self.head + manifest.text)]
    if let rule { files.append(SourceFile(path: ruleFile, text: rule.text)) }
    return PackSource(folder: "p", files: files)
  }

  /// What checking the pack and running its examples finds.
  var diagnostics: [Diagnostic] {
    let loading = RuleSet.load([source])
    let examples = loading.rules == nil ? [] : RuleExamples.run([source]).diagnostics
    return loading.diagnostics + examples
  }

  /// The marked place: its file, and the byte offsets of the marks there.
  var mark: (path: String, offsets: [Int32])? {
    if let rule, !rule.offsets.isEmpty { return (ruleFile, rule.offsets) }
    let head = Int32(Self.head.utf8.count)
    return manifest.offsets.isEmpty ? nil : ("p/pack.yaml", manifest.offsets.map { $0 + head })
  }
}

extension Diagnostic {
  /// The file a person edits, and the range in its bytes.
  var outer: (path: String, range: SourceRange) {
    let (file, range) = file.outermost(range)
    return (file.path, range)
  }

  /// For messages of tests.
  var said: String {
    DiagnosticRenderer().render(self)
  }
}

extension [Diagnostic] {
  /// For messages of tests.
  var said: String { map(\.said).joined() }
}
