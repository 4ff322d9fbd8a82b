import Documents

/// Texts that cannot be what they are compared with, and texts that should not be compared as texts.
extension Checker {
  /// Reports written texts that a place with a closed list of values never has, or that are in
  /// another case than all its letters.
  mutating func checkTexts(
    _ texts: Judgement, against other: Judgement, at place: Expression.ID
  ) {
    if !other.values.isEmpty { closedValues[place] = other.values }
    for written in texts.text.written {
      if !other.values.isEmpty {
        checkValue(written, among: other.values, of: place)
      } else if let letters = other.text.letters, letters.applied(to: written.text) != written.text
      {
        complain(
          CheckerDiagnostics.wrongLetters(
            written.text, of: source(place), letters, written.file, written.range))
      }
    }
  }

  private mutating func checkValue(
    _ written: WrittenText, among values: [String], of place: Expression.ID
  ) {
    guard !values.contains(written.text) else { return }
    let close =
      values.first { $0.lowercased() == written.text.lowercased() }
      ?? Spelling.closest(to: written.text, among: values)
    if written.isChoice, close == nil { return }
    complain(
      CheckerDiagnostics.unknownValue(
        written.text, of: source(place), values: values, suggestion: close, written.file,
        written.range))
  }

  /// What functions over texts make of what is known of them.
  mutating func judgeTexts(
    _ result: inout Judgement, _ function: String, _ id: Expression.ID,
    _ arguments: [Expression.ID], _ judgements: [Judgement]
  ) {
    guard let first = judgements.first else { return }
    switch (function, arguments.count) {
    case ("lowerAscii", 1): changeLetters(&result, of: first, to: .lower)
    case ("upperAscii", 1): changeLetters(&result, of: first, to: .upper)
    case ("trim", 1), ("string", 1):
      result.values = first.values
      result.text.isVersion = first.text.isVersion
    case ("replace", _), ("substring", _): result.text.isVersion = first.text.isVersion
    case ("_+_", 2):
      let isWritten = first.text.isWritten && judgements[1].text.isWritten
      if case .list = unifier.resolve(result.type) {
        result.text = first.text.adding(judgements[1].text)
      }
      result.text.isWritten = isWritten && !result.text.written.isEmpty
      result.text.isVersion = first.text.isVersion || judgements[1].text.isVersion
    case ("first", 1), ("last", 1), ("optional.of", 1), ("optional.ofNonZeroValue", 1):
      result.takeTexts(of: first)
    case ("startsWith", 2), ("endsWith", 2), ("contains", 2), ("matches", 2), ("glob", 2):
      judgeTextTest(function, id, arguments, judgements)
    case ("sets.contains", 2), ("sets.equivalent", 2), ("sets.intersects", 2):
      checkTexts(first, against: judgements[1], at: arguments[1])
      checkTexts(judgements[1], against: first, at: arguments[0])
    case ("double", 1) where first.text.isVersion:
      complain(CheckerDiagnostics.versionAsNumber(source(arguments[0]), file, span(id)))
    case ("version", 2):
      if case .string(let kind) = constant(arguments[1]), Version.Kind(rawValue: kind) != nil {
        result.versionKind = kind
      }
    case ("evr", 1): result.versionKind = "rpm"
    case ("dyn", 1):
      if case .record = unifier.resolve(first.type) {
        complain(
          CheckerDiagnostics.hiddenType(options.doubtful, source(arguments[0]), file, span(id)))
      }
    default: break
    }
  }

  private func changeLetters(
    _ result: inout Judgement, of operand: Judgement, to letters: LetterCase
  ) {
    result.values = operand.values.reduce(into: []) { values, value in
      let changed = letters.applied(to: value)
      if !values.contains(changed) { values.append(changed) }
    }
    result.text.letters = letters
    result.text.isVersion = operand.text.isVersion
  }
}

// MARK: - Tests

