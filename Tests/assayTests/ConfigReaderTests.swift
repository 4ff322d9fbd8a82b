import AssayModel
import AssayReports
import Documents
import TestSupport
import Testing

@testable import assay

/// What a configuration file may say, and how a slip in it is told.
struct ConfigReaderTests {
  /// A text with `↓` where the diagnostic must point, its code and a part of what is said.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: MarkedText
    let code: String
    let says: String
    var testDescription: String { text.text }
  }

  @Test(arguments: [
    Mistake(text: "↓fail-onn: high\n", code: "unknown-key", says: "did you mean `fail-on`?"),
    Mistake(text: "↓policy: p\n", code: "unknown-key", says: "no key `policy`"),
    Mistake(text: "fail-on: ↓hgih\n", code: "unknown-value", says: "did you mean `high`?"),
    Mistake(text: "on-unknown: ↓ignore\n", code: "unknown-value", says: "`fail`, `warn`"),
    Mistake(text: "policies: ↓{a: b}\n", code: "wrong-type", says: "a list"),
    Mistake(text: "format: [text, ↓jnit]\n", code: "unknown-value", says: "did you mean `junit`?"),
    Mistake(text: "format: ↓{junit: a.xml}\n", code: "wrong-type", says: "a list"),
    Mistake(text: "params: {storage: ↓7}\n", code: "wrong-type", says: "params.storage"),
    Mistake(text: "↓- fail-on\n", code: "wrong-type", says: "a mapping"),
    Mistake(text: "out: a\n---\n↓out: b\n", code: "config-documents", says: "second one"),
    Mistake(text: "out: a\n↓out: b\n", code: "duplicate-key", says: "out"),
  ])
  func `a mistake is told at its place, with the way out`(_ mistake: Mistake) throws {
    let (_, diagnostics) = ConfigReader.read(mistake.text.file("assay.yaml"))
    let diagnostic = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(diagnostic.code == mistake.code)
    #expect(diagnostic.range.start == mistake.text.offsets.first)
    #expect(DiagnosticRenderer().render(diagnostic).contains(mistake.says))
  }

  @Test func `every mistake is told at once`() {
    let file = SourceFile(path: "assay.yaml", text: "fail-onn: high\non-unknown: maybe\nout: []\n")
    #expect(
      ConfigReader.read(file).1.map(\.code) == ["unknown-key", "unknown-value", "wrong-type"])
  }

  @Test func `paths start from the folder of the file`() {
    let text = """
      policies: [default, packs, /opt/packs]
      parameters: prod.json
      db: runs.db
      out: reports
      baseline: known.json
      format: [text, junit=reports/junit.xml]
      """
    let (config, diagnostics) = ConfigReader.read(SourceFile(path: "../ci/assay.yaml", text: text))
    #expect(diagnostics.isEmpty)
    #expect(config.policies?.value == ["default", "../ci/packs", "/opt/packs"])
    #expect(config.parameters?.value == ["../ci/prod.json"])
    #expect(config.database?.value == "../ci/runs.db")
    #expect(config.out?.value == "../ci/reports")
    #expect(config.baseline?.value == "../ci/known.json")
    #expect(config.formats?.value.map(\.text) == ["text", "junit=../ci/reports/junit.xml"])
    #expect(config.out?.origin == .file("../ci/assay.yaml:4:6"))
  }

  @Test func `values are typed, and a database can be switched off`() throws {
    let text = """
      packs: storage
      params:
        storage: {key-age-days: 30}
      db: false
      fail-on: high
      on-unknown: warn
      color: never
      """
    let (config, diagnostics) = ConfigReader.read(SourceFile(path: "assay.yaml", text: text))
    #expect(diagnostics.isEmpty)
    #expect(config.packs?.value == ["storage"])
    let param = try #require(config.params.first)
    #expect(
      [param.pack, param.name, "\(param.origin)"] == ["storage", "key-age-days", "assay.yaml:3:27"])
    #expect(config.database?.value == .some(nil))
    #expect(config.failOn?.value == .high)
    #expect(config.onUnknown?.value == .warn)
    #expect(config.color?.value == .never)
  }

  @Test(arguments: ["", "# nothing yet\n", "---\n", "{}\n"])
  func `an empty file says nothing and is no mistake`(text: String) {
    let (config, diagnostics) = ConfigReader.read(SourceFile(path: "assay.yaml", text: text))
    #expect(diagnostics.isEmpty)
    #expect(config.failOn == nil)
  }

  @Test(arguments: ["docs/configuration.md", "docs/assay.schema.json"])
  func `every key and every format is documented`(path: String) throws {
    guard case .file(let file)? = FileLoader().load(path).first else {
      Issue.record("no \(path)")
      return
    }
    let text = String(decoding: file.bytes, as: UTF8.self)
    let quote = path.hasSuffix(".json") ? "\"" : "`"
    for key in ConfigFile.Key.allCases {
      #expect(text.contains("\(quote)\(key.rawValue)\(quote)"), "\(key.rawValue)")
    }
    for format in ReportFormat.allCases { #expect(text.contains(format.rawValue)) }
  }
}
