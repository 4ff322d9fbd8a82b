package import Records

extension Schema {
  /// A Systems Manager association: a document kept applied to targets.
  package static let ssmAssociation = Schema(
    "ssm_association",
    doc: "A Systems Manager association: a document kept applied to targets.",
    collectors: ["ssm:DescribeAssociation"],
    fields: Field.common + [
      Field("associationId", .string, .optional, "Id."),
      Field("documentName", .string, .required, "Document that is applied."),
      Field("documentVersion", .string, .optional, "Version of the document."),
      Field(
        "scheduleExpression", .string, .optional,
        "Cron or rate expression; unset: once, and on change."),
      Field("targets", .list(.record("ssm_target")), .required, "Targets; unset is none."),
      Field(
        "parameters", .map(.list(.string)), .optional,
        "Parameters passed to the document.",
        sensitive: true),
      Field("complianceSeverity", .string, .optional, "Severity of a failed association."),
      Field("outputBucket", .string, .optional, "S3 bucket of the output."),
      Field("maxErrors", .string, .optional, "Failures that stop it, as number or percentage."),
      Field("status", .string, .optional, "Status, where described."),
    ])

  /// One target selector of an association.
  package static let ssmTarget = Schema(
    "ssm_target",
    doc: "One target selector of an association.",
    fields: [
      Field("key", .string, .required, "`InstanceIds`, `tag:NAME` or another key."),
      Field("values", .list(.string), .required, "Values that match."),
    ])
}
