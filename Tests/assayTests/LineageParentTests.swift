import TestSupport
import Testing

/// What an image was built on: only what was there then, and what its AMI says before all else.
struct LineageParentTests {
  private let snapshot: LineageSnapshot
  private static let base = LineageSnapshot.recipe("base/1.0.0", parent: "ami-0f")
  private static let mid = LineageSnapshot.recipe(
    "mid/1.0.0", parent: "\(LineageSnapshot.arn):image/base/x.x.x")

  init() throws { snapshot = try LineageSnapshot() }

  /// Two builds of a base image, the second of some state, and an image on `x.x.x` of it.
  private func builds(_ state: String, second created: String, mid: String = "2026-02-06T00:00:00Z")
    throws
  {
    try snapshot.image(
      "base/1.0.0/1", ami: "ami-01", created: "2026-02-01T00:00:00Z", recipe: Self.base)
    try snapshot.image(
      "base/1.0.0/2", ami: "ami-02", created: created, state: state, recipe: Self.base)
    try snapshot.image("mid/1.0.0/1", ami: "ami-03", created: mid, recipe: Self.mid)
  }

  private func parents(_ id: String) throws -> [String] {
    try snapshot.steps(id).filter { $0.hasPrefix("image/base/") }
      .map { $0.replacing("image/base/1.0.0", with: "") }
  }

  @Test(arguments: [
    ("AVAILABLE", ["/2 parent"], ["/1 candidate", "/2 parent"]),
    ("FAILED", ["/1 parent"], ["/1 parent"]), ("CANCELLED", ["/1 parent"], ["/1 parent"]),
    ("BUILDING", ["/1 parent"], ["/1 parent"]), ("PENDING", ["/1 parent"], ["/1 parent"]),
    ("DISABLED", ["/1 candidate", "/2 candidate"], ["/1 parent"]),
    ("DELETED", ["/1 candidate", "/2 candidate"], ["/1 parent"]),
    ("DEPRECATED", ["/1 candidate", "/2 candidate"], ["/1 candidate", "/2 candidate"]),
  ])
  func `a build that came to nothing is no parent, and one that is retired may have been one`(
    _ state: String, _ then: [String], _ next: [String]
  ) throws {
    try builds(state, second: "2026-02-03T00:00:00Z")
    #expect(try parents("\(LineageSnapshot.arn):image/mid/1.0.0/1") == then)
    #expect(try parents("\(LineageSnapshot.arn):image-recipe/mid/1.0.0") == next)
  }

  @Test(arguments: [
    // The AMI tells when there was something to build on; without it a build takes a day at most.
    ("2026-02-06T00:30:00.000Z", ["/1 parent"]), ("2026-02-05T23:59:00.000Z", ["/2 parent"]),
    (nil, ["/1 candidate", "/2 candidate"]),
  ])
  func `a build that was not done is no parent`(_ made: String?, _ expected: [String]) throws {
    try builds("AVAILABLE", second: "2026-02-05T23:50:00Z")
    if let made { try snapshot.amis(LineageSnapshot.ami("ami-02", created: made)) }
    #expect(try parents("\(LineageSnapshot.arn):image/mid/1.0.0/1") == expected)
  }

  @Test func `the AMI that an image was made from tells its parent`() throws {
    try builds("AVAILABLE", second: "2026-02-03T00:00:00Z")
    let made = #""SourceImageId": "ami-01", "SourceInstanceId": "i-0f","#
    try snapshot.amis(LineageSnapshot.ami("ami-03", more: made))
    #expect(try parents("\(LineageSnapshot.arn):image/mid/1.0.0/1") == ["/1 parent"])
    #expect(try parents("ami-03") == ["/1 parent"])
    let up = try snapshot.steps("ami-03")
    #expect(up.count { $0.hasPrefix("ami-01 ") } == 1 && up.contains("ami-01 parent"), "\(up)")
  }