extension Checker {
  /// A test of a text against a written one: of a place whose values are known, one that none or all
  /// of them meet; of a version, one that takes it for a text.
  private mutating func judgeTextTest(
    _ function: String, _ id: Expression.ID, _ arguments: [Expression.ID],
    _ judgements: [Judgement]
  ) {
    let (subject, test) = (judgements[0], judgements[1])
    if let kind = test.versionKind, kind != "semver", function == "contains" {
      return complain(CheckerDiagnostics.versionKinds("semver", kind, file, span(id)))
    }
    guard unifier.resolve(subject.type) == .string, test.text.isWritten else { return }
    for written in test.text.written {
      if let letters = subject.text.letters, subject.values.isEmpty,
        function != "matches" || written.text.isPlainPattern,
        letters.applied(to: written.text) != written.text
      {
        complain(
          CheckerDiagnostics.wrongLetters(
            written.text, of: source(arguments[0]), letters, written.file, written.range))
      }
      if subject.text.isVersion { reportVersionTest(function, written) }
    }
    guard !subject.values.isEmpty, case .string(let text) = constant(arguments[1]) else { return }
    let met = subject.values.filter { Self.meets($0, function, text) }
    if met.isEmpty {
      complain(
        CheckerDiagnostics.neverMet(
          source(arguments[0]), values: subject.values, options.doubtful, file, span(id)))
    } else if met.count == subject.values.count {
      complain(oneAnswer(true, id))
    }
  }

  private static func meets(_ value: String, _ function: String, _ text: String) -> Bool {
    switch function {
    case "startsWith": return value.utf8.starts(with: text.utf8)
    case "endsWith": return value.utf8.reversed().starts(with: text.utf8.reversed())
    case "contains":
      let (value, text) = (Array(value.utf8), Array(text.utf8))
      return (0...max(0, value.count - text.count)).contains { value[$0...].starts(with: text) }
    case "glob": return Glob.matches(value, text)
    default:
      guard case .pattern(let pattern) = Pattern.compile(text, maximumBytes: 1 << 20) else {
        return true
      }
      return pattern.matches(value)
    }
  }

  /// `1.1` begins `1.10` as well.
  private mutating func reportVersionTest(_ function: String, _ written: WrittenText) {
    let isLoose =
      switch function {
      case "startsWith": written.text.look != nil && written.text.utf8.last?.isDigit ?? false
      case "glob":
        String(written.text.dropLast()).look != nil && written.text.utf8.last == UInt8(ascii: "*")
          && written.text.utf8.dropLast().last?.isDigit ?? false
      case "matches": written.text.hasDigitOfItsOwn
      default: false
      }
    guard isLoose else { return }
    complain(CheckerDiagnostics.versionAsText(written.text, written.file, written.range))
  }
}

// MARK: - Orders

extension Checker {
  /// Reports texts that are ordered as texts and should not be: `"3.10" < "3.9"`.
  mutating func reportTextOrder(_ id: Expression.ID, _ judgements: [Judgement]) {
    let looks = judgements.map { $0.text.isWritten ? $0.text.written.first?.text.look : nil }
    let isDate = judgements.contains { judgement in
      judgement.text.isWritten && judgement.text.written.allSatisfy { $0.text.look == nil }
    }
    if judgements.contains(where: \.text.isVersion) {
      complain(
        CheckerDiagnostics.versionsAsText(isDate ? .warning : .error, file, span(id)))
      return
    }
    switch looks[0] ?? looks[1] {
    case .version: complain(CheckerDiagnostics.versionsAsText(.error, file, span(id)))
    case .number: complain(CheckerDiagnostics.numbersAsText(file, span(id)))
    case .duration: complain(CheckerDiagnostics.durationsAsText(file, span(id)))
    case nil: break
    }
  }

  /// The same for `sort` and `sortBy`.
  mutating func reportTextSort(_ key: Judgement, _ id: Expression.ID) {
    guard key.text.isVersion, key.versionKind == nil else { return }
    complain(CheckerDiagnostics.versionsAsText(.error, file, span(id)))
  }
}

extension String {
  /// Whether it is the name of a version.
  var isCalledVersion: Bool {
    // A conversion is none.
    let words = ["Version", "Versions", "_version", "_versions"]
    return self == "version" || self == "versions" || words.contains { hasSuffix($0) }
  }

  /// Whether every letter of a pattern stands for itself: it has no escapes, classes or flags.
  fileprivate var isPlainPattern: Bool {
    !utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "[") } && !contains("(?")
  }

  /// Whether a pattern of digits and signs asks for certain digits, outside of brackets and counts.
  fileprivate var hasDigitOfItsOwn: Bool {
    var closing: UInt8?
    var isEscaped = false
    var hasDigit = false
    for byte in utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if let end = closing {
        if byte == end { closing = nil }
      } else if byte == UInt8(ascii: "[") {
        closing = UInt8(ascii: "]")
      } else if byte == UInt8(ascii: "{") {
        closing = UInt8(ascii: "}")
      } else if byte.isDigit {
        hasDigit = true
      } else if (0x61...0x7A).contains(byte | 0x20), byte | 0x20 != UInt8(ascii: "v") {
        return false
      }
    }
    return hasDigit
  }
}
