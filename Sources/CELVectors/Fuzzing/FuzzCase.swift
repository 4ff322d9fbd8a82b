import CEL
import Documents
import Vectors

/// One try to break the language: a text, an expression or a rule over records, from a seed.
///
/// Nothing of it may crash, hang or grow without bounds; what parses is spelled out and parses
/// again; what is encoded is decoded; both evaluators say the same.
package struct FuzzCase: Sendable {
  /// What is tried.
  package let text: String
  private let bytes: [UInt8]
  private let seed: UInt64
  private let isStrict: Bool

  /// The case of a number; the same for the same seed and number.
  package init(seed: UInt64, number: Int) {
    let own = seed &* 0x9E37_79B9 &+ UInt64(number)
    var random = SeededGenerator(own)
    var generator = ExpressionGenerator(
      seed: random.next(), .whole, variables: FuzzFleet.variables, schemas: FuzzFleet.schemas)
    if number % 2 == 0 {
      bytes = Array(generator.expression(.bool, size: 40).utf8)
    } else {
      let seeds = (0..<3).map { _ in generator.expression(size: 24) }
      bytes = TextMutator(seeds: seeds).text(&random)
    }
    self.seed = own
    isStrict = random.chance(50)
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What is wrong; nil when nothing is.
  package func fault() -> String? {
    let file = SourceFile(path: "fuzz", bytes: bytes)
    let parsed = Parser.parse(file)
    guard let expression = parsed.expression else {
      return parsed.diagnostics.isEmpty ? "refused without a word" : outside(parsed.diagnostics)
    }
    if let fault = outside(parsed.diagnostics) ?? spelling(of: expression) { return fault }
    var options = Checker.Options()
    options.typing = isStrict ? .strict : .lenient
    let outcome = Checker.check(expression, in: file, FuzzFleet.environment, options: options)
    if let fault = outside(outcome.diagnostics) { return fault }
    guard let checked = outcome.checked else {
      return outcome.diagnostics.isEmpty ? "refused without a word" : nil
    }
    if ExpressionCoding.decode(ExpressionCoding.encode([checked])) != [checked] {
      return "comes back from its coded form as another"
    }
    return Self.evaluation(of: checked, seed: seed)
  }

  /// A complaint about a place outside of the text.
  private func outside(_ diagnostics: [Diagnostic]) -> String? {
    let places = diagnostics.map(\.range)
    let isOutside = places.contains {
      $0.start < 0 || $0.end < $0.start || Int($0.end) > bytes.count
    }
    return isOutside ? "a diagnostic points outside of the text" : nil
  }

  private func spelling(of expression: Expression) -> String? {
    let text = Unparser.text(of: expression)
    let again = Parser.parse(SourceFile(path: "again", text: text))
    guard let other = again.expression else {
      // A spelling may be longer than the text, and then too long.
      return text.utf8.count > Parser.Limits().bytes ? nil : "its spelling does not parse: \(text)"
    }
    return other.shape == expression.shape ? nil : "its spelling is another tree: \(text)"
  }

  /// What the evaluators say differently of an expression, over the records of a seed; nil for
  /// nothing, and for what is no expression.
  package static func difference(_ text: String, seed: UInt64) -> String? {
    let file = SourceFile(path: "rule", text: text)
    var options = Checker.Options()
    options.typing = .lenient
    let checked = Parser.parse(file).expression.flatMap {
      Checker.check($0, in: file, FuzzFleet.environment, options: options).checked
    }
    return checked.flatMap { evaluation(of: $0, seed: seed) }
  }

  private static func evaluation(of checked: CheckedExpression, seed: UInt64) -> String? {
    var limits = Limits()
    limits.steps = 200_000
    limits.stringBytes = 1 << 16
    limits.elements = 10_000
    let (context, block) = FuzzFleet.context(seed: seed, limits: limits)
    let agreement = Agreement(
      Program(checked), [("resource", .record("instance"), .record(block))], in: context)
    if let difference = agreement.difference { return difference }
    var open = context
    _ = Program(unchecked: checked.expression).evaluate(&open)
    return nil
  }
}
