import ArgumentParser
import Documents
import IAM

/// `assay iam check-no-public-access`.
struct IAMPublicAccessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-no-public-access",
    abstract:
      "Prove that the policy of a resource or role lets no stranger in, or show whom it does.",
    discussion: """
      A stranger has no credentials, or those of an account that the policy does not name, and cannot \
      choose what tells where a request comes from. Ends with 0 when none is let in, 1 with a request \
      for each statement that does, 3 when it is unknown, 2 for what cannot be read.

      Examples:
        assay iam check-no-public-access --policy bucket.json --type resource
        aws iam get-role --role-name build | assay iam check-no-public-access --policy - --type trust
      """)

  /// What the policy hangs on.
  enum Kind: String, CaseIterable, ExpressibleByArgument { case resource, trust }

  @Option(
    help: ArgumentHelp("The policy that is judged.", valueName: "file"), completion: .file())
  var policy: String

  @Option(help: ArgumentHelp("What the policy hangs on.", valueName: "type"))
  var type: Kind

  @OptionGroup var told: AnswerOptions

  func run() throws {
    let catalogue = try told.catalogue()
    var files = PolicyFiles()
    let policies = try files.policies(policy, as: type == .trust ? .trust : .resource)
    guard policies.count == 1, let policy = policies.first else {
      throw Stop.unusable("a resource has one policy, and \(policies.count) were given")
    }
    let containment = Containment(
      .catalogue(catalogue.catalogue))
    let levels = [Level(.resource, [policy])]
    let decided = containment.checkNoPublicAccess(policy)
    let answer = AccessAnswer(
      .noPublicAccess, decided, of: levels, problems: files.diagnostics)
    try told.tell(answer, catalogue)
  }
}
