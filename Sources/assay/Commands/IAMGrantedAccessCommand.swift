import ArgumentParser
import Documents
import IAM

/// `assay iam check-access-not-granted`.
struct IAMGrantedAccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-access-not-granted",
    abstract: "Prove that policies grant none of some actions, or show how they do.",
    discussion: """
      Actions and resources may have `*` and `?`, as in a policy; without a resource any counts. The \
      policies count together, within every boundary and level of service control policies. Ends with \
      0 when nothing of it is granted, 1 with a request for each statement that grants some of it, 3 \
      when it is unknown, also for an action that the catalogue does not list, 2 for what cannot be read.

      Examples:
        assay iam check-access-not-granted --policy build.json --action iam:PassRole 'iam:Put*'
        assay iam check-access-not-granted --policy build.json --action s3:GetObject \\
          --resource 'arn:aws:s3:::secrets/*' --boundary boundary.json
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The policies that are judged (repeatable).", valueName: "file"),
    completion: .file())
  var policy: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Actions that may not be granted (repeatable).", valueName: "action"))
  var action: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Resources on which they may not (repeatable).", valueName: "arn"))
  var resource: [String] = []

  @OptionGroup var bounds: PolicyLevelOptions
  @OptionGroup var told: AnswerOptions

  func validate() throws {
    if policy.isEmpty { throw ValidationError("--policy needs a file") }
    if action.isEmpty { throw ValidationError("--action needs an action") }
    // What is no action at all is never granted, and a slip would read as an answer.
    for text in action where text != "*" && !Self.isAction(text) {
      throw ValidationError(
        "an action is written `service:Name`, not `\(SafeText.message(text))`")
    }
    for text in resource where text != "*" && ARN(text) == nil {
      throw ValidationError("a resource is an ARN or `*`, not `\(SafeText.message(text))`")
    }
  }

  private static func isAction(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }

  func run() throws {
    let catalogue = try told.catalogue()
    // What is misspelt is never granted, and a slip would read as an answer.
    let slips = action.compactMap { text in
      text.hasPrefix("*")
        ? nil
        : ActionAnswer(to: text, from: catalogue.catalogue).slip(in: catalogue.catalogue)
    }
    var files = PolicyFiles()
    var notes: [String] = []
    let candidate = try bounds.levels(
      of: files.policies(policy, as: .identity), .identity, &files, &notes)
    let containment = Containment(
      .catalogue(catalogue.catalogue))
    let decided = containment.check(candidate, grantsNoneOf: action, on: resource)
    let answer = AccessAnswer(
      .accessNotGranted, decided, of: candidate, problems: files.diagnostics, doubts: slips,
      notes: notes)
    try told.tell(answer, catalogue)
  }
}
