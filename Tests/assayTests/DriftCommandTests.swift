import TestSupport
import Testing

/// `assay drift`, over a snapshot with a component, two images and what they had at build.
struct DriftCommandTests {
  private let folder: TemporaryFolder
  private static let root = "\(#filePath)".split(separator: "/").dropLast(3)
    .reduce("") { "\($0)/\($1)" }
  private static let files = "\(root)/Tests/assayTests/Expectations/drift"
  private static let snapshot = "\(files)/snapshot"
  private static let built = "\(files)/built"

  init() throws { folder = try TemporaryFolder() }

  private func drift(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(["drift"] + arguments, in: folder)
  }

  private static func plain(_ text: String) -> String { text.replacing("\(root)/", with: "") }

  @Test(arguments: [
    ("fleet", ["--built", built]), ("declared", []),
    ("instance", ["--built", built, "--instance", "i-0000000000000001b"]),
    ("cut-off", ["--built", built, "--instance", "i-0000000000000001c"]),
    ("listed-by-service", ["--built", built, "--instance", "i-0000000000000002a"]),
  ])
  func `what differs from the image and from its components is told`(
    _ name: String, _ arguments: [String]
  ) throws {
    for format in ["text", "json"] {
      let outcome = try drift([Self.snapshot, "--format", format] + arguments)
      #expect(outcome.status == 0, "\(outcome)")
      Golden.expect(
        Array(Self.plain(outcome.output).utf8),
        at: "Tests/assayTests/Expectations/drift/\(name).\(format == "text" ? "txt" : "json")")
    }
  }

  @Test func `the same is told whatever the number of threads`() throws {
    let arguments = [Self.snapshot, "--built", Self.built, "--format", "json", "--jobs"]
    #expect(try drift(arguments + ["1"]).output == drift(arguments + ["7"]).output)
  }

  @Test(arguments: [
    (["--built", built, "--fail-on", "regressed"], 1),
    (["--built", built, "--fail-on", "added,patched-forward"], 1),
    (["--fail-on", "patched-forward"], 3),
    (["--built", built, "--fail-on", "patched-forward", "--instance", "i-0000000000000001a"], 0),
    (["--built", built, "--fail-on", "regressed", "--instance", "i-0000000000000001c"], 3),
    (["--instance", "i-0000000000000002b"], 3),
  ])
  func `a change that was named fails, and what is not known is not free of it`(
    _ arguments: [String], _ status: Int
  ) throws {
    let outcome = try drift([Self.snapshot] + arguments)
    #expect(outcome.status == Int32(status), "\(outcome)")
  }

