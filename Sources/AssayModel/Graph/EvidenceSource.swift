package import Records

/// Which sources fill a field: calls of AWS as collectors are named, or types of inventory.
///
/// What Resource Data Sync stores and what the API answers is the same evidence; any of the sources of a field
/// is enough.
package enum EvidenceSource {
  /// Types of inventory that fill fields of nodes.
  private static let inventory: [String: String] = [
    "software": "AWS:Application", "ssmAgent": "AWS:Application",
    "cloudwatchAgent": "AWS:Application", "softwareCaptured": "AWS:Application",
    "services": "AWS:Service", "servicesCaptured": "AWS:Service",
    "instanceStatus": "AWS:InstanceInformation",
  ]

  private static let stored: [String: String] = [
    "ssm:DescribeInstancePatchStates": "AWS:PatchSummary",
    "ssm:ListResourceComplianceSummaries": "AWS:ComplianceSummary",
  ]

  /// Fields that only the service tells, not the agent.
  private static let fromServiceOnly: Set<String> = [
    "isLatestVersion", "pingStatus", "lastPing", "associationStatus",
  ]

  /// Sorted; empty for a field that nothing has to be asked for.
  package static func all(of field: Field, in schema: Schema) -> [String] {
    let calls = field.collectors.isEmpty ? schema.collectors : field.collectors
    guard schema == .managedNode || field.name == "managedNode" else { return calls.sorted() }
    if let type = inventory[field.name] { return [type] }
    if fromServiceOnly.contains(field.name) { return calls.sorted() }
    if let type = calls.compactMap({ stored[$0] }).first { return ([type] + calls).sorted() }
    return ["AWS:InstanceInformation", "ssm:DescribeInstanceInformation"]
  }
}
