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

  /// A mebibyte, then a hundred thousand times something with it.
  private static func long(_ body: String) -> String {
    let text =
      "\"\(String(repeating: "y", count: 1_000))\".replace(\"y\", "
      + "\"\(String(repeating: "z", count: 1_000))\")"
    return "cel.bind(b, \(text), cel.bind(d, b + \"d\", cel.bind(e, b + \"e\", "
      + "lists.range(100000)\(body))))"
  }

  @Test(arguments: [
    ".map(x, b + string(x)).size() > 0", ".map(x, bytes(b)).size() > 0",
    ".map(x, \"%s\".format([b])).size() > 0", ".map(x, b.reverse()).size() > 0",
    ".map(x, strings.quote(b)).size() > 0",
    ".map(x, [b.substring(500000), string(x)].join()).size() > 0",
    ".map(x, regex.replace(b, \"^z\", \"a\")).size() > 0",
    ".all(x, b.size() > 0)", ".all(x, !b.contains(\"y\"))", ".all(x, d.startsWith(b))",
    ".all(x, d.endsWith(d))", ".all(x, b in {b: 1})", ".all(x, {b: 1}.size() == 1)",
    ".all(x, {\"k\": 1}[?b] == optional.none())",
    ".transformMap(i, x, b).all(k, k >= 0 && {b: 1}.size() > 0)",
    ".exists(x, \"a\".matches(\"(a|b){900}c\" + string(x)))",
    ".exists(x, \"a\".matches(\"(\" + string(x)))",
  ])
  func `what long strings and patterns cost is counted`(_ text: String) throws {
    var limits = Limits()
    limits.steps = 400_000
    #expect(code(try evaluate(Self.long(text), limits)) == .budget)
  }

  @Test(arguments: [
    ".all(x, lists.range(1000).all(y, d != e))", ".all(x, lists.range(1000).all(y, d < e))",
    ".all(x, lists.range(1000).all(y, !(d in [e])))",
    ".map(x, x % 2 == 0 ? d : e).sortBy(x, x) == []",
  ])
  func `what comparing long strings costs is counted`(_ text: String) throws {
    var limits = Limits()
    limits.steps = 400_000
    #expect(code(try evaluate(Self.long(text), limits)) == .budget)
  }

  @Test func `one list in another many times over is not printed whole`() throws {
    let names = (1...40).map { "a\($0)" }
    let binds = zip(names, ["[1]"] + names.map { "[\($0), \($0)]" })
      .map { "cel.bind(\($0), \($1), " }.joined()
    let end = String(repeating: ")", count: 40)
    for template in ["[a40]", "[{\"k\": a40}]", "[a20]"] {
      let value = try evaluate("\(binds)\"%s\".format(\(template))\(end)")
      #expect([.tooLarge, .badFormat].contains(code(value)))
    }
    var json = JSONWriter()
    try evaluate("\(binds)a40\(end)").write(to: &json, .empty)
    #expect(json.bytes.count < 50_000_000)
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
