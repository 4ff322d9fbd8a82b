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
    return accepts(glob.codes, scalars, .possible) ? .maybe : .no
  }

  /// Whether holes keep their letter or may be anything.
  private enum Holes { case certain, possible }

  private static func accepts(_ codes: [Glob.Code], _ text: [UInt32], _ holes: Holes) -> Bool {
    var places = [Bool](repeating: false, count: codes.count + 1)
    places[0] = true
    passOver(codes, &places, holes)
    for scalar in text {
      var next = [Bool](repeating: false, count: codes.count + 1)
      if holes == .possible, Hole.isHole(scalar) {
        // It may be any text, so every later place can be reached.
        guard let first = places.firstIndex(of: true) else { return false }
        for place in first...codes.count { next[place] = true }
      } else {
        for (place, code) in codes.enumerated() where places[place] {
          switch step(code, scalar, holes) {
          case .stay: next[place] = true
          case .advance: next[place + 1] = true
          case .stop: break
          }
        }
      }
      passOver(codes, &next, holes)
      places = next
    }
    return places[codes.count]
  }

  private enum Step { case stay, advance, stop }

  private static func step(_ code: Glob.Code, _ scalar: UInt32, _ holes: Holes) -> Step {
    switch code {
    case .scalar(let own):
      if Hole.isHole(own), holes == .possible { return .stay }
      return own == scalar ? .advance : .stop
    case .one: return Hole.isHole(scalar) ? .stop : .advance
    case .oneInSegment: return Hole.isHole(scalar) || scalar == Glob.colon ? .stop : .advance
    case .many: return .stay
    case .manyInSegment: return scalar == Glob.colon ? .stop : .stay
    case .variable: return .stop
    }
  }

  /// Goes on behind what may stand for nothing.
  private static func passOver(_ codes: [Glob.Code], _ places: inout [Bool], _ holes: Holes) {
    for (place, code) in codes.enumerated() where places[place] {
      switch code {
      case .many, .manyInSegment: places[place + 1] = true
      case .scalar(let own) where holes == .possible && Hole.isHole(own): places[place + 1] = true
      default: break
      }
    }
  }
}
