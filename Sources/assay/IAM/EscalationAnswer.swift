import AssayReports
import Documents
import IAM

/// The ways to more rights that were found, for people and programs.
struct EscalationAnswer: PolicyAnswer {
  private let answer: Escalation.Answer
  let problems: [Diagnostic]
  private let notes: [String]

  init(_ answer: Escalation.Answer, problems: [Diagnostic], notes: [String]) {
    self.answer = answer
    self.problems = problems
    self.notes = notes
  }

  /// Why nothing more than what was found is certain.
  private var reasons: [String] {
    answer.doubts + (problems.isEmpty ? [] : [AccessAnswer.unread(problems)])
  }

  private var isCertain: Bool { answer.undecided.isEmpty && reasons.isEmpty }

  /// The exit status that goes with it; nil for success.
  var stop: Stop? {
    if !answer.found.isEmpty { return Stop(.rejected) }
    return isCertain ? nil : Stop(.undecided)
  }

  /// Whole lines for people.
  func text(_ catalogue: NamedCatalogue) -> String {
    var text = headline + "\n"
    for reason in reasons { text += "  \(reason.visible())\n" }
    if answer.isAdministrator {
      text += "  everything is granted anyway, so that there is nothing to gain\n"
    }
    for degree in Escalation.Degree.allCases {
      let ways = answer.found.filter { $0.degree == degree }
      guard !ways.isEmpty else { continue }
      text += "\n\(degree.rawValue): \(Self.meaning(of: degree))\n"
      for way in ways { text += Self.lines(of: way) }
    }
    if !answer.undecided.isEmpty {
      text += "\nunknown\n"
      for way in answer.undecided {
        text += "  \(way.path.id)  \(way.path.title)\n"
        for reason in way.reasons { text += "    \(reason.visible())\n" }
      }
    }
    text += "\n"
    for note in notes { text += "note: \(note.visible())\n" }
    return text + catalogue.line
  }

  private var headline: String {
    let total = EscalationPath.all.count
    guard answer.found.isEmpty else {
      let verb = answer.found.count == 1 ? "is" : "are"
      return "\(answer.found.count) of \(total) known ways to more rights \(verb) open"
    }
    return isCertain
      ? "none of \(total) known ways to more rights is open" : "unknown: it could not be decided"
  }

  private static func meaning(of degree: Escalation.Degree) -> String {
    switch degree {
    case .selfContained: "works alone"
    case .targetDependent: "something else has to exist"
    case .constrained: "granted on some resources or under conditions"
    }
  }

  private static func lines(of way: Escalation.Found) -> String {
    var text = "  \(way.path.id)  \(way.path.title)\n"
    for need in way.needs { text += "    needs \(need.visible())\n" }
    for (index, grant) in way.grants.enumerated() {
      // One action may need several kinds of resources; the first tells enough.
      if index > 0, way.grants[index - 1].action == grant.action, grant.limits.isEmpty { continue }
      text += "    \(grant.request.words.visible(2_000))\n"
      text += "      \(StatementPlace.prefix(grant.place))\(grant.statement.visible())"
      for limit in grant.limits { text += ", \(limit.visible(1_000))" }
      text += "\n"
    }
    return text
  }

  /// One document for programs.
  func json(_ catalogue: NamedCatalogue) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("question", "escalate")
      json.member("answer", answer.found.isEmpty ? isCertain ? "none" : "unknown" : "found")
      json.member("administrator", answer.isAdministrator)
      json.member("reasons", reasons)
      json.member("notes", notes)
      json.member("known", EscalationPath.all.count)
      json.key("paths")
      json.array { json in
        for way in answer.found { json.object { Self.write(way, to: &$0) } }
      }
      json.key("undecided")
      json.array { json in
        for way in answer.undecided {
          json.object { json in
            json.member("id", way.path.id)
            json.member("title", way.path.title)
            json.member("reasons", way.reasons)
          }
        }
      }
      writeProblems(to: &json)
      catalogue.write(to: &json)
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(_ way: Escalation.Found, to json: inout JSONWriter) {
    json.member("id", way.path.id)
    json.member("title", way.path.title)
    json.member("category", way.path.category.rawValue)
    json.member("level", way.degree.rawValue)
    json.member("needs", way.needs)
    json.key("grants")
    json.array { json in
      for grant in way.grants {
        json.object { json in
          json.member("action", grant.action)
          json.member("statement", grant.statement)
          StatementPlace.write(grant.place, to: &json)
          json.member("limits", grant.limits)
          json.key("request")
          grant.request.write(to: &json)
        }
      }
    }
  }
}
