/// What the conditions of a whole question together tell of a key's values.
///
/// A key of AWS has one type. Where all conditions read it alike, its value is taken to be one that
/// they can read; where they differ, any text.
struct KeyTraits: Sendable {
  /// Whether some condition takes it for a list.
  var isList = false
  /// Whether it is compared in more than one way.
  var isMixed = false

  /// Keyed by the name of the key.
  static func find(_ conditions: [Condition]) -> [String: KeyTraits] {
    var kinds: [String: Set<ConditionOperator.Kind>] = [:]
    var traits: [String: KeyTraits] = [:]
    for condition in conditions where condition.operator != .null {
      kinds[condition.key, default: []].insert(condition.operator.kind)
      traits[condition.key, default: KeyTraits()].isMixed = false
      if condition.qualifier != nil { traits[condition.key, default: KeyTraits()].isList = true }
    }
    for (key, kinds) in kinds where kinds.count > 1 {
      traits[key, default: KeyTraits()].isMixed = true
    }
    return traits
  }
}
