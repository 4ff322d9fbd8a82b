/// What keys of a mapping may do to each other: repeat, or merge (YAML 1.1, `<<`).
enum MappingKeys {
  /// Indices of pairs whose key text was there before, with the index of the first; ascending.
  ///
  /// Keys count as equal when their texts are, whatever their style: readers by name could not tell
  /// `1` from `"1"`. Small mappings are compared pairwise, which needs no memory.
  static func duplicates(in pairs: [Node.Pair]) -> [(second: Int, first: Int)] {
    guard pairs.count > 1 else { return [] }
    return pairs.count <= 12 ? pairwise(pairs) : byTable(pairs)
  }

  static func isMerge(_ key: Node) -> Bool {
    guard let scalar = key.scalar, scalar.style == .plain else { return false }
    return scalar.text == "<<"
  }

  /// The pairs with each `<<` replaced by what it brings: own keys win, then earlier sources.
  static func merged(
    _ pairs: [Node.Pair], file: SourceFile, problems: inout Problems
  ) -> [Node.Pair] {
    var result = pairs.filter { !isMerge($0.key) }
    var taken = Set(result.compactMap { $0.key.scalar?.text })
    for pair in pairs where isMerge(pair.key) {
      guard let sources = sources(of: pair.value) else {
        problems.add(YAMLDiagnostics.badMerge(file, at: pair.value.range))
        continue
      }
      for source in sources {
        for merged in source {
          guard let key = merged.key.scalar?.text, taken.insert(key).inserted else { continue }
          result.append(merged)
        }
      }
    }
    return result
  }

  private static func sources(of value: Node) -> [[Node.Pair]]? {
    switch value.content {
    case .mapping(let pairs): return [pairs]
    case .scalar: return nil
    case .sequence(let elements):
      let sources = elements.compactMap(\.pairs)
      return sources.count == elements.count ? sources : nil
    }
  }

  private static func pairwise(_ pairs: [Node.Pair]) -> [(second: Int, first: Int)] {
    var found: [(second: Int, first: Int)] = []
    for second in 1..<pairs.count {
      guard case .scalar(let key) = pairs[second].key.content else { continue }
      for first in 0..<second {
        guard case .scalar(let other) = pairs[first].key.content, other.text == key.text else {
          continue
        }
        found.append((second, first))
        break
      }
    }
    return found
  }

  private static func byTable(_ pairs: [Node.Pair]) -> [(second: Int, first: Int)] {
    var found: [(second: Int, first: Int)] = []
    var seen: [String: Int] = [:]
    seen.reserveCapacity(pairs.count)
    for (index, pair) in pairs.enumerated() {
      guard case .scalar(let key) = pair.key.content else { continue }
      if let first = seen[key.text] {
        found.append((index, first))
      } else {
        seen[key.text] = index
      }
    }
    return found
  }
}
