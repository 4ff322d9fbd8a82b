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
        guard draft.record["state"].state.hasValue, let id = draft.record["instanceId"].text else {
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
    guard let id = record["instanceId"].text, record["state"].state.hasValue else {
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
    if let node, !isCovered || Self.hasHeartbeat(node) { return .stated(reference, at: origin) }
    if let reason = node.flatMap(Self.whyUnread) { return .unknown(reason, at: origin) }
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
    fillHeartbeat(&record)
    fillInstance(of: &record, id, instance)
    if record["patchState"].reason?.kind == .notCollected, covers(.patchStates, record) {
      record["patchState"] = .absent(at: record.origin)
    }
    AgentPackages.fill(&record)
  }

  private static func hasHeartbeat(_ node: DraftRecord) -> Bool {
    ["agentVersion", "pingStatus", "instanceStatus"].contains { node[$0].state.hasValue }
  }

  /// Why a heartbeat that is there could not be read; nil for one that could, and for none.
  private static func whyUnread(_ node: DraftRecord) -> UnknownReason? {
    node["instanceStatus"].reason.flatMap { $0.kind == .unread ? $0 : nil }
  }

  private func fillHeartbeat(_ record: inout DraftRecord) {
    let origin = record.origin
    if Self.hasHeartbeat(record) {
      record["registered"] = .stated(.bool(true), at: record["agentVersion"].origin ?? origin)
    } else if let reason = Self.whyUnread(record) {
      record["registered"] = .unknown(reason, at: origin)
    } else if covers(.heartbeats, record) {
      record["registered"] = .stated(.bool(false), at: origin)
    } else {
      record["registered"] = Self.notCollected("no heartbeat was given", at: origin)
    }
    if let ping = record["pingStatus"].text {
      record["connected"] = .stated(.bool(ping == "Online"), at: record["pingStatus"].origin)
    } else if let status = record["instanceStatus"].text {
      record["connected"] = .stated(.bool(status == "Active"), at: record["instanceStatus"].origin)
    } else {
      record["connected"] = Self.notCollected("no heartbeat was given", at: origin)
    }
  }

  private func fillInstance(
    of record: inout DraftRecord, _ id: String, _ instance: DescribedInstance?
  ) {
    let origin = record.origin
    if let instance {
      record["instance"] = .stated(instance.reference, at: origin)
      record["state"] = .stated(
        .string(Self.state(ec2: instance.state.text)), at: instance.state.origin)
    } else if id.hasPrefix("i-"), covers(.instances, record) {
      // Objects of terminated nodes stay in the bucket for ever.
      record["instance"] = .absent(at: origin)
      record["state"] = .stated(.string("terminated"), at: origin)
    } else {
      record["instance"] =
        id.hasPrefix("i-")
        ? Self.notCollected("ec2:DescribeInstances was not given", at: origin)
        : .absent(at: origin)
      record["state"] = heartbeatState(record)
    }
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
  private func heartbeatState(_ record: DraftRecord) -> Draft {
    switch record["instanceStatus"].text {
    case "Stopped": return .stated(.string("stopped"), at: record["instanceStatus"].origin)
    case "Terminated": return .stated(.string("terminated"), at: record["instanceStatus"].origin)
    default: break
    }
    let isOutside = record["nodeId"].text?.hasPrefix("mi-") ?? false
    if isOutside || record["connected"].flag == true {
      return .stated(.string("running"), at: record["connected"].origin ?? record.origin)
    }
    return Self.notCollected("ec2:DescribeInstances was not given", at: record.origin)
  }

  private static func notCollected(_ why: String, at origin: Origin?) -> Draft {
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
