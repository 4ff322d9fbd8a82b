import CEL
import Documents
import IAM
import Records
import Synchronization

/// The answer to a question about policies, as expressions and findings have it.
struct PolicyProof {
  /// Which answer makes the function true.
  enum Wanted { case contained, new }

  private let policies: RolePolicies
  private let reading: PolicyReading
  private let answer: Containment.Answer
  private let wanted: Wanted
  private let reference: [Level]
  /// Steps of an expression that deciding costs, whether or not the answer was remembered.
  let cost: Int
  /// What was told, as a fleet asks for every instance that has the role.
  private let told = Told()

  private final class Told: Sendable {
    let remarks = Mutex<[Remark]?>(nil)
  }

  init(
    _ read: IAMFunctions.ReadPolicies, wanted: Wanted, reference: [Level],
    decide: (Containment, [Level]) -> Containment.Answer
  ) {
    policies = read.policies
    reading = read.reading
    self.wanted = wanted
    self.reference = reference
    let meter = Meter()
    answer = decide(IAMFunctions.containment.metered(by: meter), policies.levels)
    cost = meter.steps
  }

  /// True, false, or unknown with the places that could not be read.
  func value(_ context: Context) -> Value {
    switch answer {
    case .contained: return .bool(wanted == .contained)
    case .new: return .bool(wanted == .new)
    case .unknown(let reasons): return reading.value(because: reasons, of: policies.name, context)
    }
  }

  /// At most so many statements are told of.
  private static let most = 5

  /// What each statement grants that it should not: in words, with its place, and as a request.
  ///
  /// It tells of one record, so that any store that holds it has the same places.
  func remarks(_ store: RecordStore) -> [Remark] {
    if let known = told.remarks.withLock({ $0 }) { return known }
    let remarks = narrated(store)
    told.remarks.withLock { $0 = remarks }
    return remarks
  }

  private func narrated(_ store: RecordStore) -> [Remark] {
    guard case .new(let found) = answer else { return [] }
    return found.prefix(Self.most).flatMap { example -> [Remark] in
      let narration = Narration(example, policies.levels, within: reference)
      let block = policies.block(policy: example.policy, statement: example.statement)
      var request = narration.request
      if let principal = policies.principal { request.principal = principal }
      return [
        Remark(
          path: reading.holes.shown(narration.granting),
          got: reading.holes.shown(
            (["\(caller) may call \(narration.words)"] + narration.caveats)
              .joined(separator: "; but ")),
          // Only an envelope says what would have been good.
          allowed: wanted == .contained ? reading.holes.shown(narration.refusal) : nil,
          origin: block.flatMap { place(of: $0, store) }),
        Remark(path: "request", got: reading.holes.shown(request.json)),
      ]
    }
  }

  /// Who makes the requests that are told of.
  private var caller: String {
    policies.levels.first?.role == .resource ? "a stranger" : policies.name
  }

  /// The statement; where strangers are let in, the principal that does it.
  private func place(of block: BlockID, _ store: RecordStore) -> Origin? {
    guard policies.levels.first?.role == .resource else { return store.origin(block) }
    let statement = RecordView(store, block)
    for case .value(let principal) in statement.records("principals").value ?? []
    where principal.text("id").value == "*" {
      return principal.origin("id")
    }
    let isNegated = statement.records("notPrincipals").value?.isEmpty == false
    return isNegated ? statement.origin("notPrincipals") : store.origin(block)
  }
}

extension PolicyReading {
  /// The unknown that places which could not be read come to, else `reasons`.
  func value(because reasons: [String], of name: String, _ context: Context) -> Value {
    let places = unknown.map { context.source.unknown($0.block, $0.slot) }
    guard let first = places.first else {
      let reason = holes.shown(reasons.joined(separator: "; "))
      return .unknown(
        UnknownSet(UnknownSet.Entry(path: name, reason: UnknownReason(.ambiguous, reason))))
    }
    return .unknown(places.dropFirst().reduce(first) { $0.union($1) })
  }
}

extension Request {
  /// As one line of JSON.
  var json: String {
    var writer = JSONWriter(pretty: false)
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension Meter {
  /// Steps of an expression that what it counted is worth: a place of a pattern is a sixteenth.
  var steps: Int { places / 16 }
}
