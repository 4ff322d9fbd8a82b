/// How patterns are compared with a text.
enum Comparison: Sendable, Hashable {
  /// Character by character.
  case exact
  case ignoringCase
  /// As ARNs: wildcards stay between the first five colons.
  case arn(ARNReading)
}

/// What a `*` at the end of one of the first five parts of an ARN may stand for.
///
/// The IAM reference says that it "can expand to match beyond the colon boundaries", and elsewhere
/// that parts are compared one by one; both readings are tried, and only an answer that is the same
/// in both is given.
package enum ARNReading: String, Sendable, Hashable, CaseIterable {
  /// Nothing beyond the next colon.
  case segmented
  /// Anything.
  case crossing
}

/// Compares patterns with texts, one pair at a time.
///
/// The set of places of the pattern that the text read so far can lead to is kept, so the cost is
/// the product of both lengths, whatever the wildcards. Holes make it three-valued: what matches
/// whatever stands in them is `yes`, what might is `maybe`.
enum TextMatch {
  /// Whether a text matches a pattern whose variables are already filled in.
  static func match(_ glob: Glob, _ text: String) -> Match {
    let scalars = text.unicodeScalars.map { glob.isCaseless ? Glob.folded($0) : $0.value }
    if accepts(glob.codes, scalars, .certain) { return .yes }
    guard glob.hasHoles || scalars.contains(where: Hole.isHole) else { return .no }
    // What both begin with is the same text whatever stands in its holes, so the rest decides.
    let common = zip(glob.codes, scalars).prefix { $0 == .scalar($1) }.count
    return accepts(Array(glob.codes[common...]), Array(scalars[common...]), .possible)
      ? .maybe : .no
  }

  /// Whether holes keep their letter or may be anything.
  private enum Holes { case certain, possible }

  private static func accepts(_ codes: [Glob.Code], _ text: [UInt32], _ holes: Holes) -> Bool {
    var places = PlaceSet(count: codes.count + 1)
    var next = places
    places.insert(0)
    passOver(codes, &places, holes)
    for scalar in text {
      next.removeAll()
      if holes == .possible, Hole.isHole(scalar) {
        // It may be any text, so every later place can be reached.
        guard let first = places.first else { return false }
        for place in first...codes.count { next.insert(place) }
      } else {
        places.forEach { place in
          guard place < codes.count else { return }
          switch step(codes[place], scalar, holes) {
          case .stay: next.insert(place)
          case .advance: next.insert(place + 1)
          case .stop: break
          }
        }
      }
      passOver(codes, &next, holes)
      swap(&places, &next)
      if places.first == nil { return false }
    }
    return places.contains(codes.count)
  }

  private enum Step { case stay, advance, stop }

  private static func step(_ code: Glob.Code, _ scalar: UInt32, _ holes: Holes) -> Step {
    switch code {
    case .scalar(let own):
      if Hole.isHole(own), holes == .possible { return .stay }
      return own == scalar ? .advance : .stop
    case .one: return Hole.isHole(scalar) ? .stop : .advance
    case .oneInSegment: return Hole.isHole(scalar) || scalar == Glob.colon ? .stop : .advance
    case .digit: return Glob.digits.contains(scalar) ? .advance : .stop
    case .many: return .stay
    case .manyInSegment: return scalar == Glob.colon ? .stop : .stay
    case .variable: return .stop
    }
  }

  /// Goes on behind what may stand for nothing.
  private static func passOver(_ codes: [Glob.Code], _ places: inout PlaceSet, _ holes: Holes) {
    var from = 0
    while let place = places.first(from: from) {
      from = place + 1
      guard place < codes.count else { return }
      switch codes[place] {
      case .many, .manyInSegment: places.insert(place + 1)
      case .scalar(let own) where holes == .possible && Hole.isHole(own): places.insert(place + 1)
      default: break
      }
    }
  }
}

/// A set of places of a pattern, one bit each.
private struct PlaceSet {
  private var words: [UInt64]

  init(count: Int) {
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  mutating func removeAll() {
    for word in words.indices { words[word] = 0 }
  }

  mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  func contains(_ place: Int) -> Bool { words[place >> 6] >> UInt64(place & 63) & 1 == 1 }

  var first: Int? { first(from: 0) }

  /// The first one that is not below a bound.
  func first(from bound: Int) -> Int? {
    var index = bound >> 6
    guard index < words.count else { return nil }
    var word = words[index] & (UInt64.max << UInt64(bound & 63))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index << 6 + word.trailingZeroBitCount
  }

  /// Ascending.
  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
