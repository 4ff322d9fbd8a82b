import IAM
import Testing

/// Which actions a pattern covers.
struct ActionPatternTests {
  static let catalogue = ActionCatalogue.bundled

  @Test(arguments: [
    ("sns:publish", ["sns:Publish"]),
    ("SNS:Pub*", ["sns:Publish"]),
    ("sns:*Topic", ["sns:CreateTopic", "sns:DeleteTopic"]),
    ("sns:?reateTopic", ["sns:CreateTopic"]),
    ("sns:*e*e*T*c", ["sns:CreateTopic", "sns:DeleteTopic"]),
    ("sns:Publish?", []), ("sns:", []), ("sns", []), ("", []), (":*", []), ("*:Publish", []),
    ("s*:Publish", []), ("nosuch:*", []), ("sns:Publish*:", []),
    ("sns:" + String(repeating: "*", count: 253), []), ("sns:Publish\u{130}*", []),
  ])
  func `a pattern covers what a policy would`(pattern: String, names: [String]) {
    let found = Self.catalogue.actions(matching: pattern).map(\.qualifiedName)
    #expect(Set(found).isSuperset(of: names) && found.isEmpty == names.isEmpty, "\(found)")
    #expect(found == found.sorted { $0.lowercased() < $1.lowercased() })
  }

  @Test func `a star covers all of a service, and alone everything`() throws {
    let service = try #require(Self.catalogue.service("s3"))
    #expect(Self.catalogue.actions(matching: "s3:*").count == service.names.count)
    #expect(Self.catalogue.actions(matching: "*").count == Self.catalogue.actionCount)
  }

  @Test func `a pattern that could go back and forth ends soon`() {
    let pattern = "ec2:" + String(repeating: "*a", count: 120)
    #expect(Self.catalogue.actions(matching: pattern).isEmpty)
  }
}
