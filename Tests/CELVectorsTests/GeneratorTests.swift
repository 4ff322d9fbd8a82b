import CEL
import CELVectors
import Documents
import Testing
import Vectors

/// What holds of every expression, on expressions from seeds.
struct GeneratorTests {
  private static let perSeed = 250

  private static func vectors(_ seed: UInt64, _ count: Int = perSeed) -> [Vector] {
    (0..<count).map { GeneratedSuite.vector(seed: seed, number: $0) }
  }

  private static func checked(_ vector: Vector) -> CheckedExpression? {
    let file = SourceFile(path: vector.id, text: vector.text)
    return Parser.parse(file).expression.flatMap {
      Checker.check($0, in: file, vector.environment, options: Judge.options).checked
    }
  }

  @Test func `a seed stands for the same expressions, and another for others`() {
    let texts = Self.vectors(1).map(\.text)
    #expect(Self.vectors(1).map(\.text) == texts)
    #expect(Set(texts).count * 10 > texts.count * 9)
    #expect(Set(texts).intersection(Self.vectors(2).map(\.text)).count * 10 < texts.count)
  }

  /// An empty list, map or optional is of any type, and may lead an overload elsewhere than meant.
  @Test(arguments: [UInt64(1), 2, 3])
  func `nearly every expression type-checks, and most have a value`(_ seed: UInt64) {
    let results = Self.vectors(seed).map { GeneratedSuite.judged($0).expectation }
    let refused = results.filter { $0.type == nil }
    #expect(refused.count * 100 <= results.count, "\(refused.count)")
    let values = results.filter { if case .value? = $0.result { true } else { false } }
    #expect(values.count * 2 > results.count, "\(values.count)")
  }

  @Test func `every function, operator and macro is used`() {
    let text = Self.vectors(9, 4_000).map(\.text).joined(separator: "\n")
    let names = StandardDeclarations.functions.map(\.name).filter {
      $0.first?.isLetter == true && $0 != "existsOne"
    }
    let macros = [
      "all", "exists", "exists_one", "filter", "map", "transformList", "transformMap",
      "transformMapEntry", "sortBy", "optMap", "optFlatMap", "has", "cel.bind",
    ]
    let missing = (names + macros).filter { !text.contains("\($0)(") }
    #expect(missing.isEmpty)
    let signs = [" + ", " - ", " * ", " / ", " % ", " && ", " || ", " in ", "!", "[?", ".?", " ? "]
    #expect(signs.filter { !text.contains($0) }.isEmpty)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `the spelling of a tree parses to the same tree`(_ seed: UInt64) throws {
    for vector in Self.vectors(seed) {
      let file = SourceFile(path: vector.id, text: vector.text)
      let expression = try #require(Parser.parse(file).expression, "\(vector.text)")
      let text = Unparser.text(of: expression)
      let again = try #require(Parser.parse(SourceFile(path: "again", text: text)).expression)
      #expect(again.shape == expression.shape, "\(vector.text)")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `an expression has the same value without its types`(_ seed: UInt64) throws {
    for vector in Self.vectors(seed) {
      guard let checked = Self.checked(vector) else { continue }
      let typed = Evaluator.reference.evaluate(checked, for: vector).value
      let open = Evaluator.value(
        ofUnchecked: checked.expression, container: "", vector.activation)
      expectSame(typed, open, vector)
    }
  }

  /// What is folded when a program is built is what would come of it when it runs: the same
  /// expression over variables in place of its literals is never folded.
  @Test(arguments: [UInt64(1), 2, 3])
  func `folding constants changes no value`(_ seed: UInt64) throws {
    for vector in Self.vectors(seed) {
      guard let checked = Self.checked(vector) else { continue }
      var expression = checked.expression
      var activation = vector.activation
      for (index, node) in expression.nodes.enumerated() {
        guard case .literal(let constant) = node else { continue }
        expression.nodes[index] = .identifier("literal_\(index)")
        activation.set("literal_\(index)", Value(constant: constant))
      }
      let folded = Evaluator.value(
        ofUnchecked: checked.expression, container: "", vector.activation)
      let open = Evaluator.value(ofUnchecked: expression, container: "", activation)
      expectSame(folded, open, vector)
    }
  }

  private func expectSame(_ left: Value, _ right: Value, _ vector: Vector) {
    if case .error = left, case .error = right { return }
    let isSame: Bool
    if let first = VectorValue(left), let second = VectorValue(right) {
      isSame = first == second
    } else {
      isSame = left.printed(.empty) == right.printed(.empty)
    }
    #expect(
      isSame, "\(left.printed(.empty)), or \(right.printed(.empty)): \(vector.id) \(vector.text)")
  }

  @Test func `what is written is read again, and met`() {
    var writer = JSONWriter(pretty: false)
    let vectors = Self.vectors(4).map { GeneratedSuite.judged($0) }
    writer.object { writer in
      writer.member("format", VectorReader.format)
      writer.key("tests")
      writer.array { writer in for vector in vectors { vector.write(to: &writer) } }
    }
    let file = SourceFile(path: "generated.json", bytes: writer.bytes)
    let report = SuiteReport([file], Judge(.reference))
    #expect(report.failures.isEmpty, "\(report.text)")
    #expect(report.passed == vectors.count)
  }

  @Test func `patterns make vectors too, most of them valid`() {
    let vectors = (0..<200).flatMap { PatternSuite.vectors(seed: 1, number: $0) }
      .map { GeneratedSuite.judged($0) }
    #expect(Set(vectors.map(\.id)).count == vectors.count)
    #expect(vectors.allSatisfy { $0.expectation.type != nil })
    let errors = vectors.filter { if case .error? = $0.expectation.result { true } else { false } }
    #expect(errors.count * 2 < vectors.count)
  }
}

extension Value {
  /// The value of a literal.
  fileprivate init(constant: Expression.Constant) {
    switch constant {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = .uint(uint)
    case .double(let double): self = .double(double)
    case .string(let string): self = .string(string)
    case .bytes(let bytes): self = .bytes(bytes)
    }
  }
}
