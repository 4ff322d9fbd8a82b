package import Documents

/// What is known of a text, or of each text in a list, beyond its type.
package struct TextFacts: Sendable {
  /// Texts that are written in an expression and that it may be, in the order of reading.
  package var written: [WrittenText] = []
  /// Whether it can be nothing but what is written.
  package var isWritten = false
  /// Whether it is a version: read from a place that is called so, or made of such a text.
  package var isVersion = false
  /// The case that all its letters are in; nil when they may be in any.
  package var letters: LetterCase?

  package init() {}

  /// A literal.
  init(_ text: WrittenText) {
    written = [text]
    isWritten = true
  }

  /// Of what is one text or another.
  consuming func adding(_ other: TextFacts) -> TextFacts {
    written += other.written
    isWritten = isWritten && other.isWritten
    isVersion = isVersion || other.isVersion
    letters = nil
    return self
  }

  /// The same, where a choice between several may never take what is written.
  var asChoice: TextFacts {
    var result = self
    for index in result.written.indices { result.written[index].isChoice = true }
    return result
  }
}

/// A text as an expression writes it, and where.
package struct WrittenText: Sendable {
  package let text: String
  package let file: SourceFile
  package let range: SourceRange
  /// Whether it is one side of a choice, or what an absent value counts as: it may be meant to equal
  /// nothing.
  package var isChoice = false

  package init(_ text: String, _ file: SourceFile, _ range: SourceRange, isChoice: Bool = false) {
    self.text = text
    self.file = file
    self.range = range
    self.isChoice = isChoice
  }
}

/// The case of the letters A to Z in a text.
package enum LetterCase: Sendable {
  case lower, upper

  /// A text in this case; other letters stay.
  func applied(to text: String) -> String {
    switch self {
    case .lower: text.mappingASCII { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    case .upper: text.mappingASCII { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    }
  }
}

extension String {
  fileprivate func mappingASCII(_ transform: (UInt8) -> UInt8) -> String {
    String(decoding: utf8.map(transform), as: UTF8.self)
  }

  /// What a text looks like that somebody may want to order.
  enum Look { case version, number, duration }

  /// What it looks like; nil for other texts, dates among them.
  ///
  /// A version is `3.10` or `v1.2.3-rc1`, a number `10`, a duration `90d` or `1h30m`.
  var look: Look? {
    let bytes = Array(utf8.drop { $0 == UInt8(ascii: "v") || $0 == UInt8(ascii: "V") })
    let digits = bytes.prefix(while: \.isDigit).count
    guard digits > 0, bytes.count <= 64 else { return nil }
    let rest = bytes.dropFirst(digits)
    if rest.isEmpty { return bytes.count == utf8.count ? .number : .version }
    if rest.first == UInt8(ascii: "."), rest.dropFirst().first?.isDigit == true {
      return rest.contains(UInt8(ascii: ":")) ? nil : .version
    }
    let units: [String] = ["d", "w", "h", "m", "s", "ms"]
    let words = split(whereSeparator: \.isNumber).map(String.init)
    return bytes.count == utf8.count && words.allSatisfy(units.contains) ? .duration : nil
  }
}
