import AssayModel
import Documents
import Records

/// Outputs of Systems Manager's calls: associations, parameters, and what nodes report.
enum SystemsManagerOutput {
  static func isOne(_ root: Node) -> Bool {
    isParameter(root["Parameter"])
      || root["Parameters"]?.elements?.contains { isParameter($0) } ?? false
      || root["AssociationDescription"]?["AssociationId"] != nil
      || root["Associations"]?.elements.map(isOfAssociations) ?? false
      || isAboutNodes(root)
  }

  /// An empty list is an answer, too.
  private static func isOfAssociations(_ elements: [Node]) -> Bool {
    elements.isEmpty || elements.contains { $0["AssociationId"] != nil && $0["Name"] != nil }
  }

  private static func isAboutNodes(_ root: Node) -> Bool {
    isList(root, "InstanceInformationList", of: "InstanceId")
      || isList(root, "InstancePatchStates", of: "InstanceId")
      || isList(root, "ResourceComplianceSummaryItems", of: "ResourceId")
      || isList(root, "ComplianceItems", of: "ResourceId")
      || isListOfNodes(root)
      || root["TypeName"] != nil && root["InstanceId"] != nil && root["Entries"]?.elements != nil
  }

  /// Entities of inventory, not those of counts or of items that have ids as well (`get-ops-summary`).
  private static func isListOfNodes(_ root: Node) -> Bool {
    root["Entities"]?.elements?.allSatisfy { isNodeID($0["Id"]) } ?? false
  }

  private static func isNodeID(_ node: Node?) -> Bool {
    node?.text.map { $0.hasPrefix("i-") || $0.hasPrefix("mi-") } ?? false
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
    addNodes(in: document, to: &output)
    return output.declarations
  }

  private static func addNodes(in document: Document, to output: inout APIDocument) {
    addTimed("managed_node", under: "InstanceInformationList", "LastPingDateTime", &output)
    addTimed("node_patch_state", under: "InstancePatchStates", "OperationEndTime", &output)
    output.addAll("node_inventory", under: "Entities", names: ["Id"], keys: ["Id"])
    if document.root["Entries"] != nil {
      output.add("node_inventory", document.root, names: ["InstanceId"], keys: ["InstanceId"])
    }
    addCompliance(under: "ResourceComplianceSummaryItems", &output)
    addCompliance(under: "ComplianceItems", &output)
  }

  /// Adds elements with the time of the answer: that of the latest event in it.
  private static func addTimed(
    _ type: String, under key: String, _ event: String, _ output: inout APIDocument
  ) {
    let file = output.document.file
    let elements = (output.document.root[key]?.elements ?? []).map { Datum($0, in: file) }
    let latest = elements.compactMap { $0[event] }.compactMap { datum in
      datum.scalarText.flatMap { InventoryTime.instant($0) }.map { (instant: $0, datum: datum) }
    }.max { $0.instant < $1.instant }
    for element in elements {
      let entries = latest.map {
        [Datum.Entry(key: "AssayAnswered", keyRange: $0.datum.range, value: $0.datum)]
      }
      output.add(
        type, element.adding(entries ?? []), names: ["InstanceId"], keys: ["InstanceId"])
    }
  }

  /// Adds one node for all the rows that speak of it; rows about other things are left out.
  private static func addCompliance(under key: String, _ output: inout APIDocument) {
    let file = output.document.file
    guard let list = output.document.root[key] else { return }
    var ids: [String] = []
    var rows: [String: [Datum]] = [:]
    for node in list.elements ?? [] {
      let row = Datum(node, in: file)
      guard let id = row["ResourceId"]?.scalarText,
        row["ResourceType"]?.scalarText ?? "ManagedInstance" == "ManagedInstance"
      else { continue }
      if rows[id] == nil { ids.append(id) }
      rows[id, default: []].append(row)
    }
    for id in ids {
      guard let own = rows[id], let first = own.first, let name = first["ResourceId"] else {
        continue
      }
      let content = Datum.Content.map([
        Datum.Entry(key: "InstanceId", keyRange: name.range, value: name),
        Datum.Entry(
          key: "Rows", keyRange: first.range,
          value: Datum(.list(own), file: file, range: first.range)),
      ])
      output.add(
        "node_compliance", Datum(content, file: file, range: first.range), names: ["InstanceId"],
        keys: ["InstanceId"])
    }
  }

  /// A list of objects that all have a key; an empty one is one too.
  private static func isList(_ root: Node, _ key: String, of member: String) -> Bool {
    root[key]?.elements?.allSatisfy { $0[member] != nil } ?? false
  }

  private static func isParameter(_ node: Node?) -> Bool {
    node?["Name"] != nil && node?["Type"] != nil && node?["Value"] != nil
  }
}
