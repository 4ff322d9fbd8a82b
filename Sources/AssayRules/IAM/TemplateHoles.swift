import IAM
import Records

/// The values that templates leave open, each with a letter of its own.
///
/// Two places hold the same value when they are spelled the same in one file; a place whose value
/// has no name is unlike any other.
struct TemplateHoles {
  /// What a hole is to a question.
  enum Meaning: String {
    /// A value that may be the one asked about.
    case unknown
    /// A value that surely is not: the question is about things that nobody names.
    case anotherThing
  }

  let meaning: Meaning

  init(_ meaning: Meaning = .unknown) {
    self.meaning = meaning
  }

  private var numbers: [String: Int] = [:]
  /// What people call each hole: `${BucketName}`, or `…` for one without a name.
  private var names: [String] = []

  /// The letters of names that an input's own declarations have.
  private(set) var declared: Set<Unicode.Scalar> = []

  /// A text with a letter in each gap; one letter when nothing of it is known.
  ///
  /// `meaning`: that of the holes; nil for the usual one.
  mutating func text(
    _ reason: UnknownReason, at origin: Origin?, as meaning: Meaning? = nil
  ) -> String {
    guard let outline = reason.outline else { return letter(nil, in: "", as: meaning) }
    return text(outline, at: origin, as: meaning)
  }

  private mutating func text(
    _ outline: UnknownReason.Outline, at origin: Origin?, as meaning: Meaning?
  ) -> String {
    // Longer spellings first: one may be a part of another.
    let gaps = outline.gaps.sorted {
      ($1.spelling.utf8.count, $0.spelling) < ($0.spelling.utf8.count, $1.spelling)
    }
    let filled = gaps.reduce(outline.text) { text, gap in
      let filling: String
      if let form = gap.form {
        filling = self.text(form, at: origin, as: meaning)
        for own in form.gaps where own.identity != nil {
          let letter = letter(own.spelling, in: "", identity: own.identity, as: meaning)
          declared.formUnion(letter.unicodeScalars)
        }
      } else {
        filling = letter(
          gap.spelling, in: origin?.path ?? "", identity: gap.identity, as: meaning)
      }
      return text.replacing(gap.spelling, with: filling)
    }
    return text(stated: filled, at: origin, as: meaning)
  }

  /// A text that is stated, with a letter for each name that a deployment gives a value: an account
  /// or region, which templates spell with two colons.
  mutating func text(
    stated text: String, at origin: Origin?, as meaning: Meaning? = nil
  ) -> String {
    // To look for one character is much cheaper than for two, and there is mostly none.
    guard text.utf8.contains(UInt8(ascii: "$")), text.contains("::") else { return text }
    var filled = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let name = rest[start.lowerBound...end]
      filled += rest[..<start.lowerBound]
      filled +=
        name.contains("::")
        ? letter(String(name), in: origin?.path ?? "", as: meaning) : String(name)
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }

  /// The letter that stands for the account of a file's deployment; nil where the file does not ask for it.
  func account(in scope: String) -> String? {
    let key = numbers.keys.filter { $0.hasPrefix("\(scope)\u{0}") && $0.hasSuffix("::AccountId}") }
      .min()
    return key.flatMap { numbers[$0] }.map { String(Character(Self.scalar($0, meaning))) }
  }

  /// The letter of a spelling in a file.
  mutating func letter(
    _ name: String?, in scope: String, identity: String? = nil, as meaning: Meaning? = nil
  ) -> String {
    let key = identity ?? name.map { "\(scope)\u{0}\($0)" }
    let number = key.flatMap { numbers[$0] } ?? names.count
    if number == names.count {
      names.append(name ?? "…")
      if let key { numbers[key] = number }
    }
    return String(Character(Self.scalar(number, meaning ?? self.meaning)))
  }

  /// A text for people, with the names of its holes.
  func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= Hole.scalar(0).value }) else {
      return text
    }
    var shown = text
    for (number, name) in names.enumerated() {
      for meaning in [Meaning.unknown, .anotherThing] {
        shown = shown.replacing(String(Character(Self.scalar(number, meaning))), with: name)
      }
    }
    return shown
  }

  /// A private character: of the plane that proofs take for unknown, or of one that is a letter like
  /// any other.
  private static func scalar(_ number: Int, _ meaning: Meaning) -> Unicode.Scalar {
    switch meaning {
    case .unknown: Hole.scalar(number)
    case .anotherThing: Unicode.Scalar(0x100000 + UInt32(number % 0xFFFD)) ?? Hole.scalar(number)
    }
  }
}
