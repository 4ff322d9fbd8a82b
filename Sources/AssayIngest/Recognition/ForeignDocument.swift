import Documents

/// Says what a parsed document is that is no input of ours.
enum ForeignDocument {
  /// When nothing better can be said.
  static let unknown = "in no format that is read"

  /// Documents of others that hold keys which ours have too.
  static func isDefinitelyForeign(_ root: Node) -> Bool {
    isTestOfGuard(root) || isProviderSchema(root) || isOfAnotherService(root)
      || StrayEvidence.isThing(root)
      || root["$schema"]?.text?.contains("schema.management.azure.com") ?? false
  }

  /// Whether it is an answer of another service, whose list is called like one of EC2's.
  ///
  /// WorkSpaces applications have `Fleets` and `Images` too, caches and warehouses have `Snapshots`: their things
  /// say by their ARNs whose they are.
  static func isOfAnotherService(_ root: Node) -> Bool {
    ["Fleets", "Images", "Snapshots", "Volumes", "Subnets"].contains { key in
      guard let elements = root[key]?.elements, !elements.isEmpty else { return false }
      return elements.allSatisfy { element in
        ["Arn", "ARN", "ResourceARN", "SnapshotArn"].contains { name in
          element[name]?.text.flatMap { ARNText($0) }.map { $0.service != "ec2" } ?? false
        }
      }
    }
  }

  /// What a document is, as far as its keys tell.
  static func reason(_ root: Node, path: String) -> String {
    if let elements = root.elements { return reason(list: elements) }
    guard root.pairs != nil else { return "a text" }
    if isProviderSchema(root) { return "a CloudFormation resource schema" }
    if isOfAnotherService(root) { return "an answer of another service" }
    for (keys, reason) in marks where keys.allSatisfy({ root[$0] != nil }) { return reason }
    if root["$schema"] != nil { return "a JSON schema, or a document of one" }
    if isFleetPath(path) { return fleet }
    return unknown
  }

  private static let fleet = "fleet data, read by `assay audit`"
  static let lines = "lines of JSON: \(fleet)"

  /// The same reason where that is what reads it.
  static func reasonInSnapshot(_ reason: String) -> String {
    switch reason {
    case fleet: "fleet data that no rule asks for"
    case lines: "lines of JSON \(unknown)"
    default: reason
    }
  }

  /// Keys that together tell what a document is.
  private static let marks: [([String], String)] = [
    (["Entities"], "counts of inventory, or items that are no nodes"),
    (["TypeName", "Entries"], fleet),
    (["Patches"], fleet), (["ComplianceSummaryItems"], fleet),
    (["InstanceAssociationStatusInfos"], fleet), (["InventoryDeletions"], fleet),
    (
      ["AttachedPolicies"],
      "a role's attached policies, without the role's name; give `iam get-account-authorization-details`"
    ),
    (
      ["PolicyNames"],
      "names of a role's policies, without the role's name; give `iam get-role-policy`"
    ),
    (["schemaVersion", "mainSteps"], "a Systems Manager document"),
    (["schemaVersion", "runtimeConfig"], "a Systems Manager document"),
    (["action", "inputs"], "a step of a component, not a whole document"),
    (
      ["LaunchTemplates"],
      "launch templates without content; give `ec2 describe-launch-template-versions`"
    ),
    (["resource"], "Terraform configuration; give the plan instead: `terraform show -json`"),
    (["lineage", "terraform_version"], "a Terraform state; give a plan: `terraform show -json`"),
    (["values", "terraform_version"], "a Terraform state; give a plan: `terraform show -json`"),
    (["version", "phases"], "a CodeBuild build specification"),
    (["apiVersion", "kind"], "a Kubernetes manifest"), (["jobs", "on"], "a workflow of GitHub"),
    (["jobs"], "a workflow of continuous integration"), (["services"], "a Compose file"),
    (["openapi"], "an OpenAPI description"), (["swagger"], "an OpenAPI description"),
    (["builders"], "a Packer template; Packer's builds are not judged"),
    (["repos"], "settings of pre-commit"), (["dependencies", "name"], "a package description"),
    (["requestId"], "an answer of Image Builder without a resource"),
  ]

  private static func reason(list elements: [Node]) -> String {
    guard let first = elements.first else { return "an empty list" }
    if isTestOfGuard(first) { return "tests of CloudFormation Guard" }
    let plays = [
      "hosts", "tasks", "include_tasks", "import_tasks", "import_playbook", "block", "roles",
    ]
    if plays.contains(where: { first[$0] != nil }) { return "an Ansible playbook or task list" }
    if first["action"] != nil, first["inputs"] != nil {
      return "steps of a component, not a whole document"
    }
    let isTask =
      first["name"] != nil
      && elements.contains { element in
        element.pairs?.contains { $0.key.scalar?.text.contains(".") ?? false } ?? false
          || element["when"] != nil || element["register"] != nil || element["become"] != nil
      }
    return isTask ? "an Ansible playbook or task list" : "a list in no format that is read"
  }

  private static func isTestOfGuard(_ root: Node) -> Bool {
    if let elements = root.elements {
      return elements.first.map { $0["input"] != nil && $0["expectations"] != nil } ?? false
    }
    return root["input"] != nil && root["expectations"] != nil
  }

  private static func isProviderSchema(_ root: Node) -> Bool {
    root["typeName"] != nil && root["definitions"] != nil
  }

  /// A key of Resource Data Sync: `AWS:Application/accountid=…/region=…/…`.
  private static func isFleetPath(_ path: String) -> Bool {
    path.contains("/accountid=") || path.contains("resourcetype=ManagedInstanceInventory")
  }
}
