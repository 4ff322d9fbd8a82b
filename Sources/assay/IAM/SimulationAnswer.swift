import AssayReports
import Documents
import IAM

/// What becomes of one request, and what decided it.
struct SimulationAnswer: PolicyAnswer {
  private let request: Request
  /// Keys that the request did not state and the service would put in.
  private let filled: [(key: String, value: String)]
  /// Keys that policies ask for and the request does not have, in lower case.
  private let absent: [String]
  private let authorization: Authorization
  private let decision: Authorization.Decision
  private let reasons: [String]
  let problems: [Diagnostic]
  private let notes: [String]

  /// Judges a request after filling in what follows from its principal and resource.
  init(_ stated: Request, _ policies: PolicySet, problems: [Diagnostic], notes: [String]) {
    let request = PrincipalKeys.completed(stated)
    filled = PrincipalKeys.missing(from: stated)
    self.request = request
    absent = policies.absentKeys(in: request)
    authorization = Authorization.judge(request, policies)
    // Whoever could not be read may deny as well.
    let isDoubted = authorization.decision == .allowed && !problems.isEmpty
    decision = isDoubted ? .unknown : authorization.decision
    reasons = authorization.reasons + (isDoubted ? [AccessAnswer.unread(problems)] : [])
    self.problems = problems
    self.notes = notes
  }

  /// The exit status that goes with it; nil for success.
  var stop: Stop? {
    switch decision {
    case .allowed: nil
    case .implicitlyDenied, .explicitlyDenied: Stop(.rejected)
    case .unknown: Stop(.undecided)
    }
  }

  /// Whole lines for people.
  func text(_ catalogue: NamedCatalogue) -> String {
    var text = headline + "\n"
    for reason in reasons { text += "  \(reason.visible())\n" }
    for step in authorization.trace { text += "  \(Self.line(of: step))\n" }
    if !filled.isEmpty {
      text += "\nnot stated in the request, and filled in\n"
      for (key, value) in filled { text += "  \(key) = \(value.visible())\n" }
    }
    if !absent.isEmpty {
      text += "\nnot in the request, though policies ask for it\n"
      for key in absent { text += "  \(key.visible())\n" }
    }
    text += "\n"
    for note in notes { text += "note: \(note.visible())\n" }
    return text + catalogue.line
  }

  private var headline: String {
    let what = "\(request.action) on \(request.resource)".visible(1_000)
    return switch decision {
    case .allowed: "allowed: \(what)"
    case .implicitlyDenied: "denied, since it is not allowed: \(what)"
    case .explicitlyDenied: "denied by a statement: \(what)"
    case .unknown: "unknown: \(what)"
    }
  }

  private static func line(of step: Authorization.Step) -> String {
    let verb = step.effect == .allow ? "allows" : "denies"
    let certainty = step.match == .yes ? verb : "may be one that \(verb)"
    let name = Statement.title(step.statement, sid: step.sid, of: step.policy).visible()
    return "\(StatementPlace.prefix(step.place))\(name) \(certainty), \(step.role.rawValue)"
  }

  /// One document for programs.
  func json(_ catalogue: NamedCatalogue) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("question", "simulate")
      json.member("decision", decision.rawValue)
      json.member("reasons", reasons)
      json.member("notes", notes)
      json.key("trace")
      json.array { json in
        for step in authorization.trace { json.object { Self.write(step, to: &$0) } }
      }
      json.key("request")
      request.write(to: &json)
      json.key("filled")
      json.object { json in for (key, value) in filled { json.member(key, value) } }
      json.member("absentKeys", absent)
      writeProblems(to: &json)
      catalogue.write(to: &json)
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(_ step: Authorization.Step, to json: inout JSONWriter) {
    json.member("role", step.role.rawValue)
    json.member("policy", step.policy)
    json.member("statement", step.statement + 1)
    json.member("sid", step.sid)
    json.member("effect", step.effect.rawValue)
    json.member("certain", step.match == .yes)
    StatementPlace.write(step.place, to: &json)
  }
}
