/// A file's name that ends in a number, as pages of one answer have it: `describe-volumes-2.json`.
package struct PageName: Hashable, Sendable {
  /// What stands before the number, and behind it.
  private let before: String
  private let after: String
  /// Below 10,000.
  package let number: Int
  /// How many digits the number is filled up to.
  private let width: Int

  /// Nil for a name without a number, and for numbers that count no pages: of accounts and times, of regions
  /// (`eu-west-1`), and in ids (`i-0abc1`).
  package init?(_ path: String) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    guard let last = path[start...].lastIndex(where: isDigit) else { return nil }
    let end = path.index(after: last)
    let digits = path[start..<end].suffix(while: isDigit)
    guard digits.utf8.count < 5, let number = Int(digits) else { return nil }
    let word = path[start..<digits.startIndex].suffix(while: { $0.isLetter || isDigit($0) })
    let isWord = word.isEmpty || word.allSatisfy(\.isLetter) && !word.allSatisfy(\.isHexDigit)
    let isWhole = end == path.endIndex || !path[end].isLetter
    guard isWord, isWhole, !Self.endsInRegion(path[start..<end]) else { return nil }
    self.number = number
    width = digits.first == "0" ? digits.utf8.count : 1
    before = String(path[..<digits.startIndex])
    after = String(path[end...])
  }

  /// The path with `#` for the number; names that differ elsewhere are of different series.
  package var series: String { "\(before)#\(after)" }

  private static func endsInRegion(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (3...4).contains { count in
      guard parts.count >= count else { return false }
      var parts = parts.suffix(count)
      // What stands before it may end with another mark.
      parts[parts.startIndex] = parts[parts.startIndex].suffix(while: \.isLetter)
      return PathScope.isRegion(parts.joined(separator: "-"))
    }
  }

  /// The path of another page of its series.
  package func path(of number: Int) -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return "\(before)\(zeros)\(digits)\(after)"
  }
}

extension BidirectionalCollection where SubSequence == Substring, Element == Character {
  fileprivate func suffix(while isIn: (Character) -> Bool) -> Substring {
    let end = lastIndex { !isIn($0) }.map { index(after: $0) } ?? startIndex
    return self[end...]
  }
}