  @Test func `an AMI that CreateImage made is no copy`() throws {
    try snapshot.image("base/1.0.0/1", ami: "ami-01", recipe: Self.base)
    try snapshot.amis(
      LineageSnapshot.ami("ami-01"),
      LineageSnapshot.ami(
        "ami-02", more: #""SourceImageId": "ami-01", "SourceInstanceId": "i-0f","#))
    try snapshot.instances(LineageSnapshot.instance("i-01", "ami-02"))
    #expect(try snapshot.steps("ami-02").first == "ami-01 parent")
    let text = try snapshot.run("lineage", "i-01", "s").output
    #expect(text.contains("versions behind: not known"), "\(text)")
    let uses = try snapshot.run("lineage", "ami-01", "s", "--format", "json").output
    #expect(uses.contains("\"copies\": []"), "\(uses)")
    #expect(
      uses.contains("\"derived\": [\n        \"ami-02\"")
        || uses.contains("\"derived\": [\"ami-02\"]"), "\(uses)")
    // What the one had at build says nothing of the other.
    let row =
      #""Name": "a", "Version": "1", "Release": "1", "Epoch": "", "PackageId": "x.rpm""#
    try snapshot.folder.write("b/ami-01.json", "{\(row)}\n")
    try snapshot.folder.write(
      "s/inventory.json",
      #"{"TypeName": "AWS:Application", "InstanceId": "i-01", "CaptureTime": "2026-11-20T00:00:00Z", "#
        + "\"Entries\": [{\(row)}, {\(row.replacing("\"a\"", with: "\"b\""))}]}")
    let drift = try snapshot.run("drift", "s", "--built", "b")
    #expect(!drift.output.contains("added") && drift.status == 3, "\(drift)")
  }

  @Test(arguments: [("DISABLED", "candidate"), ("ACTIVE", "component")])
  func `a component that is disabled may have been used, and is not used next`(
    _ state: String, _ relation: String
  ) throws {
    for (version, state) in [("1.0.0", "ACTIVE"), ("1.1.0", state)] {
      try snapshot.write(
        "component-\(version)",
        #"{"requestId": "r", "component": {"arn": "\#(LineageSnapshot.arn):component/h/\#(version)/1", "#
          + #""name": "h", "version": "\#(version)", "platform": "Linux", "state": {"status": "\#(state)"}, "#
          + #""dateCreated": "2026-01-01T00:00:00Z"}}"#)
    }
    let recipe = LineageSnapshot.recipe("web/1.0.0", parent: "ami-0f", components: ["h/x.x.x"])
    try snapshot.image("web/1.0.0/1", ami: "ami-01", recipe: recipe)
    let built = try snapshot.steps("\(LineageSnapshot.arn):image/web/1.0.0/1")
    #expect(built.contains("component/h/1.1.0/1 \(relation)"), "\(built)")
    #expect(!built.contains("component/h/1.0.0/1 component"), "\(built)")
    let next = try snapshot.steps("\(LineageSnapshot.arn):image-recipe/web/1.0.0")
    let latest = state == "ACTIVE" ? "1.1.0" : "1.0.0"
    #expect(next.contains("component/h/\(latest)/1 component"), "\(next)")
  }

  @Test func `a list that goes on elsewhere does not tell the latest version`() throws {
    try snapshot.write(
      "components",
      #"{"requestId": "r", "nextToken": "t", "componentSummaryList": [{"arn": "#
        + #""\#(LineageSnapshot.arn):component/h/1.0.0/1", "name": "h", "version": "1.0.0", "#
        + #""platform": "Linux", "dateCreated": "2026-01-01T00:00:00Z"}]}"#)
    let recipe = LineageSnapshot.recipe("web/1.0.0", parent: "ami-0f", components: ["h/x.x.x"])
    try snapshot.write("recipe", #"{"requestId": "r", "imageRecipe": \#(recipe)}"#)
    try snapshot.image("web/1.0.0/1", ami: "ami-01", recipe: recipe)
    for id in ["image-recipe/web/1.0.0", "image/web/1.0.0/1"] {
      let up = try snapshot.steps("\(LineageSnapshot.arn):\(id)")
      #expect(up.contains("component/h/1.0.0/1 candidate"), "\(up)")
    }
  }

  @Test func `an ARN with x in it means all versions that it covers`() throws {
    try builds("AVAILABLE", second: "2026-02-03T00:00:00Z")
    for (text, count) in [("base/1.x.x", 2), ("base/x.x.x", 2), ("base/2.x.x", 0)] {
      let outcome = try snapshot.run("lineage", "\(LineageSnapshot.arn):image/\(text)", "s")
      let told = outcome.output.split(separator: "\n").count { $0.hasPrefix("image arn:") }
      #expect(told == count && outcome.status == (count == 0 ? 2 : 0), "\(outcome)")
    }
  }
}
