import CEL
import CELVectors
import Documents
import Records

/// A small instance with everything that records can say of a value, and rules over it.
enum Fleet {
  static let schemas = SchemaSet([
    Schema(
      "instance", doc: "An instance.",
      fields: [
        Field("id", .string, .required, "Id."),
        Field("name", .string, .optional, "Name."),
        Field("encrypted", .bool, .optional, "Whether it is."),
        Field("hops", .int, .optional, "Hop limit."),
        Field("launched", .timestamp, .optional, "When it started."),
        Field("secret", .string, .optional, "User data.", sensitive: true),
        Field("tags", .map(.string), .optional, "Tags."),
        Field("flags", .list(.string), .optional, "Flags."),
        Field("volumes", .list(.record("volume")), .optional, "Volumes.", key: "device"),
        Field("ingress", .list(.record("rule")), .optional, "Rules."),
        Field("image", .reference("image"), .optional, "Its image."),
      ]),
    Schema(
      "volume", doc: "A volume.",
      fields: [
        Field("device", .string, .required, "Device."),
        Field("size", .int, .optional, "Size."),
        Field("encrypted", .bool, .optional, "Whether it is."),
      ]),
    Schema(
      "rule", doc: "A rule.",
      fields: [
        Field("port", .int, .required, "Port."),
        Field("sources", .list(.string), .required, "Ranges."),
      ]),
    Schema(
      "image", doc: "An image.",
      fields: [
        Field("id", .string, .required, "Id."),
        Field("version", .string, .optional, "Version."),
        Field("instance", .reference("instance"), .optional, "Back."),
      ]),
  ])

  static func at(_ line: Int32) -> Origin {
    Origin(path: "stack.yaml", line: line, column: 3, endLine: line, endColumn: 9)
  }

  static let notCollected = UnknownReason(.notCollected, "ec2:DescribeInstances did not run")
  static let parameter = UnknownReason(.parameter, "parameter Encrypt has no value")

  private static func schema(_ name: String) -> Schema {
    guard let schema = schemas[name] else { preconditionFailure("no schema \(name)") }
    return schema
  }

  static func volume(_ device: String, _ encrypted: Draft, size: Draft = .absent, line: Int32)
    -> Draft
  {
    var record = DraftRecord(schema("volume"), origin: at(line))
    record["device"] = .stated(.string(device))
    record["encrypted"] = encrypted
    record["size"] = size
    return .stated(.record(record))
  }

  static func rule(_ port: Int64, _ sources: [Draft], line: Int32) -> Draft {
    var record = DraftRecord(schema("rule"), origin: at(line))
    record["port"] = .stated(.int(port), at: at(line + 1))
    record["sources"] = .stated(.list(sources), at: at(line + 2))
    return .stated(.record(record))
  }

  /// An instance with the given fields; the rest is absent.
  static func instance(_ fields: [String: Draft]) -> Context {
    var builder = RecordBuilder(schemas: schemas)
    var image = DraftRecord(schema("image"), origin: at(90))
    image["id"] = .stated(.string("ami-1"))
    image["version"] = .unknown(notCollected, at: at(91))
    image["instance"] = .stated(.reference("self"))
    var record = DraftRecord(schema("instance"), origin: at(1))
    record["id"] = .stated(.string("i-1"), at: at(2))
    record["image"] = .stated(.reference("image"))
    for (name, draft) in fields { record[name] = draft }
    let block = builder.add(record)
    let imageBlock = builder.add(image)
    builder.resolveReferences { $0 == "image" ? imageBlock : $0 == "self" ? block : nil }
    let store = builder.finish()
    return Context(
      RecordSource(store),
      activation: Activation(["resource": .record(block), "params.limit": .int(2)]),
      now: Timestamp(rfc3339: "2026-11-22T00:00:00Z"))
  }

  /// The instance that most tests read.
  static let usual: [String: Draft] = [
    "encrypted": .stated(.bool(false), at: at(3)),
    "hops": .defaulted(.int(2)),
    "secret": .stated(.string("hunter2"), at: at(4)),
    "tags": .stated(
      .map([
        DraftValue.MapEntry("env", .stated(.string("prod"), at: at(5))),
        DraftValue.MapEntry("owner", .unknown(parameter, at: at(6))),
      ])),
    "volumes": .stated(
      .list([
        volume("/dev/sda1", .stated(.bool(true)), size: .stated(.int(8)), line: 10),
        volume("/dev/sdb", .stated(.bool(false), at: at(14)), line: 13),
        volume("/dev/sdc", .unknown(parameter, at: at(17)), line: 16),
      ])),
    "ingress": .stated(
      .list([
        rule(443, [.stated(.string("0.0.0.0/0"), at: at(22))], line: 20),
        rule(
          22,
          [.stated(.string("10.0.0.0/8"), at: at(26)), .stated(.string("0.0.0.0/0"), at: at(27))],
          line: 24),
      ])),
    "flags": .stated(
      .list([.stated(.string("a")), .unknown(parameter, at: at(30)), .stated(.string("b"))])),
    "launched": .unknown(notCollected),
  ]

  static let environment: Environment = {
    var environment = Environment(
      variables: [
        "resource": Environment.Variable(.record("instance")),
        "params.limit": Environment.Variable(.int),
        "now": Environment.Variable(.timestamp),
      ], schemas: schemas)
    environment.addPackFunctions()
    return environment
  }()

  /// A program of an expression, checked for types but lenient about guards.
  static func program(_ text: String) -> Program? {
    let file = SourceFile(path: "rule", text: text)
    guard let expression = Parser.parse(file).expression else { return nil }
    var options = Checker.Options()
    options.typing = .lenient
    return Checker.check(expression, in: file, environment, options: options).checked
      .map { Program($0) }
  }

  /// What both evaluators say of an expression over an instance.
  static func agreement(_ program: Program, _ context: Context) -> Agreement {
    Agreement(
      program,
      [
        ("resource", .record("instance"), context.activation["resource"] ?? .null),
        ("params.limit", nil, .int(2)),
      ], in: context)
  }

  /// The printed value of an expression; `no program` when it does not compile.
  static func value(_ text: String, _ fields: [String: Draft] = usual) -> String {
    guard let program = program(text) else { return "no program" }
    var context = instance(fields)
    if let difference = agreement(program, context).difference {
      return "the evaluators disagree: \(difference)"
    }
    let value = program.evaluate(&context)
    guard case .unknown(let set) = value else { return value.printed(context.source) }
    return "unknown "
      + set.entries.map { "\($0.path): \($0.reason.kind.rawValue)" }
      .joined(separator: ", ")
  }
}
