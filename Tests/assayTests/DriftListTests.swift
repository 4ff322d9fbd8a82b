import TestSupport
import Testing

/// Lists of packages that are empty, cut, old, or that contradict each other: they decide nothing.
struct DriftListTests {
  private let snapshot: LineageSnapshot

  init() throws { snapshot = try LineageSnapshot() }

  private static func row(_ name: String, _ version: String = "1", more: String = "") -> String {
    #"{"Name": "\#(name)", "Version": "\#(version)", "Release": "1", \#(more) "PackageId": "x.rpm"}"#
  }

  /// An answer of `get-inventory` about an instance.
  private static func answer(_ rows: [String], _ time: String = "2026-11-20T00:00:00Z") -> String {
    #"{"Entities": [{"Id": "i-01", "Data": {"AWS:Application": {"TypeName": "AWS:Application", "#
      + #""CaptureTime": "\#(time)", "Content": [\#(rows.joined(separator: ", "))]}}}]}"#
  }

  /// An object of Resource Data Sync.
  private static func object(_ rows: [String], time: String?, node: String = "i-01") -> String {
    let time = time.map { #", "captureTime": "\#($0)""# } ?? ""
    return rows.map { row in
      "\(row.dropLast()), \"resourceId\": \"\(node)\"\(time)}\n"
    }.joined()
  }

  private func write(built: [(String, String)], now: String? = nil, object: String? = nil) throws {
    try snapshot.amis(LineageSnapshot.ami("ami-01"))
    try snapshot.instances(LineageSnapshot.instance("i-01", "ami-01"))
    for (name, text) in built { try snapshot.folder.write("b/\(name).json", text) }
    if let now { try snapshot.write("inventory", now) }
    if let object { try snapshot.folder.write("s/\(Self.path)", object) }
  }

  private static let path =
    "AWS:Application/accountid=111122223333/region=eu-west-1/"
    + "resourcetype=ManagedInstanceInventory/i-01.json"

  private func changes() throws -> [String] {
    let text = try snapshot.run("drift", "s", "--built", "b", "--instance", "i-01").output
    return text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .filter { line in
        ["added", "removed", "patched-forward", "regressed", "undecided"]
          .contains { line.hasPrefix("\($0) ") }
      }
  }

  @Test(arguments: [
    #"{"imagePackageList": []}"#, answer([]),
    #"{"TypeName": "AWS:Application", "InstanceId": "i-0", "Entries": []}"#,
  ])
  func `an image of which an empty list is told did not have nothing`(_ list: String) throws {
    try write(built: [("ami-01", list)], now: Self.answer([Self.row("a")]))
    let changes = try changes()
    #expect(changes.count == 1 && changes[0].hasPrefix("undecided a"), "\(changes)")
  }

  @Test func `an instance of which an empty list is told has not nothing`() throws {
    try write(built: [("ami-01", Self.answer([Self.row("a")]))], now: Self.answer([]))
    let changes = try changes()
    #expect(changes.count == 1 && changes[0].hasPrefix("undecided a"), "\(changes)")
  }

  @Test func `a list of an image that ends at its greatest length may be short`() throws {
    let rows = (0..<10_000).map { Self.row("p\($0)") }
    try write(
      built: [("ami-01", Self.object(rows, time: "2026-02-01T02:00:00Z"))],
      now: nil, object: Self.object(rows.dropLast() + [Self.row("z")], time: "2026-11-20T00:00:00Z")
    )
    let changes = try changes()
    #expect(!changes.contains { $0.hasPrefix("added") }, "\(changes)")
    #expect(changes.contains { $0.hasPrefix("undecided z") }, "\(changes)")
  }

  @Test func `lists of one AMI that contradict each other are none`() throws {
    try write(
      built: [
        ("ami-01/one", Self.object([Self.row("a")], time: "2026-02-01T02:00:00Z")),
        (
          "ami-01/two",
          Self.object([Self.row("a", "2")], time: "2026-02-01T02:00:00Z", node: "i-02")
        ),
      ], now: Self.answer([Self.row("a")]))
    let outcome = try snapshot.run("drift", "s", "--built", "b")
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.errors.contains("the lists of ami-01 contradict each other"), "\(outcome)")
  }

