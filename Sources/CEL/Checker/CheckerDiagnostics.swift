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
      fix: suggestion.map { replacement($0, range) }
        ?? (ForeignNames.isNothing(name)
          ? FixIt("ask with `has(…)` whether a value is there") : nil))
  }

  static func unknownFunction(
    _ name: String, suggestion: String?, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "unknown-function", "there is no function `\(name)`", file, range,
      fix: suggestion.map { replacement($0, range) })
  }

  static func foreignFunction(
    _ name: String, _ known: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "unknown-function", "there is no function `\(name)`", file, range,
      fix: FixIt("here it is `\(known)`"))
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

  static func recordAsMap(
    _ way: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "no-matching-overload", "a record is no map: its fields are read by name", file, range,
      fix: FixIt("write it as `\(way)`"))
  }

  static func noFields(
    of type: CELType, _ name: String, _ operand: String, isFunction: Bool, _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    let fix: FixIt? =
      if isFunction {
        FixIt("call it, with `()`")
      } else if let known = ForeignNames.call(name, on: operand) {
        FixIt("here it is `\(known)`")
      } else if case .list = type {
        FixIt("say which elements, with `exists`, `all` or an index")
      } else {
        unwrapping(type)
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
    expected: CELType, found: CELType, of text: String, _ values: [String], _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    error(
      "wrong-type", "expected `\(expected)`, found `\(found)`", file, range,
      fix: unwrapping(found, to: expected)
        ?? (expected == .bool ? test(of: text, found, values) : nil))
  }

  /// How to make a test of what is none.
  private static func test(of text: String, _ type: CELType, _ values: [String]) -> FixIt? {
    let isLong = text.utf8.count > 60 || text.contains("\n")
    // A conditional would take what follows into its last branch.
    let text = isLong ? "…" : text.contains("?") && !text.contains(".?") ? "(\(text))" : text
    switch type {
    case .string:
      let value = Expression.Constant.string(values.first ?? "…").description
      return FixIt("compare it, as in `\(text) == \(value)`")
    case .int, .uint, .double: return FixIt("compare it, as in `\(text) > 0`")
    case .list, .map: return FixIt("ask for its size, `size(\(text)) > 0`, or for its elements")
    case .timestamp: return FixIt("compare it, as in `\(text) < now`")
    case .duration: return FixIt("compare it, as in `\(text) < days(90)`")
    case .record: return FixIt("read one of its fields, or ask `has(…)` of it")
    default: return nil
    }
  }

  /// How to get at what an optional holds.
  static func unwrapping(_ type: CELType, to expected: CELType? = nil) -> FixIt? {
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
    _ left: Side, _ sign: String, _ right: Side, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let isAlike = left.type.isNumber && right.type.isNumber
    return error(
      "never-equal",
      isAlike
        ? "`\(left.type)` and `\(right.type)` are two types, which `\(sign)` does not compare"
        : "`\(left.type)` and `\(right.type)` are never equal, so `\(sign)` has one answer only",
      file, range, fix: Likening.fix(left, right))
  }

  static func nothingInCommon(
    _ left: String, _ right: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "never-equal", "`\(left)` and `\(right)` have no value in common", file, range)
  }

  static func comparedWithNull(
    _ place: String, isAlwaysThere: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "compared-with-null",
      isAlwaysThere
        ? "`\(place)` is never null: it is always there, or unknown"
        : "`\(place)` is never null: a value is there or it is absent", file, range,
      fix: FixIt(isAlwaysThere ? "leave the comparison out" : "ask with `has(\(place))`"))
  }

  static func noMatchingOverload(
    _ function: FunctionDeclaration, _ sides: [Side], isMember: Bool, other relative: String?,
    _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    let types = sides.map(\.type)
    let sign = function.name.split(separator: "_").joined()
    if isOperator(function.name) {
      let name = function.name == "@in" ? "in" : sign == "[]" || sign == "[?]" ? "[…]" : sign
      let list = types.map { "`\($0)`" }.joined(separator: " and ")
      return error(
        "no-matching-overload", "`\(name)` does not work on \(list)", file, range,
        fix: sides.count == 2 ? Likening.fix(sides[0], sides[1], of: name) : nil)
    }
    let arguments = (isMember ? Array(types.dropFirst()) : types).map(\.description)
    let call = "(\(arguments.joined(separator: ", ")))"
    let receiver = isMember ? " of `\(types.first ?? .dyn)`" : ""
    let other = function.overloads.first { $0.isMember != isMember }
    let isOtherStyle = function.overloads.allSatisfy { $0.isMember != isMember }
    let restyled =
      isOtherStyle
      ? other.map { FixIt("call it as `\($0.signature(of: function.name))`") } : nil
    let fix =
      restyled ?? relative.map { FixIt("use \($0)") }
      ?? (isMember ? types.first.flatMap { unwrapping($0) } : nil)
      ?? (function.name == "contains" && sides.count == 2 ? Likening.fix(sides[1], sides[0]) : nil)
    var result = error(
      "no-matching-overload", "`\(function.name)`\(receiver) does not take `\(call)`", file,
      range, fix: fix)
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
        operand.contains(".?") || operand.contains("[?")
          ? "say what counts instead, `\(optional).orValue(…)`"
          : isPlace
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
    _ severity: Diagnostic.Severity, _ key: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "unguarded-key", "the key `\(key)` may be missing, which is an error when it is",
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
    result.notes.append(Diagnostic.Note("it can be \(list(of: values))"))
    return result
  }

  private static func list(of values: [String]) -> String {
    values.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
      + (values.count > 20 ? " and more" : "")
  }

  static func versionsAsText(
    _ severity: Diagnostic.Severity, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "versions-as-text",
      "this compares versions as texts, by which `3.10` comes before `3.9`", file, range,
      fix: FixIt("compare `version(…)` of both"))
  }

  static func numbersAsText(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "ordered-as-text", "this orders numbers as texts, by which `10` comes before `9`", file,
      range, fix: FixIt("compare `int(…)` with a number"))
  }

  static func durationsAsText(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    error(
      "ordered-as-text", "this orders durations as texts, by which `90m` comes after `2h`", file,
      range, fix: FixIt("compare `duration(…)` of both"))
  }

  static func versionAsNumber(
    _ place: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "version-as-number", "a version is no number: `3.10` would come before `3.9`", file, range,
      fix: FixIt("compare `version(\(place), …)`"))
  }

  static func versionAsText(
    _ text: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      .warning, "version-as-text", "`\(text)` tests a version digit by digit: `1.1` begins `1.10`",
      file, range, fix: FixIt("compare `version(…)`, or end it with a dot"))
  }

  static func versionKinds(
    _ left: String, _ right: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    error(
      "version-kinds", "versions of kind `\(left)` and of kind `\(right)` have no order", file,
      range, fix: FixIt("read both as one kind"))
  }

  static func wrongLetters(
    _ value: String, of place: String, _ letters: LetterCase, _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    let right = Expression.Constant.string(letters.applied(to: value)).description
    let name = letters == .lower ? "lower" : "upper"
    return error(
      "wrong-letters", "`\(place)` is in \(name) case, and so never `\(value)`", file, range,
      fix: replacement(right, range))
  }

  static func neverMet(
    _ place: String, values: [String], _ severity: Diagnostic.Severity, _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    var result = message(
      severity, "never-met", "no value of `\(place)` meets this", file, range)
    result.notes.append(Diagnostic.Note("it can be \(list(of: values))"))
    return result
  }

  static func hiddenType(
    _ severity: Diagnostic.Severity, _ place: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "hidden-type", "`dyn` hides the type of `\(place)`, and mistakes with it", file,
      range, fix: FixIt("leave it out"))
  }

  static func unguardedElement(
    _ severity: Diagnostic.Severity, _ list: String, _ index: Int64, _ file: SourceFile,
    _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "unguarded-element",
      "`\(list)` may have no element \(index), which is an error when it has not", file, range,
      fix: FixIt("read it with `[?\(index)]`, or ask for `size(\(list)) > \(index)` first"))
  }

  static func constantCondition(
    _ severity: Diagnostic.Severity, _ value: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(severity, "constant-condition", "this is always \(value)", file, range)
  }

  static func negativeSize(
    _ severity: Diagnostic.Severity, _ value: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "constant-condition", "a size is never negative, so this is always \(value)", file,
      range,
      fix: FixIt(value ? "ask for one at least, with `> 0`" : "ask for an empty one, with `== 0`"))
  }

  static func constantComparison(
    _ severity: Diagnostic.Severity, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "constant-condition", "this compares two constants", file, range,
      fix: FixIt("compare what is judged, or leave it out"))
  }

  static func constantTest(
    _ severity: Diagnostic.Severity, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "constant-condition", "this tests a constant: it has one answer only", file, range,
      fix: FixIt("test what is judged, or leave it out"))
  }

  static func comparedWithItself(
    _ severity: Diagnostic.Severity, _ value: Bool, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "compared-with-itself", "this compares a thing with itself: always \(value)", file,
      range, fix: FixIt("name another thing on one side"))
  }

  static func neverTogether(
    _ severity: Diagnostic.Severity, _ first: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "never-together", "this is never true together with `\(first)`", file, range,
      fix: FixIt("join them by `||` if one of them is enough"))
  }

  static func alwaysEither(
    _ severity: Diagnostic.Severity, _ first: String, _ file: SourceFile, _ range: SourceRange
  ) -> Diagnostic {
    message(
      severity, "always-either", "this is true wherever `\(first)` is not", file, range,
      fix: FixIt("join them by `&&` if both are meant"))
  }

  static func repeatedOperand(_ file: SourceFile, _ range: SourceRange) -> Diagnostic {
    message(
      .warning, "repeated-operand", "this stands here twice", file, range,
      fix: FixIt("leave one out"))
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
