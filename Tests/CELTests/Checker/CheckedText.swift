import CEL
import Documents
import Records
import TestSupport

/// Expressions over a small fleet: what rules look like to the checker.
enum CheckedText {
  private static let instance = Schema(
    "instance", doc: "An instance.",
    fields: [
      Field("id", .string, .required, "Id."),
      Field("name", .string, .optional, "Name."),
      Field("state", .string, .required, "State.", values: ["running", "stopped"]),
      Field("tier", .string, .optional, "Tier.", values: ["gold", "silver"]),
      Field("encrypted", .bool, .optional, "Whether it is."),
      Field("launched", .timestamp, .optional, "When it started."),
      Field("agentVersion", .string, .required, "Version of the agent."),
      Field("hops", .int, .required, "Hops."),
      Field("load", .double, .required, "Load."),
      Field("subnet", .reference("subnet"), .optional, "Its subnet."),
      Field("volumes", .list(.record("volume")), .required, "Its volumes."),
      Field("snapshots", .list(.record("volume")), .optional, "Its snapshots."),
      Field("flags", .list(.string), .required, "Flags.", values: ["a", "b"]),
      Field("tags", .map(.string), .required, "Tags."),
      Field("volumesByName", .map(.record("volume")), .required, "Volumes."),
    ])
  private static let subnet = Schema(
    "subnet", doc: "A subnet.",
    fields: [
      Field("cidr", .string, .required, "Range."),
      Field("zone", .string, .optional, "Zone."),
      Field("owner", .record("volume"), .optional, "A record."),
    ])
  private static let volume = Schema(
    "volume", doc: "A volume.",
    fields: [
      Field("size", .int, .required, "Size."),
      Field("iops", .int, .optional, "Operations."),
      Field("kind", .string, .optional, "Kind.", values: ["gp2", "gp3"]),
      Field("parts", .list(.record("volume")), .optional, "Parts."),
    ])

  static let schemas = SchemaSet([instance, subnet, volume])

  static let environment: Environment = {
    var environment = Environment(
      variables: [
        "resource": Environment.Variable(.record("instance")),
        "params.limit": Environment.Variable(.int),
        "maybe": Environment.Variable(.int, presence: .optional),
        "anything": Environment.Variable(.dyn),
      ],
      functions: [
        FunctionDeclaration(
          "fleet.owner",
          [.function("fleet_owner", [.record("instance")], .record("subnet"), "Its owner.")])
      ],
      schemas: schemas, constants: ["MAX": .int(10)])
    environment.add(
      Environment.LiteralCheck(argument: 1, kind: "regular expression") {
        $0.hasPrefix("[") && !$0.hasSuffix("]") ? "missing ]" : nil
      }, to: "matches_string")
    return environment
  }()

  static func check(
    _ text: String, _ environment: Environment = environment, assuming: Set<Path> = [],
    expecting: CELType? = nil
  ) -> Checker.Outcome? {
    let file = SourceFile(path: "e", text: text)
    return Parser.parse(file).expression.map {
      Checker.check($0, in: file, environment, assuming: assuming, expecting: expecting)
    }
  }
}
