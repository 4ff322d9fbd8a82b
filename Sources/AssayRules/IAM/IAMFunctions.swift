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
  struct Entry {
    let name: String
    let overload: Overload
    let body: Library.Implementation
    /// Nil when the arguments tell all.
    var account: Library.Account?
  }

  /// Every action that the program knows.
  ///
  /// What roles of a fleet ask for is much the same, so that it is remembered.
  static let containment = Containment(.catalogue(.bundled), memory: TextMemory())

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

  static let builds = ["image_pipeline", "image", "infrastructure_configuration"]

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
    }
    + holders.map { holder in
      entry(
        "iam.grantsUnnamed", "iam_grants_unnamed_\(holder.suffix)_list_list",
        [holder.type, .list(.string), .list(.string)],
        "Whether any of some actions is granted on things that no policy names.",
        proof: grantsUnnamed)
    } + [
      entry(
        "iam.public", "iam_public_policy_document", [.record("policy_document")],
        "Whether a policy of a resource, or a role's trust, lets strangers in.", proof: isPublic)
    ] + sizing + [escalation, conversion]

  private static let conversion = Entry(
    name: "iam.policy",
    overload: .function(
      "iam_string_to_policy", [.string], .policy, "A policy document from its JSON text."),
    body: { _, arguments in
      guard case .string(let text) = arguments[0] else {
        return .error(.refused("iam.policy", arguments))
      }
      return PolicyValue(text, named: "the policy").map { .opaque($0) }
        ?? .error(.badConversion(text, to: "policy"))
    })

  private static func entry(
    _ name: String, _ id: String, _ parameters: [CELType], _ doc: String,
    proof: @escaping @Sendable (Context, [Value]) -> PolicyProof?
  ) -> Entry {
    let remembered: @Sendable (Context, [Value]) -> PolicyProof? = { context, arguments in
      guard let key = key(id, arguments, context) else { return nil }
      return context.source.answers.answer(to: key) { proof(context, arguments) }
    }
    return Entry(
      name: name, overload: .function(id, parameters, .bool, doc),
      body: { context, arguments in
        if let unknown = unknown(in: arguments, context) { return unknown }
        guard let proof = remembered(context, arguments) else {
          return .error(.refused(name, arguments))
        }
        // Paid for whether it was remembered or not, so that no finding depends on that.
        if let error = context.charge(proof.cost) { return .error(error) }
        return proof.value(context)
      },
      account: { context, arguments in
        remembered(context, arguments)?.remarks(context.source.store) ?? []
      })
  }

  /// What is asked of a record; nil when an argument is of no type that the functions take.
  private static func key(
    _ question: String, _ arguments: [Value], _ context: Context
  ) -> AnswerCache.Key? {
    guard case .record(let block)? = arguments.first else { return nil }
    var details: [String] = []
    for argument in arguments.dropFirst() {
      if case .opaque(let value) = argument, let policy = value as? PolicyValue {
        details.append(policy.text)
      } else if let texts = texts(argument, context) {
        details.append(String(texts.count))
        details += texts
      } else {
        return nil
      }
    }
    return AnswerCache.Key(question, block, details)
  }

  /// What an action or a resource that is not known comes to; nil when all are.
  private static func unknown(in arguments: [Value], _ context: Context) -> Value? {
    for argument in arguments {
      for case .unknown(let set) in context.elements(of: argument) ?? [] { return .unknown(set) }
    }
    return nil
  }

  /// Policies, and what was met while they were read.
  struct ReadPolicies {
    let policies: RolePolicies
    let reading: PolicyReading
  }

  /// The policies of a role, or a policy by itself; nil for other values.
  static func policies(
    _ value: Value, _ context: Context, _ meaning: TemplateHoles.Meaning = .unknown
  ) -> ReadPolicies? {
    guard case .record(let block) = value else { return nil }
    let store = context.source.store
    return context.source.answers.answer(to: AnswerCache.Key("policies", block, [meaning.rawValue]))
    {
      var reading = PolicyReading(meaning)
      let view = RecordView(store, block)
      let policies: RolePolicies? =
        switch store.schema(of: block)?.name {
        case Schema.role.name: RolePolicies(view, &reading)
        case Schema.iamPolicy.name: RolePolicies(policy: view, &reading)
        default: nil
        }
      return policies.map { ReadPolicies(policies: $0, reading: reading) }
    }
  }

  private static func within(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    guard let read = policies(arguments[0], context),
      case .opaque(let value) = arguments[1], let envelope = value as? PolicyValue
    else { return nil }
    let reference = [Level(.identity, [envelope.document])]
    return PolicyProof(read, wanted: .contained, reference: reference) {
      $0.check($1, within: reference)
    }
  }

  private static func grants(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    grants(context, arguments, .unknown) { _ in [] }
  }

  private static func grantsUnnamed(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    grants(context, arguments, .anotherThing, strangers: \.variablesOfResources)
  }

  private static func grants(
    _ context: Context, _ arguments: [Value], _ holes: TemplateHoles.Meaning,
    strangers: ([Level]) -> Set<String>
  ) -> PolicyProof? {
    guard let read = policies(arguments[0], context, holes),
      let actions = texts(arguments[1], context), let resources = texts(arguments[2], context)
    else { return nil }
    let keys = strangers(read.policies.levels)
    return PolicyProof(
      read, wanted: .new, reference: [.everything(but: actions, on: resources, strangers: keys)]
    ) {
      $0.check($1, grantsNoneOf: actions, on: resources, strangers: keys)
    }
  }

  private static func isPublic(_ context: Context, _ arguments: [Value]) -> PolicyProof? {
    guard case .record(let block) = arguments[0] else { return nil }
    var reading = PolicyReading()
    let policies = RolePolicies(
      resourcePolicy: RecordView(context.source.store, block), named: "the policy", &reading)
    guard let policy = policies.levels[0].policies.first else { return nil }
    let read = ReadPolicies(policies: policies, reading: reading)
    return PolicyProof(read, wanted: .new, reference: []) { containment, _ in
      containment.checkNoPublicAccess(policy)
    }
  }

  static func texts(_ value: Value, _ context: Context) -> [String]? {
    guard let elements = context.elements(of: value) else { return nil }
    var texts: [String] = []
    for case .string(let text) in elements { texts.append(text) }
    return texts.count == elements.count ? texts : nil
  }
}
