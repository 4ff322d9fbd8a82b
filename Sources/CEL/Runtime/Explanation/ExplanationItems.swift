/// Gathers items: each once, bounded in number, the most specific first.
struct ExplanationItems {
  private var items: [ExplanationItem] = []
  /// One per item: the number of steps of its path, or less.
  private var weights: [Int] = []
  private var seen: Set<ExplanationItem> = []
  /// How many did not fit.
  var more = 0
  /// No item that is added now weighs more.
  var ceiling = Int.max

  var count: Int { items.count }

  var lastWeight: Int { weights.last ?? 0 }

  mutating func add(_ item: ExplanationItem) {
    guard seen.insert(item).inserted else { return }
    guard items.count < Explanation.limit else {
      more += 1
      return
    }
    items.append(item)
    weights.append(min(ceiling, Self.steps(item.path)))
  }

  /// Makes one item of those from `start` on that tell of the same place and value.
  mutating func merge(from start: Int, _ conjunction: String) {
    var index = start
    while index < items.count {
      let item = items[index]
      let same = items[start..<index].firstIndex {
        $0.path == item.path && $0.got == item.got && $0.origin == item.origin
          && $0.reason == item.reason
      }
      guard let same else {
        index += 1
        continue
      }
      if let allowed = item.allowed, let other = items[same].allowed, allowed != other {
        items[same].allowed = other + conjunction + allowed
      }
      items.remove(at: index)
      weights.remove(at: index)
    }
  }

  /// All items, in order of weight, then as they came.
  var explanation: Explanation {
    var explanation = Explanation()
    let order = items.indices.sorted {
      weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
    }
    explanation.items = order.map { items[$0] }
    explanation.more = more
    return explanation
  }

  /// How many steps a path takes, what stands in quotes not counted.
  private static func steps(_ path: String) -> Int {
    var isQuoted = false
    return path.utf8.reduce(0) { count, byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "["))
        ? count + 1 : count
    }
  }
}
