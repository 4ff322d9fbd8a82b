/// Decides, one dimension at a time, whether literals can hold together, and remembers the answers.
struct Theory {
  private let question: Question
  /// Nil until it is asked for the first time.
  private var principals: PrincipalSearch?
  private var answers: [[Int32]: Feasibility] = [:]
  /// By key; nil for one whose conditions are not all scalar and of one kind.
  private var tables: [String: ScalarTable?] = [:]
  private(set) var places: Int
  private let memory: TextMemory?

  /// Literals that are looked at together in the time of a place of a pattern.
  private static let literalsPerPlace = 128

  /// What every action looks like, where any text is one.
  private static let anyAction = SymbolPatterns([
    [.one, .many, Symbol(word: Glob.colon), .one, .many]
  ])
  /// No resource is the empty text.
  private static let anyResource = SymbolPatterns([[.one, .many]])

  init(_ question: Question, places: Int, _ memory: TextMemory?) {
    self.question = question
    self.places = places
    self.memory = memory
  }

  /// `literals` are the codes of literals of this dimension, ascending.
  mutating func feasibility(_ dimension: Dimension, _ literals: [Int32]) -> Feasibility {
    places -= literals.count / Self.literalsPerPlace
    if let answer = answers[literals] { return answer }
    let answer = decide(dimension, literals.map(Literal.init(code:)))
    answers[literals] = answer
    return answer
  }

  private mutating func decide(_ dimension: Dimension, _ literals: [Literal]) -> Feasibility {
    guard places > 0 else { return .unresolved(Budget.reason) }
    switch dimension {
    case .action, .resource: return text(literals, dimension)
    case .principal:
      return callers(literals, most: 1)
    case .key(let key):
      let table = table(key)
      guard places > 0 else { return .unresolved(Budget.reason) }
      let search = KeySearch(
        constraints: literals.compactMap(question.constraint),
        traits: question.traits[key] ?? KeyTraits(),
        texts: question.texts, table: table, memory: memory)
      return search.run(budget: &places)
    }
  }

  /// Whom requests may be of, the likeliest first; `literals` are codes as above.
  mutating func callers(_ literals: [Int32]) -> Feasibility {
    callers(literals.map(Literal.init(code:)), most: PrincipalSearch.most)
  }

  private mutating func callers(_ literals: [Literal], most: Int) -> Feasibility {
    if principals == nil { principals = PrincipalSearch(question, budget: &places) }
    let found = principals?.find(literals, most: most, budget: &places)
    return found ?? .unresolved(Budget.reason)
  }

  private mutating func table(_ key: String) -> ScalarTable? {
    if let table = tables[key] { return table }
    let conditions = question.conditions(on: key)
    let isScalar =
      question.traits[key]?.isMixed == false
      && conditions.allSatisfy { !$0.condition.operator.isTextual }
    let table = isScalar ? ScalarTable(conditions, budget: &places) : nil
    tables[key] = .some(table)
    return table
  }

  private mutating func text(_ literals: [Literal], _ dimension: Dimension) -> Feasibility {
    var asked = TextQuestion()
    for literal in literals {
      switch question.predicates[literal.predicate] {
      case .action(let patterns), .resource(let patterns):
        if literal.isPositive {
          asked.positives.append(patterns)
        } else {
          asked.negatives.append(patterns)
        }
      default: continue
      }
    }
    if dimension == .action {
      asked.positives.append(Self.anyAction)
    } else if asked.positives.isEmpty {
      asked.positives.append(Self.anyResource)
    }
    return switch asked.answer(budget: &places, memory) {
    case .none: .infeasible
    case .found(let text): .feasible(.text(text))
    case .exhausted: .unresolved(Budget.reason)
    }
  }
}
