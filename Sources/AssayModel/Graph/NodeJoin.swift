package import Records

/// Joins what Systems Manager tells of nodes with what EC2 tells of instances.
///
/// In: drafts in any order, each resource once, and what was collected. Out: the same drafts in the same
/// order, with the fields that follow from the other side or from what was asked: the node of an
/// instance and the instance of a node, whether a node is registered, in touch and running, its
/// agents' packages, and a patch state that is absent because patches were asked for and it has none.
struct NodeJoin {
  private let collected: Set<CollectedScope>
  /// Keyed by node id.
  private var nodes: [String: DraftRecord] = [:]
  /// Keyed by instance id.
  private var instances: [String: DescribedInstance] = [:]

  static func run(
    over drafts: [DraftResource], collected: Set<CollectedScope>
  ) -> [DraftResource] {
    let join = NodeJoin(drafts, collected)
    var result = drafts
    for index in result.indices {
      switch result[index].id.kind {
      case ResourceKind.instance.rawValue: join.fillInstance(&result[index].record)
      case ResourceKind.managedNode.rawValue: join.fillNode(&result[index].record)
      default: break
      }
    }
    return result
  }

  /// For nodes and instances that are joined one by one.
  init(collected: Set<CollectedScope>) { self.collected = collected }

  private init(_ drafts: [DraftResource], _ collected: Set<CollectedScope>) {
    self.collected = collected
    for draft in drafts {
      switch draft.id.kind {
      case ResourceKind.managedNode.rawValue:
        if nodes[draft.id.uid] == nil { nodes[draft.id.uid] = draft.record }
      case ResourceKind.instance.rawValue:
        guard draft.record["state"].state != .absent, let id = draft.record["instanceId"].text
        else {
          continue
        }
        if instances[id] == nil {
          instances[id] = DescribedInstance(
            account: draft.record["account"], region: draft.record["region"],
            state: draft.record["state"], reference: .reference(id))
        }
      default: break
      }
    }
  }

  private func covers(_ source: CollectedScope.Source, _ record: DraftRecord) -> Bool {
    covers(source, account: record["account"].text, region: record["region"].text)
  }

  /// Whether a source was collected in an account and region; false where those are not known.
  func covers(_ source: CollectedScope.Source, account: String?, region: String?) -> Bool {
    guard let account, let region else { return false }
    return collected.contains(CollectedScope(source, account: account, region: region))
  }

  private func fillInstance(_ record: inout DraftRecord) {
    guard let id = record["instanceId"].text, record["state"].state != .absent else {
      record["managedNode"] = Self.notCollected("no described instance", at: record.origin)
      return
    }
    if record["agentMetrics"].reason?.kind == .notCollected, covers(.agentMetrics, record) {
      record["agentMetrics"] = .stated(.list([]), at: record.origin)
    }
    record["managedNode"] = node(
      nodes[id], isCovered: covers(.heartbeats, record), reference: .reference(id),
      at: record.origin)
  }

  /// What an instance's node is; `reference` leads to it.
  func node(
    _ node: DraftRecord?, isCovered: Bool, reference: DraftValue, at origin: Origin?
  ) -> Draft {
    self.node(
      facts: node.map { NodeFacts($0, id: "") }, isCovered: isCovered, reference: reference,
      at: origin)
  }

  /// The same by what is known of the node.
  func node(
    facts node: NodeFacts?, isCovered: Bool, reference: DraftValue, at origin: Origin?
  ) -> Draft {
    if let node, !isCovered || node.hasHeartbeat { return .stated(reference, at: origin) }
    if let reason = node?.unread { return .unknown(reason, at: origin) }
    return isCovered
      ? .absent(at: origin)
      : Self.notCollected("ssm:DescribeInstanceInformation was not given", at: origin)
  }

  private func fillNode(_ record: inout DraftRecord) {
    guard let id = record["nodeId"].text else { return }
    fillNode(&record, id, of: instances[id])
  }

  /// Fills a node; `instance` is the described instance of its id.
  func fillNode(_ record: inout DraftRecord, _ id: String, of instance: DescribedInstance?) {
    for field in ["account", "region"] where record[field].state == .absent {
      if let instance { record[field] = field == "account" ? instance.account : instance.region }
    }
    record["distribution"] = Distribution.draft(record)
    for filling in fillings(NodeFacts(record, id: id), of: instance) {
      var draft = filling.draft
      switch filling.spot {
      case .whole: draft.origin = record.origin
      case .slot(let slot): draft.origin = record[slot].origin ?? record.origin
      case .own: break
      }
      record[filling.slot] = draft
    }
    AgentPackages.fill(&record)
  }

