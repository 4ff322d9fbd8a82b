import AssayModel
import Documents
import Records

extension RecordMapping {
  /// An IAM role with the policies that stand inside it.
  static let role = RecordMapping(
    .role, casing: .pascal,
    [
      .init("arn", cfn: .notCarried),
      .init("name", at: "roleName", tf: "name"),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("path"),
      .init("description"),
      .init(
        "trustPolicy", at: "assumeRolePolicyDocument", tf: "assume_role_policy",
        as: .custom(PolicyDocumentReading.read)),
      .init(
        "inlinePolicies", api: "RolePolicyList", cfn: "Policies", tf: "inline_policy",
        unset: .otherCall("iam:ListRolePolicies", templates: .none),
        as: .custom(inlinePolicies)),
      .init(
        "attachedPolicies", api: "AttachedManagedPolicies", cfn: "ManagedPolicyArns",
        tf: "managed_policy_arns",
        unset: .otherCall("iam:ListAttachedRolePolicies", templates: .none),
        as: .custom(attachedPolicies)),
      .init(
        "permissionsBoundaryArn", api: "PermissionsBoundary.PermissionsBoundaryArn",
        cfn: "PermissionsBoundary", tf: "permissions_boundary"),
      .init("maxSessionDuration"),
    ])

  /// Names only: the documents are resources of their own, made by `InlinePolicies`.
  private static func inlinePolicies(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    PolicyDocumentReading.list(datum, &reader) { element, reader in
      if element.entries?.isEmpty ?? false { return .stated(.string(""), at: element.origin) }
      guard let name = element["PolicyName"] ?? element["name"] else {
        return reader.unreadable(element, "an inline policy")
      }
      return RolePolicy.inline(name: reader.draft(name, as: .string), at: element.origin)
    }.map { value in
      // Terraform's empty `inline_policy` block removes all inline policies.
      guard case .list(let elements) = value else { return value }
      return .list(elements.filter { $0.text == nil })
    }
  }

  private static func attachedPolicies(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    PolicyDocumentReading.list(datum, &reader) { element, reader in
      RolePolicy.attached(element["PolicyArn"] ?? element, &reader)
    }
  }

  /// An instance profile.
  static let instanceProfile = RecordMapping(
    .instanceProfile, casing: .pascal,
    [
      .init("arn", cfn: .notCarried),
      .init("name", at: "instanceProfileName", tf: "name"),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("path"),
      .init(
        "roleName", at: "roles", tf: "role", unset: .told("Roles"),
        as: .custom { datum, reader in
          only(datum, &reader, as: .string)
        }),
      .init(
        "role", at: "roles", tf: "role", unset: .told("Roles"),
        as: .custom { datum, reader in
          only(datum, &reader, as: .reference("role"))
        }),
    ])

  /// A profile holds at most one role, in a list.
  private static func only(
    _ datum: Datum, _ reader: inout DatumReader, as type: FieldType
  ) -> Draft {
    let roles = datum.elements ?? [datum]
    guard let role = roles.first(where: { !$0.isNull }) else { return .absent(at: datum.origin) }
    let name = type == .string ? role["RoleName"] : role["Arn"] ?? role["RoleName"]
    return reader.draft(name ?? role, as: type)
  }

  /// A managed policy, or one that stands alone inside an account.
  static let iamPolicy = RecordMapping(
    .iamPolicy, casing: .pascal,
    [
      .init("arn", cfn: .notCarried),
      .init("name", at: "policyName|managedPolicyName", tf: "name"),
      .init("tags", tf: "tags_all|tags", as: .tags),
      .init("path"),
      .init("description"),
      .init(
        "document", at: "policyDocument|document", tf: "policy",
        unset: .unknown(.notCollected, "the document was not given"),
        as: .custom(PolicyDocumentReading.read)),
    ])
}

/// One policy of a role.
enum RolePolicy {
  /// An inline policy by its name; who makes the resource of its document sets the reference.
  static func inline(name: Draft, at origin: Origin?) -> Draft {
    var record = DraftRecord(.rolePolicy, origin: origin)
    record["name"] = name
    record["awsManaged"] = .stated(.bool(false), at: origin)
    record["policy"] = .unknown(
      UnknownReason(.notCollected, "the document was not given"), at: origin)
    return .stated(.record(record), at: origin)
  }

  /// A managed policy by its ARN, or by a link to one of the same input.
  static func attached(_ arn: Datum, _ reader: inout DatumReader) -> Draft {
    if case .unknown(let reason) = arn.content { return .unknown(reason, at: arn.origin) }
    var record = DraftRecord(.rolePolicy, origin: arn.origin)
    record["arn"] = reader.draft(arn, as: .string)
    record["policy"] = reader.draft(arn, as: .reference("iam_policy"))
    if case .link = arn.content {
      record["name"] = record["arn"]
      record["awsManaged"] = .stated(.bool(false), at: arn.origin)
    } else {
      let parts = record["arn"].text.flatMap { ARNText($0) }
      record["name"] = record["arn"].map { .string(parts?.lastPart ?? $0.string ?? "") }
      record["awsManaged"] = record["arn"].map { _ in .bool(parts?.isAWSManaged ?? false) }
    }
    return .stated(.record(record), at: arn.origin)
  }
}

extension DraftValue {
  /// The text, when it is one.
  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
