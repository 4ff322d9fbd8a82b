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
