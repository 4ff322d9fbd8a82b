extension Level {
  /// Whether it may allow an action like one of some patterns; `false` is certain.
  func mayAllow(_ asked: [Pattern]) -> Bool {
    policies.contains { policy in
      policy.statements.contains { $0.effect == .allow && $0.actions.mayCover(asked) }
    }
  }
}

extension Statement.Patterns {
  /// Whether actions like one of some patterns may be among them, as the beginnings of texts tell.
  func mayCover(_ asked: [Pattern]) -> Bool {
    isNegated || patterns.contains { own in asked.contains { !own.beginsUnlike($0) } }
  }
}

extension Pattern {
  /// Whether no text is like both, whatever the case of letters, as what stands before wildcards tells; `false` says
  /// nothing.
  func beginsUnlike(_ other: Pattern) -> Bool {
    for (own, its) in zip(steps, other.steps) {
      guard let own = own.character, let its = its.character else { return false }
      if own != its, Glob.folded(own) != Glob.folded(its) { return true }
    }
    // Of two texts that begin alike the longer one may end in nothing more.
    let (longer, count) =
      steps.count > other.steps.count ? (steps, other.steps.count) : (other.steps, steps.count)
    return count < longer.count && longer[count].character != nil
  }
}

extension Pattern.Step {
  /// The character that it stands for; nil where that is open.
  fileprivate var character: Unicode.Scalar? {
    guard case .scalar(let scalar) = self, !Hole.isHole(scalar) else { return nil }
    return scalar
  }
}
