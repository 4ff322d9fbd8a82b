import TestSupport
import Testing

/// Pages of an answer of which one is not there: nothing that the answer told of is gone.
struct LostPageTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
  }

  private static func volumes(_ ids: [String], goesOn: Bool) -> String {
    let list = ids.map { #"{"VolumeId": "\#($0)", "Encrypted": false, "Attachments": []}"# }
    let token = goesOn ? #", "NextToken": "abc""# : ""
    return "{\"Volumes\": [\(list.joined(separator: ", "))]\(token)}"
  }

  /// Pages by number, `+` for those that go on, of one volume each: `1+ 2+ 3`.
  private static func pages(_ text: String, of name: String = "describe-volumes-#") -> [String:
    String]
  {
    var files: [String: String] = [:]
    for page in text.split(separator: " ") {
      let number = page.prefix { $0 != "+" }
      let name = name.replacing("#", with: number)
      files["111122223333/eu-west-1/\(name).json"] = volumes(
        ["vol-\(number)"], goesOn: page.hasSuffix("+"))
    }
    return files
  }

  /// Pages of two nights, and which of them the second lacks; nil where it lacks none that anybody could notice.
  static let nights: [(before: String, now: String, lost: Int?)] = [
    ("1+ 2", "2", 1), ("1+ 2+ 3", "2+ 3", 1), ("1 2", "2", 1), ("1 2 3", "1 3", 2),
    ("1+ 2+ 3", "1+ 3", 2), ("0+ 1+ 2", "1+ 2", 0), ("0+ 1", "1", 0), ("01+ 02", "02", 1),
    ("1+ 2+ 3", "3", 1),
    // Fewer pages are no loss, and neither are files that are numbered otherwise.
    ("1+ 2+ 3", "1+ 2", nil), ("1 2", "1", nil), ("21 22", "22 23", nil), ("1 2", "2 3", nil),
    ("7 8", "8", nil), ("0+ 100+ 200", "0+ 100", nil),
  ]

  @Test(arguments: nights, ["night", "other"])
  func `a page before the last one that is not there closes nothing`(
    _ nights: (before: String, now: String, lost: Int?), _ second: String
  ) throws {
    let before = Self.pages(nights.before)
    let now = Self.pages(nights.now)
    _ = try folder.night(21, "night", before)
    let all = try folder.openFindings()
    #expect(all.count == before.count)
    for (path, _) in before where now[path] == nil && second == "night" {
      _ = try Tool.run(["night/\(path)"], in: folder, program: "/bin/rm")
    }
    for day in 22...23 {
      let outcome = try folder.night(day, second, now)
      let open = try folder.openFindings()
      guard let lost = nights.lost else {
        #expect(open.count == now.count, "\(outcome)")
        #expect(!outcome.output.contains("missing") && outcome.errors.isEmpty, "\(outcome)")
        continue
      }
      #expect(open == all, "\(day) \(outcome)")
      #expect(outcome.output.contains("-\(lost).json") || nights.before.hasPrefix("0"))
    }
    _ = try folder.night(24, "whole", before)
    #expect(try folder.openFindings() == all)
  }

  /// Names and pages of one night, and what is named as missing.
  static let gaps: [(name: String, pages: String, missing: String?)] = [
    ("describe-volumes-#", "1+ 2+ 3", nil), ("describe-volumes-#", "1+ 3", "describe-volumes-2"),
    ("describe-volumes-#", "1+ 2+ 4+ 5", "describe-volumes-3"),
    ("describe-volumes-#", "2+ 3", "describe-volumes-1"),
    ("describe-volumes-#", "3+ 4", "describe-volumes-2"),
    ("describe-volumes.#", "001+ 003", "describe-volumes.002"),
    ("p#", "0+ 2", "p1"), ("page#", "0+ 1+ 2", nil),
    // No pages: nothing goes on, or the numbers are others.
    ("describe-volumes-#", "7", nil), ("describe-volumes-#", "2 5 9", nil),
    ("describe-volumes-#", "0+ 100+ 200", nil), ("describe-volumes-#", "100+ 200", nil),
    ("v-20261122-#", "0200+ 0215", nil), ("v-#", "1700000001+ 1700000044", nil),
    ("v-eu-west-#", "2+ 3", nil), ("v-0a#", "1+ 3", nil),
  ]

  @Test(arguments: gaps)
  func `a page that is missing among numbered ones is named`(
    _ gap: (name: String, pages: String, missing: String?)
  ) throws {
    let files = Self.pages(gap.pages, of: gap.name)
    let outcome = try folder.night(21, "night", files)
    #expect(try folder.openFindings().count == files.count)
    let described = try Tool.run(["snapshot", "describe", "night"], in: folder)
    for output in [outcome.output, described.output] {
      guard let missing = gap.missing else {
        #expect(!output.contains("it is missing") && !output.contains("another page"), "\(output)")
        continue
      }
      #expect(output.contains("eu-west-1/\(missing).json"), "\(output)")
      #expect(output.contains("of an answer in pages, it is missing"), "\(output)")
    }
    #expect(described.status == (gap.missing == nil ? 0 : 3))
  }

  @Test func `pages of small answers are held against each other too`() throws {
    let place = "111122223333/eu-west-1"
    func groups(_ id: String, _ token: String) -> String {
      #"{"SecurityGroups": [{"GroupId": "\#(id)", "GroupName": "g"}]\#(token)}"#
    }
    let outcome = try folder.night(
      21, "night",
      [
        "\(place)/describe-security-groups-1.json": groups("sg-1", #", "NextToken": "a""#),
        "\(place)/describe-security-groups-3.json": groups("sg-3", ""),
      ])
    #expect(outcome.output.contains("\(place)/describe-security-groups-2.json"), "\(outcome)")
    #expect(outcome.status == 3)
  }
}
