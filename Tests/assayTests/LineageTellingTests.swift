import TestSupport
import Testing

/// One thing that several answers tell of is one thing, and the answer is the same each time.
struct LineageTellingTests {
  private let snapshot: LineageSnapshot
  private static let recipe = LineageSnapshot.recipe("base/1.0.0", parent: "ami-0f")

  init() throws { snapshot = try LineageSnapshot() }

  /// The bytes of a few runs, of one or of several threads, as a set.
  private func answers(_ arguments: String...) throws -> Set<String> {
    Set(
      try (0..<6).map { run in
        let jobs = run % 2 == 0 ? "1" : "3"
        let outcome = try Tool.run(arguments + ["--jobs", jobs], in: snapshot.folder)
        return "\(outcome.status) \(outcome.output)"
      })
  }

  /// `get-image` and a list of builds, which differ in what they say of the same two builds.
  private func twoAnswers() throws {
    let builds = [("base/1.0.0/1", "ami-01"), ("base/1.0.0/2", "ami-02")]
    for (build, ami) in builds {
      try snapshot.image(
        build, ami: ami, recipe: Self.recipe, more: #""buildType": "USER_INITIATED","#)
    }
    let list = builds.map {
      LineageSnapshot.build($0, $1).replacing(
        "\"name\"", with: "\"buildType\": \"SCHEDULED\", \"name\"")
    }
    try snapshot.write(
      "list", #"{"requestId": "r", "imageSummaryList": [\#(list.joined(separator: ", "))]}"#)
    try snapshot.amis(LineageSnapshot.ami("ami-01"), LineageSnapshot.ami("ami-02"))
    try snapshot.instances(LineageSnapshot.instance("i-01", "ami-01"))
  }

  @Test func `an image that two answers tell of is one`() throws {
    try twoAnswers()
    let told = try answers("lineage", "i-01", "s", "--format", "json")
    #expect(told.count == 1)
    let text = try #require(told.first)
    #expect(!text.contains("@2"), "\(text)")
    #expect(text.contains("\"versionsBehind\": 1"), "\(text)")
    let steps = try snapshot.steps("i-01")
    #expect(steps.count { $0.hasPrefix("image/base/1.0.0/1 ") } == 1, "\(steps)")
    #expect(steps.contains { $0.hasPrefix("image-recipe/base/1.0.0 ") }, "\(steps)")
  }

  @Test func `an AMI that two images claim, and what was copied from it, is of neither for sure`()
    throws
  {
    try snapshot.image("base/1.0.0/1", ami: "ami-01")
    try snapshot.image("other/1.0.0/1", ami: "ami-01")
    try snapshot.amis(
      LineageSnapshot.ami("ami-01"),
      LineageSnapshot.ami("ami-02", more: #""SourceImageId": "ami-01","#))
    try snapshot.instances(
      LineageSnapshot.instance("i-01", "ami-01"), LineageSnapshot.instance("i-02", "ami-02"))
    for id in ["i-01", "i-02"] {
      let told = try answers("lineage", id, "s")
      #expect(told.count == 1)
      #expect(
        told.first?.contains("versions behind: not known, several builds") ?? false, "\(told)")
    }
  }

  @Test func `an AMI whose tag and whose build contradict each other counts as no version`() throws
  {
    try snapshot.image("base/1.0.0/1", ami: "ami-01")
    try snapshot.image("base/1.0.0/2", ami: "ami-02")
    try snapshot.amis(
      LineageSnapshot.ami("ami-01", build: "base/1.0.0/1"),
      LineageSnapshot.ami("ami-02", build: "base/1.0.1/1"))
    try snapshot.instances(LineageSnapshot.instance("i-01", "ami-01"))
    let text = try snapshot.run("lineage", "i-01", "s").output
    #expect(text.contains("versions behind: not known"), "\(text)")
  }

  @Test func `what answers contradict each other in a third one does not tell`() throws {
    let owners = ["111122223333", "222233334444", "333344445555"]
    for (number, owner) in owners.enumerated() {
      let ami = LineageSnapshot.ami("ami-01").replacing(LineageSnapshot.account, with: owner)
      try snapshot.folder.write("s/\(number)/images.json", "{\"Images\": [\(ami)]}")
    }
    let text = try snapshot.run("lineage", "ami-01", "s", "--format", "json").output
    #expect(text.contains("\"account\": null"), "\(text)")
  }

  @Test func `a tag without a build tells the image and no version of it`() throws {
    try snapshot.image("base/1.0.0/2", ami: "ami-02")
    try snapshot.amis(
      LineageSnapshot.ami("ami-01", build: "base/1.0.0"), LineageSnapshot.ami("ami-02"))
    try snapshot.instances(LineageSnapshot.instance("i-01", "ami-01"))
    let text = try snapshot.run("lineage", "i-01", "s").output
    #expect(text.contains("versions behind: not known, its AMI's tag names no build"), "\(text)")
    #expect(text.contains("its build is not known"), "\(text)")
  }

  @Test(arguments: [
    // The later event counts; what ended does not run again, whoever says so.
    (
      LineageSnapshot.instance("i-01", "ami-01"),
      LineageSnapshot.instance(
        "i-01", "ami-01", "terminated",
        more: #""StateTransitionReason": "User initiated (2026-11-20 10:00:00 GMT)","#),
      "terminated"
    ),
    (
      LineageSnapshot.instance("i-01", "ami-01", "terminated"),
      LineageSnapshot.instance("i-01", "ami-01"), "terminated"
    ),
    (
      LineageSnapshot.instance(
        "i-01", "ami-01", "stopped",
        more: #""StateTransitionReason": "User initiated (2026-11-20 10:00:00 GMT)","#),
      LineageSnapshot.instance("i-01", "ami-01", launched: "2026-11-21T00:00:00Z"), "running"
    ),
    (
      LineageSnapshot.instance("i-01", "ami-01", "stopped"),
      LineageSnapshot.instance("i-01", "ami-01"), "unknown"
    ),
  ])
  func `an instance that two answers tell of is as the later one says`(
    _ first: String, _ second: String, _ state: String
  ) throws {
    try snapshot.amis(LineageSnapshot.ami("ami-01", build: "base/1.0.0/1"))
    try snapshot.instances(first, name: "one/instances")
    try snapshot.instances(
      second, LineageSnapshot.instance("i-02", "ami-01"), name: "two/instances")
    let told = try answers("lineage", "ami-01", "s", "--format", "json")
    #expect(told.count == 1)
    let text = try #require(told.first)
    #expect(!text.contains("@2"), "\(text)")
    let states = try #require(text.firstRange(of: "\"states\": ["))
    let counted = text[states.upperBound...].prefix { $0 != "]" }
    #expect(
      state == "running"
        ? counted.contains("2") && !counted.contains("1")
        : counted.contains("\"state\": \"\(state)\""), "\(counted)")
    let drift = try snapshot.run("drift", "s", "--format", "json").output
    #expect(!drift.contains("@2"), "\(drift)")
    #expect(drift.contains("\"i-01\"") == (state != "terminated"), "\(drift)")
  }

  @Test func `two answers about what an image is made of make drift the same each time`() throws {
    try twoAnswers()
    #expect(try answers("drift", "s", "--format", "json").count == 1)
  }
}
