import AssayModel
import CEL
import IAM
import Records

/// Functions of rules that decide what policies grant.
///
/// Each stands with its declaration. They read roles and policies out of records, ask the IAM room,
/// and tell the request that proves the answer: what they cannot read makes them unknown.
enum IAMFunctions {
  /// One overload, what it does, and how it explains itself.
  private struct Entry {
    let name: String
    let overload: Overload
    let body: Library.Implementation
    let account: Library.Account
  }

  /// Every action that the program knows.
  private static let containment = Containment(.catalogue(.bundled))

  static let declarations: [FunctionDeclaration] = entries.map {
    FunctionDeclaration($0.name, [$0.overload])
  }

  /// Adds them to a library.
  static func add(to library: inout Library) {
    for entry in entries {
      library.add(
        FunctionDeclaration(entry.name, [entry.overload]), [entry.overload.id: entry.body],
        isPure: false, account: entry.account)
    }
  }

  private static let holders: [(suffix: String, type: CELType)] = [
    ("role", .record("role")), ("iam_policy", .record("iam_policy")),
  ]

  private static let entries: [Entry] =
    holders.map { holder in
      entry(
        "iam.within", "iam_within_\(holder.suffix)_policy", [holder.type, .policy],
        "Whether all that the policies grant is granted by an envelope.", proof: within)
    }
    + holders.map { holder in
      entry(
        "iam.grants", "iam_grants_\(holder.suffix)_list_list",
        [holder.type, .list(.string), .list(.string)],
        "Whether any of some actions is granted on any of some resources.", proof: grants)
    } + [
      entry(
        "iam.public", "iam_public_policy_document", [.record("policy_document")],
        "Whether a policy of a resource, or a role's trust, lets strangers in.", proof: isPublic)
    ]

  private static func entry(
    _ name: String, _ id: String, _ parameters: [CELType], _ doc: String,
    proof: @escaping @Sendable (Context, [Value]) -> PolicyProof?
  ) -> Entry {
    Entry(
      name: name, overload: .function(id, parameters, .bool, doc),
      body: { context, arguments in
        proof(context, arguments)?.value(context) ?? .error(.refused(name, arguments))
      },
      account: { context, arguments in
        proof(context, arguments)?.remarks(context.source.store) ?? []
      })
  }

  private static func policies(_ value: Value, _ context: Context) -> RolePolicies? {
    guard case .record(let block) = value else { return nil }
    let view = RecordView(context.source.store, block)
    switch context.source.store.schema(of: block)?.name {
    case Schema.role.name: return RolePolicies(view)
    case Schema.iamPolicy.name: return RolePolicies(policy: view)
    default: return nil
    }
  }

  private static func within(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    guard let policies = policies(arguments[0], context),
      case .opaque(let value) = arguments[1], let envelope = value as? PolicyValue
    else { return nil }
    let reference = [Level(.identity, [envelope.document])]
    return PolicyProof(
      policies, containment.check(policies.levels, within: reference), wanted: .contained,
      reference: reference)
  }

  private static func grants(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    guard let policies = policies(arguments[0], context),
      let actions = texts(arguments[1], context), let resources = texts(arguments[2], context)
    else { return nil }
    let reference = [
      Level.everything(
        but: actions, on: resources, strangers: policies.levels.variablesOfResources)
    ]
    return PolicyProof(
      policies, containment.check(policies.levels, within: reference), wanted: .new,
      reference: reference)
  }

  private static func isPublic(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    guard case .record(let block) = arguments[0] else { return nil }
    let policies = RolePolicies(
      resourcePolicy: RecordView(context.source.store, block), named: "the policy")
    guard let policy = policies.levels[0].policies.first else { return nil }
    return PolicyProof(
      policies, containment.checkNoPublicAccess(policy), wanted: .new, reference: [])
  }

  private static func texts(_ value: Value, _ context: Context) -> [String]? {
    guard let elements = context.elements(of: value) else { return nil }
    var texts: [String] = []
    for case .string(let text) in elements { texts.append(text) }
    return texts.count == elements.count ? texts : nil
  }
}
