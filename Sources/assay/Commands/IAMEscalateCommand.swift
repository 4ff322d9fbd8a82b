import ArgumentParser
import Documents
import IAM

/// `assay iam escalate`.
struct IAMEscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Find the ways in which whoever has these policies comes to more rights.",
    discussion: """
      The policies count together, within every boundary and level of service control policies, so \
      give all that a role or user has. With `--principal` what it does to itself is told from what it \
      does to others. Ends with 0 when no known way is open, 1 when one is, 3 when it is unknown, 2 for \
      what cannot be read.

      Examples:
        assay iam escalate --policy build.json managed.json --boundary boundary.json
        assay iam escalate --policy build.json --principal arn:aws:iam::111122223333:role/build
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("All policies of the principal (repeatable).", valueName: "file"),
    completion: .file())
  var policy: [String]

  @Option(help: ArgumentHelp("Whose policies they are: a role or user.", valueName: "arn"))
  var principal: String?

  @OptionGroup var bounds: PolicyLevelOptions
  @OptionGroup var told: AnswerOptions

  func validate() throws {
    if policy.isEmpty { throw ValidationError("--policy needs a file") }
    if let principal {
      guard let arn = ARN(principal), arn.service == "iam" || arn.service == "sts",
        !arn.account.isEmpty
      else {
        throw ValidationError(
          "--principal is the ARN of a role or user, not `\(SafeText.message(principal))`")
      }
    }
  }

  func run() throws {
    let catalogue = try told.catalogue()
    var files = PolicyFiles()
    var notes: [String] = []
    let levels = try bounds.levels(
      of: files.policies(policy, as: .identity), .identity, &files, &notes)
    let found = Escalation.paths(
      of: levels, for: principal.map { Principal(.aws, $0) }, catalogue.catalogue)
    let answer = EscalationAnswer(found, problems: files.diagnostics, notes: notes)
    try told.tell(answer, catalogue)
  }
}
