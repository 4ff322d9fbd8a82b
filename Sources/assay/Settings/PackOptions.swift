import ArgumentParser

/// The options that say which packs are used.
struct PackOptions: ParsableArguments {
  @Option(
    name: .customLong("policies"),
    help: ArgumentHelp(
      "Packs from this folder instead of the shipped ones; `default` names those (repeatable).",
      valueName: "dir"), completion: .directory)
  var policies: [String] = []

  @Option(
    name: .customLong("pack"),
    help: ArgumentHelp("Only this pack (repeatable).", valueName: "name"))
  var packs: [String] = []

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp("Set a pack's parameter (repeatable).", valueName: "pack.name=value"))
  var params: [String] = []

  @Option(
    name: .customLong("environment"),
    help: ArgumentHelp(
      "Parameters of this environment of the configuration (default: $ASSAY_ENVIRONMENT).",
      valueName: "name"))
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "Configuration instead of the nearest `assay.yaml`.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  /// Loads packs as the options and the configuration say; `folder` comes instead of `--policies`.
  func loader(for folder: String? = nil) throws(Stop) -> RuleLoader {
    if let folder, !policies.isEmpty {
      throw .unusable("name folders with `--policies` or as `\(folder)`, not both")
    }
    let (_, file) = try ConfigLocation.load(flag: config, .process)
    let settings = try PackSettings(
      folder.map { [$0] } ?? policies, self, file, .process)
    return RuleLoader(settings, .process, .standard)
  }
}
