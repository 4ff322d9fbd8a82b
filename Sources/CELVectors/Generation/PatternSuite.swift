import CEL
import Vectors

/// Vectors from a seed: every function of regular expressions, over patterns and texts.
package enum PatternSuite {
  private static let functions = [
    ("matches", "t.matches(p)"), ("extract", "regex.extract(t, p)"),
    ("extractAll", "regex.extractAll(t, p)"), ("replace", "regex.replace(t, p, r)"),
    ("replaceTwo", "regex.replace(t, p, r, 2)"),
  ]

  /// The vectors over the pattern of a number, one for each function.
  package static func vectors(seed: UInt64, number: Int) -> [Vector] {
    var random = SeededGenerator(seed &* 0x1_0000_0001 &+ UInt64(number))
    let bindings = [
      Vector.Binding("p", .string(PatternGenerator.pattern(&random, depth: 3))),
      Vector.Binding("t", .string(PatternGenerator.text(&random))),
      Vector.Binding(
        "r", .string(random.pick(["", "x", "<\\0>", "\\1", "[\\1]\\2", "\\\\", "\\", "\\9", "é"]))),
    ]
    return functions.map { name, text in
      Vector(
        id: "patterns/\(seed)/\(number)/\(name)", text: text, tier: .core,
        requirements: ["regex"], container: "", checking: .strict,
        variables: bindings.map { Vector.Variable($0.name, .string) }, functions: [],
        bindings: bindings, expectation: Vector.Expectation(result: nil, type: nil))
    }
  }
}
