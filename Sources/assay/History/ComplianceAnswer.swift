import AssayReports
import AssayStore
import Documents

/// What the controls of frameworks come to as of a run, for people and programs.
struct ComplianceAnswer {
  private let run: StoredRun
  private let controls: [ControlStatus]
  /// Nil where all frameworks are summed up.
  private let framework: String?

  init(_ run: StoredRun, _ controls: [ControlStatus], framework: String?) {
    self.run = run
    self.controls = controls
    self.framework = framework
  }

  /// Whole lines for people.
  var text: String {
    var text = framework.map { "\($0.visible(200))\n" } ?? ""
    text += "  as of \(run.words)\n  in \(run.scope.visible(300))\n\n"
    return text + (framework == nil ? summary : listing)
  }

  private var listing: String {
    var table = TextTable([
      ("control", .left), ("status", .left), ("pass", .right), ("fail", .right),
      ("unknown", .right), ("n/a", .right), ("rules", .right),
    ])
    for control in controls {
      let counts = [
        control.pass, control.fail, control.unknown, control.notApplicable, control.rules,
      ]
      table.add([control.control, Self.words(control.status)] + counts.map(String.init))
    }
    let totals = ControlStatus.Status.allCases.map { status in
      "\(controls.count { $0.status == status }) \(Self.words(status))"
    }
    return "\(table.text)\n\(controls.count.of("control")): \(totals.joined(separator: ", "))\n"
  }

  private var summary: String {
    var table = TextTable([
      ("framework", .left), ("controls", .right), ("fail", .right), ("unknown", .right),
      ("pass", .right), ("n/a", .right),
    ])
    for (name, counts) in frameworks {
      table.add([name, "\(counts.values.reduce(0, +))"] + Self.columns(counts).map(String.init))
    }
    return "\(table.text)\n--framework lists the controls of one\n"
  }

  private static func columns(_ counts: [ControlStatus.Status: Int]) -> [Int] {
    ControlStatus.Status.allCases.map { counts[$0] ?? 0 }
  }

  /// How many controls of each framework come to what; by name.
  private var frameworks: [(name: String, counts: [ControlStatus.Status: Int])] {
    var counts: [String: [ControlStatus.Status: Int]] = [:]
    for control in controls {
      counts[control.framework, default: [:]][control.status, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func words(_ status: ControlStatus.Status) -> String {
    status == .notApplicable ? "n/a" : status.rawValue
  }

  /// One document for programs.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("scope", run.scope)
      json.key("run")
      json.object { run.write(to: &$0) }
      json.member("framework", framework)
      json.key("frameworks")
      json.object { json in
        for (name, counts) in frameworks {
          json.key(name)
          json.object { json in
            for status in ControlStatus.Status.allCases {
              json.member(status.rawValue, counts[status] ?? 0)
            }
          }
        }
      }
      json.key("controls")
      json.array { json in
        for control in controls {
          json.object { json in
            json.member("framework", control.framework)
            json.member("control", control.control)
            json.member("status", control.status.rawValue)
            json.member("pass", control.pass)
            json.member("fail", control.fail)
            json.member("unknown", control.unknown)
            json.member("not_applicable", control.notApplicable)
            json.member("rules", control.rules)
          }
        }
      }
    }
    return json.bytes + Array("\n".utf8)
  }
}
