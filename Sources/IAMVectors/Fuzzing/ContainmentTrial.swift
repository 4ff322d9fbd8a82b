package import IAM
import Vectors

/// Holds what the prover says of a pair against all requests of the small universe.
package struct ContainmentTrial {
  private var tables = ElementTables()
  private let catalogue: ActionCatalogue

  package init(_ catalogue: ActionCatalogue) {
    self.catalogue = catalogue
  }

  /// What came of a pair.
  package enum Outcome: Sendable {
    case contained
    case new
    /// With the reasons.
    case unknown([String])
    /// The prover said what is not so.
    case fault(String)
  }

  /// What templates may put into a hole.
  private static let fillings = ["ann", "a", "bob", "", "Get", "Put", "s3:PutObject", "iam:*"]

  /// `seed` picks the requests that are judged as a whole as well.
  package mutating func run(_ pair: PolicyPair, seed: UInt64) -> Outcome {
    let (candidate, reference) = Self.levels(pair)
    let actions: Containment.Actions = pair.isOpen ? .open : .catalogue(catalogue)
    let answer = Containment(actions).check(candidate, within: reference)
    var random = SeededGenerator(seed)
    let universe = FuzzUniverse(candidate: candidate, reference: reference)
    for reading in ARNReading.allCases {
      if let request = universe.disagreement(
        reading, &tables, pick: { random.below($0) })
      {
        return .fault("tables and evaluation differ about \(Self.text(request)) (\(reading))")
      }
    }
    switch answer {
    case .contained:
      return counterexample(pair, candidate, reference).map(Outcome.fault) ?? .contained
    case .new(let found):
      for example in found {
        if let fault = Self.fault(of: example, candidate, reference) { return .fault(fault) }
      }
      return .new
    case .unknown(let reasons):
      guard Self.mayBeUnknown(pair, reasons) else {
        return .fault("unknown, and nothing in it is: \(reasons.joined(separator: "; "))")
      }
      return .unknown(reasons)
    }
  }

  private static func levels(_ pair: PolicyPair) -> (candidate: [Level], reference: [Level]) {
    (
      PolicyPair.levels(pair.candidate, "candidate"), PolicyPair.levels(pair.reference, "reference")
    )
  }

  /// Why a pair is not contained, if it is not.
  private mutating func counterexample(
    _ pair: PolicyPair, _ candidate: [Level], _ reference: [Level]
  ) -> String? {
    let text = pair.text
    let hasHoles = text.unicodeScalars.contains(where: Hole.isHole)
    // What cannot be read is a statement of one side that may match or not, independently.
    // Holes are not: both sides get the same.
    let certainty: Match = hasHoles ? .yes : .maybe
    for service in text.contains("NotPrincipal") ? ServiceReading.all : [.any] {
      let universe = FuzzUniverse(
        candidate: candidate.read(by: service), reference: reference.read(by: service))
      for reading in ARNReading.allCases {
        if let request = universe.newRequest(reading, asMuchAs: certainty, &tables) {
          return "contained, yet \(Self.text(request)) is new (\(reading))"
        }
      }
    }
    guard hasHoles else { return nil }
    for (first, second) in [(0, 1), (1, 0), (2, 2), (3, 0), (4, 5), (5, 4), (6, 4), (4, 6)] {
      let filled = pair.filled([Self.fillings[first], Self.fillings[second]])
      let (candidate, reference) = Self.levels(filled)
      let universe = FuzzUniverse(candidate: candidate, reference: reference)
      for reading in ARNReading.allCases {
        if let request = universe.newRequest(reading, asMuchAs: .yes, &tables) {
          return "contained, yet with holes filled \(Self.text(request)) is new (\(reading))"
        }
      }
    }
    return nil
  }

  private static func fault(
    of example: Containment.Counterexample, _ candidate: [Level], _ reference: [Level]
  ) -> String? {
    let policies = candidate[0].policies
    guard policies.indices.contains(example.policy),
      policies[example.policy].statements.indices.contains(example.statement),
      policies[example.policy].statements[example.statement].effect == .allow
    else { return "new by a statement that is none or allows nothing" }
    // Of `NotPrincipal` it may be so for one service, and for another not.
    let isNew = ([.any] + ServiceReading.all).contains { service in
      ARNReading.allCases.allSatisfy { reading in
        candidate.read(by: service).grant(example.request, reading) == .yes
          && reference.read(by: service).grant(example.request, reading) == .no
      }
    }
    return isNew ? nil : "new, and the evaluator does not say so of \(text(example.request))"
  }

  /// Variables, holes, wildcards that are read in two ways, and what cannot be read.
  private static func mayBeUnknown(_ pair: PolicyPair, _ reasons: [String]) -> Bool {
    let text = pair.text
    return text.contains("${") || text.contains("StringEquels")
      || text.unicodeScalars.contains(where: Hole.isHole)
      || reasons.allSatisfy {
        $0.contains("a part of an ARN")
      }
  }

  /// A request in one line.
  package static func text(_ request: Request) -> String {
    let context = request.context.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
    return "\(request.action) on \(request.resource) by \(request.principal.name)"
      + (context.isEmpty ? "" : " with \(context.joined(separator: " "))")
  }
}

extension PolicyPair {
  /// The pair with something in the places of its holes, by their number.
  func filled(_ fillings: [String]) -> PolicyPair {
    func fill(_ text: String) -> String {
      fillings.enumerated().reduce(text) { text, filling in
        text.replacing(String(Hole.scalar(filling.offset)), with: filling.element)
      }
    }
    func fill(_ drafts: [PolicyDraft]) -> [PolicyDraft] {
      drafts.map { draft in
        var draft = draft
        for index in draft.statements.indices {
          draft.statements[index].actions.texts = draft.statements[index].actions.texts.map(fill)
          let resources = draft.statements[index].resources.texts
          draft.statements[index].resources.texts = resources.map(fill)
          for number in draft.statements[index].conditions.indices {
            let values = draft.statements[index].conditions[number].values
            draft.statements[index].conditions[number].values = values.map(fill)
          }
        }
        return draft
      }
    }
    return PolicyPair(candidate: fill(candidate), reference: fill(reference), isOpen: isOpen)
  }
}
