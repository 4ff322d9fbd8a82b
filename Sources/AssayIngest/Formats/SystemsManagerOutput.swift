import AssayModel
import Documents
import Records

/// Outputs of Systems Manager's calls that are configuration: associations and parameters.
///
/// What instances report (inventory, patches, agent status) is fleet data and not read here.
enum SystemsManagerOutput {
  static func isOne(_ root: Node) -> Bool {
    isParameter(root["Parameter"])
      || root["Parameters"]?.elements?.contains { isParameter($0) } ?? false
      || root["AssociationDescription"]?["AssociationId"] != nil
      || root["Associations"]?.elements?.contains {
        $0["AssociationId"] != nil && $0["Name"] != nil
      }
        ?? false
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
    return output.declarations
  }

  private static func isParameter(_ node: Node?) -> Bool {
    node?["Name"] != nil && node?["Type"] != nil && node?["Value"] != nil
  }
}
