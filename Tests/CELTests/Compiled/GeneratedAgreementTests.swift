import CEL
import CELVectors
import Documents
import Testing

/// Both evaluators on expressions and records from seeds.
struct GeneratedAgreementTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `both evaluators say the same of generated expressions`(_ seed: UInt64) {
    var differences: [String] = []
    for number in 0..<250 {
      let vector = GeneratedSuite.vector(seed: seed, number: number)
      let file = SourceFile(path: vector.id, text: vector.text)
      guard let expression = Parser.parse(file).expression,
        let checked = Checker.check(
          expression, in: file, vector.environment, options: Judge.options
        ).checked
      else { continue }
      for isConstant in [true, false] {
        let bindings = vector.bindings.map { binding -> Agreement.Binding in
          let type = vector.variables.first { $0.name == binding.name }?.type
          return (binding.name, isConstant ? nil : type, binding.value.value)
        }
        let agreement = Agreement(
          Program(checked), bindings, in: Context(activation: vector.activation))
        if let difference = agreement.difference {
          differences.append("\(vector.id): \(vector.text): \(difference)")
        }
      }
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `both evaluators say the same of generated rules over generated records`(_ seed: UInt64) {
    let variables = [
      Vector.Variable("resource", .record("instance")), Vector.Variable("now", .timestamp),
    ]
    var generator = ExpressionGenerator(
      seed: seed, .whole, variables: variables, schemas: FuzzFleet.schemas)
    let instances = (0..<6).map {
      FuzzFleet.context(seed: seed &* 1_000 &+ $0, limits: Limits())
    }
    var differences: [String] = []
    var programs = 0
    var decided = 0
    for _ in 0..<150 {
      let text = generator.expression(.bool, size: 24)
      guard let program = Self.program(text) else { continue }
      programs += 1
      for (number, instance) in instances.enumerated() {
        let agreement = Agreement(
          program, [("resource", .record("instance"), .record(instance.block))],
          in: instance.context)
        if !agreement.isAsked { decided += 1 }
        if let difference = agreement.difference {
          differences.append("instance \(number): \(text): \(difference)")
        }
      }
    }
    print("generated rules: \(decided) of \(programs * instances.count) decided by compiled code")
    #expect(differences.isEmpty, "\(differences.prefix(20).joined(separator: "\n"))")
    #expect(programs > 100)
  }

  /// A program checked for types but lenient about guards.
  private static func program(_ text: String) -> Program? {
    let file = SourceFile(path: "rule", text: text)
    var options = Checker.Options()
    options.typing = .lenient
    return Parser.parse(file).expression.flatMap {
      Checker.check($0, in: file, FuzzFleet.environment, options: options).checked
    }.map { Program($0) }
  }
}
