import AssayModel
import AssayRules
import Records

/// What the records of units have in common, each once and by number: texts, what rules say, and what they
/// say of one resource together.
///
/// Numbers stay: a night adds to the tables of the one before, and drops nothing. When more has been added than was there
/// at first, most of it is of nights that are long gone, and tables are made anew.
struct NightTables: Sendable {
  private(set) var texts: [String] = []
  private(set) var words: [FindingWords] = []
  private(set) var marks: [Sweep.Mark] = []
  /// Numbers of marks, ascending.
  private(set) var patterns: [[Int]] = []
  /// How much stood in them when they were made; nil before they have been written.
  private var firstCount: Int?
  private var textNumbers: [String: Int] = [:]
  private var wordNumbers: [FindingWords: Int] = [:]
  private var knownWords: [ObjectIdentifier: Int] = [:]
  private var markNumbers: [Sweep.Mark: Int] = [:]
  private var patternNumbers: [[Int]: Int] = [:]

  init() {}

  mutating func number(of text: String) -> Int {
    if let number = textNumbers[text] { return number }
    texts.append(text)
    textNumbers[text] = texts.count - 1
    return texts.count - 1
  }

  mutating func number(of words: FindingWords) -> Int {
    if let number = knownWords[ObjectIdentifier(words)] { return number }
    let number = wordNumbers[words] ?? self.words.count
    if number == self.words.count {
      self.words.append(words)
      wordNumbers[words] = number
    }
    // Kept by the table or not, the object lives as long as its part, which is being written.
    if self.words[number] === words { knownWords[ObjectIdentifier(words)] = number }
    return number
  }

  mutating func number(of mark: Sweep.Mark) -> Int {
    if let number = markNumbers[mark] { return number }
    marks.append(mark)
    markNumbers[mark] = marks.count - 1
    return marks.count - 1
  }

  mutating func number(ofPattern marks: [Int]) -> Int {
    if let number = patternNumbers[marks] { return number }
    patterns.append(marks)
    patternNumbers[marks] = patterns.count - 1
    return patterns.count - 1
  }

  /// How much stands in them.
  var count: Int { texts.count + words.count + marks.count + patterns.count }

  /// Whether they hold more of other nights than they held at first.
  var isOutgrown: Bool { firstCount.map { count > 2 * $0 } ?? false }
}

extension NightTables {
  func write(to writer: inout ByteWriter) {
    writer.write(firstCount ?? count)
    writer.write(texts.count)
    for text in texts { writer.write(text) }
    writer.write(words.count)
    for words in words { Self.write(words, to: &writer) }
    writer.write(marks.count)
    for mark in marks {
      writer.write(mark.rule)
      writer.write(mark.outcome.rawValue)
      writer.write(mark.reason)
    }
    writer.write(patterns.count)
    for pattern in patterns {
      writer.write(pattern.count)
      for mark in pattern { writer.write(mark) }
    }
  }

  private static func write(_ words: FindingWords, to writer: inout ByteWriter) {
    writer.write(words.rule)
    writer.write(words.severity.rank)
    writer.write(words.message)
    writer.write(words.values.count)
    for value in words.values {
      writer.write(value.path)
      writer.write(value.got)
      writer.write(value.allowed == nil ? 0 : 1)
      writer.write(value.allowed ?? "")
    }
    writer.write(words.reasons.count)
    for reason in words.reasons { writer.write(reason) }
  }

  /// Nil for bytes that `write` did not write.
  ///
  /// `rules`: those of the night, of which alone anything may be said.
  init?(_ reader: inout ByteReader, rules: Set<String>) {
    guard let firstCount = reader.index(below: 1 << 32), let textCount = reader.count() else {
      return nil
    }
    self.firstCount = firstCount
    texts.reserveCapacity(textCount)
    for _ in 0..<textCount {
      guard let text = reader.string() else { return nil }
      texts.append(text)
    }
    guard let wordCount = reader.count() else { return nil }
    for _ in 0..<wordCount {
      guard let words = Self.words(&reader), rules.contains(words.rule) else { return nil }
      self.words.append(words)
    }
    guard let markCount = reader.count() else { return nil }
    for _ in 0..<markCount {
      guard let mark = Self.mark(&reader), rules.contains(mark.rule) else { return nil }
      marks.append(mark)
    }
    guard let patternCount = reader.count() else { return nil }
    for _ in 0..<patternCount {
      guard let count = reader.count() else { return nil }
      var pattern: [Int] = []
      for _ in 0..<count {
        guard let mark = reader.index(below: markCount), pattern.last.map({ $0 < mark }) ?? true
        else { return nil }
        pattern.append(mark)
      }
      patterns.append(pattern)
    }
  }

  private static func words(_ reader: inout ByteReader) -> FindingWords? {
    let severities = Severity.allCases.sorted()
    guard let rule = reader.string(), let severity = reader.index(below: severities.count),
      let message = reader.string(), let valueCount = reader.count()
    else { return nil }
    var evidence: [Evidence] = []
    for _ in 0..<valueCount {
      guard let path = reader.string(), let got = reader.string(),
        let isAllowed = reader.index(below: 2), let allowed = reader.string()
      else { return nil }
      evidence.append(Evidence(path: path, got: got, allowed: isAllowed == 1 ? allowed : nil))
    }
    guard let reasonCount = reader.count() else { return nil }
    var reasons: [String] = []
    for _ in 0..<reasonCount {
      guard let reason = reader.string() else { return nil }
      reasons.append(reason)
    }
    return FindingWords(
      rule: rule, severity: severities[severity], message: message, evidence: evidence,
      reasons: reasons)
  }

  private static func mark(_ reader: inout ByteReader) -> Sweep.Mark? {
    guard let rule = reader.string(), let outcome = reader.string().flatMap(Outcome.init),
      [.pass, .notApplicable, .noData].contains(outcome), let reason = reader.string()
    else { return nil }
    return Sweep.Mark(rule: rule, outcome: outcome, reason: reason)
  }

  /// Makes the numbers of what was read known, before anything is added.
  mutating func index() {
    for (number, text) in texts.enumerated() { textNumbers[text] = number }
    for (number, words) in words.enumerated() {
      wordNumbers[words] = number
      knownWords[ObjectIdentifier(words)] = number
    }
    for (number, mark) in marks.enumerated() { markNumbers[mark] = number }
    for (number, pattern) in patterns.enumerated() { patternNumbers[pattern] = number }
  }
}
