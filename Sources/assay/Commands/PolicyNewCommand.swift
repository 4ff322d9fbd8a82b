import ArgumentParser
import Documents

/// `assay policy new`.
struct PolicyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the skeleton of a rule, and of its pack if there is none.",
    discussion: """
      The rule goes below `policies` where there is such a folder, else below this one. \
      `docs/writing-rules.md` says how to go on.

      Examples:
        assay policy new house/builder-tagged
        assay policy new storage/volume-tagged --in policies
      """)

  @Argument(help: ArgumentHelp("The rule, as `pack/rule`.", valueName: "pack/rule"))
  var rule: String

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("The folder that holds the pack's folder.", valueName: "dir"),
    completion: .directory)
  var folder: String?

  func run() throws {
    guard let skeleton = RuleSkeleton(rule) else {
      throw Stop.unusable(
        "`\(SafeText.message(rule))` is not `pack/rule`, both of lower-case letters, digits and `-`"
      )
    }
    let parent = folder ?? (FilePath.isFolder("policies") ? "policies" : ".")
    let written = try skeleton.write(below: parent)
    let next = FilePath.join(parent, skeleton.pack)
    let text =
      written.map { "\(SafeText.message($0))\n" }.joined()
      + "\nFill it in, then: assay policy check \(SafeText.message(next))\n"
    try StandardStream.output.write(Array(text.utf8))
  }
}
