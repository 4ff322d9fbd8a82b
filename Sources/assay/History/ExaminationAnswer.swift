import AssayReports
import AssayStore
import Documents

/// What a look at the database found, for people and programs.
struct ExaminationAnswer {
  private let path: String
  private let examination: Examination

  init(_ path: String, _ examination: Examination) {
    self.path = path
    self.examination = examination
  }

  /// How the command ends; nil for success.
  var stop: Stop? { examination.problems > 0 ? Stop(.rejected) : nil }

  /// Whole lines for people.
  var text: String {
    var text = "\(path.visible(300))\n"
    for check in examination.checks {
      let state =
        switch check.state {
        case .good: "ok"
        case .note: "note"
        case .problem: "problem"
        }
      text += "  \(state.padded(to: 7))  \(check.subject.padded(to: 11))  "
      text += "\(check.detail.visible(500))\n"
    }
    let count = examination.problems
    return text + (count == 0 ? "no problem found\n" : "\(count.of("problem")) found\n")
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("database", path)
      json.member("problems", examination.problems)
      json.key("checks")
      json.array { json in
        for check in examination.checks {
          json.object { json in
            json.member("subject", check.subject)
            json.member("state", check.state.rawValue)
            json.member("detail", check.detail)
          }
        }
      }
    }
    return json.bytes + Array("\n".utf8)
  }
}
