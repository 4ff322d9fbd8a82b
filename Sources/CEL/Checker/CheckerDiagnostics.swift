import Documents
import Records

/// Every message of the checker.
enum CheckerDiagnostics {
  private static func message(
    _ severity: Diagnostic.Severity, _ code: String, _ text: String, _ file: SourceFile,
    _ range: SourceRange, fix: FixIt? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, code: code, text, file: file, range: range, fixIts: fix.map { [$0] } ?? [])
  }

  private static func error(
    _ code: String, _ text: String, _ file: SourceFile, _ range: SourceRange, fix: FixIt? = nil
  ) -> Diagnostic {
    message(.error, code, text, file, range, fix: fix)
  }

  private static func replacement(_ text: String, _ range: SourceRange) -> FixIt {
    FixIt(
      "did you mean `\(text)`?", edits: [FixIt.Edit(range: range, text: text)],
      applicability: .unsafe)
  }

  static func unknownName(
    _ name: String, suggestion: String?, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "unknown-name", "nothing here is called `\(name)`", file, range,
      fix: suggestion.map { replacement($0, range) })
  }

  static func unknownFunction(
    _ name: String, suggestion: String?, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "unknown-function", "there is no function `\(name)`", file, range,
      fix: suggestion.map { replacement($0, range) })
  }

  static func unknownProperty(
    _ name: String, of schema: Schema, suggestion: String?, _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    let names = schema.fields.prefix(12).map { "`\($0.name)`" }.joined(separator: ", ")
    let more = schema.fields.count > 12 ? " and \(schema.fields.count - 12) more" : ""
    return error(
      "unknown-property", "no property `\(name)` on \(schema.name)", file, range,
      fix: suggestion.map { replacement($0, range) } ?? FixIt("use one of \(names)\(more)"))
  }

  static func noFields(
    of type: CELType, _ name: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let fix: FixIt? =
      if case .list = type {
        FixIt("say which elements, with `exists`, `all` or an index")
      } else {
        nil
      }
    return error(
      "no-fields", "`\(type)` has no fields, and so no `\(name)`", file, range, fix: fix)
  }

  static func macroArguments(
    _ name: String, usage: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "macro-arguments", "`\(name)` is written `\(usage)`", file, range)
  }

  static func unusedVariable(
    _ names: [String], _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let list = names.map { "`\($0)`" }.joined(separator: " and ")
    return message(
      .warning, "unused-variable", "\(list) \(names.count == 1 ? "is" : "are") never used", file,
      range, fix: FixIt("begin the name with `_` if that is meant"))
  }

  static func wrongType(
    expected: CELType, found: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "wrong-type", "expected `\(expected)`, found `\(found)`", file, range,
      fix: unwrapping(found, to: expected))
  }

  /// How to get at what an optional holds.
  private static func unwrapping(_ type: CELType, to expected: CELType? = nil) -> FixIt? {
    guard case .optional(let inner) = type, expected == nil || inner == expected else {
      return nil
    }
    let example =
      switch inner {
      case .bool: "false"
      case .string: "\"\""
      case .list: "[]"
      case .int: "0"
      default: "…"
      }
    return FixIt("say what an absent value counts as, with `.orValue(\(example))`")
  }

  /// The signs of equality by their function.
  static let equality = ["_==_": "==", "_!=_": "!="]

  static func isOperator(_ function: String) -> Bool {
    function.utf8.contains(UInt8(ascii: "_")) && !function.utf8.contains(UInt8(ascii: "."))
      && (function.utf8.first == UInt8(ascii: "_") || function.utf8.last == UInt8(ascii: "_"))
      || function == "@in"
  }

  static func neverEqual(
    _ left: CELType, _ sign: String, _ right: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "never-equal",
      "`\(left)` and `\(right)` are never equal, so `\(sign)` has one answer only", file, range,
      fix: unwrapping(left, to: right) ?? unwrapping(right, to: left))
  }

  static func comparedWithNull(
    _ place: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "compared-with-null", "`\(place)` is never null: a value is there or it is absent", file,
      range, fix: FixIt("ask with `has(\(place))`"))
  }

  static func noMatchingOverload(
    _ function: FunctionDeclaration, _ types: [CELType], isMember: Bool, _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    let sign = function.name.split(separator: "_").joined()
    if isOperator(function.name) {
      let name = function.name == "@in" ? "in" : sign == "[]" || sign == "[?]" ? "[…]" : sign
      let list = types.map { "`\($0)`" }.joined(separator: " and ")
      return error(
        "no-matching-overload", "`\(name)` does not work on \(list)", file, range,
        fix: types.lazy.compactMap { unwrapping($0) }.first)
    }
    let arguments = (isMember ? Array(types.dropFirst()) : types).map(\.description)
    let call = "(\(arguments.joined(separator: ", ")))"
    let receiver = isMember ? " of `\(types.first ?? .dyn)`" : ""
    let other = function.overloads.first { $0.isMember != isMember }
    let isOtherStyle = function.overloads.allSatisfy { $0.isMember != isMember }
    let restyled =
      isOtherStyle
      ? other.map { FixIt("call it as `\($0.signature(of: function.name))`") } : nil
    var result = error(
      "no-matching-overload", "`\(function.name)`\(receiver) does not take `\(call)`", file,
      range, fix: restyled ?? (isMember ? types.first.flatMap { unwrapping($0) } : nil))
    for overload in function.overloads.prefix(6) {
      result.notes.append(
        Diagnostic.Note("there is `\(overload.signature(of: function.name))`"))
    }
    return result
  }

  static func differentResults(
    _ first: CELType, _ second: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "different-results", "the conditional gives `\(first)` or `\(second)`; both must be alike",
      file, range, fix: unwrapping(first, to: second) ?? unwrapping(second, to: first))
  }

  static func notIterable(
    _ macro: String, _ type: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "not-iterable", "`\(macro)` goes over a list or a map, not `\(type)`", file, range,
      fix: unwrapping(type))
  }

  static func notOptional(
    _ macro: String, _ type: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "not-optional", "`\(macro)` works on an optional, not `\(type)`", file, range)
  }

  static func notOptionalEntry(
    _ type: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "not-optional", "`?` takes an optional, not `\(type)`", file, range)
  }

  static func notSortable(
    _ type: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "not-sortable", "`\(type)` has no order to sort by", file, range)
  }

  static func badMapKey(
    _ type: CELType, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "bad-map-key", "`\(type)` cannot be a key of a map", file, range)
  }

  static func badLiteral(
    _ text: String, kind: String, _ problem: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error("bad-literal", "`\(text)` is no \(kind): \(problem)", file, range)
  }

  static func unguardedField(
    _ field: String, operand: String, isPlace: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let place = "\(operand).\(Unparser.fieldName(field))"
    let optional = "\(operand).?\(Unparser.fieldName(field))"
    return error(
      "unguarded-field", "`\(place)` may be absent", file, range,
      fix: FixIt(
        isPlace
          ? "guard it, `has(\(place)) && …`, or say what counts instead, `\(optional).orValue(…)`"
          : "say what counts instead, `\(optional).orValue(…)`, or name its record with `cel.bind`"
      ))
  }

  static func unguardedValue(
    _ operand: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "unguarded-value", "`\(operand)` may have no value", file, range,
      fix: FixIt("guard it, `\(operand).hasValue() && …`, or use `.orValue(…)`"))
  }

  static func unguardedVariable(
    _ name: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "unguarded-variable", "`\(name)` may have no value here", file, range)
  }

  static func unguardedKey(
    _ key: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      .warning, "unguarded-key", "the key `\(key)` may be missing, which is an error when it is",
      file, range, fix: FixIt("read it with `[?\"\(key)\"]`, or ask for it with `in` first"))
  }

  static func alwaysPresent(
    _ field: String, of schema: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      .warning, "always-present",
      "`\(field)` of \(schema) is always there, or unknown: `has` never says no", file, range,
      fix: FixIt("leave the guard out"))
  }

  static func unknownValue(
    _ value: String, of place: String, values: [String], suggestion: String?,
    _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    var result = error(
      "unknown-value", "`\(place)` is never `\(value)`", file, range,
      fix: suggestion.map { replacement(Expression.Constant.string($0).description, range) })
    let list = values.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    result.notes.append(Diagnostic.Note("it can be \(list)\(values.count > 20 ? " and more" : "")"))
    return result
  }

  static func versionsAsText(
    _ severity: Diagnostic.Severity, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "versions-as-text",
      "this compares versions as texts, by which `3.10` comes before `3.9`", file, range,
      fix: FixIt("compare `version(…)` of both"))
  }

  static func constantCondition(
    _ value: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      .warning, "constant-condition", "this is always \(value)", file, range)
  }

  static func constantComparison(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    message(
      .warning, "constant-condition", "this compares two constants", file, range)
  }

  static func comparedWithItself(
    _ value: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      .warning, "compared-with-itself", "this compares a thing with itself: always \(value)", file,
      range)
  }

  static func vacuousAll(
    _ list: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      .note, "vacuous-all", "this holds as well when `\(list)` is empty", file, range,
      fix: FixIt("add `size(\(list)) > 0` if an empty one should not pass"))
  }

  static func macrosTooDeep(
    limit: Int, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "macros-too-deep", "more than \(limit) macros stand in each other", file, range,
      fix: FixIt("move the inner ones to a variable"))
  }
}
