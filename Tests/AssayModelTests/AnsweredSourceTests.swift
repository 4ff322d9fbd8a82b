import AssayModel
import Testing

/// What an earlier run read and this one did not.
@Suite struct AnsweredSourceTests {
  private static let call = "ec2:DescribeVolumes"
  private static let here = PathScope(account: "111122223333", region: "eu-west-1")
  private static let there = PathScope(account: "111122223333", region: "us-east-1")

  private static func answer(
    _ path: String, series: String = "v.json", at place: PathScope = here, isWhole: Bool = true,
    of source: String = call
  ) -> AnsweredSource {
    AnsweredSource(source: source, place: place, path: path, series: series, isWhole: isWhole)
  }

  private static let nowhere = PathScope(account: nil, region: nil)

  static let cases: [(name: String, before: [AnsweredSource], now: [AnsweredSource], [String])] = [
    ("the same", [answer("a/v.json")], [answer("a/v.json")], []),
    ("moved", [answer("a/v.json")], [answer("b/v.json")], []),
    ("none", [answer("a/v.json")], [], ["a/v.json"]),
    ("not whole", [answer("a/v.json")], [answer("a/v.json", isWhole: false)], ["a/v.json"]),
    (
      "of another call", [answer("a/v.json")], [answer("a/v.json", of: "ec2:DescribeImages")],
      ["a/v.json"]
    ),
    (
      "called alike, of another place", [answer("a/v.json"), answer("b/v.json", at: there)],
      [answer("b/v.json", at: there)], ["a/v.json"]
    ),
    (
      "called alike, of a place that nobody tells",
      [answer("a/v.json", at: nowhere), answer("b/v.json", at: nowhere)],
      [answer("b/v.json", at: nowhere)], ["a/v.json", "b/v.json"]
    ),
    (
      "pages, fewer of them",
      [answer("a/v-1.json", series: "v-#.json"), answer("a/v-2.json", series: "v-#.json")],
      [answer("a/v-1.json", series: "v-#.json")], []
    ),
    ("called otherwise", [answer("a/v.json")], [answer("a/w.json", series: "w.json")], []),
    (
      "called otherwise, not whole", [answer("a/v.json")],
      [answer("a/w.json", series: "w.json", isWhole: false)], ["a/v.json"]
    ),
    (
      "one of two, which was there before",
      [answer("a/v.json"), answer("a/w.json", series: "w.json")],
      [answer("a/w.json", series: "w.json")], ["a/v.json"]
    ),
    (
      "two, and one that is called otherwise",
      [answer("a/v.json"), answer("a/w.json", series: "w.json")],
      [answer("a/x.json", series: "x.json")], ["a/v.json", "a/w.json"]
    ),
    (
      "called otherwise, of another place", [answer("a/v.json")],
      [answer("a/w.json", series: "w.json", at: there)], ["a/v.json"]
    ),
  ]

  @Test(arguments: cases.indices)
  func `what is missing is told by call, place and series`(_ number: Int) {
    let (name, before, now, paths) = Self.cases[number]
    #expect(AnsweredSource.missing(before, now: now).map(\.path) == paths, "\(name)")
  }

  @Test func `what nobody collected of a kind is told by answers that are whole`() {
    func uncollected(_ answers: [AnsweredSource], seen: Set<String> = []) -> [String] {
      AnsweredSource.uncollected(among: ["volume", "component", "instance"], seen: seen, answers)
    }
    #expect(uncollected([]) == ["instance", "volume"])
    #expect(uncollected([Self.answer("a/v.json")]) == ["instance"])
    #expect(uncollected([Self.answer("a/v.json", isWhole: false)]) == ["instance", "volume"])
    #expect(uncollected([], seen: ["instance", "volume"]) == [])
  }
}
