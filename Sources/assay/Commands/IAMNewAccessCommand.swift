import ArgumentParser
import Documents
import IAM

/// `assay iam check-no-new-access`.
struct IAMNewAccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-no-new-access",
    abstract: "Prove that policies grant nothing that others do not, or show what they do.",
    discussion: """
      The policies count together, within every boundary and every level of service control policies. \
      Files hold policies as JSON or YAML, or what `aws iam get-policy-version`, `get-role-policy` or \
      `get-role` printed; `-` is standard input. Ends with 0 when nothing is new, 1 with a request \
      for each statement that grants something new, 3 when it is unknown, 2 for what cannot be read.

      Examples:
        assay iam check-no-new-access --policy build.json --reference allowed.json
        assay iam check-no-new-access --policy a.json b.json --reference c.json --scp org.json
        assay iam check-no-new-access --type trust --policy role.json --reference trust.json
      """)

  /// Which texts are actions.
  enum Actions: String, CaseIterable, ExpressibleByArgument { case open, catalogue }

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The policies that are judged (repeatable).", valueName: "file"),
    completion: .file())
  var policy: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The policies that say what may be granted (repeatable).", valueName: "file"),
    completion: .file())
  var reference: [String]

  @Option(
    help: ArgumentHelp("What the policies hang on.", valueName: "type"))
  var type: PolicyKind = .identity

  @Option(
    help: ArgumentHelp(
      "Which actions are told: known ones where one proves it, or any text.",
      valueName: "which"))
  var actions: Actions = .catalogue

  @OptionGroup var bounds: PolicyLevelOptions
  @OptionGroup var told: AnswerOptions

  func validate() throws {
    if policy.isEmpty { throw ValidationError("--policy needs a file") }
    if reference.isEmpty { throw ValidationError("--reference needs a file") }
    if type != .identity, !bounds.isEmpty {
      throw ValidationError("--boundary and --scp bound identities: they go with --type identity")
    }
  }

  func run() throws {
    let catalogue = try told.catalogue()
    var files = PolicyFiles()
    var notes: [String] = []
    let role = type == .identity ? Level.Role.identity : .resource
    let candidate = try bounds.levels(
      of: files.policies(policy, as: type), role, &files, &notes)
    let allowed = [Level(role, try files.policies(reference, as: type))]
    let containment = Containment(
      actions == .open ? .open : .catalogue(catalogue.catalogue))
    let decided = containment.check(candidate, within: allowed)
    let answer = AccessAnswer(
      .noNewAccess, decided, of: candidate, within: allowed, problems: files.diagnostics,
      notes: notes, actions: actions.rawValue)
    try told.tell(answer, catalogue)
  }
}

extension PolicyKind: ExpressibleByArgument {}
