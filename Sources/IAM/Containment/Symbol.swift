/// One step of a pattern in one word, as the search for a common text keeps it.
///
/// Scalars stand for themselves; a step that ignores case has `foldFlag` set; variables are letters
/// of their own above all of Unicode. A letter that ignores case is another one than the letter that
/// does not: it stands for every spelling of the text that nobody knows.
struct Symbol: Sendable, Hashable {
  let word: UInt32

  static let foldFlag: UInt32 = 0x0100_0000
  static let one = Symbol(word: 0x0200_0000)
  static let oneInSegment = Symbol(word: 0x0200_0001)
  static let many = Symbol(word: 0x0200_0002)
  static let manyInSegment = Symbol(word: 0x0200_0003)
  /// Behind the last step of a pattern.
  static let end = Symbol(word: 0x0200_0004)
  static let digit = Symbol(word: 0x0200_0005)
  private static let firstVariable: UInt32 = 0x0400_0000

  static func variable(_ index: Int) -> Symbol {
    Symbol(word: firstVariable + UInt32(index))
  }

  var variableIndex: Int? {
    word >= Self.firstVariable ? Int(word & ~Self.foldFlag - Self.firstVariable) : nil
  }

  /// Whether it stands for a text that nobody knows: a variable or a hole.
  var isLetter: Bool {
    word >= Self.firstVariable || word < Self.one.word && Hole.isHole(word & ~Self.foldFlag)
  }

  /// Whether a letter of a pattern that must not match takes a letter of a text, whatever both are.
  func surelyTakes(_ read: Symbol) -> Bool {
    self == read || word & Self.foldFlag != 0 && word == read.word | Self.foldFlag
  }

  /// Whether it may stand for nothing.
  var isSkippable: Bool { self == .many || self == .manyInSegment }
}

extension [Symbol] {
  /// A text, character by character.
  init(_ text: String) {
    self = text.unicodeScalars.map { Symbol(word: $0.value) }
  }

  /// The account that every ARN like this is of; nil where none is spelled.
  var accountOfARN: String? {
    let parts = partsOfARN
    return parts.count == 6 ? String(literal: parts[4]) : nil
  }

  /// Whether ARNs that differ in the account alone are like this all or none; `false` says nothing.
  ///
  /// The account has to be taken whole by one wildcard: one that stays in the part, or one that reaches
  /// over colons and is followed by a colon, which no digit of an account is, or by nothing.
  var isOfAnyAccount: Bool {
    if self == [.many] { return true }
    let parts = partsOfARN
    if parts.count == 6 { return parts[4] == [.manyInSegment] }
    let end = parts.reduce(parts.count - 1) { $0 + $1.count }
    guard parts.count == 5, parts[4].isEmpty, end < count, self[end] == .many else { return false }
    return end + 1 == count || self[end + 1] == Symbol(word: Glob.colon)
  }

  /// The parts of an ARN up to what may hold colons.
  private var partsOfARN: [ArraySlice<Symbol>] {
    // A wildcard that stays in its part moves no colon.
    prefix { $0 != .many && $0 != .one && !$0.isLetter }.split(
      separator: Symbol(word: Glob.colon), maxSplits: 5, omittingEmptySubsequences: false)
  }
}

extension String {
  /// The one text that symbols mean; nil where they mean several or one that is not known.
  init?(literal symbols: some Collection<Symbol>) {
    var text = String.UnicodeScalarView()
    for symbol in symbols {
      guard symbol.word < Symbol.foldFlag, !symbol.isLetter,
        let scalar = Unicode.Scalar(symbol.word)
      else { return nil }
      text.append(scalar)
    }
    self.init(text)
  }
}
