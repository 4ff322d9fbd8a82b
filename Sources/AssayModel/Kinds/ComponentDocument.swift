package import Records

extension Schema {
  /// A component document, flat: its phases, and over all phases what they do.
  package static let toeDocument = Schema(
    "toe_document",
    doc: "A component document, flat: its phases, and over all phases what they do.",
    fields: [
      Field("name", .string, .optional, "Name that the document gives itself."),
      Field("description", .string, .optional, "Description."),
      Field("schemaVersion", .string, .required, "Version of the document language, as text."),
      Field(
        "parameters", .list(.record("toe_parameter")), .required,
        "Parameters; unset is none.",
        key: "name"),
      Field(
        "constants", .list(.record("toe_constant")), .required,
        "Constants; unset is none.",
        key: "name"),
      Field("phases", .list(.record("toe_phase")), .required, "Phases in file order.", key: "name"),
      Field(
        "steps", .list(.record("toe_step")), .required,
        "Steps of all phases, in file order.",
        key: "id"),
      Field(
        "downloads", .list(.record("toe_download")), .required,
        "What the steps fetch, in file order."),
      Field(
        "uploads", .list(.record("toe_upload")), .required,
        "What the steps send to S3, in file order."),
      Field(
        "files", .list(.record("toe_file")), .required,
        "Files that the steps write with content, in file order."),
    ])

  /// One parameter of a component document.
  package static let toeParameter = Schema(
    "toe_parameter",
    doc: "One parameter of a component document.",
    fields: [
      Field("name", .string, .required, "Name; the only key of its list element."),
      Field("type", .string, .optional, "Type; `string` in practice."),
      Field("defaultValue", .string, .optional, "Default value.", sensitive: true),
      Field("description", .string, .optional, "Description."),
      Field("allowedValues", .list(.string), .optional, "Values that are allowed."),
    ])

  /// One constant of a component document.
  package static let toeConstant = Schema(
    "toe_constant",
    doc: "One constant of a component document.",
    fields: [
      Field("name", .string, .required, "Name; the only key of its list element."),
      Field("type", .string, .optional, "Type; `string` in practice."),
      Field("value", .string, .required, "Value, as text.", sensitive: true),
    ])

  /// One phase of a component document.
  package static let toePhase = Schema(
    "toe_phase",
    doc: "One phase of a component document.",
    fields: [
      Field("name", .string, .required, "`build`, `validate`, `test` or a name of one's own."),
      Field("stepCount", .int, .required, "Number of its steps.", derived: true),
    ])

  /// One step of a phase: an action with its inputs.
  package static let toeStep = Schema(
    "toe_step",
    doc: "One step of a phase: an action with its inputs.",
    fields: [
      Field(
        "id", .string, .required,
        "Phase and name, joined by a dot: unique in the document.",
        derived: true),
      Field("phase", .string, .required, "Name of its phase."),
      Field("name", .string, .required, "Name, unique in its phase."),
      Field("action", .string, .required, "Action module, such as `ExecuteBash`."),
      Field(
        "script", .bool, .required,
        "Whether the action runs commands or a binary.",
        derived: true),
      Field("timeoutSeconds", .int, .optional, "Time limit; -1 is none, unset is 7200.", unit: "s"),
      Field(
        "onFailure", .string, .optional,
        "What a failure does; unset is `Abort`.",
        values: ["Abort", "Continue", "Ignore"]),
      Field("maxAttempts", .int, .optional, "Number of attempts; unset is 1."),
      Field("loops", .bool, .required, "Whether the step repeats over a loop; unset is false."),
      Field("condition", .bool, .required, "Whether an `if` guards the step; unset is false."),
      Field(
        "commands", .list(.string), .required,
        "Commands in order; none for other actions.",
        sensitive: true),
      Field(
        "commandText", .string, .required,
        "Commands, path and arguments, a line each; empty for others.",
        sensitive: true, derived: true),
      Field("path", .string, .optional, "Executable or file that the step works on."),
      Field(
        "arguments", .list(.string), .required,
        "Arguments of a binary; unset is none.",
        sensitive: true),
    ])

  /// One download, from S3, the web or of a document to execute.
  package static let toeDownload = Schema(
    "toe_download",
    doc: "One download, from S3, the web or of a document to execute.",
    fields: [
      Field("step", .string, .required, "The step that does it, as `phase.step`."),
      Field("source", .string, .required, "Address that is fetched; may hold `{{ }}` expressions."),
      Field(
        "kind", .string, .required,
        "What is fetched, by its action.",
        values: ["s3", "web", "document"], derived: true),
      Field("destination", .string, .optional, "Path that it is written to."),
      Field("checksum", .string, .optional, "Expected digest, in hexadecimal."),
      Field(
        "checksumAlgorithm", .string, .optional,
        "Digest algorithm.",
        values: ["MD5", "SHA1", "SHA256", "SHA512"]),
      Field("expectedBucketOwner", .string, .optional, "Account that must own the bucket."),
      Field(
        "ignoreCertificateErrors", .bool, .required,
        "Whether a bad certificate is accepted; unset is false."),
    ])

  /// One upload to S3.
  package static let toeUpload = Schema(
    "toe_upload",
    doc: "One upload to S3.",
    fields: [
      Field("step", .string, .required, "The step that does it, as `phase.step`."),
      Field("source", .string, .required, "Path that is sent."),
      Field("destination", .string, .required, "Address that it is written to."),
      Field("expectedBucketOwner", .string, .optional, "Account that must own the bucket."),
    ])

  /// One file that a step writes.
  package static let toeFile = Schema(
    "toe_file",
    doc: "One file that a step writes.",
    fields: [
      Field("step", .string, .required, "The step that does it, as `phase.step`."),
      Field("path", .string, .required, "Path of the file."),
      Field("content", .string, .optional, "Content as stated.", sensitive: true),
      Field("permissions", .string, .optional, "Permissions, in octal notation."),
    ])
}
