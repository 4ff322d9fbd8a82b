import ArgumentParser
import Documents
import IAM

/// `assay iam simulate`.
struct IAMSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Say what becomes of one request, and which statements decide it.",
    discussion: """
      The request is a mapping with `principal`, `action` and `resource`, and if need be \
      `resourceAccount` and `context`: what the checks print can be given as it stands. Keys that \
      follow from the principal and the resource are filled in when they are not stated. Ends with 0 \
      when it is allowed, 1 when it is denied, 3 when it is unknown, 2 for what cannot be read.

      Examples:
        assay iam simulate --policy build.json --request request.json
        assay iam simulate --policy build.json --boundary boundary.json --scp root.json ou.json \\
          --resource-policy bucket.json --request request.json --format json
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Policies of the principal and its groups (repeatable).", valueName: "file"),
    completion: .file())
  var policy: [String] = []

  @Option(help: ArgumentHelp("The request.", valueName: "file"), completion: .file())
  var request: String

  @OptionGroup var bounds: PolicyLevelOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Resource control policies of one level; one file a level (repeatable).", valueName: "file"),
    completion: .file())
  var rcp: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Policies that the session was begun with (repeatable).", valueName: "file"),
    completion: .file())
  var session: [String] = []

  @Option(help: ArgumentHelp("The policy of the resource.", valueName: "file"), completion: .file())
  var resourcePolicy: String?

  @OptionGroup var told: AnswerOptions

  func validate() throws {
    if policy.isEmpty, resourcePolicy == nil {
      throw ValidationError("--policy or --resource-policy is needed")
    }
  }

  func run() throws {
    let catalogue = try told.catalogue()
    var files = PolicyFiles()
    var notes: [String] = []
    let asked = try files.request(request)
    let levels = try bounds.levels(
      of: files.policies(policy, as: .identity), .identity, &files, &notes)
    var policies = PolicySet(identity: levels[0].policies)
    policies.boundaries = levels.filter { $0.role == .boundary }.flatMap(\.policies)
    policies.serviceControl = levels.filter { $0.role == .serviceControl }.map(\.policies)
    for path in rcp {
      policies.resourceControl.append(
        try PolicyLevelOptions.control(.resourceControl, path, as: .resource, &files, &notes)
          .policies)
    }
    if !session.isEmpty { policies.session = try files.policies(session, as: .identity) }
    if let resourcePolicy {
      let found = try files.policies(resourcePolicy, as: kind(of: asked))
      guard found.count == 1 else {
        throw Stop.unusable("a resource has one policy, and \(found.count) were given")
      }
      policies.resource = found[0]
    }
    let answer = SimulationAnswer(asked, policies, problems: files.diagnostics, notes: notes)
    try told.tell(answer, catalogue)
  }

  /// Taking a role asks the role's trust policy, anything else that of a resource.
  private func kind(of request: Request) -> PolicyKind {
    request.action.lowercased().hasPrefix("sts:assumerole") ? .trust : .resource
  }
}
