/// `*` for any text and `?` for one byte, as IAM has them in names of ASCII.
enum Wildcards {
  static let star = UInt8(ascii: "*")
  static let one = UInt8(ascii: "?")

  /// Whether a pattern covers a text.
  ///
  /// Going back to the last `*` only is enough, because an earlier one could only take more of what
  /// a later one can take as well: at most length times length steps.
  static func match(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var (place, position) = (pattern.startIndex, text.startIndex)
    var back: (place: Int, position: Int)?
    while position < text.endIndex {
      if place < pattern.endIndex, pattern[place] == star {
        back = (place, position)
        place += 1
      } else if place < pattern.endIndex,
        pattern[place] == one || pattern[place] == text[position]
      {
        place += 1
        position += 1
      } else if let last = back {
        back = (last.place, last.position + 1)
        place = last.place + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == star }
  }
}
