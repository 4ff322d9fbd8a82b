package import CEL
package import Records
import Vectors

/// Records with a field of every type, for expressions that nobody would write.
package enum FuzzFleet {
  package static let schemas = SchemaSet([
    Schema(
      "instance", doc: "An instance.",
      fields: [
        Field("id", .string, .required, "Id."),
        Field("name", .string, .optional, "Name."),
        Field("state", .string, .required, "State.", values: ["running", "stopped"]),
        Field("encrypted", .bool, .optional, "Whether it is."),
        Field("hops", .int, .required, "Hop limit."),
        Field("load", .double, .optional, "Load."),
        Field("launched", .timestamp, .optional, "When it started."),
        Field("uptime", .duration, .optional, "How long it runs."),
        Field("tags", .map(.string), .optional, "Tags."),
        Field("counts", .map(.int), .required, "Counts."),
        Field("flags", .list(.string), .required, "Flags."),
        Field("ports", .list(.int), .optional, "Ports."),
        Field("nested", .list(.list(.bool)), .optional, "Lists in a list."),
        Field("volumes", .list(.record("volume")), .required, "Volumes.", key: "device"),
        Field("spare", .record("volume"), .optional, "A record in a record."),
        Field("byName", .map(.record("volume")), .optional, "Records by name."),
        Field("image", .reference("image"), .optional, "Its image."),
      ]),
    Schema(
      "volume", doc: "A volume.",
      fields: [
        Field("device", .string, .required, "Device."),
        Field("size", .int, .optional, "Size."),
        Field("encrypted", .bool, .optional, "Whether it is."),
        Field("parts", .list(.record("volume")), .optional, "Its parts."),
      ]),
    Schema(
      "image", doc: "An image.",
      fields: [
        Field("id", .string, .required, "Id."),
        Field("version", .string, .optional, "Version."),
        Field("instance", .reference("instance"), .optional, "Back."),
      ]),
  ])

  package static let environment: Environment = {
    var environment = Environment(
      variables: [
        "resource": Environment.Variable(.record("instance")),
        "now": Environment.Variable(.timestamp),
      ], schemas: schemas)
    environment.addPackFunctions()
    return environment
  }()

  static let variables = [
    Vector.Variable("resource", .record("instance")), Vector.Variable("now", .timestamp),
  ]

  /// An instance from a seed, as the variable `resource`, with the image that it leads to.
  package static func context(seed: UInt64, limits: Limits) -> (context: Context, block: BlockID) {
    var records = RecordGenerator(seed: seed, schemas)
    var builder = RecordBuilder(schemas: schemas)
    let links = records.random.chance(70) ? ["image": "image", "instance": "instance"] : [:]
    let block = builder.add(records.record("instance", links: links))
    let image = builder.add(records.record("image", links: links))
    builder.resolveReferences { ["image": image, "instance": block][$0] }
    let context = Context(
      RecordSource(builder.finish()), activation: Activation(["resource": .record(block)]),
      now: Timestamp(seconds: 1_795_305_600), limits: limits)
    return (context, block)
  }
}
