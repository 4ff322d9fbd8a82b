import CEL
import Records

/// Instances to measure over: all of one shape, each with content of its own, so that nothing is
/// won by remembering the answer for the one before.
struct InstanceFleet {
  static let count = 16
  private static let volumes = 10
  private static let groups = 3
  private static let permissions = 5
  private static let sources = 4
  private static let packages = 400

  /// The same facts before they are laid out.
  let drafts: [DraftRecord]
  let source: RecordSource
  /// The instances, in the order of `drafts`.
  let records: [BlockID]

  init() {
    drafts = (0..<Int64(Self.count)).map(Self.instance)
    var builder = RecordBuilder(schemas: Self.schemas)
    records = drafts.map { builder.add($0) }
    source = RecordSource(builder.finish())
  }

  private static let volume = Schema(
    "volume", doc: "A volume.",
    fields: [
      Field("device", .string, .required, "Device."),
      Field("encrypted", .bool, .required, "Whether it is."),
      Field("size", .int, .required, "Size.", unit: "GiB"),
      Field("kind", .string, .optional, "Kind."),
    ])
  private static let permission = Schema(
    "permission", doc: "What a security group lets in.",
    fields: [
      Field("fromPort", .int, .required, "First port."),
      Field("toPort", .int, .required, "Last port."),
      Field("sources", .list(.string), .required, "Ranges."),
    ])
  private static let group = Schema(
    "group", doc: "A security group.",
    fields: [
      Field("name", .string, .required, "Name."),
      Field("ingress", .list(.record("permission")), .required, "What it lets in."),
    ])
  private static let package = Schema(
    "package", doc: "An installed package.",
    fields: [
      Field("name", .string, .required, "Name."),
      Field("version", .string, .required, "Version."),
      Field("arch", .string, .required, "Architecture."),
    ])
  private static let instance = Schema(
    "instance", doc: "An instance.",
    fields: [
      Field("state", .string, .required, "State."),
      Field("name", .string, .optional, "Name."),
      Field("ebsOptimized", .bool, .required, "Whether it is."),
      Field("hops", .int, .required, "Hop limit of its metadata."),
      Field("volumes", .list(.record("volume")), .required, "Its volumes.", key: "device"),
      Field("groups", .list(.record("group")), .required, "Its security groups."),
      Field("packages", .list(.record("package")), .required, "Its packages.", key: "name"),
    ])

  static let schemas = SchemaSet([instance, volume, group, permission, package])

  static let environment: Environment = {
    var environment = Environment(
      variables: ["resource": Environment.Variable(.record("instance"))], schemas: schemas)
    environment.addPackFunctions()
    return environment
  }()

  private static func record(_ schema: Schema, _ fields: KeyValuePairs<String, DraftValue>)
    -> DraftRecord
  {
    var record = DraftRecord(schema)
    for (name, value) in fields { record[name] = .stated(value) }
    return record
  }

  private static func list(_ count: Int, _ element: (Int64) -> DraftValue) -> DraftValue {
    .list((0..<Int64(count)).map { .stated(element($0)) })
  }

  private static func instance(_ number: Int64) -> DraftRecord {
    record(
      instance,
      [
        "state": .string("running"), "name": .string("web-\(number)"),
        "ebsOptimized": .bool(true), "hops": .int(1 + number % 2),
        "volumes": list(volumes) { index in
          .record(
            record(
              volume,
              [
                "device": .string("/dev/sd\(index)"), "encrypted": .bool(true),
                "size": .int(8 + index * number), "kind": .string("gp3"),
              ]))
        },
        "groups": list(groups) { .record(group(number, $0)) },
        "packages": list(packages) { .record(package(number, $0)) },
      ])
  }

  private static func group(_ number: Int64, _ position: Int64) -> DraftRecord {
    record(
      group,
      [
        "name": .string("group-\(position)"),
        "ingress": list(permissions) { port in
          .record(
            record(
              permission,
              [
                "fromPort": .int(1_000 + port), "toPort": .int(1_000 + port),
                "sources": list(sources) { .string("10.\(number).\(position).\($0)/32") },
              ]))
        },
      ])
  }

  /// What is looked for stands last.
  private static func package(_ number: Int64, _ position: Int64) -> DraftRecord {
    let isLast = position == packages - 1
    return record(
      package,
      [
        "name": .string(isLast ? "openssl" : "package-\(position)-\(position * number % 7)"),
        "version": .string(isLast ? "3.0.7" : "1.\(number).\(position % 10)"),
        "arch": .string("x86_64"),
      ])
  }
}
