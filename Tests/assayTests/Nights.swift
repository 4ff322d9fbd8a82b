import Testing
import TestSupport

/// A folder `t` that is gated night after night by a pack of one rule.
struct Nights {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
  }

  /// Runs a command in the folder.
  func run(_ arguments: [String]) throws -> Tool.Outcome { try Tool.run(arguments, in: folder) }

  /// Gates each template on a day of its own, from the first of January on.
  func record(_ templates: [String]) throws {
    for (index, template) in templates.enumerated() {
      try folder.write("t/a.yaml", template)
      try gate("t", day: index + 1)
    }
  }

  func gate(_ place: String, day: Int) throws {
    let date = "2026-01-\(day < 10 ? "0" : "")\(day)T02:00:00Z"
    let outcome = try run(["gate", place, "--policies", "house", "--now", date, "-qq"])
    try #require([0, 1, 3].contains(outcome.status), "\(outcome)")
  }

  /// A text without the name of the folder, which differs from test to test, and with it what runs are called.
  func plain(_ text: String) -> String {
    let name = folder.path.split(separator: "/").last.map(String.init) ?? ""
    var rest = text.replacing(name, with: "FOLDER")[...]
    var plain = ""
    while let start = rest.firstRange(of: "run-2026-")?.lowerBound {
      // `run-2026-01-02T020000Z-`, then 8 digits.
      let digits = rest.index(start, offsetBy: 23, limitedBy: rest.endIndex) ?? rest.endIndex
      plain += rest[..<digits] + "DIGITS"
      rest = rest[(rest.index(digits, offsetBy: 8, limitedBy: rest.endIndex) ?? rest.endIndex)...]
    }
    return plain + rest
  }

  /// What runs over a place are compared within.
  func scope(_ place: String) throws -> String {
    let name = folder.path.split(separator: "/").last.map(String.init) ?? ""
    return "\(name): \(place)"
  }
}
