import CEL
import Documents
import Records
import Testing

/// Hostile expressions end in an error, soon.
struct LimitTests {
  private func evaluate(_ text: String, _ limits: Limits = Limits()) throws -> Value {
    let file = SourceFile(path: "rule", text: text)
    let expression = try #require(Parser.parse(file).expression)
    var context = Context(limits: limits)
    let program = Program(unchecked: expression)
    let value = program.evaluate(&context)
    // Compiled code stops as soon, and leaves it to the reference to say where.
    var unit = CodeUnit(.empty)
    let compiled = unit.compile(program)
    var frame = unit.frame(limits: limits)
    CompiledProgram.start(&frame)
    let other = compiled.evaluate(&frame)
    if code(value) == .budget {
      #expect(other == nil)
    } else if let other {
      #expect(other.isMissing == value.isMissing)
    }
    return value
  }

  private func code(_ value: Value) -> EvaluationError.Code? {
    if case .error(let error) = value { error.code } else { nil }
  }

  private static let thousand = "lists.range(1000)"

  @Test(arguments: [
    "\(thousand).map(a, \(thousand).map(b, \(thousand).all(c, c >= 0)).size()).size() > 0",
    "\(thousand).all(a, \(thousand).all(b, \(thousand).all(c, a + b + c >= 0))) || true",
    "true || false ? \(thousand).exists(a, \(thousand).exists(b, \(thousand).exists(c, c < 0))) : true",
    "\(thousand).map(a, \(thousand)).distinct() == []",
    "sets.contains(\(thousand).map(a, [a]), \(thousand).map(a, \(thousand)))",
  ])
  func `a budget of steps ends what would take too long`(_ text: String) throws {
    var limits = Limits()
    limits.steps = 200_000
    #expect(code(try evaluate(text, limits)) == .budget)
  }

  @Test func `the budget that is used up cannot be absorbed`() throws {
    var limits = Limits()
    limits.steps = 100
    #expect(code(try evaluate("\(Self.thousand).all(a, a >= 0) || true", limits)) == .budget)
    #expect(code(try evaluate("true", limits)) == nil)
  }

  @Test(arguments: [
    "lists.range(1000000)",
    "cel.bind(a, \(thousand), cel.bind(b, a + a + a + a + a + a + a + a + a + a, b + b + b + b + b + b + b + b + b + b + b)).size()",
    "cel.bind(a, \"0123456789\", cel.bind(b, a.replace(\"\", a), cel.bind(c, b.replace(\"\", b), c.replace(\"\", c)))).size()",
    "\"%.1000f\".format([1.0]).replace(\"0\", \"%.1000f\".format([1.0])).replace(\"0\", \"00\") == \"\"",
    "\(thousand).map(a, \(thousand)).flatten().size()",
  ])
  func `results are bounded in size`(_ text: String) throws {
    #expect(code(try evaluate(text)) == .tooLarge)
  }

  @Test func `patterns cost time linear in the text, and programs of bounded size`() throws {
    let text = String(repeating: "a", count: 100_000)
    #expect(try evaluate("\"\(text.prefix(20_000))\".matches(\"^(a+)+$\")").asBool == true)
    #expect(code(try evaluate("\"x\".matches(\"((a{100}){100}){100}\")")) == .badPattern)
  }

  @Test func `a tree that is too deep is refused, a long chain is not`() {
    var expression = Expression()
    let span = SourceRange(0, 0)
    var id = expression.add(.literal(.bool(true)), span)
    for _ in 0..<5_000 {
      let right = expression.add(.literal(.bool(true)), span)
      id = expression.add(.call(function: "_&&_", target: nil, arguments: [id, right]), span)
    }
    expression.root = id
    var context = Context()
    #expect(Program(unchecked: expression).evaluate(&context).asBool == true)
    for _ in 0..<5_000 {
      id = expression.add(.call(function: "!_", target: nil, arguments: [id]), span)
    }
    expression.root = id
    #expect(code(Program(unchecked: expression).evaluate(&context)) == .tooDeep)
  }

  @Test func `an error tells the node that failed`() throws {
    let file = SourceFile(path: "rule", text: "1 == 1 && 2 / 0 == 1")
    let expression = try #require(Parser.parse(file).expression)
    var context = Context()
    guard case .error(let error) = Program(unchecked: expression).evaluate(&context) else {
      Issue.record("no error")
      return
    }
    let span = expression.spans[Int(try #require(error.node))]
    #expect(file.text(span) == "2 / 0")
  }

  @Test func `names that lead in circles through records end`() {
    #expect(Fleet.value("resource.image.instance.image.instance.id") == "\"i-1\"")
    #expect(Fleet.value("resource.image == resource.image") == "true")
    #expect(Fleet.value("[resource] == [resource.image.instance]") == "true")
  }
}
