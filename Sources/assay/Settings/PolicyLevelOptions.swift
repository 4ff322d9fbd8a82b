import ArgumentParser
import IAM

/// What bounds the policies that are judged.
struct PolicyLevelOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Permissions boundary: what it does not allow is not granted (repeatable).",
      valueName: "file"), completion: .file())
  var boundary: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Service control policies of one level, from the root down; one file a level, which may hold "
        + "a list (repeatable).", valueName: "file"), completion: .file())
  var scp: [String] = []

  var isEmpty: Bool { boundary.isEmpty && scp.isEmpty }

  /// The policies with all that bounds them; `notes` get what a reader should know.
  func levels(
    of policies: [PolicyDocument], _ role: Level.Role, _ files: inout PolicyFiles,
    _ notes: inout [String]
  ) throws(Stop) -> [Level] {
    var levels = [Level(role, policies)]
    for path in boundary {
      levels.append(Level(.boundary, try files.policies(path, as: .identity)))
    }
    for path in scp {
      levels.append(
        try Self.control(.serviceControl, path, as: .identity, &files, &notes))
    }
    return levels
  }

  /// One level of an organisation's policies.
  static func control(
    _ role: Level.Role, _ path: String, as kind: PolicyKind, _ files: inout PolicyFiles,
    _ notes: inout [String]
  ) throws(Stop) -> Level {
    let policies = try files.policies(path, as: kind)
    if Level.deniesOnly(policies) {
      notes.append("\(path) only denies: read as attached beside AWS's full access")
    }
    return Level.control(role, policies)
  }
}
