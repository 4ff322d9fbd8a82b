/// Why an expression has no value: an error of the language, not of the program.
package struct EvaluationError: Error, Hashable {
  /// What went wrong; the raw value is stable.
  package enum Code: String, Sendable, Hashable {
    case noSuchOverload = "no-such-overload"
    case noSuchKey = "no-such-key"
    case noSuchField = "no-such-field"
    case indexOutOfRange = "index-out-of-range"
    case divideByZero = "divide-by-zero"
    case overflow
    case outOfRange = "out-of-range"
    case badConversion = "bad-conversion"
    case badPattern = "bad-pattern"
    case badFormat = "bad-format"
    case badKey = "bad-key"
    case invalidArgument = "invalid-argument"
    case noValue = "no-value"
    case undeclared
    case cycle
    case budget
    case tooLarge = "too-large"
    case tooDeep = "too-deep"
  }

  package let code: Code
  /// Lower case, without a full stop.
  package let message: String
  /// The node that failed; nil until an evaluator has placed it.
  package var node: Expression.ID?

  package init(_ code: Code, _ message: String, node: Expression.ID? = nil) {
    self.code = code
    self.message = message
    self.node = node
  }

  /// Whether a limit was hit: such an error is never absorbed.
  package var isLimit: Bool {
    switch code {
    case .budget, .tooLarge, .tooDeep: true
    default: false
    }
  }
}

/// Every message of evaluation.
extension EvaluationError {
  static func noSuchOverload(_ function: String, _ arguments: [Value]) -> EvaluationError {
    let kinds = arguments.map(\.kindName).joined(separator: ", ")
    return EvaluationError(.noSuchOverload, "no `\(function)` takes (\(kinds))")
  }

  static func noSuchKey(_ key: String) -> EvaluationError {
    EvaluationError(.noSuchKey, "no such key: `\(key)`")
  }

  static func absentField(_ field: String, of schema: String) -> EvaluationError {
    EvaluationError(.noSuchKey, "`\(field)` of \(schema) is absent")
  }

  static func noSuchField(_ field: String, of kind: String) -> EvaluationError {
    EvaluationError(.noSuchField, "no field `\(field)` in \(kind)")
  }

  static func noFields(_ kind: String) -> EvaluationError {
    EvaluationError(.noSuchOverload, "\(kind) has no fields")
  }

  static func indexOutOfRange(_ index: Int64, size: Int) -> EvaluationError {
    EvaluationError(.indexOutOfRange, "index \(index) out of range: size is \(size)")
  }

  static func badIndex(_ kind: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "a list has no element at an index of type \(kind)")
  }

  static func positionOutOfRange(_ position: Int64) -> EvaluationError {
    EvaluationError(.indexOutOfRange, "index out of range: \(position)")
  }

  static func reversedRange(_ start: Int64, _ end: Int64) -> EvaluationError {
    EvaluationError(.invalidArgument, "invalid range: start \(start), end \(end)")
  }

  static func repeatedKey(_ key: String) -> EvaluationError {
    EvaluationError(.badKey, "repeated key: `\(key)`")
  }

  static func unsupportedKey(_ kind: String) -> EvaluationError {
    EvaluationError(.badKey, "\(kind) cannot be a key of a map")
  }

  static let divideByZero = EvaluationError(.divideByZero, "divide by zero")
  static let moduloByZero = EvaluationError(.divideByZero, "modulus by zero")

  static func overflow(_ type: String) -> EvaluationError {
    EvaluationError(.overflow, "\(type) overflow")
  }

  static func outOfRange(_ what: String, of type: String) -> EvaluationError {
    EvaluationError(.outOfRange, "\(what) is out of the range of \(type)")
  }

  package static func badConversion(_ text: String, to type: String) -> EvaluationError {
    EvaluationError(.badConversion, "cannot convert `\(text.cut(at: 60))` to \(type)")
  }

  static func badTimeZone(_ name: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "unknown time zone `\(name.cut(at: 60))`")
  }

  static func badPattern(_ pattern: String, _ why: String) -> EvaluationError {
    EvaluationError(.badPattern, "bad regular expression `\(pattern.cut(at: 60))`: \(why)")
  }

  static func badReplacement(_ why: String) -> EvaluationError {
    EvaluationError(.badPattern, "bad replacement: \(why)")
  }

  static func badFormat(_ why: String) -> EvaluationError {
    EvaluationError(.badFormat, why)
  }

  static func badBase64(_ text: String) -> EvaluationError {
    EvaluationError(.badConversion, "`\(text.cut(at: 60))` is not base 64")
  }

  static func badNetwork(_ text: String, _ why: String) -> EvaluationError {
    EvaluationError(.badConversion, "bad address `\(text.cut(at: 60))`: \(why)")
  }

  static func badVersionKind(_ name: String) -> EvaluationError {
    EvaluationError(
      .invalidArgument, "no kind of version `\(name.cut(at: 60))`: semver, dotted, rpm or deb")
  }

  static func emptyList(_ function: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "`\(function)` of an empty list")
  }

  static func negative(_ what: String, _ number: Int64) -> EvaluationError {
    EvaluationError(.invalidArgument, "negative \(what): \(number)")
  }

  static let noValue = EvaluationError(.noValue, "the optional has no value")

  static func undeclared(_ name: String) -> EvaluationError {
    EvaluationError(.undeclared, "undeclared name `\(name)`")
  }

  static func undeclaredFunction(_ name: String) -> EvaluationError {
    EvaluationError(.undeclared, "undeclared function `\(name)`")
  }

  static func cycle(_ name: String) -> EvaluationError {
    EvaluationError(.cycle, "`\(name)` is defined by itself")
  }

  static func notBool(_ kind: String) -> EvaluationError {
    EvaluationError(.noSuchOverload, "expected bool, found \(kind)")
  }

  static func notIterable(_ kind: String) -> EvaluationError {
    EvaluationError(.noSuchOverload, "\(kind) is neither a list nor a map")
  }

  static func notOptional(_ kind: String) -> EvaluationError {
    EvaluationError(.noSuchOverload, "expected an optional, found \(kind)")
  }

  static func notOrdered(_ left: String, _ right: String) -> EvaluationError {
    EvaluationError(.noSuchOverload, "\(left) and \(right) have no order")
  }

  static func budget(_ steps: Int) -> EvaluationError {
    EvaluationError(.budget, "the expression takes more than \(steps) steps")
  }

  static func tooLarge(_ what: String, limit: Int) -> EvaluationError {
    EvaluationError(.tooLarge, "a \(what) grows beyond \(limit)")
  }

  static func tooDeep(limit: Int) -> EvaluationError {
    EvaluationError(.tooDeep, "the expression is nested deeper than \(limit)")
  }
}

extension String {
  /// At most so many scalars, with an ellipsis where something was cut off.
  func cut(at limit: Int) -> String {
    guard utf8.count > limit, unicodeScalars.count > limit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
  }
}
