import CEL
import Records
import Testing

/// What is computed of a list once holds for every record that holds it.
struct SharedListEvaluationTests {
  private static let rules: [Draft] = [
    Fleet.rule(443, [.stated(.string("10.0.0.0/8"))], line: 1),
    Fleet.rule(22, [.stated(.string("0.0.0.0/0"))], line: 2),
    Fleet.rule(80, [.unknown(Fleet.parameter)], line: 3),
  ]

  @Test(arguments: [
    ("resource.ingress.exists(i, i.port == 22)", "true"),
    ("resource.ingress.exists(i, i.sources.exists(s, cidr(s).prefixLength() == 0))", "true"),
    ("resource.ingress.all(i, i.port < 1000)", "true"),
    ("resource.ingress.exists(i, i.port == params.limit)", "false"),
    ("resource.ingress.exists(i, i.port == resource.hops)", "false"),
    ("resource.ingress.all(i, 10 / (i.port - 22) < 100)", "(error: divide by zero)"),
    ("resource.ingress.exists(i, 10 / (i.port - 22) < 100)", "true"),
  ])
  func `a list that records share is asked once, and every record hears the same`(
    _ text: String, _ expected: String
  ) throws {
    let program = try #require(Fleet.program(text))
    var builder = RecordBuilder(schemas: Fleet.schemas)
    let schema = try #require(Fleet.schemas["instance"])
    let blocks = (0..<3).map { index -> BlockID in
      var record = DraftRecord(schema)
      record["id"] = .stated(.string("i-\(index)"))
      record["hops"] = .stated(.int(Int64(index)))
      record["ingress"] = .stated(.sharedList(Self.rules))
      return builder.add(record)
    }
    let source = RecordSource(builder.finish())
    var unit = CodeUnit(source)
    unit.define("params.limit", .int(2))
    let resource = unit.declare("resource", .record("instance"))
    let code = unit.compile(program)
    var frame = unit.frame()
    for block in blocks {
      let activation = Activation(["resource": .record(block), "params.limit": .int(2)])
      var context = Context(source, activation: activation)
      #expect(program.evaluate(&context).printed(source) == expected)
      CompiledProgram.start(&frame)
      resource.set(.record(block), in: &frame)
      let decision = code.decide(&frame)
      switch expected {
      case "true" where context.absorbed.isEmpty: #expect(decision == .yes)
      case "false": #expect(decision == .no)
      case "true": #expect(decision == .ask)
      default: #expect(decision == .error)
      }
    }
  }
}
