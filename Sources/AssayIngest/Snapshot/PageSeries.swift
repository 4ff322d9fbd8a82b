import AssayModel
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

  /// A page that is not there.
  struct Gap {
    /// Where it would lie.
    let path: String
    /// Position of the page before it, else of the first one.
    let neighbour: Int

    static let reason =
      "of an answer in pages, it is missing: one before it goes on, or those behind it are not the first"
  }

  /// Pages that are missing before or among others of one series; sorted by path.
  ///
  /// Numbers are those of pages where an answer goes on: the next number is there, and so is the first, be it 0 or 1.
  /// What counts elements (0, 100, 200) tells nothing, and what is missing behind the last page its token tells.
  /// `others`: files that are no such answers, or cannot be read.
  static func gaps(
    _ pages: [(path: String, goesOn: Bool)], others: some Sequence<String>
  ) -> [Gap] {
    var series: [String: [(name: PageName, index: Int)]] = [:]
    for (index, page) in pages.enumerated() {
      if let name = PageName(page.path) { series[name.series, default: []].append((name, index)) }
    }
    series = series.filter { $0.value.contains { pages[$0.index].goesOn } }
    guard !series.isEmpty else { return [] }
    var numbers = series.mapValues { Set($0.map(\.name.number)) }
    for path in others {
      if let name = PageName(path) { numbers[name.series]?.insert(name.number) }
    }
    var gaps: [Gap] = []
    for (name, members) in series {
      let there = numbers[name] ?? []
      let known = there.sorted()
      guard let first = known.first, let last = known.last, !countsElements(known) else { continue }
      for member in members.sorted(by: { $0.index < $1.index }) {
        let number = member.name.number
        if number == first, first > 1 {
          gaps.append(Gap(path: member.name.path(of: first - 1), neighbour: member.index))
        }
        if pages[member.index].goesOn, number < last, !there.contains(number + 1) {
          gaps.append(Gap(path: member.name.path(of: number + 1), neighbour: member.index))
        }
      }
    }
    return gaps.sorted { ($0.path, $0.neighbour) < ($1.path, $1.neighbour) }
  }

  /// Whether numbers say how many elements come before, in steps of fives or tens, or are times.
  private static func countsElements(_ numbers: [Int]) -> Bool {
    let steps = Set(zip(numbers, numbers.dropFirst()).map { $1 - $0 })
    return steps.count == 1 && steps.allSatisfy { $0.isMultiple(of: 5) }
  }
}
