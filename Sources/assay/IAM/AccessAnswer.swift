import AssayReports
import Documents
import IAM

/// The answer to one question about policies, with what is needed to believe it.
struct AccessAnswer: PolicyAnswer {
  /// A request that passes and should not.
  struct Example {
    let policy: PolicyDocument
    /// 0-based.
    let statement: Int
    /// What grants it, in words.
    let granting: String
    /// Why it should not pass; nil when that was the question.
    let refusal: String?
    let request: Request
    /// Why it may be that no service grants it so.
    let caveats: [String]
  }

  /// What was asked.
  enum Question: String {
    case noNewAccess = "check-no-new-access"
    case accessNotGranted = "check-access-not-granted"
    case noPublicAccess = "check-no-public-access"
  }

  enum Verdict: String { case holds, fails = "does-not-hold", unknown }

  let question: Question
  let verdict: Verdict
  /// Never empty when the verdict is that it does not hold.
  private(set) var examples: [Example] = []
  /// Why it is unknown.
  private(set) var reasons: [String] = []
  /// What was wrong with the policies.
  let problems: [Diagnostic]
  /// What a reader should know.
  let notes: [String]
  /// Which texts were taken for actions.
  private let actions: String

  /// Judges what was decided: nothing about policies that were not read whole is certain, but what a
  /// confirmed request shows.
  ///
  /// `doubts` say why the question itself may be another one than was meant.
  init(
    _ question: Question, _ answer: Containment.Answer, of candidate: [Level],
    within reference: [Level] = [], problems: [Diagnostic], doubts: [String] = [],
    notes: [String] = [],
    actions: String = "catalogue"
  ) {
    self.actions = actions
    self.question = question
    self.problems = problems
    self.notes = notes
    switch answer {
    case .contained where problems.isEmpty && doubts.isEmpty: verdict = .holds
    case .contained:
      verdict = .unknown
      reasons = (problems.isEmpty ? [] : [Self.unread(problems)]) + doubts
    case .unknown(let reasons):
      verdict = .unknown
      self.reasons = reasons
    case .new(let found):
      verdict = .fails
      examples = found.map { example in
        let policy = candidate[0].policies[example.policy]
        let told = Narration(example, candidate, within: reference)
        return Example(
          policy: policy, statement: example.statement, granting: told.granting,
          refusal: question == .noNewAccess ? told.refusal : nil, request: example.request,
          caveats: told.caveats)
      }
    }
  }

  /// Why nothing is certain when policies could not be read whole.
  static func unread(_ problems: [Diagnostic]) -> String {
    "\(problems.count.of("part")) of the policies could not be read"
  }

  /// The exit status that goes with it; nil for success.
  var stop: Stop? {
    switch verdict {
    case .holds: nil
    case .fails: Stop(.rejected)
    case .unknown: Stop(.undecided)
    }
  }
}

extension AccessAnswer {
  /// Whole lines for people.
  func text(_ catalogue: NamedCatalogue) -> String {
    var text = headline + "\n"
    for reason in reasons { text += "  \(reason.visible())\n" }
    for example in examples {
      let statement = example.policy.statements[example.statement]
      text += "\n\(StatementPlace.prefix(statement.place))\(example.granting.visible()) grants\n"
      text += "  \(example.request.words.visible(2_000))\n"
      if let refusal = example.refusal { text += "  and \(refusal.visible())\n" }
      text += "  request: \(example.request.line)\n"
      for caveat in example.caveats { text += "  but \(caveat.visible())\n" }
    }
    if !examples.isEmpty || !notes.isEmpty { text += "\n" }
    for note in notes { text += "note: \(note.visible())\n" }
    return text + catalogue.line
  }

  private var headline: String {
    let count = examples.count.of("statement")
    let grants = examples.count == 1 ? "grants" : "grant"
    return switch (question, verdict) {
    case (.noNewAccess, .holds): "holds: nothing is granted that the reference does not grant"
    case (.noNewAccess, .fails): "does not hold: \(count) \(grants) more than the reference"
    case (.accessNotGranted, .holds): "holds: nothing of it is granted"
    case (.accessNotGranted, .fails): "does not hold: \(count) \(grants) some of it"
    case (.noPublicAccess, .holds): "holds: no stranger is let in"
    case (.noPublicAccess, .fails): "does not hold: \(count) \(grants) access to strangers"
    case (_, .unknown): "unknown: it could not be decided"
    }
  }

  /// One document for programs.
  func json(_ catalogue: NamedCatalogue) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("question", question.rawValue)
      json.member("answer", verdict.rawValue)
      json.member("reasons", reasons)
      json.member("notes", notes)
      json.key("counterexamples")
      json.array { json in
        for example in examples { json.object { example.write(to: &$0) } }
      }
      writeProblems(to: &json)
      json.member("actions", actions)
      catalogue.write(to: &json)
    }
    return json.bytes + Array("\n".utf8)
  }
}

extension AccessAnswer.Example {
  fileprivate func write(to json: inout JSONWriter) {
    let statement = policy.statements[self.statement]
    json.member("policy", policy.name)
    json.member("statement", self.statement + 1)
    json.member("sid", statement.sid)
    StatementPlace.write(statement.place, to: &json)
    json.member("granting", granting)
    if let refusal { json.member("refusal", refusal) }
    json.key("request")
    request.write(to: &json)
    if !caveats.isEmpty { json.member("caveats", caveats) }
  }
}
