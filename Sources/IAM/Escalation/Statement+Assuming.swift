extension Statement {
  /// What it says once the values of some policy variables are known.
  ///
  /// They are keyed by lower-case key; nil stands for a key that no request has. Nil when the
  /// statement then speaks of nothing.
  func assuming(_ values: [String: String?]) -> Statement? {
    guard let resources,
      resources.patterns.contains(where: { $0.variables.contains { values[$0.key] != nil } })
    else { return self }
    // A variable without a value is like nothing, and a pattern with it matches nothing.
    let patterns = resources.patterns.compactMap { $0.assuming(values) }
    guard !patterns.isEmpty || resources.isNegated else { return nil }
    return Statement(
      effect: effect, sid: sid, principals: principals, actions: actions,
      resources: Patterns(patterns, isNegated: resources.isNegated), conditions: conditions,
      doubts: doubts, place: place)
  }

  /// The keys that its conditions and variables ask for, in lower case.
  var keysAsked: Set<String> {
    var keys = Set(conditions.map(\.key))
    keys.formUnion(conditions.flatMap(\.variables).map(\.key))
    keys.formUnion((resources?.patterns ?? []).flatMap(\.variables).map(\.key))
    return keys
  }
}

extension Pattern {
  /// The pattern with known variables replaced; nil when one of them has no value.
  fileprivate func assuming(_ values: [String: String?]) -> Pattern? {
    var text = ""
    for step in steps {
      switch step {
      case .one, .digit: text += "?"
      case .many: text += "*"
      case .scalar(let scalar): text += Self.escaped(scalar)
      case .variable(let variable):
        guard let known = values[variable.key] else {
          let fallback = variable.fallback.map { ", '\($0)'" } ?? ""
          text += "${\(variable.key)\(fallback)}"
          continue
        }
        guard let value = known ?? variable.fallback else { return nil }
        for scalar in value.unicodeScalars { text += Self.escaped(scalar) }
      }
    }
    return Pattern(text, [.wildcards, .variables])
  }

  /// A character as a pattern that stands for it alone.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    scalar == "*" || scalar == "?" || scalar == "$" ? "${\(scalar)}" : String(scalar)
  }
}
