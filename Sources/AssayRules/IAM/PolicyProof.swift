import CEL
import Documents
import IAM
import Records

/// The answer to a question about policies, as expressions and findings have it.
struct PolicyProof {
  /// Which answer makes the function true.
  enum Wanted { case contained, new }

  private let policies: RolePolicies
  private let answer: Containment.Answer
  private let wanted: Wanted
  private let reference: [Level]

  init(
    _ policies: RolePolicies, _ answer: Containment.Answer, wanted: Wanted, reference: [Level]
  ) {
    self.policies = policies
    self.answer = answer
    self.wanted = wanted
    self.reference = reference
  }

  /// True, false, or unknown with the places that could not be read.
  func value(_ context: Context) -> Value {
    switch answer {
    case .contained: return .bool(wanted == .contained)
    case .new: return .bool(wanted == .new)
    case .unknown(let reasons):
      let places = policies.unknown.map { context.source.unknown($0.block, $0.slot) }
      guard let first = places.first else {
        let reason = reasons.map(TemplateHoles.shown).joined(separator: "; ")
        return .unknown(
          UnknownSet(
            UnknownSet.Entry(
              path: policies.name, reason: UnknownReason(.ambiguous, reason))))
      }
      return .unknown(places.dropFirst().reduce(first) { $0.union($1) })
    }
  }

  /// At most so many statements are told of.
  private static let most = 5

  /// What each statement grants that it should not: in words, with its place, and as a request.
  func remarks(_ store: RecordStore) -> [Remark] {
    guard case .new(let found) = answer else { return [] }
    return found.prefix(Self.most).flatMap { example -> [Remark] in
      let narration = Narration(example, policies.levels, within: reference)
      let block = policies.block(policy: example.policy, statement: example.statement)
      return [
        Remark(
          path: TemplateHoles.shown(narration.granting),
          got: TemplateHoles.shown("\(policies.name) may call \(narration.words)"),
          allowed: reference.isEmpty ? nil : TemplateHoles.shown(narration.refusal),
          origin: block.flatMap { store.origin($0) }),
        Remark(path: "request", got: Self.json(narration.request)),
      ]
    }
  }

  private static func json(_ request: Request) -> String {
    var writer = JSONWriter(pretty: false)
    request.write(to: &writer)
    return TemplateHoles.shown(String(decoding: writer.bytes, as: UTF8.self))
  }
}
