import Documents

/// Which answers go on in a file that is not there.
///
/// Pages of one answer lie side by side, called alike but for numbers, and the last one says of no further one.
enum PageSeries {
  /// The indices of documents that go on, and of whose series no last page is there.
  static func unfinished(_ documents: [Document]) -> Set<Int> {
    var ended: Set<String> = []
    var open: [Int: Set<String>] = [:]
    for (index, document) in documents.enumerated() {
      let name = pattern(of: document.file.path)
      let keys = Set(AnswerSources.all(in: document.root).map { "\($0.source) \(name)" })
      if document.root.continuation == nil { ended.formUnion(keys) } else { open[index] = keys }
    }
    return Set(open.filter { $0.value.isDisjoint(with: ended) }.keys)
  }

  /// A path with `#` for the numbers in the name of the file.
  static func pattern(of path: String) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    var text = String(path[..<start])
    for character in path[start...] {
      let isNumber = character.isASCII && character.isNumber
      if !isNumber { text.append(character) } else if text.last != "#" { text.append("#") }
    }
    return text
  }
}