  /// The fields of a node that follow from its heartbeat, its described instance and what was collected.
  func fillings(_ node: NodeFacts, of instance: DescribedInstance?) -> [NodeFilling] {
    let connected = connected(node)
    var fillings = [registered(node), connected]
    fillings += machine(of: node, instance, connected: connected)
    if node.lacksPatches, covers(.patchStates, account: node.account, region: node.region) {
      fillings.append(NodeFilling(NodeFacts.Slots.patchState, .absent))
    }
    return fillings
  }

  private func registered(_ node: NodeFacts) -> NodeFilling {
    let slot = NodeFacts.Slots.registered
    if node.hasHeartbeat {
      return NodeFilling(slot, .stated(.bool(true)), at: .slot(NodeFacts.Slots.agentVersion))
    }
    if let reason = node.unread { return NodeFilling(slot, .unknown(reason)) }
    if covers(.heartbeats, account: node.account, region: node.region) {
      return NodeFilling(slot, .stated(.bool(false)))
    }
    return NodeFilling(slot, Self.notCollected("no heartbeat was given"))
  }

  private func connected(_ node: NodeFacts) -> NodeFilling {
    let slot = NodeFacts.Slots.connected
    if let ping = node.ping {
      return NodeFilling(
        slot, .stated(.bool(ping == "Online")), at: .slot(NodeFacts.Slots.pingStatus))
    }
    if let status = node.status {
      return NodeFilling(
        slot, .stated(.bool(status == "Active")), at: .slot(NodeFacts.Slots.instanceStatus))
    }
    return NodeFilling(slot, Self.notCollected("no heartbeat was given"))
  }

  /// The instance that a node is, and its state.
  private func machine(
    of node: NodeFacts, _ instance: DescribedInstance?, connected: NodeFilling
  ) -> [NodeFilling] {
    let (link, state) = (NodeFacts.Slots.instance, NodeFacts.Slots.state)
    if let instance {
      let draft =
        instance.state.state == .unknown
        ? instance.state
        : .stated(.string(Self.state(ec2: instance.state.text)), at: instance.state.origin)
      return [
        NodeFilling(link, .stated(instance.reference)), NodeFilling(state, draft, at: .own),
      ]
    }
    let isInstance = node.id.hasPrefix("i-")
    let isCovered = covers(.instances, account: node.account, region: node.region)
    // Objects of terminated nodes stay in the bucket for ever. One that answers was launched since, or passed over
    // by a filter.
    if isInstance, isCovered, node.ping != "Online" {
      return [
        NodeFilling(link, .absent), NodeFilling(state, .stated(.string("terminated"))),
      ]
    }
    let missing = Self.notCollected(
      isCovered
        ? "ec2:DescribeInstances does not list the node, which is online"
        : "ec2:DescribeInstances was not given")
    return [
      NodeFilling(link, isInstance ? missing : .absent),
      heartbeatState(node, connected: connected) ?? NodeFilling(state, missing),
    ]
  }

  private static func state(ec2 state: String?) -> String {
    switch state {
    case "stopping", "stopped": "stopped"
    case "shutting-down", "terminated": "terminated"
    default: "running"
    }
  }

  /// A connection that is lost leaves open whether the machine runs, except outside EC2: nobody stops
  /// those.
  private func heartbeatState(_ node: NodeFacts, connected: NodeFilling) -> NodeFilling? {
    let slot = NodeFacts.Slots.state
    switch node.status {
    case "Stopped":
      return NodeFilling(
        slot, .stated(.string("stopped")), at: .slot(NodeFacts.Slots.instanceStatus))
    case "Terminated":
      return NodeFilling(
        slot, .stated(.string("terminated")), at: .slot(NodeFacts.Slots.instanceStatus))
    default: break
    }
    guard node.id.hasPrefix("mi-") || connected.draft.flag == true else { return nil }
    return NodeFilling(
      slot, .stated(.string("running")), at: .slot(NodeFacts.Slots.connected))
  }

  private static func notCollected(_ why: String, at origin: Origin? = nil) -> Draft {
    .unknown(UnknownReason(.notCollected, why), at: origin)
  }
}

/// What a node takes over from its described instance.
package struct DescribedInstance: Sendable {
  package let account: Draft
  package let region: Draft
  package let state: Draft
  /// Leads to it.
  package let reference: DraftValue

  package init(account: Draft, region: Draft, state: Draft, reference: DraftValue) {
    self.account = account
    self.region = region
    self.state = state
    self.reference = reference
  }
}
