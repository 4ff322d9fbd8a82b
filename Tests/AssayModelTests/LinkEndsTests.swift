import AssayModel
import Testing

/// Where the ends of links stand among resources.
struct LinkEndsTests {
  private static func id(_ uid: String) -> ResourceID { ResourceID(kind: "k", uid: uid) }

  private static func summary(_ uid: String) -> ResourceSummary {
    ResourceSummary(id: id(uid), name: uid, origin: nil, factsDigest: nil)
  }

  @Test func `ends are told by the first resource of their id, and those of none by no position`() {
    let resources = ["a", "b", "b", "c"].map(Self.summary)
    let links = [("a", "c"), ("a", "b"), ("b", "x"), ("x", "a"), ("x", "y"), ("c", "c")].map {
      Link(from: Self.id($0), label: "uses", to: Self.id($1))
    }
    let ends = LinkEnds(resources: resources, links: links)
    #expect(ends.links.map(\.from) == [0, 0, 1, -1, -1, 3])
    #expect(ends.links.map(\.to) == [3, 1, -1, 0, -1, 3])
    #expect(ends.resources[Self.id("b")] == 1)
    #expect(ends.resources[Self.id("y")] == nil)
    #expect(LinkEnds(resources: [], links: links).links.allSatisfy { $0.from < 0 && $0.to < 0 })
  }
}
