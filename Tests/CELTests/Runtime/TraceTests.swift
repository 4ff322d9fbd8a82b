import CEL
import Records
import Testing

struct TraceTests {
  private func tree(_ text: String) throws -> String {
    let program = try #require(Fleet.program(text))
    var context = Fleet.instance(Fleet.usual)
    context.trace = Trace()
    _ = program.evaluate(&context)
    let tree = TraceTree(try #require(context.trace), context.source)
    return tree.parts.map { lines($0.node, 0) }.joined()
  }

  private func lines(_ node: TraceTree.Node, _ depth: Int) -> String {
    String(repeating: " ", count: depth) + "\(node.text) -> \(node.value)\n"
      + node.children.map { lines($0, depth + 1) }.joined()
  }

  @Test func `what was evaluated is shown with its value, what was not needed is not`() throws {
    #expect(
      try tree("resource.hops > 1 || resource.id == \"x\"") == """
        resource.hops > 1 || resource.id == "x" -> true
         resource.hops > 1 -> true
          resource.hops -> 2

        """)
  }

  @Test func `each round of a macro is shown`() throws {
    #expect(
      try tree("resource.volumes.all(v, v.encrypted)") == """
        resource.volumes.all(v, v.encrypted) -> false
         v.encrypted -> true
         v.encrypted -> false

        """)
  }

  @Test func `what is sensitive is not shown, nor what is made of it`() throws {
    let text = try tree(
      "resource.secret.startsWith(\"hunter\") && (resource.secret + \"x\") == \"y\"")
    #expect(!text.contains("hunter2"))
    #expect(text.contains("resource.secret -> (sensitive)"))
    #expect(text.contains("resource.secret + \"x\" -> (sensitive)"))
    #expect(text.contains("resource.secret.startsWith(\"hunter\") -> true"))
  }

  @Test func `an endless trace is cut off`() throws {
    let program = try #require(Fleet.program("lists.range(9000).map(i, i + 1).size() > 0"))
    var context = Fleet.instance(Fleet.usual)
    context.trace = Trace()
    _ = program.evaluate(&context)
    let trace = try #require(context.trace)
    #expect(trace.steps.count == Trace.limit)
    #expect(trace.more > 0)
    #expect(TraceTree(trace, context.source).parts.count <= 1)
  }
}

struct BranchCoverageTests {
  private func gaps(_ text: String, _ worlds: [[String: Draft]]) throws -> [String] {
    let program = try #require(Fleet.program(text))
    var coverage = BranchCoverage(program)
    for fields in worlds {
      var context = Fleet.instance(fields)
      context.trace = Trace()
      _ = program.evaluate(&context)
      coverage.add(try #require(context.trace))
    }
    #expect(coverage.covered <= coverage.total)
    #expect(coverage.gaps.isEmpty == (coverage.covered == coverage.total))
    return coverage.gaps.map { gap in
      let text = Unparser.text(of: program.expression, gap.node)
      return "\(text): \(gap.wasTrue ? "true" : "")\(gap.wasFalse ? "false" : "")"
    }
  }

  private static let two: [String: Draft] = [
    "hops": .stated(.int(2)), "name": .stated(.string("a")),
  ]
  private static let one: [String: Draft] = [
    "hops": .stated(.int(1)), "name": .stated(.string("a")),
  ]

  @Test func `an operand that never decided is a gap`() throws {
    let text = "resource.hops == 2 && resource.name == \"a\""
    #expect(try gaps(text, [Self.two, Self.one]) == ["resource.name == \"a\": true"])
    #expect(
      try gaps(
        text, [Self.two, Self.one, ["hops": .stated(.int(2)), "name": .stated(.string("b"))]]
      ).isEmpty)
  }

  @Test func `conditions, filters and bodies are branches`() throws {
    let text = """
      (resource.hops == 1 ? true : false) || resource.volumes.filter(v, v.encrypted).size() > 9
      """
    #expect(
      Set(try gaps(text, [Self.two])) == [
        "(resource.hops == 1 ? true : false) || resource.volumes.filter(v, v.encrypted).size() > 9: ",
        "resource.hops == 1 ? true : false: false", "resource.hops == 1: false",
        "resource.volumes.filter(v, v.encrypted).size() > 9: ", "v.encrypted: ",
      ])
  }

  @Test func `what is known beforehand is no branch`() throws {
    #expect(
      Set(try gaps("true || resource.hops == 1", [Self.two])) == [
        "true || resource.hops == 1: true", "resource.hops == 1: ",
      ])
  }
}
