import CEL
import Documents
import Records
import TestSupport
import Testing

/// The public suite by the compiled evaluator.
struct CompiledConformanceTests {
  @Test(arguments: ["cel", "cel/diff"])
  func `both evaluators say the same of every vector`(_ folder: String) {
    let vectors = ConformanceVector.all(in: folder).filter { !$0.isCheckOnly && $0.tier == "core" }
    var differences: [String] = []
    var asked: [String] = []
    var count = 0
    for vector in vectors {
      guard let (checked, unchecked) = vector.programs() else { continue }
      var activation = Activation()
      for (name, value) in vector.bindings { activation.set(name, value) }
      for isConstant in [true, false] {
        let bindings = vector.bindings.map { name, value in
          (name, isConstant ? nil : vector.environment.variables[name]?.type, value)
        }
        for program in [checked, unchecked] {
          let agreement = Agreement(program, bindings, in: Context(activation: activation))
          if let difference = agreement.difference {
            differences.append("\(vector.id): \(vector.text): \(difference)")
          }
          guard program === checked, !isConstant else { continue }
          count += 1
          if agreement.isAsked { asked.append("\(vector.id): \(vector.text)") }
        }
      }
    }
    print("compiled, \(folder): \(count - asked.count) of \(count) without asking")
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    // What is asked is what only the reference can report: an error that did not matter.
    #expect(asked.count * 20 <= count, "\(asked.joined(separator: "\n"))")
  }
}

extension ConformanceVector {
  /// The program as checked and as unchecked; nil when it does not type-check.
  func programs() -> (checked: Program, unchecked: Program)? {
    let file = SourceFile(path: id, text: text)
    guard isChecked, let expression = Parser.parse(file).expression else { return nil }
    var options = Checker.Options()
    options.macroDepth = 32
    guard let checked = Checker.check(expression, in: file, environment, options: options).checked
    else { return nil }
    return (Program(checked), Program(unchecked: expression, container: container))
  }
}
