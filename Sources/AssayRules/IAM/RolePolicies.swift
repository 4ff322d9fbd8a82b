import IAM
import Records

/// What a role may do: the policies on it, and its boundary.
struct RolePolicies {
  /// The policies of the role together, then the boundary when it has one.
  private(set) var levels: [Level] = []
  /// Where statements stand, by policy and statement of the first level.
  private var blocks: [[BlockID]] = []
  /// What the role is called.
  let name: String
  private let arn: String?
  /// Who holds the policies, for requests that are told of; nil for policies of nobody.
  ///
  /// What policies of an identity grant does not depend on it.
  var principal: Principal? {
    guard isRole else { return nil }
    return Principal(arn ?? "arn:aws:iam::111122223333:role/\(name)")
  }
  /// What stands in policies for the role's account where a template leaves it open, empty where they do not speak
  /// of it; nil where the account is known.
  private(set) var openAccount: String?
  private let isRole: Bool

  /// The policies of a record of `role`; what could not be read is noted in `reading`.
  init(_ role: RecordView, _ reading: inout PolicyReading) {
    var policies: [PolicyDocument] = []
    name = role.text("name").value ?? "the role"
    arn = role.text("arn").value
    isRole = true
    for (field, kind) in [("inlinePolicies", "inline policy"), ("attachedPolicies", "policy")] {
      switch role.records(field) {
      case .absent: continue
      case .unknown(let reason):
        reading.unknown.append(PolicyReading.Gap(block: role.block, slot: role.slot(field)))
        policies.append(PolicyDocument(name: field, statements: [], doubt: reason.phrase))
        blocks.append([])
      case .value(let records):
        for record in records {
          let read = Self.policy(record, kind, role, field, &reading)
          policies.append(read.document)
          blocks.append(read.blocks)
        }
      }
    }
    levels = [Level(.identity, policies)]
    if arn == nil {
      openAccount = reading.holes.account(in: role.store.origin(role.block)?.path ?? "") ?? ""
    }
    if let boundary = Self.boundary(of: role) { levels.append(Level(.boundary, [boundary])) }
  }

  /// A policy by itself: a record of `iam_policy`.
  init(policy: RecordView, _ reading: inout PolicyReading) {
    name = policy.text("name").value ?? "the policy"
    arn = nil
    isRole = false
    switch policy.record("document") {
    case .value(let document):
      let read = reading.read(document, named: name, as: .identity)
      levels = [Level(.identity, [read.document])]
      blocks = [read.blocks]
    case .absent: levels = [Level(.identity, [])]
    case .unknown(let reason):
      reading.unknown.append(
        PolicyReading.Gap(block: policy.block, slot: policy.slot("document")))
      levels = [
        Level(.identity, [PolicyDocument(name: name, statements: [], doubt: reason.phrase)])
      ]
    }
  }

  /// A policy of a resource, or the trust of a role: a record of `policy_document`.
  init(
    resourcePolicy document: RecordView, named name: String, _ reading: inout PolicyReading
  ) {
    self.name = name
    arn = nil
    isRole = false
    let read = reading.read(document, named: name, as: .resource)
    levels = [Level(.resource, [read.document])]
    blocks = [read.blocks]
  }

  /// Where a statement stands; nil when it is one of a policy that AWS manages.
  func block(policy: Int, statement: Int) -> BlockID? {
    guard blocks.indices.contains(policy), blocks[policy].indices.contains(statement) else {
      return nil
    }
    return blocks[policy][statement]
  }

  private static func policy(
    _ record: Known<RecordView>, _ kind: String, _ role: RecordView, _ field: String,
    _ reading: inout PolicyReading
  ) -> PolicyReading.Reading {
    guard case .value(let record) = record else {
      reading.unknown.append(PolicyReading.Gap(block: role.block, slot: role.slot(field)))
      let doubt = record.reason?.phrase ?? "one of `\(field)` is not known"
      return .init(document: PolicyDocument(name: field, statements: [], doubt: doubt), blocks: [])
    }
    let name = "\(kind) \(record.text("name").value ?? record.text("arn").value ?? "")"
    if case .value(let policy) = record.record("policy"),
      case .value(let document) = policy.record("document")
    {
      return reading.read(document, named: name, as: .identity)
    }
    if let managed = managed(record) { return .init(document: managed, blocks: []) }
    reading.unknown.append(PolicyReading.Gap(block: record.block, slot: record.slot("policy")))
    let why = record.record("policy").reason?.phrase ?? "its document is not among the inputs"
    return .init(document: PolicyDocument(name: name, statements: [], doubt: why), blocks: [])
  }

  /// A policy of AWS that the program carries.
  private static func managed(_ record: RecordView) -> PolicyDocument? {
    if case .value(let arn) = record.text("arn") {
      return ManagedPolicies.policy(arn: arn).flatMap(ManagedPolicies.statements)
    }
    guard record.flag("awsManaged").value == true, let name = record.text("name").value else {
      return nil
    }
    return ManagedPolicies.policy(named: name).flatMap(ManagedPolicies.statements)
  }

  /// Nil when the role has none.
  private static func boundary(of role: RecordView) -> PolicyDocument? {
    switch role.text("permissionsBoundaryArn") {
    case .absent: nil
    case .unknown(let reason):
      PolicyDocument(name: "the boundary", statements: [], doubt: reason.phrase)
    case .value(let arn):
      ManagedPolicies.policy(arn: arn).flatMap(ManagedPolicies.statements)
        ?? PolicyDocument(
          name: "the boundary", statements: [], doubt: "\(arn) is not among the inputs")
    }
  }
}
