/// Holds the conditions on keys of principals against a shape.
struct PrincipalFit {
  let shape: PrincipalShape
  /// Which stand for whatever key they ask for; by key, ascending.
  let conditions: PrincipalSearch.Conditions
  let question: Question
  /// Whether a predicate is known to hold for all of the shape, as the conditions ask it.
  let isDecided: (Int) -> Bool

  /// Whether somebody of the shape fits.
  enum Outcome {
    case nobody
    /// `isSure`: whatever values variables have.
    case somebody(Caller, isSure: Bool)
    /// Why it is not known.
    case unresolved(String)
  }

  static let disagreement =
    "nobody was found whose own keys, such as aws:username, are as conditions ask"

  private var isSure = true
  private var keys: [String: [[Symbol]]] = [:]
  private var positives: [SymbolPatterns] = []
  private var negatives: [[Symbol]] = []
  private var doubt: String?
  /// What is asked of keys that the ARN tells once it is known, and no pattern of ARNs does.
  private var deferred: PrincipalSearch.Conditions = []
  /// Whether a value was chosen where others may do.
  private var isTry = false

  init(
    _ shape: PrincipalShape, _ conditions: PrincipalSearch.Conditions, _ question: Question,
    isDecided: @escaping (Int) -> Bool
  ) {
    self.shape = shape
    self.conditions = conditions
    self.question = question
    self.isDecided = isDecided
  }

  /// All that is asked of ARNs of shapes that differ in the account alone.
  ///
  /// Two searches with the same problem come to the same: no pattern tells one account from another
  /// (`isOfAnyAccount`), and the ARNs of those who are named are left out, which only take away more.
  struct Problem: Hashable {
    let arns: [[Symbol]]
    let positives: [SymbolPatterns]
    /// Those of the conditions, and those of the shape, by which two shapes may differ alone.
    let negatives: [[Symbol]]
  }

  /// `requests`: whether all keys are those of the principal, or the identifying ones alone;
  /// `hopeless`: what is known to ask for nobody, to which more is added.
  mutating func run(
    _ requests: Sides.Requests, budget: inout Int, hopeless: inout Set<Problem>
  ) -> Outcome {
    for (key, constraints) in conditions {
      let isOwn = requests == .made || PrincipalKeys.identifying.contains(key)
      guard isOwn ? fits(key, constraints, &budget) : isFree(key, constraints, &budget) else {
        return .nobody
      }
    }
    let asksARN = !positives.isEmpty || !negatives.isEmpty || !deferred.isEmpty
    var arn: [Symbol] = []
    if asksARN {
      switch search(SymbolPatterns(shape.arns), &budget, &hopeless) {
      case .none: return isTry ? .unresolved(Self.disagreement) : .nobody
      case .exhausted: return .unresolved(Budget.reason)
      case .found(let text): arn = plainer(than: text, &budget)
      }
    }
    if let doubt { return .unresolved(doubt) }
    guard deferred.isEmpty || isAsDeferred(arn) else { return .unresolved(Self.disagreement) }
    if asksARN, !shape.isNamedByARN { keys[PrincipalKeys.arn] = [arn] }
    let caller = Caller(
      principal: shape.isNamedByARN && asksARN ? nil : shape.principal, arn: arn, keys: keys)
    return .somebody(caller, isSure: isSure && !arn.contains(where: \.isLetter))
  }

  /// Whether the keys of whoever has an ARN are as was left to be asked.
  private mutating func isAsDeferred(_ arn: [Symbol]) -> Bool {
    guard let text = String(literal: arn) else {
      isSure = false
      return true
    }
    let own = PrincipalKeys.of(Principal(.aws, text))
    for (key, constraints) in deferred {
      guard let value = own.first(where: { $0.key.lowercased() == key })?.value,
        constraints.allSatisfy({ accepts(value, $0) })
      else { return false }
    }
    return true
  }

  /// Nil where the account makes a difference.
  private var problem: Problem? {
    guard !shape.arnsOfAnyAccount.isEmpty, !isTry, doubt == nil, deferred.isEmpty,
      positives.allSatisfy({ $0.patterns.allSatisfy(\.isOfAnyAccount) }),
      negatives.allSatisfy(\.isOfAnyAccount)
    else { return nil }
    return Problem(
      arns: shape.arnsOfAnyAccount, positives: positives,
      negatives: negatives + shape.others.patterns)
  }

  /// What has a name that people can read where that one will do as well.
  private func plainer(than text: [Symbol], _ budget: inout Int) -> [Symbol] {
    guard shape.isNamedByARN else { return text }
    let plain = SymbolPatterns([[Symbol](shape.principal.name)])
    if case .found(let plainer) = search(plain, but: shape.others.all, &budget) { return plainer }
    return text
  }

  private func search(
    _ arns: SymbolPatterns, _ budget: inout Int, _ hopeless: inout Set<Problem>
  ) -> TextSearch.Outcome {
    let problem = problem
    if let problem, hopeless.contains(problem) { return .none }
    // Hardly ever is it somebody who is named that is found first, and they may be many.
    let found = search(arns, but: shape.others.patterns, &budget)
    if let problem, case .none = found { hopeless.insert(problem) }
    guard case .found(let text) = found,
      shape.others.isKnown(text) || text.contains(where: \.isLetter)
    else { return found }
    return search(arns, but: shape.others.all, &budget)
  }

  private func search(
    _ arns: SymbolPatterns, but others: [[Symbol]], _ budget: inout Int
  ) -> TextSearch.Outcome {
    var search = TextSearch(
      positives: [arns] + positives, negatives: negatives + others, budget: budget)
    defer { budget = search.budget }
    return search.run()
  }

