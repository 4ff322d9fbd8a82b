import Records

/// What a recipe turns out to be, over its parent chain.
struct RecipeFacts {
  var platform: Known<String>
  var architecture: Known<String>
  var rootDeviceName: Known<String>
  var rootDevice: Known<BlockID>
  var rootEncrypted: Known<Bool>
  var rootEncryptedOrigin: Origin?
  var ssmAgent: Known<Bool>
  var ssmAgentOrigin: Origin?
  /// Installed, configured, started.
  var cloudWatch: [Known<Bool>]
  var cloudWatchOrigins: [Origin?]
}

extension Derivations {
  /// The derived fields of image recipes.
  static func recipeFacts(_ resources: [Resource], _ store: RecordStore) -> [Result] {
    var solver = RecipeSolver()
    return views(of: .imageRecipe, resources, store).flatMap { recipe -> [Result] in
      let facts = solver.facts(of: recipe)
      let parent = recipe.origin("parentImage")
      var results: [(String, Draft)] = [
        ("platform", facts.platform.draft(at: parent) { .string($0) }),
        ("architecture", facts.architecture.draft(at: parent) { .string($0) }),
        ("rootDeviceName", facts.rootDeviceName.draft(at: parent) { .string($0) }),
        ("rootDevice", facts.rootDevice.draft(at: parent) { .existing($0) }),
        (
          "rootEncrypted",
          facts.rootEncrypted.draft(at: facts.rootEncryptedOrigin ?? parent) { .bool($0) }
        ),
        (
          "ssmAgentInImage",
          facts.ssmAgent.draft(at: facts.ssmAgentOrigin ?? parent) {
            .string($0 ? "present" : "absent")
          }
        ),
      ]
      let fields = [
        "cloudwatchAgentInstalled", "cloudwatchAgentConfigured", "cloudwatchAgentStarted",
      ]
      for (index, field) in fields.enumerated() {
        let origin = facts.cloudWatchOrigins[index] ?? recipe.origin("components")
        results.append((field, facts.cloudWatch[index].draft(at: origin) { .bool($0) }))
      }
      return results.map { Result(block: recipe.block, field: $0.0, draft: $0.1) }
    }
  }

  /// The platform of container recipes.
  static func containerRecipeFacts(_ resources: [Resource], _ store: RecordStore) -> [Result] {
    views(of: .containerRecipe, resources, store).map { recipe in
      let known: Known<String> =
        switch recipe.text("platformOverride") {
        case .value(let platform): .value(platform)
        default:
          recipe.text("parentName").value.flatMap(KnownParent.named).map { .value($0.platform) }
            ?? .unknown(UnknownReason(.inherited, "the base image does not tell its platform"))
        }
      return Result(
        block: recipe.block, field: "platform",
        draft: known.draft(at: recipe.origin("parentImage")) { .string($0) })
    }
  }
}

/// Works recipes out, parents first, each once; a cycle of parents is unknown.
struct RecipeSolver {
  private var known: [BlockID: RecipeFacts] = [:]
  private var open: Set<BlockID> = []

  /// The facts of a recipe.
  mutating func facts(of recipe: RecordView) -> RecipeFacts {
    if let facts = known[recipe.block] { return facts }
    let parent = parent(of: recipe)
    var facts = RecipeFacts(
      platform: parent.platform, architecture: parent.architecture,
      rootDeviceName: parent.rootDeviceName, rootDevice: .absent, rootEncrypted: parent.encrypted,
      rootEncryptedOrigin: nil, ssmAgent: parent.ssmAgent, ssmAgentOrigin: nil, cloudWatch: [],
      cloudWatchOrigins: [])
    solveRoot(of: recipe, parent: parent, &facts)
    let effects = AgentEffects(recipe: recipe)
    (facts.ssmAgent, facts.ssmAgentOrigin) = effects.ssmAgent(recipe: recipe, parent: parent)
    for trace in [
      SoftwareTraces.installsCloudWatchAgent, .configuresCloudWatchAgent, .startsCloudWatchAgent,
    ] {
      let (flag, origin) = effects.flag(trace, inherited: parent.cloudWatch(trace))
      facts.cloudWatch.append(flag)
      facts.cloudWatchOrigins.append(origin)
    }
    known[recipe.block] = facts
    return facts
  }