  @Test func `pages of one answer are one list`() throws {
    let page = #"{"imagePackageList": [{"packageName": "a", "packageVersion": "1-1"}]"#
    try write(
      built: [
        ("ami-01/1", page + #", "nextToken": "t"}"#),
        ("ami-01/2", page.replacing("\"a\"", with: "\"b\"") + "}"),
      ], now: Self.answer([Self.row("a"), Self.row("c")]))
    #expect(try changes().map { $0.prefix(9) } == ["removed b", "added c 1"])
  }

  @Test func `what is kept in two places is one list`() throws {
    let page = #"{"imagePackageList": [{"packageName": "a", "packageVersion": "1-1"}]"#
    let last = page.replacing("\"a\"", with: "\"b\"") + "}"
    let now = Self.answer([Self.row("a"), Self.row("b"), Self.row("c")])
    let pages = ["x", "y"].flatMap {
      [("ami-01/\($0)/1", page + #", "nextToken": "t"}"#), ("ami-01/\($0)/2", last)]
    }
    try write(built: pages, now: now)
    #expect(try changes().map { $0.prefix(9) } == ["added c 1"])
    let other = try DriftListTests()
    let object = Self.object([Self.row("a"), Self.row("b")], time: "2026-02-01T02:00:00Z")
    try other.write(built: [("ami-01/x", object), ("ami-01/y", object)], now: now)
    #expect(try other.changes().map { $0.prefix(9) } == ["added c 1"])
  }

  @Test func `the same packages in another order do not contradict each other`() throws {
    let rows = [Self.row("a"), Self.row("b")]
    try write(
      built: [("ami-01", Self.answer([Self.row("a")]))],
      object: Self.object(rows, time: "2026-11-20T00:00:00Z"))
    try snapshot.folder.write(
      "s/other/\(Self.path)", Self.object(rows.reversed(), time: "2026-11-20T00:00:00Z"))
    #expect(try changes().map { $0.prefix(9) } == ["added b 1"])
  }

  @Test func `inventories that contradict each other, or are older than the AMI, are none`() throws
  {
    try write(
      built: [("ami-01", Self.answer([Self.row("a")]))], now: nil,
      object: Self.object([Self.row("a"), Self.row("b")], time: "2026-11-20T00:00:00Z"))
    try snapshot.folder.write(
      "s/other/\(Self.path)", Self.object([Self.row("a", "2")], time: nil))
    let words = "several inventories of it contradict each other"
    #expect(try snapshot.run("drift", "s", "--built", "b").output.contains(words))
    let old = try DriftListTests()
    try old.write(
      built: [("ami-01", Self.answer([Self.row("a")]))],
      now: Self.answer([Self.row("a", "2")], "2026-01-01T00:00:00Z"))
    let outcome = try old.snapshot.run("drift", "s", "--built", "b")
    #expect(outcome.output.contains("its inventory is older than its AMI"), "\(outcome)")
    #expect(outcome.status == 3, "\(outcome)")
  }

  @Test func `an agent that tells the release and leaves the epoch out tells that there is none`()
    throws
  {
    try write(
      built: [("ami-01", Self.answer([Self.row("a"), Self.row("b", more: #""Epoch": "1","#)]))],
      now: Self.answer([Self.row("a", "2"), Self.row("b")]))
    #expect(try changes() == ["regressed b 1:1-1 1-1", "patched-forward a 1-1 2-1"])
  }

  @Test func `packages of several architectures are told with theirs`() throws {
    func row(_ version: String, _ architecture: String) -> String {
      Self.row("glibc", version, more: #""Architecture": "\#(architecture)","#)
    }
    try write(
      built: [("ami-01", Self.answer([row("2", "x86_64"), row("2", "i686")]))],
      now: Self.answer([row("3", "x86_64"), row("1", "i686")]))
    #expect(
      try changes() == ["regressed glibc (i686) 2-1 1-1", "patched-forward glibc (x86_64) 2-1 3-1"])
    let json = try snapshot.run("drift", "s", "--built", "b", "--format", "json").output
    #expect(json.contains("\"architecture\": \"i686\""), "\(json)")
  }

  @Test func `a pattern in a command is called one`() throws {
    let data =
      "phases:\\n  - name: build\\n    steps:\\n      - name: I\\n        action: ExecuteBash\\n"
      + "        inputs: {commands: ['dnf install -y aide git-2.*']}\\n"
    try snapshot.write(
      "component",
      #"{"requestId": "r", "component": {"arn": "\#(LineageSnapshot.arn):component/h/1.0.0/1", "#
        + #""name": "h", "version": "1.0.0", "platform": "Linux", "data": "\#(data)"}}"#)
    let recipe = LineageSnapshot.recipe(
      "base/1.0.0", parent: "ami-0f", components: ["h/1.0.0/1"])
    try snapshot.image("base/1.0.0/1", ami: "ami-01", recipe: recipe)
    try write(built: [], now: Self.answer([Self.row("a")]))
    let text = try snapshot.run("drift", "s", "--instance", "i-01").output
    #expect(text.contains("asks for packages by a pattern: git-2.*"), "\(text)")
    #expect(!text.contains("names only a run tells"), "\(text)")
  }
}
