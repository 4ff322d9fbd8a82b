import AssayModel
import Documents
import Records

/// Outputs of IAM's calls (IAM API reference; AWS CLI `iam`).
///
/// Some outputs do not say whose they are (`list-attached-role-policies`): those are not read.
enum IAMOutput {
  static func isOne(_ root: Node) -> Bool {
    ["Role", "InstanceProfile", "Policy", "PolicyVersion"].contains { root[$0]?.pairs != nil }
      && (root["Role"]?["RoleName"] ?? root["InstanceProfile"]?["InstanceProfileName"]
        ?? root["Policy"]?["PolicyName"] ?? root["PolicyVersion"]?["Document"]) != nil
      || lists.contains { root[$0]?.elements?.allSatisfy { $0.pairs != nil } ?? false }
      || isInlinePolicy(root)
  }

  private static let lists = [
    "Roles", "RoleDetailList", "InstanceProfiles", "UserDetailList", "GroupDetailList", "Policies",
  ]

  private static func isInlinePolicy(_ root: Node) -> Bool {
    root["PolicyDocument"] != nil && root["PolicyName"] != nil
      && ["RoleName", "UserName", "GroupName"].contains { root[$0] != nil }
  }

  static func declarations(in document: Document) -> [DeclaredResource] {
    var output = APIDocument(document)
    let root = document.root
    if let role = root["Role"] { addRole(role, to: &output) }
    for key in ["Roles", "RoleDetailList"] {
      for role in root[key]?.elements ?? [] { addRole(role, to: &output) }
    }
    if let profile = root["InstanceProfile"] { addProfile(profile, to: &output) }
    for profile in root["InstanceProfiles"]?.elements ?? [] { addProfile(profile, to: &output) }
    addPolicies(to: &output)
    output.addAll("iam_user", under: "UserDetailList", names: ["UserName"], keys: ["Arn"])
    output.addAll("iam_group", under: "GroupDetailList", names: ["GroupName"], keys: ["Arn"])
    if isInlinePolicy(root) { addInlinePolicy(to: &output) }
    return output.declarations
  }

  private static func addRole(_ node: Node, to output: inout APIDocument) {
    output.add("role", node, names: ["RoleName"], keys: ["Arn"])
    for profile in node["InstanceProfileList"]?.elements ?? [] {
      output.add("instance_profile", profile, names: ["InstanceProfileName"], keys: ["Arn"])
    }
  }

  /// A profile holds its role, without policies and whatever else only the role's own calls tell.
  private static func addProfile(_ node: Node, to output: inout APIDocument) {
    output.add("instance_profile", node, names: ["InstanceProfileName"], keys: ["Arn"])
    for role in node["Roles"]?.elements ?? [] {
      output.add("role", role, names: ["RoleName"], keys: ["Arn"], form: .summary)
    }
  }

  /// The default version of a policy is the one in force.
  private static func addPolicies(to output: inout APIDocument) {
    let root = output.document.root
    if let policy = root["Policy"] {
      output.add("iam_policy", policy, names: ["PolicyName"], keys: ["Arn"])
    }
    if let version = root["PolicyVersion"], root["Policy"] == nil {
      output.add("iam_policy", version, names: [])
    }
    for policy in root["Policies"]?.elements ?? [] {
      var datum = Datum(policy, in: output.document.file)
      let versions = datum["PolicyVersionList"]?.elements ?? []
      if let current = versions.first(where: { $0["IsDefaultVersion"]?.scalarText == "true" }),
        let document = current["Document"]
      {
        datum = datum.adding([
          Datum.Entry(key: "PolicyDocument", keyRange: document.range, value: document)
        ])
      }
      output.add("iam_policy", datum, names: ["PolicyName"], keys: ["Arn"])
    }
  }

  private static func addInlinePolicy(to output: inout APIDocument) {
    let root = output.document.root
    let holder = ["RoleName", "UserName", "GroupName"].first { root[$0] != nil } ?? "RoleName"
    let types = ["RoleName": "role_policy", "UserName": "user_policy", "GroupName": "group_policy"]
    let name = [root[holder]?.text, root["PolicyName"]?.text].compactMap { $0 }
    output.add(
      types[holder] ?? "role_policy",
      Datum(root, in: output.document.file).named(name.joined(separator: "/")),
      names: [Datum.nameKey])
  }
}

extension Datum {
  /// The key under which `named` keeps a name that is put together.
  static let nameKey = "#name"

  /// This map with a name of its own making.
  func named(_ name: String) -> Datum {
    adding([
      Entry(
        key: Self.nameKey, keyRange: range,
        value: Datum(.scalar(Scalar(name, style: .doubleQuoted)), file: file, range: range))
    ])
  }
}
