/// Actions as people write them: case means nothing to IAM, and something to readers.
enum ActionSpelling {
  /// The same action, with the letters that a statement's patterns spell in their case.
  static func like(_ element: Statement.Patterns, _ action: String) -> String {
    guard !element.isNegated else { return action }
    for pattern in element.patterns {
      if let spelled = spelled(like: pattern, Array(action.unicodeScalars)) { return spelled }
    }
    return action
  }

  /// Nil when the pattern, taken run by run from the left, does not fit.
  private static func spelled(like pattern: Pattern, _ action: [Unicode.Scalar]) -> String? {
    var action = action
    var place = 0
    var isFloating = false
    var run: [Unicode.Scalar] = []
    func settle() -> Bool {
      guard !run.isEmpty else { return true }
      let last = isFloating ? action.count - run.count : place
      guard place <= last, last + run.count <= action.count else { return false }
      for start in place...last where isSame(run, action[start..<start + run.count]) {
        action.replaceSubrange(start..<start + run.count, with: run)
        place = start + run.count
        run = []
        isFloating = false
        return true
      }
      return false
    }
    for step in pattern.steps {
      switch step {
      case .scalar(let scalar): run.append(scalar)
      case .one, .digit:
        guard settle() else { return nil }
        place += 1
      case .many:
        guard settle() else { return nil }
        isFloating = true
      case .variable: return nil
      }
    }
    guard settle(), isFloating || place == action.count else { return nil }
    return String(String.UnicodeScalarView(action))
  }

  private static func isSame(_ run: [Unicode.Scalar], _ text: ArraySlice<Unicode.Scalar>) -> Bool {
    zip(run, text).allSatisfy { Glob.folded($0) == Glob.folded($1) }
  }
}
