package import Records

extension Schema {
  /// An Image Builder workflow, or a workflow document by itself.
  package static let workflow = Schema(
    "workflow",
    doc: "An Image Builder workflow, or a workflow document by itself.",
    collectors: ["imagebuilder:GetWorkflow"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN of this build version."),
      Field("version", .string, .optional, "Semantic version; a bare document has none."),
      Field("description", .string, .optional, "Description."),
      Field(
        "type", .string, .optional,
        "Stage that it replaces.",
        values: ["BUILD", "TEST", "DISTRIBUTION"]),
      Field("uri", .string, .optional, "S3 address of the document when it is not inline."),
      Field("kmsKeyId", .string, .optional, "Key that encrypts the workflow."),
      Field(
        "document", .record("workflow_document"), .required,
        "The parsed document; unknown when it stands elsewhere."),
    ])

  /// A workflow document: parameters and steps.
  package static let workflowDocument = Schema(
    "workflow_document",
    doc: "A workflow document: parameters and steps.",
    fields: [
      Field("name", .string, .optional, "Name that the document gives itself."),
      Field("description", .string, .optional, "Description."),
      Field("schemaVersion", .string, .required, "Version of the document language, as text."),
      Field(
        "parameters", .list(.record("workflow_parameter")), .required,
        "Parameters; unset is none.",
        key: "name"),
      Field(
        "steps", .list(.record("workflow_step")), .required,
        "Steps in file order.",
        key: "name"),
    ])

  /// One parameter of a workflow document.
  package static let workflowParameter = Schema(
    "workflow_parameter",
    doc: "One parameter of a workflow document.",
    fields: [
      Field("name", .string, .required, "Name."),
      Field(
        "type", .string, .required,
        "Type.",
        values: ["string", "integer", "boolean", "stringList"]),
      Field("defaultValue", .string, .optional, "Default value, as text."),
      Field("description", .string, .optional, "Description."),
    ])

  /// One step of a workflow.
  package static let workflowStep = Schema(
    "workflow_step",
    doc: "One step of a workflow.",
    fields: [
      Field("name", .string, .required, "Name, unique in the document."),
      Field("action", .string, .required, "Action, such as `WaitForAction`."),
      Field(
        "unconditional", .bool, .required,
        "Whether it always runs: no `if`, or one that is always true.",
        derived: true),
      Field(
        "onFailure", .string, .optional,
        "What a failure does; unset is `Abort`.",
        values: ["Abort", "Continue"]),
      Field("timeoutSeconds", .int, .optional, "Time limit.", unit: "s"),
      Field("rollback", .bool, .optional, "Whether a failure rolls back what the step made."),
      Field("snsTopicArn", .string, .optional, "Topic that a waiting step tells."),
      Field(
        "terminatesInstance", .bool, .required,
        "Whether the step ends the build or test instance.",
        derived: true),
    ])
}