  @Test(arguments: [
    ([], "Missing expected argument '<path> ...'"),
    (["none"], "no file or folder `none`"),
    ([snapshot, "--built", "none"], "no file or folder `none`"),
    ([snapshot, "--instance", "i-\u{1B}[2J"], "tells of an instance `i-\\u{1B}[2J`"),
    ([snapshot, "--instance", "i-0000000000000002c"], "that is not terminated"),
    ([snapshot, "--fail-on", "gone"], "added, removed, patched-forward, regressed, undecided"),
    ([snapshot, "--fail-on", ""], "added, removed, patched-forward, regressed, undecided"),
    ([snapshot, "--jobs", "0"], "--jobs takes a number from 1 to 256"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    let outcome = try drift(arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
  }

  /// An instance with some packages, of an AMI.
  private func write(_ packages: [(name: String, version: String)], built: String, as name: String)
    throws
  {
    try folder.write(
      "s/instances.json",
      """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-0a",
        "ImageId": "ami-0a", "State": {"Name": "running"},
        "Placement": {"AvailabilityZone": "eu-west-1a"}}]}]}
      """)
    try folder.write("s/images.json", #"{"Images": [{"ImageId": "ami-0a", "Name": "a"}]}"#)
    let rows = packages.map { package in
      #"{"Name": "\#(package.name)", "Version": "\#(package.version)", "Release": "1", "Epoch": "","#
        + #""PackageId": "x.rpm"}"#
    }.joined(separator: ",")
    try folder.write(
      "s/inventory.json",
      """
      {"TypeName": "AWS:Application", "InstanceId": "i-0a", "SchemaVersion": "1.1",
       "CaptureTime": "2026-11-21T20:00:00Z", "Entries": [\(rows)]}
      """)
    try folder.write("b/\(name)", built)
  }

  private static let entry =
    #"{"Name": "a", "Version": "1", "Release": "1", "Epoch": "", "PackageId": "x.rpm"}"#

  @Test(arguments: [
    ("ami-0a.json", #"{"imagePackageList": [{"packageName": "a", "packageVersion": "1-1"}]}"#),
    (
      "ami-0a.json",
      #"{"TypeName": "AWS:Application", "InstanceId": "i-0", "Entries": [\#(entry)]}"#
    ),
    (
      "ami-0a.json",
      #"{"Entities": [{"Id": "i-0", "Data": {"AWS:Application": {"Content": [\#(entry)]}}}]}"#
    ),
    ("ami-0a/part/1.json", "\(entry)\n"),
    ("ami-0a.inventory.json", "\(entry)\n\(entry)\n"),
  ])
  func `what an image had is read in each form that it is told in`(
    _ name: String, _ text: String
  ) throws {
    try write([("a", "2"), ("b", "1")], built: text, as: name)
    let outcome = try drift(["s", "--built", "b", "--instance", "i-0a"])
    #expect(outcome.status == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains("patched-forward a 1-1 2-1"), "\(outcome)")
    #expect(lines.contains("added b 1-1"), "\(outcome)")
  }

  /// Pages of what an image had, `+` for those that go on, and why that is not all.
  @Test(
    arguments: [
      ("1+ 2", nil), ("1+ 3", "ami-0a/page-2.json` of the answer is not here"),
      ("3", "the first page"), ("2+ 3", "ami-0a/page-1.json`"), ("1+ 2+", "the last page"),
    ], ["imagePackageList", "Entries"])
  func `pages of what an image had are one list, and no list where one is missing`(
    _ pages: (names: String, gap: String?), _ key: String
  ) throws {
    let row =
      key == "Entries" ? Self.entry : #"{"packageName": "a", "packageVersion": "1-1"}"#
    for (index, page) in pages.names.split(separator: " ").enumerated() {
      let token = page.hasSuffix("+") ? #", "\#(key == "Entries" ? "N" : "n")extToken": "x""# : ""
      let head = key == "Entries" ? #""TypeName": "AWS:Application", "InstanceId": "i-0", "# : ""
      let text = "{\(head)\"\(key)\": [\(index == 0 ? row : "")]\(token)}"
      try write([("a", "2"), ("b", "1")], built: text, as: "ami-0a/page-\(page.prefix(1)).json")
    }
    let outcome = try drift(["s", "--built", "b", "--instance", "i-0a"])
    #expect(outcome.output.contains("added") == (pages.gap == nil), "\(outcome)")
    if let gap = pages.gap { #expect(outcome.output.contains(gap), "\(outcome)") }
  }

  @Test(arguments: [
    ("ami-0a.json", #"{"imagePackageList": [], "nextToken": "x"}"#, 0, "the last page"),
    ("ami-0a.json", "\(entry)\n{\"Name\": \"b", 0, "the file is cut off"),
    ("ami-0a.json", #"{"Images": []}"#, 3, "it holds no list of packages"),
    ("ami-0a.json", "", 3, "it holds no list of packages"),
    ("ami-0a.json", "[]", 3, "it holds no list of packages"),
    ("other.json", "\(entry)\n", 3, "no part of its path is the id of an AMI"),
    ("ami-0b.json", "\(entry)\n", 3, "lists of AMIs that nothing else names: 1, ami-0b"),
  ])
  func `a list that is short, or none, makes nothing absent`(
    _ name: String, _ text: String, _ status: Int, _ words: String
  ) throws {
    try write([("a", "1"), ("<b>\\u001b[2J", "1")], built: text, as: name)
    let outcome = try drift(["s", "--built", "b", "--instance", "i-0a"])
    #expect(outcome.status == Int32(status), "\(outcome)")
    #expect((outcome.output + outcome.errors).contains(words), "\(outcome)")
    #expect(!outcome.output.contains("added") && !outcome.output.contains("\u{1B}"))
  }
}
