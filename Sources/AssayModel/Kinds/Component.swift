package import Records

extension Schema {
  /// An Image Builder component, or a component document by itself.
  package static let component = Schema(
    "component",
    doc: "An Image Builder component, or a component document by itself.",
    collectors: ["imagebuilder:GetComponent"],
    fields: Field.common + [
      Field("arn", .string, .optional, "ARN of this build version."),
      Field("version", .string, .optional, "Semantic version; a bare document has none."),
      Field("description", .string, .optional, "Description."),
      Field("changeDescription", .string, .optional, "What changed in this version."),
      Field(
        "platform", .string, .optional,
        "Operating system family; a bare document states none.",
        values: ["Linux", "Windows", "macOS"]),
      Field("type", .string, .optional, "Whether it builds or tests.", values: ["BUILD", "TEST"]),
      Field(
        "supportedOsVersions", .list(.string), .optional,
        "Operating system versions it is offered for."),
      Field("uri", .string, .optional, "S3 address of the document when it is not inline."),
      Field("kmsKeyId", .string, .optional, "Key that encrypts the component."),
      Field(
        "encrypted", .bool, .optional,
        "Whether the service reports the component as encrypted."),
      Field("state", .string, .optional, "Life-cycle state of the component."),
      Field("dateCreated", .timestamp, .optional, "When this version was made."),
      Field(
        "document", .record("toe_document"), .required,
        "The parsed document; unknown when it stands elsewhere."),
      Field(
        "installsSsmAgent", .bool, .required,
        "Whether a step installs or updates the SSM agent.",
        derived: true),
      Field(
        "removesSsmAgent", .bool, .required,
        "Whether a step removes the SSM agent.",
        derived: true),
      Field(
        "installsCloudwatchAgent", .bool, .required,
        "Whether a step installs the CloudWatch agent.",
        derived: true),
      Field(
        "configuresCloudwatchAgent", .bool, .required,
        "Whether a step gives that agent a configuration.",
        derived: true),
      Field(
        "startsCloudwatchAgent", .bool, .required,
        "Whether a step starts that agent or enables it.",
        derived: true),
    ])
}
