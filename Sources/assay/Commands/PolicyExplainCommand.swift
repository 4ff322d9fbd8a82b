import ArgumentParser
import AssayModel
import AssayRules
import Documents

/// `assay policy explain`.
struct PolicyExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show one rule whole: why it is there, how to fix what it finds, its examples.",
    discussion: """
      With `--resource` it shows how the rule comes to its verdict: each part of its expressions with \
      its value. The file is any input of the gate, or a mapping in the shape of an example.

      Examples:
        assay policy explain storage/recipe-root-encrypted
        assay policy explain storage/recipe-root-encrypted --resource stack.yaml
        assay policy explain house/builder-tagged --policies house
      """)

  @Argument(help: ArgumentHelp("The rule, as `pack/rule`.", valueName: "rule"))
  var rule: String

  @Option(
    name: .customLong("resource"),
    help: ArgumentHelp(
      "Show how the rule judges the resources of this file or folder (repeatable).",
      valueName: "path"), completion: .file())
  var resources: [String] = []

  @Option(
    name: .customLong("parameters"),
    help: ArgumentHelp("CloudFormation parameter file (repeatable).", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("Only resources with this in their name or id.", valueName: "text"))
  var only: String?

  @OptionGroup var packs: PackOptions
  @OptionGroup var moment: MomentOptions

  func validate() throws {
    if resources.isEmpty, only != nil || !parameters.isEmpty {
      throw ValidationError("--only and --parameters go with --resource")
    }
  }

  func run() throws {
    let loader = try self.packs.loader()
    let packs = try PolicySources(loader.sources()).packs
    let rules = packs.flatMap { pack in pack.rules.map { (pack, $0) } }
    guard let (pack, rule) = rules.first(where: { $0.1.fullID == rule }) else {
      throw Self.unknown(rule, among: rules.map(\.1.fullID))
    }
    if !resources.isEmpty { return try trace(rule, loader.rules()) }
    let terminal = Terminal(descriptor: StandardStream.output.descriptor, .process)
    let page = RulePage(rule, of: pack, color: terminal.color(.auto, .process))
    try StandardStream.output.write(Array(page.text.utf8))
  }

  /// Shows how the rule judges what was given.
  private func trace(_ rule: Rule, _ rules: RuleSet) throws {
    let now = moment.now ?? Machine.now()
    guard let tracing = RuleTracing(rule.fullID, of: rules, now: now) else {
      throw Stop.unusable("`\(rule.fullID)` is not among the rules that `--pack` leaves")
    }
    let graph = try TracedInput.graph(resources, parameters: parameters, kind: rule.kind)
    let traces = tracing.traces(over: graph).filter { trace in
      only.map { trace.resource.name.contains($0) || trace.resource.id.uid.contains($0) } ?? true
    }
    guard !traces.isEmpty else {
      throw Stop.unusable("no \(rule.kind.title) is among what was given")
    }
    let text = traces.map { TraceText($0, tracing.parts).text }.joined(separator: "\n")
    try StandardStream.output.write(Array(text.utf8))
  }

  /// Says what was probably meant: another rule, or the same name in its pack.
  private static func unknown(_ name: String, among ids: [String]) -> Stop {
    let sameName = ids.filter { $0.hasSuffix("/\(name)") }
    let nearest = sameName.first ?? Suggestion.nearest(to: name, among: ids)
    let way = nearest.map { "did you mean `\($0)`?" } ?? "`assay policy list` names them all"
    return .unusable("no rule `\(SafeText.message(name))`; \(way)")
  }
}
