import TestSupport
import Testing

/// How far behind an instance is, and when nobody can tell.
struct LineageBehindTests {
  private let snapshot: LineageSnapshot

  init() throws {
    snapshot = try LineageSnapshot()
    try snapshot.image("base/1.0.0/1", ami: "ami-01")
    try snapshot.instances(LineageSnapshot.instance("i-01", "ami-01"))
  }

  private func behind() throws -> String {
    let text = try snapshot.run("lineage", "i-01", "s").output
    return text.split(separator: "\n").first { $0.contains("behind") }.map(String.init) ?? text
  }

  @Test(arguments: [
    ("AVAILABLE", "ami-02", "not known, AMIs of 1.0.1/1 were not described"),
    ("AVAILABLE", nil, "not known, AMIs of 1.0.1/1 were not described"),
    ("FAILED", nil, "0 versions"), ("BUILDING", nil, "0 versions"),
    ("DELETED", "ami-02", "0 versions"),
  ])
  func `a newer build whose AMIs nobody described may make it late`(
    _ state: String, _ ami: String?, _ words: String
  ) throws {
    try snapshot.image("base/1.0.1/1", ami: ami, state: state)
    try snapshot.amis(LineageSnapshot.ami("ami-01"))
    let told = try behind()
    #expect(told.contains(words), "\(told)")
  }

  @Test func `a list of AMIs that goes on, or was not given, may hold newer ones`() throws {
    #expect(try behind().contains("not known, ec2:DescribeImages was not given"))
    try snapshot.amis(LineageSnapshot.ami("ami-01"), more: #", "NextToken": "t""#)
    #expect(try behind().contains("not known, ec2:DescribeImages was not given to its end"))
    try snapshot.amis(LineageSnapshot.ami("ami-01"))
    #expect(try behind().contains("0 versions"))
  }

  @Test func `an AMI that answers contradict each other about decides nothing`() throws {
    try snapshot.image("base/1.0.1/1", ami: "ami-02")
    let newer = LineageSnapshot.ami("ami-02")
    try snapshot.amis(LineageSnapshot.ami("ami-01"), newer)
    try snapshot.amis(
      newer.replacing(#""State": "available""#, with: #""State": "disabled""#), name: "more")
    let told = try behind()
    #expect(
      told.contains("not known, inputs contradict each other about AMIs of 1.0.1/1"), "\(told)")
  }

  @Test func `approved AMIs alone count`() throws {
    try snapshot.image("base/1.0.1/1", ami: "ami-02")
    try snapshot.amis(LineageSnapshot.ami("ami-01"))
    func text(_ approved: String) throws -> String {
      try snapshot.run("lineage", "i-01", "s", "--approved", approved).output
    }
    #expect(try text("ami-01").contains("0 approved versions behind"))
    #expect(try text("ami-01,ami-02").contains("behind: not known"))
  }
}
