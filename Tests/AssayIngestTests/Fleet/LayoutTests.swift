import AssayIngest
import AssayModel
import Documents
import Glibc
import TestSupport
import Testing

/// Files that lie otherwise than where inventory and answers are read, and files between them that are neither.
@Suite struct LayoutTests {
  private static let objects =
    "AWS:Application/accountid=111122223333/region=eu-west-1/resourcetype=ManagedInstanceInventory"
  private static let row =
    #"{"Name":"bash","Version":"5","resourceId":"i-1","captureTime":"2026-11-20T00:00:00Z","schemaVersion":"1.1"}"#

  private struct Told {
    var units: [String] = []
    /// Of what is not as it ought to be, by the name of the file.
    var unread: [String: String] = [:]
    /// Of the messages about it.
    var codes: [String] = []
  }

  /// What a snapshot tells whose folder, or one in it, is given.
  private func told(_ files: [String: [UInt8]], root: String = "") throws -> Told {
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(name, bytes) }
    let path = root.isEmpty ? folder.path : "\(folder.path)/\(root)"
    let fleet = FleetIngest(FleetSnapshot([path]), software: nil)
    var told = Told()
    told.codes = fleet.diagnostics.map(\.code)
    let part = fleet.part(0..<fleet.unitCount)
    told.units = part.graph.summaries(behind: fleet.shared).map(\.id.uid).sorted()
    for input in fleet.inputs(changed: []) {
      guard let reason = input.unreadReason else { continue }
      told.unread[input.path.split(separator: "/").last.map(String.init) ?? ""] = reason
    }
    return told
  }

  private func told(_ files: [String: String], root: String = "") throws -> Told {
    try told(files.mapValues { Array($0.utf8) }, root: root)
  }

  @Test(arguments: [
    ("i-2.jsonl", false), ("i-2 (1).json", false), ("all.json", false), ("i-2", false),
    (".DS_Store", true), ("._i-2.json", true), ("README", true),
  ])
  func `what may be an object and is not read keeps others from being absent`(
    _ name: String, _ isCollected: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let objects = Self.objects.replacing("Application", with: "InstanceInformation")
    try folder.write("\(objects)/i-1.json", Self.row)
    try folder.write("\(objects)/\(name)", Self.row)
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    let scope = CollectedScope(.heartbeats, account: "111122223333", region: "eu-west-1")
    #expect(fleet.collected.contains(scope) == isCollected)
  }

  @Test func `a link that leads out of the snapshot to what may be an answer was not read`() throws
  {
    let folder = try TemporaryFolder()
    try folder.write("s/own/a.json", "{}")
    try folder.write("out/b.json", "{}")
    try folder.write("out/README", "-")
    let links = [
      ("inside", "own"), ("folder", "../out"), ("b.json", "../out/b.json"), ("gone", "nowhere"),
      ("README", "../out/README"),
    ]
    for (name, target) in links { try #require(symlink(target, folder.file("s/\(name)")) == 0) }
    let fleet = FleetIngest(FleetSnapshot([folder.file("s")]), software: nil)
    let unread = fleet.inputs(changed: []).filter { $0.unreadReason?.contains("link") ?? false }
    #expect(
      unread.map { $0.path.split(separator: "/").last.map(String.init) }
        == ["b.json", "folder", "gone"])
  }

  @Test func `a link among objects keeps others from being absent`() throws {
    let folder = try TemporaryFolder()
    let objects = Self.objects.replacing("Application", with: "PatchSummary")
    try folder.write("\(objects)/i-1.json", Self.row)
    try #require(symlink("i-1.json", folder.file("\(objects)/i-2.json")) == 0)
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    #expect(!fleet.collected.contains { $0.source == .patchStates })
  }

  @Test(arguments: [
    "i-1.json", "i%2D1.json", "i-1%2Ejson", "mi-1.json", "i-1.json.gz",
  ])
  func `an object is called like its node`(_ name: String) throws {
    let told = try told(["\(Self.objects)/\(name)": Self.row])
    #expect(told.units == [name.hasPrefix("m") ? "mi-1" : "i-1"])
  }

  @Test func `a file that is called otherwise is none of a node`() throws {
    let answer = #"{"Reservations": [{"OwnerId": "1", "Instances": [{"InstanceId": "i-2"}]}]}"#
    let told = try told([
      "\(Self.objects)/i-1.json": Array(Self.row.utf8),
      "\(Self.objects)/._i-1.json": [0, 5, 22, 7, 0, 2, 0, 0],
      "\(Self.objects)/describe-instances.json": Array(answer.utf8),
    ])
    #expect(told.units == ["i-1", "i-2"])
    #expect(told.unread.isEmpty, "\(told.unread)")
  }

  @Test(arguments: [
    "", "sync", "sync/AWS:Application", "sync/AWS:Application/accountid=111122223333/",
    "sync/AWS:Application/accountid=111122223333/region=eu-west-1", "sync/\(objects)",
    "./sync/./AWS:Application/.", "sync/AWS:Application/../AWS:Application",
  ])
  func `a folder between those of a key may be given`(_ root: String) throws {
    let told = try told(["sync/\(Self.objects)/i-1.json": Self.row], root: root)
    #expect(told.units == ["i-1"])
  }

  @Test(arguments: [
    "rows/i-1.json", "rows/i-1.jsonl", "rows/i-1", "\(objects)/2026/i-1.json",
    "\(objects)/i-1.JSON",
    "region=eu-west-1/accountid=111122223333/i-1.json",
  ])
  func `rows of inventory that lie elsewhere are told`(_ path: String) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    for rows in [Self.row, "\(Self.row)\n\(Self.row)\n"] {
      let told = try told([path: rows])
      #expect(told.unread[name]?.contains("resourcetype=") ?? false, "\(told.unread)")
      #expect(told.codes == ["stray-evidence"])
    }
  }

  @Test func `lines of others and bare objects of theirs are passed over`() throws {
    let line = #"{"eventName":"RunInstances","awsRegion":"eu-west-1"}"#
    let told = try told(["a.jsonl": "\(line)\n\(line)\n", "b.json": line, "c.json": "[\(line)]"])
    #expect(told.unread.isEmpty, "\(told.unread)")
  }

  @Test(arguments: [
    #"[{"InstanceId": "i-1", "ImageId": "ami-1"}]"#, #"[[{"InstanceId": "i-1"}]]"#,
    #"[{"ReservationId": "r-1", "Instances": [{"InstanceId": "i-1"}]}]"#,
    #"[{"VolumeId": "vol-1", "Encrypted": false}]"#, #"[{"GroupId": "sg-1", "GroupName": "a"}]"#,
    #"[{"ImageId": "ami-1", "State": "available"}]"#,
  ])
  func `what was cut out of an answer is told`(_ text: String) throws {
    let told = try told(["a.json": text, "b.jsonl": "\(text.dropFirst().dropLast())\n{}\n"])
    #expect(told.unread["a.json"]?.contains("--query") ?? false, "\(told.unread)")
    // Lines of such lists are in no format of anybody's.
    let isTold = told.unread["b.jsonl"]?.contains("--query") ?? false
    #expect(isTold || text.hasPrefix("[["), "\(told.unread)")
  }

  @Test(arguments: [
    #"{"InstanceId": "i-1", "ImageId": "ami-1", "SecurityGroups": [{"GroupId": "sg-1"}]}"#,
    #"{"VolumeId": "vol-1", "AvailabilityZone": "eu-west-1a", "Encrypted": false}"#,
    #"{"GroupId": "sg-1", "IpPermissions": []}"#,
    #"{"ImageId": "ami-1", "RootDeviceName": "/dev/xvda"}"#,
  ])
  func `a thing alone is no answer, and told`(_ text: String) throws {
    let told = try told(["a.json": text])
    #expect(told.unread["a.json"]?.contains("--query") ?? false, "\(told.unread)")
  }

  @Test func `of several answers in one file none is read, and that is told`() throws {
    let (group, volume) = (#"{"SecurityGroups": []}"#, #"{"Volumes": []}"#)
    let told = try told(["a.jsonl": "\(group)\n\(group)\n", "b.json": "\(volume)\n\(volume)\n"])
    #expect(told.unread["a.jsonl"]?.contains("several answers") ?? false, "\(told.unread)")
    #expect(told.unread["b.json"] == "line 2: text follows the end of the document")
  }

  @Test func `files that are no texts are passed over unless they are called as answers are`()
    throws
  {
    let binary: [UInt8] = [0, 0, 0, 1, 66, 117, 100, 49]
    let told = try told([
      ".DS_Store": binary, "logo.png": binary, "\(Self.objects)/.DS_Store": binary,
      "._instances.json": binary, "instances.json": binary,
      "\(Self.objects)/i-1.json": Array(Self.row.utf8),
    ])
    #expect(told.unread.keys.sorted() == ["instances.json"], "\(told.unread)")
  }

  @Test func `elements without an id are told of both large answers`() throws {
    let told = try told([
      "volumes.json": #"{"Volumes": [{"volumeId": "vol-1"}, {"VolumeId": "vol-2"}]}"#,
      "instances.json": #"{"Reservations": [{"Instances": [{"instanceId": "i-1"}]}]}"#,
    ])
    #expect(
      told.unread == [
        "volumes.json": "1 of its volumes have no id",
        "instances.json": "1 of its instances have no id",
      ])
    #expect(told.units == ["vol-2"])
  }

  @Test(arguments: [
    #"{"Reservations": [{"Id": "r-1"}]}"#,
    #"{"Reservations": [{"Instances": []}, {"instances": [{"instanceId": "i-1"}]}]}"#,
    #"{"requestId": "x", "Reservations": [{"Id": "r-1"}]}"#,
  ])
  func `reservations without their instances are no answer that lists none`(_ text: String) throws {
    let told = try told(["a.json": text])
    #expect(told.unread["a.json"]?.contains("nstances") ?? false, "\(told.unread)")
    #expect(try self.told(["a.json": #"{"Reservations": [{"Instances": []}]}"#]).unread.isEmpty)
  }

  @Test(arguments: [
    #"{"Fleets": [{"Arn": "arn:aws:appstream:eu-west-1:111122223333:fleet/x", "Name": "x"}]}"#,
    #"{"Images": [{"Arn": "arn:aws:appstream:eu-west-1::image/x", "Name": "x"}]}"#,
    #"{"Snapshots": [{"ARN": "arn:aws:memorydb:eu-west-1:111122223333:snapshot/x", "Name": "x"}]}"#,
    #"{"Snapshots": [{"SnapshotArn": "arn:aws:redshift:eu-west-1:111122223333:snapshot:x"}]}"#,
  ])
  func `answers of other services are passed over`(_ text: String) throws {
    #expect(try told(["a.json": text]).unread.isEmpty)
    // One that says of itself that it is of EC2 is not.
    let own = text.replacing("appstream", with: "ec2").replacing("memorydb", with: "ec2")
      .replacing("redshift", with: "ec2")
    #expect(try told(["a.json": own]).unread.count == 1)
  }
}