  /// The mapping of the true root device decides; without one, the parent's encryption stands.
  private func solveRoot(of recipe: RecordView, parent: Parent, _ facts: inout RecipeFacts) {
    facts.rootDevice = parent.rootDevice
    guard case .value(let root) = parent.rootDeviceName else {
      if let reason = parent.rootDeviceName.reason { facts.rootEncrypted = .unknown(reason) }
      return
    }
    guard case .value(let devices) = recipe.records("blockDevices") else {
      if let reason = recipe.records("blockDevices").reason {
        facts.rootEncrypted = .unknown(reason)
        facts.rootDevice = .unknown(reason)
      }
      return
    }
    for device in devices {
      guard case .value(let device) = device, case .value(let name) = device.text("deviceName")
      else {
        // A mapping that cannot be read may be the root's.
        let reason = UnknownReason(.inherited, "a mapping cannot be read and may be the root's")
        facts.rootEncrypted = .unknown(device.value?.text("deviceName").reason ?? reason)
        continue
      }
      guard name == root, device.flag("ebs").value != false else { continue }
      facts.rootDevice = .value(device.block)
      switch device.flag("encrypted") {
      case .value(let isEncrypted): facts.rootEncrypted = .value(isEncrypted)
      case .unknown(let reason) where reason.kind != .inherited && reason.kind != .serviceDefault:
        facts.rootEncrypted = .unknown(reason)
      default: facts.rootEncrypted = parent.encrypted
      }
      facts.rootEncryptedOrigin = device.origin("encrypted")
      return
    }
  }

  /// What a parent image brings along.
  struct Parent {
    var platform: Known<String>
    var architecture: Known<String>
    var rootDeviceName: Known<String>
    var rootDevice: Known<BlockID> = .absent
    var encrypted: Known<Bool>
    var ssmAgent: Known<Bool>
    /// From an own recipe: installed, configured, started.
    var cloudWatchFlags: [Known<Bool>]

    func cloudWatch(_ trace: SoftwareTraces) -> Known<Bool> {
      switch trace {
      case .installsCloudWatchAgent: cloudWatchFlags[0]
      case .configuresCloudWatchAgent: cloudWatchFlags[1]
      default: cloudWatchFlags[2]
      }
    }

    /// A parent of which nothing is known.
    init(unknown reason: UnknownReason) {
      platform = .unknown(reason)
      architecture = .unknown(reason)
      rootDeviceName = .unknown(reason)
      encrypted = .unknown(reason)
      ssmAgent = .unknown(reason)
      cloudWatchFlags = Array(repeating: .unknown(reason), count: 3)
    }
  }

  private mutating func parent(of recipe: RecordView) -> Parent {
    let text = recipe.text("parentImage").value ?? "the parent image"
    switch recipe.record("parentRecipe") {
    case .value(let own):
      guard open.insert(recipe.block).inserted, own.block != recipe.block else {
        return Parent(unknown: UnknownReason(.ambiguous, "the parent images form a cycle"))
      }
      defer { open.remove(recipe.block) }
      return Self.parent(facts(of: own))
    case .unknown(let reason): return Parent(unknown: reason)
    case .absent: break
    }
    if case .value(let image) = recipe.record("parentMachineImage") {
      return Self.parent(image: image, recipe: recipe)
    }
    let why =
      recipe.text("parentImage").reason
      ?? UnknownReason(.inherited, "\(text) is not described among the inputs")
    var parent = Parent(unknown: why)
    Self.apply(name: recipe, to: &parent)
    return parent
  }

  private static func parent(_ facts: RecipeFacts) -> Parent {
    var parent = Parent(unknown: UnknownReason(.inherited, "the parent recipe"))
    parent.platform = facts.platform
    parent.architecture = facts.architecture
    parent.rootDeviceName = facts.rootDeviceName
    parent.rootDevice = facts.rootDevice
    parent.encrypted = facts.rootEncrypted
    parent.ssmAgent = facts.ssmAgent
    parent.cloudWatchFlags = facts.cloudWatch
    return parent
  }

  /// A parent that DescribeImages told of.
  private static func parent(image: RecordView, recipe: RecordView) -> Parent {
    let text = image.text("imageId").value ?? "the parent image"
    var parent = Parent(unknown: UnknownReason(.inherited, "\(text) does not tell"))
    apply(name: recipe, to: &parent)
    if let platform = image.text("platform").value { parent.platform = .value(platform) }
    if let text = image.text("architecture").value { parent.architecture = .value(text) }
    if let root = image.text("rootDeviceName").value { parent.rootDeviceName = .value(root) }
    for device in image.records("blockDevices").value ?? [] {
      guard let device = device.value, let name = device.text("deviceName").value,
        name == parent.rootDeviceName.value
      else { continue }
      parent.rootDevice = .value(device.block)
      parent.encrypted = device.flag("encrypted")
    }
    return parent
  }

  /// What the public name of a managed image or parameter tells.
  private static func apply(name recipe: RecordView, to parent: inout Parent) {
    guard let name = recipe.text("parentName").value, recipe.text("parentOwner").value == "aws"
    else { return }
    let managed = UnknownReason(.inherited, "\(name) decides; it is not described here")
    parent.encrypted = .unknown(managed)
    // AWS-managed images are documented not to ship the CloudWatch agent.
    parent.cloudWatchFlags = Array(repeating: .value(false), count: 3)
    if let architecture = KnownParent.architecture(named: name) {
      parent.architecture = .value(architecture)
    }
    guard let family = KnownParent.named(name) else { return }
    parent.platform = .value(family.platform)
    if let root = family.rootDevice { parent.rootDeviceName = .value(root) }
    if let ships = family.shipsSSMAgent { parent.ssmAgent = .value(ships) }
  }
}