  private mutating func fits(
    _ key: String, _ constraints: [KeySearch.Constraint], _ budget: inout Int
  ) -> Bool {
    if shape.lacks(key) {
      return constraints.allSatisfy { $0.condition.holdsWhenAbsent == $0.holds }
    }
    if let value = shape.facts[key] {
      keys[key] = [[Symbol](value)]
      return !contradict(constraints) && constraints.allSatisfy { accepts(value, $0) }
    }
    guard shape.arn(where: key, isLike: []) != nil else { return isFree(key, constraints, &budget) }
    if let value = shape.toldByName[key] { keys[key] = [[Symbol](value)] }
    let open = constraints.filter { !isDecided($0.predicate) }
    let scalars = open.filter(\.condition.isScalar)
    if !scalars.isEmpty, key != PrincipalKeys.arn {
      // A name is hardly ever a number; where it has to be none, any other will do.
      guard scalars.allSatisfy({ accepts("x", $0) }) else { return isScalar(key, open, &budget) }
      deferred.append((key, scalars))
    } else if shape.hasAnyPath, key == PrincipalKeys.userName {
      deferred.append((key, open))
    }
    // Whatever an ARN is, it is neither number nor date, nor address, nor flag.
    guard key != PrincipalKeys.arn || scalars.allSatisfy({ accepts(shape.principal.name, $0) })
    else { return false }
    for constraint in open where !constraint.condition.isScalar {
      guard add(constraint, on: key) else { return false }
    }
    return true
  }

  /// Whether what the ARN tells may be a number or the like, as asked: one such value is tried, the
  /// likeliest if it is one.
  private mutating func isScalar(
    _ key: String, _ constraints: [KeySearch.Constraint], _ budget: inout Int
  ) -> Bool {
    let own = PrincipalKeys.of(shape.principal).first { $0.key.lowercased() == key }?.value
    if let own, constraints.allSatisfy({ accepts(own, $0) }) {
      keys[key] = [[Symbol](own)]
    } else if !isFree(key, constraints, &budget) {
      return false
    }
    guard let value = keys[key]?.first, let arn = shape.arn(where: key, isLike: value) else {
      // Absent would do, and it is there: some value may do as well.
      doubt = doubt ?? Self.disagreement
      return true
    }
    positives.append(SymbolPatterns([arn]))
    isTry = true
    return true
  }

  /// Whether a value has to be like a variable and must not be, whatever that stands for.
  private func contradict(_ constraints: [KeySearch.Constraint]) -> Bool {
    func patterns(of wanted: Bool) -> [Set<[Symbol]>] {
      constraints.filter { ($0.holds != $0.condition.isNegated) == wanted }
        .compactMap { question.texts[$0.predicate].map { Set($0.patterns) } }
        .filter { !$0.isEmpty }
    }
    let refused = patterns(of: false).reduce(into: Set<[Symbol]>()) { $0.formUnion($1) }
    return patterns(of: true).contains { $0.isSubset(of: refused) }
  }

  /// Whether a known value is as asked.
  private mutating func accepts(_ value: String, _ constraint: KeySearch.Constraint) -> Bool {
    guard constraint.condition.variables.isEmpty else {
      isSure = false
      return true
    }
    let match = ConditionMatch(constraint.condition, value: \.fallback).holds([value])
    switch constraint.holds ? match : !match {
    case .no: return false
    case .maybe: isSure = false
    case .yes: break
    }
    return true
  }

  /// Adds to what the ARN has to be; false when a present key cannot be so.
  private mutating func add(_ constraint: KeySearch.Constraint, on key: String) -> Bool {
    let (predicate, condition, holds) = constraint
    if condition.operator == .null { return condition.values.contains(.flag(false)) == holds }
    guard let patterns = question.texts[predicate] else { return condition.isNegated == holds }
    func arns(_ patterns: [[Symbol]]) -> [[Symbol]] {
      patterns.compactMap { shape.arn(where: key, isLike: $0) }.filter(shape.mayBeLike)
    }
    if holds != condition.isNegated {
      positives.append(SymbolPatterns(arns(patterns.patterns)))
    } else if shape.hasAnyPath, key == PrincipalKeys.userName {
      // What a name with wildcards is like, the path before the name may be.
      negatives += arns(patterns.patterns.filter { String(literal: $0) != nil })
    } else {
      negatives += arns(patterns.patterns)
    }
    return true
  }

  /// Whether a key that nothing is known of may be as asked.
  private mutating func isFree(
    _ key: String, _ constraints: [KeySearch.Constraint], _ budget: inout Int
  ) -> Bool {
    let search = KeySearch(
      constraints: constraints, traits: question.traits[key] ?? KeyTraits(), texts: question.texts,
      table: nil, memory: nil)
    switch search.run(budget: &budget) {
    case .infeasible: return false
    case .unresolved(let reason): doubt = doubt ?? reason
    case .feasible(.values(let values)): keys[key] = values
    case .feasible: break
    }
    return true
  }
}

extension Condition {
  /// Whether it compares numbers, instants, addresses or flags.
  fileprivate var isScalar: Bool { !self.operator.isTextual && self.operator != .null }
}

/// Somebody who may make a request, with keys of his own.
struct Caller: Sendable, Hashable {
  /// Nil where the ARN says who it is.
  let principal: Principal?
  /// Empty where nothing is asked of it.
  let arn: [Symbol]
  /// Those that the principal does not tell; by name.
  let keys: [String: [[Symbol]]]
}
