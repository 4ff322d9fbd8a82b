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
      Examples:
        assay policy explain storage/recipe-root-encrypted
        assay policy explain house/builder-tagged --policies house
      """)

  @Argument(help: ArgumentHelp("The rule, as `pack/rule`.", valueName: "rule"))
  var rule: String

  @OptionGroup var packs: PackOptions

  func run() throws {
    let packs = try PolicySources(packs.loader().sources()).packs
    let rules = packs.flatMap { pack in pack.rules.map { (pack, $0) } }
    guard let (pack, rule) = rules.first(where: { $0.1.fullID == rule }) else {
      throw Self.unknown(rule, among: rules.map(\.1.fullID))
    }
    let terminal = Terminal(descriptor: StandardStream.output.descriptor, .process)
    let page = RulePage(rule, of: pack, color: terminal.color(.auto, .process))
    try StandardStream.output.write(Array(page.text.utf8))
  }

  /// Says what was probably meant: another rule, or the same name in its pack.
  private static func unknown(_ name: String, among ids: [String]) -> Stop {
    let sameName = ids.filter { $0.hasSuffix("/\(name)") }
    let nearest = sameName.first ?? Suggestion.nearest(to: name, among: ids)
    let way = nearest.map { "did you mean `\($0)`?" } ?? "`assay policy list` names them all"
    return .unusable("no rule `\(SafeText.message(name))`; \(way)")
  }
}
