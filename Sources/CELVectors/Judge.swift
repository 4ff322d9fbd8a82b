package import CEL
import Documents
package import Vectors

/// Runs vectors and compares what comes of them with what must.
///
/// A case that is not understood never passes. Where an error is expected, a text that is refused
/// when it is parsed or checked is as good. An error for want of a name or a function counts only
/// where the vector speaks of such a want: else a function that this implementation does not have
/// would meet every vector that expects it to fail.
package struct Judge: Sendable {
  private let evaluator: Evaluator
  /// Cases that are not met, with the reason; keyed by id.
  private let skipList: [String: String]

  package init(_ evaluator: Evaluator, skipping skipList: [String: String] = SkipList.reasons) {
    self.evaluator = evaluator
    self.skipList = skipList
  }

  /// Judges one case of a file.
  package func judge(_ entry: VectorReader.Entry) -> Judgement {
    switch entry.reading {
    case .outOfScope(let why): .skipped(why)
    case .misread(let reason): .failed("\(reason)")
    case .understood(let vector): judge(vector)
    }
  }

  /// Judges one case.
  package func judge(_ vector: Vector) -> Judgement {
    if let why = skipList[vector.id] { return .skipped(why) }
    let file = SourceFile(path: vector.id, text: vector.text)
    let parsed = Parser.parse(file)
    guard let expression = parsed.expression else {
      return judge(vector, refusal: parsed.diagnostics, "does not parse")
    }
    if vector.checking == .none {
      let value = Evaluator.value(
        ofUnchecked: expression, container: vector.container, vector.activation)
      return compare(value, vector)
    }
    let outcome = Checker.check(expression, in: file, vector.environment, options: Self.options)
    guard let checked = outcome.checked else {
      return judge(vector, refusal: outcome.diagnostics, "does not type-check")
    }
    if let type = vector.expectation.type, type != checked.type {
      return .failed(
        "is of type \(VectorType.text(of: checked.type)), not \(VectorType.text(of: type))")
    }
    if vector.checking == .only { return .passed }
    return compare(evaluator.evaluate(checked, for: vector).value, vector)
  }

  /// How vectors are checked: their macros nest deeper than rules may.
  package static let options: Checker.Options = {
    var options = Checker.Options()
    options.macroDepth = 32
    return options
  }()

  /// Whether compiled code decides a case of the core alone; nil for a case that it does not run, and
  /// for one that is not typed throughout.
  package func isDecided(_ entry: VectorReader.Entry) -> Bool? {
    guard evaluator == .compiled, case .understood(let vector) = entry.reading,
      vector.tier == .core, vector.checking == .strict
    else { return nil }
    let file = SourceFile(path: vector.id, text: vector.text)
    guard let expression = Parser.parse(file).expression,
      let checked = Checker.check(
        expression, in: file, vector.environment, options: Self.options
      ).checked, !checked.types.contains(where: \.hasDyn)
    else { return nil }
    return !evaluator.evaluate(checked, for: vector).isAsked
  }

  private func judge(
    _ vector: Vector, refusal diagnostics: [Diagnostic], _ what: String
  ) -> Judgement {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.contains(where: { $0.code == "message-construction" }) {
      let why = CaseReader.needs(vector.requirements, vector.tier)
      return vector.tier == .core ? .failed("needs protobuf messages") : .skipped(why)
    }
    let why = "\(what): \(errors.first?.message ?? "")"
    guard case .error(let texts)? = vector.expectation.result, vector.expectation.type == nil else {
      return .failed(why)
    }
    // What other implementations refuse for a limit of ours, they do not refuse.
    if errors.contains(where: { Self.limitCodes.contains($0.code) }) { return .failed(why) }
    let isForWant = errors.contains { ["unknown-function", "unknown-name"].contains($0.code) }
    return !isForWant || Self.speakOfWant(texts) ? .passed : .failed(why)
  }

  private static let limitCodes: Set = [
    "expression-too-long", "expression-too-large", "expression-too-deep", "macros-too-deep",
  ]

  /// Whether the error that is expected is that a name or a function is not there.
  private static func speakOfWant(_ texts: [String]) -> Bool {
    let words = ["undeclared", "unbound", "unknown", "unresolved", "no such attribute"]
    return texts.contains { text in words.contains { text.contains($0) } }
  }

  private func compare(_ value: Value, _ vector: Vector) -> Judgement {
    switch (value, vector.expectation.result) {
    case (.error(let error), .error(let texts)):
      let isMet = error.code == .undeclared ? Self.speakOfWant(texts) : !error.isLimit
      return isMet ? .passed : .failed("error: \(error.message)")
    case (.error(let error), _): return .failed("error: \(error.message)")
    case (_, .error): return .failed("\(value.printed(.empty)), not an error")
    case (_, .value(let expected)):
      guard let found = VectorValue(value) else {
        return .failed("\(value.printed(.empty)), which no vector can expect")
      }
      guard found != expected else { return .passed }
      // What is printed for people may be alike and still differ: 0.0 and -0.0, two spellings of é.
      return .failed("\(found), not \(expected)")
    case (_, nil): return .failed("nothing is expected")
    }
  }
}

extension CELType {
  /// Whether a part of it is decided only at run time.
  fileprivate var hasDyn: Bool {
    switch self {
    case .dyn, .error: true
    case .list(let inner), .optional(let inner), .type(let inner): inner.hasDyn
    case .map(let key, let value): key.hasDyn || value.hasDyn
    case .opaque(_, let parameters): parameters.contains(where: \.hasDyn)
    case .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .record,
      .parameter:
      false
    }
  }
}
