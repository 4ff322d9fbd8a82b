import CEL
import CELVectors
import Documents
import Testing
import Vectors

/// The public suite by both evaluators side by side.
struct CompiledConformanceTests {
  @Test func `both evaluators say the same of every vector`() {
    var differences: [String] = []
    for vector in SharedVectors.understood(in: "cel") where vector.checking != .only {
      for program in vector.programs {
        for isConstant in [true, false] {
          let bindings = vector.bindings.map { binding -> Agreement.Binding in
            let type = vector.variables.first { $0.name == binding.name }?.type
            return (binding.name, isConstant ? nil : type, binding.value.value)
          }
          let agreement = Agreement(
            program, bindings, in: Context(activation: vector.activation))
          if let difference = agreement.difference {
            differences.append("\(vector.id): \(vector.text): \(difference)")
          }
        }
      }
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func `compiled code decides nearly every typed vector alone`() {
    let report = SuiteReport(SharedVectors.files(in: "cel"), Judge(.compiled))
    let counts = report.remarks.flatMap(\.counts)
    let (run, decided) = (counts.first?.count ?? 0, counts.last?.count ?? 0)
    print("compiled code decided \(decided) of \(run) typed vectors")
    #expect(decided * 100 >= run * 95)
  }
}

extension Vector {
  /// The program as checked, where it is, and as unchecked.
  fileprivate var programs: [Program] {
    let file = SourceFile(path: id, text: text)
    guard let expression = Parser.parse(file).expression else { return [] }
    let checked = Checker.check(expression, in: file, environment, options: Judge.options).checked
    let unchecked = Program(unchecked: expression, container: container)
    return [unchecked] + (checked.map { [Program($0)] } ?? [])
  }
}
