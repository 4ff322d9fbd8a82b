import CEL
import Documents
import Vectors

/// Vectors from a seed: expressions over variables, with the values that our evaluators give.
package enum GeneratedSuite {
  /// The vector of a number; the same for the same seed and number.
  package static func vector(
    seed: UInt64, number: Int, _ vocabulary: Vocabulary = .whole
  ) -> Vector {
    // A generator for each, so that one can be made again without those before it.
    var random = SeededGenerator(seed &* 0x1_0000_0001 &+ UInt64(number))
    var variables: [Vector.Variable] = []
    var bindings: [Vector.Binding] = []
    for index in 0..<random.below(5) {
      let isOpen = random.chance(15)
      let type = LiteralGenerator.type(&random)
      let value = LiteralGenerator.value(type, &random)
      // What Python cannot hand over stands in no variable.
      if vocabulary.isCommon, type.hasOptional || !value.isPythonic(isOpen: isOpen) {
        continue
      }
      let name = "\(random.pick(["a", "b", "s", "m", "l"]))\(index)"
      variables.append(Vector.Variable(name, isOpen ? .dyn : type))
      bindings.append(Vector.Binding(name, value))
    }
    var generator = ExpressionGenerator(seed: random.next(), vocabulary, variables: variables)
    let text = generator.expression()
    let used = Set(variables.map(\.name).filter { text.contains($0) })
    return Vector(
      id: "generated/\(seed)/\(number)", text: spelled(text, &random), tier: .core,
      requirements: ["optionals", "ext.strings", "ext.math", "ext.bindings"], container: "",
      checking: .strict, variables: variables.filter { used.contains($0.name) }, functions: [],
      bindings: bindings.filter { used.contains($0.name) },
      expectation: Vector.Expectation(result: nil, type: nil))
  }

  /// The vector with what our evaluator makes of it as its expectation.
  ///
  /// One that does not type-check expects an error: an empty list, map or optional is of any type,
  /// and may lead the choice of an overload somewhere else than was meant.
  package static func judged(_ vector: Vector, _ evaluator: Evaluator = .reference) -> Vector {
    var judged = vector
    let file = SourceFile(path: vector.id, text: vector.text)
    let parsed = Parser.parse(file)
    let outcome = parsed.expression.map {
      Checker.check($0, in: file, vector.environment, options: Judge.options)
    }
    guard let checked = outcome?.checked else {
      let errors = (outcome?.diagnostics ?? parsed.diagnostics).filter { $0.severity == .error }
      judged.expectation.result = .error(errors.map(\.message))
      return judged
    }
    judged.expectation.type = checked.type
    let value = evaluator.evaluate(checked, for: vector).value
    if case .error(let error) = value {
      judged.expectation.result = .error([error.message])
    } else if let value = VectorValue(value) {
      judged.expectation.result = .value(value)
    } else {
      judged.checking = .only
    }
    return judged
  }

  /// With all brackets, or only with those that precedence asks for, and every literal in one form.
  private static func spelled(_ text: String, _ random: inout SeededGenerator) -> String {
    // One spelling of each is what we write, and `existsOne` not what others read.
    guard random.chance(50), !text.contains("exists_one"),
      let expression = Parser.parse(SourceFile(path: "generated", text: text)).expression
    else { return text }
    return Unparser.text(of: expression)
  }
}

extension VectorValue {
  /// Whether Python has a value that `cel-expr-python` takes for this one: unsigned numbers are
  /// told from others only by a declared type, and years at the ends of time are infinite.
  fileprivate func isPythonic(isOpen: Bool) -> Bool {
    switch self {
    case .optional: false
    // A zero byte ends a string on the way.
    case .string(let text): !text.utf8.contains(0)
    case .bytes(let bytes): !bytes.contains(0)
    case .uint: !isOpen
    case .timestamp(let time): (-60_000_000_000..<250_000_000_000).contains(time.seconds)
    case .list(let elements): elements.allSatisfy { $0.isPythonic(isOpen: isOpen) }
    case .map(let entries):
      entries.allSatisfy {
        $0.key.isPythonic(isOpen: isOpen) && $0.value.isPythonic(isOpen: isOpen)
      }
    default: true
    }
  }
}

extension CELType {
  /// Whether an optional is a part of it.
  fileprivate var hasOptional: Bool {
    switch self {
    case .optional: true
    case .list(let inner): inner.hasOptional
    case .map(_, let value): value.hasOptional
    default: false
    }
  }
}
