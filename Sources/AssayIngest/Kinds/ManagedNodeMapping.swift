import AssayModel
import Records

extension RecordMapping {
  /// A managed node as `ssm:DescribeInstanceInformation` lists it: the heartbeat.
  static let managedNode = node(
    [
      .init("nodeId", at: "instanceId"),
      .init("platformType"), .init("platformName"), .init("platformVersion"),
      .init("computerName"), .init("ipAddress", at: "IPAddress"), .init("resourceType"),
      .init("agentVersion"), .init("isLatestVersion"), .init("pingStatus"),
      .init("lastPing", at: "lastPingDateTime"), .init("associationStatus"),
    ])

  /// A table of some fields of a node; the others were not collected by what it reads.
  static func node(_ entries: [FieldMapping.Entry], finish: Finish? = nil) -> RecordMapping {
    let named = Set(entries.map(\.name) + Field.common.map(\.name))
    let others = Schema.managedNode.fields.filter { !$0.isDerived && !named.contains($0.name) }
    let gaps = others.map { field in
      FieldMapping.Entry(
        field.name, at: .notCarried, unset: .unknown(.notCollected, NodeGap.detail(of: field)))
    }
    return RecordMapping(.managedNode, casing: .pascal, entries + gaps, finish: finish)
  }
}

/// Says which call would tell a field of a node.
enum NodeGap {
  /// `ssm:GetInventory was not given`.
  static func detail(of field: Field) -> String {
    let call = field.collectors.first ?? Schema.managedNode.collectors.first ?? "the call"
    return "\(call) was not given"
  }
}
