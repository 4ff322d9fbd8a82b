package import Records

extension Schema {
  /// An IAM policy document, one element per statement.
  package static let policyDocument = Schema(
    "policy_document",
    doc: "An IAM policy document, one element per statement.",
    fields: [
      Field(
        "version", .string, .optional,
        "Version of the policy language; unset is `2008-10-17`."),
      Field("policyId", .string, .optional, "Id that the document gives itself."),
      Field(
        "statements", .list(.record("policy_statement")), .required,
        "Statements in file order."),
    ])

  /// One statement of a policy document; a single value is a list of one.
  package static let policyStatement = Schema(
    "policy_statement",
    doc: "One statement of a policy document; a single value is a list of one.",
    fields: [
      Field("sid", .string, .optional, "Id of the statement."),
      Field("effect", .string, .required, "Effect.", values: ["Allow", "Deny"]),
      Field("actions", .list(.string), .required, "Actions; unset is none."),
      Field("notActions", .list(.string), .required, "All actions but these; unset is none."),
      Field("resources", .list(.string), .required, "Resources; unset is none."),
      Field("notResources", .list(.string), .required, "All resources but these; unset is none."),
      Field(
        "anyResource", .bool, .required,
        "Whether a resource is `*`; a template's ARN of a resource isn't.",
        derived: true),
      Field(
        "principals", .list(.record("policy_principal")), .required,
        "Principals; unset is none."),
      Field(
        "notPrincipals", .list(.record("policy_principal")), .required,
        "All principals but these; unset is none."),
      Field(
        "conditions", .list(.record("policy_condition")), .required,
        "Conditions; unset is none."),
    ])

  /// One principal of a statement.
  package static let policyPrincipal = Schema(
    "policy_principal",
    doc: "One principal of a statement.",
    fields: [
      Field(
        "type", .string, .required,
        "Kind of principal; `*` when everybody is meant.",
        values: ["AWS", "Service", "Federated", "CanonicalUser", "*"]),
      Field("id", .string, .required, "ARN, account, service or `*`."),
    ])

  /// One condition of a statement: operator, key and values.
  package static let policyCondition = Schema(
    "policy_condition",
    doc: "One condition of a statement: operator, key and values.",
    fields: [
      Field("operator", .string, .required, "Operator as spelled, such as `StringEquals`."),
      Field("key", .string, .required, "Condition key as spelled."),
      Field("values", .list(.string), .required, "Values, as text."),
    ])
}
