import AssayModel
import Documents
import Records

/// Outputs of Systems Manager's calls: associations, parameters, and what nodes report.
enum SystemsManagerOutput {
  static func isOne(_ root: Node) -> Bool {
    isParameter(root["Parameter"])
      || root["Parameters"]?.elements?.contains { isParameter($0) } ?? false
      || root["AssociationDescription"]?["AssociationId"] != nil
      || root["Associations"]?.elements?.contains {
        $0["AssociationId"] != nil && $0["Name"] != nil
      }
        ?? false
      || isNodes(root, "InstanceInformationList")
  }

  static func declarations(in document: Document) -> [DeclaredResource] {
    var output = APIDocument(document)
    if let node = document.root["AssociationDescription"] {
      output.add(
        "ssm_association", node, names: ["AssociationName", "AssociationId"],
        keys: ["AssociationId"])
    }
    // The list leaves parameters and targets' details out, but states schedules and targets.
    output.addAll(
      "ssm_association", under: "Associations", names: ["AssociationName", "AssociationId"],
      keys: ["AssociationId"])
    if let node = document.root["Parameter"] {
      output.add("ssm_parameter", node, names: ["Name"], keys: ["ARN"])
    }
    output.addAll("ssm_parameter", under: "Parameters", names: ["Name"], keys: ["ARN"])
    output.addAll(
      "managed_node", under: "InstanceInformationList", names: ["InstanceId"],
      keys: ["InstanceId"])
    return output.declarations
  }

  /// A list of objects that name their node.
  private static func isNodes(_ root: Node, _ key: String) -> Bool {
    root[key]?.elements?.allSatisfy { $0["InstanceId"] != nil } ?? false
  }

  private static func isParameter(_ node: Node?) -> Bool {
    node?["Name"] != nil && node?["Type"] != nil && node?["Value"] != nil
  }
}
