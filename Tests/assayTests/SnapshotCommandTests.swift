import TestSupport
import Testing

/// `assay snapshot describe`, over small snapshots and a pack of two rules.
struct SnapshotCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    try folder.write(
      "house/agent-online.yaml",
      """
      id: agent-online
      title: Agents should answer
      severity: high
      for: managed_node
      expect: resource.?pingStatus.orValue("Inactive") == "Online"
      why: It can be reached.
      fix: Start it.
      examples:
        pass: [{pingStatus: Online}]
        fail: [{pingStatus: Inactive}]
        no_data: [{}]

      """)
  }

  private func describe(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(
      ["snapshot", "describe"] + arguments + [
        "--policies", "house", "--now", "2026-11-22T00:00:00Z",
      ], in: folder)
  }

  private func object(_ type: String, _ node: String, region: String = "eu-west-1", at time: String)
    throws
  {
    try folder.write(
      "s/\(type)/accountid=111122223333/region=\(region)/resourcetype=ManagedInstanceInventory/"
        + "\(node).json",
      #"{"Name":"a","Version":"1","resourceId":"\#(node)","captureTime":"\#(time)"}"# + "\n")
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test func `what is there is told with its age, and what is missing with its rules`() throws {
    try object("AWS:Application", "i-0a", at: "2026-11-21T20:00:00Z")
    try object("AWS_Application", "i-0b", at: "2026-11-12T00:00:00Z")
    try object("AWS:Application", "i-0c", region: "us-east-1", at: "2026-11-23T00:00:00Z")
    try object("AWS:Application", "i-0d", region: "us-east-1", at: "20161122")
    try folder.write(
      "s/111122223333/eu-west-1/volumes.json", #"{"Volumes": [{"VolumeId": "vol-1"}]}"#)
    try folder.write(
      "s/111122223333/eu-west-1/nodes.json",
      #"{"InstanceInformationList": [{"InstanceId": "i-0a"}], "NextToken": "x"}"#)
    let outcome = try describe(["s"])
    #expect(outcome.status == 0, "\(outcome)")
    let lines = lines(outcome.output)
    #expect(lines.contains("AWS:Application 111122223333 eu-west-1 2 2 4 h 10 d"), "\(outcome)")
    #expect(
      lines.contains("AWS:Application 111122223333 us-east-1 2 2 later later 1 without a time"),
      "\(outcome)")
    #expect(
      lines.contains { $0.hasPrefix("ec2:DescribeVolumes 111122223333 eu-west-1 1 1 ") },
      "\(outcome)")
    #expect(
      lines.contains {
        $0.hasPrefix("ssm:DescribeInstanceInformation 111122223333 eu-west-1 1 1 ")
          && $0.hasSuffix("by the time of the file, 1 not the whole answer")
      }, "\(outcome)")
    #expect(lines.contains("0 of 2 rules have all they ask for"), "\(outcome)")
    #expect(
      lines.contains("ec2:DescribeVolumes 111122223333 us-east-1 1 house/volume-encrypted"),
      "\(outcome)")
    #expect(
      lines.contains(
        "ssm:DescribeInstanceInformation 111122223333 us-east-1 1 house/agent-online"), "\(outcome)"
    )
  }

  @Test func `what is nowhere is missing everywhere, and a whole snapshot lacks nothing`() throws {
    try object("AWS:Application", "i-0a", at: "2026-11-21T20:00:00Z")
    let poor = try describe(["s"])
    #expect(
      lines(poor.output).contains("ec2:DescribeVolumes everywhere 1 house/volume-encrypted"),
      "\(poor)")
    try folder.write("s/volumes.json", #"{"Volumes": [{"VolumeId": "vol-1"}]}"#)
    try folder.write(
      "s/nodes.json", #"{"InstanceInformationList": [{"InstanceId": "i-0a"}]}"#)
    let whole = try describe(["s"])
    #expect(lines(whole.output).contains("2 of 2 rules have all they ask for"), "\(whole)")
    let json = try describe(["s", "--format", "json"])
    #expect(json.status == 0 && json.output.contains("\"rulesWithEverything\": 2"), "\(json)")
    #expect(json.output.contains("\"newest\": \"2026-11-21T20:00:00Z\""), "\(json)")
  }

  @Test func `pages that are all there are whole, and an empty answer is one`() throws {
    let place = "s/111122223333/eu-west-1"
    func page(_ id: String, _ token: String) -> String {
      #"{"InstanceInformationList": [{"InstanceId": "\#(id)"}]\#(token)}"#
    }
    try folder.write("\(place)/nodes-1.json", page("i-0a", #", "NextToken": "x""#))
    try folder.write("\(place)/nodes-2.json", page("i-0b", ""))
    try folder.write(
      "\(place)/volumes-1.json", #"{"Volumes": [{"VolumeId": "vol-1"}], "NextToken": "x"}"#)
    try folder.write("\(place)/volumes-2.json", #"{"Volumes": [{"VolumeId": "vol-2"}]}"#)
    try folder.write("\(place)/instances.json", #"{"Reservations": []}"#)
    try folder.write("\(place)/groups.json.gz", [0x1F, 0x8B, 0x08, 0x00])
    let outcome = try describe(["s"])
    #expect(!outcome.output.contains("not the whole answer"), "\(outcome)")
    let lines = lines(outcome.output)
    #expect(
      lines.contains { $0.hasPrefix("ec2:DescribeInstances 111122223333 eu-west-1 1 0 ") },
      "\(outcome)")
    #expect(outcome.status == 3 && outcome.output.contains("unpack it"), "\(outcome)")
    try folder.write("\(place)/nodes-2.json", page("i-0b", #", "NextToken": "y""#))
    #expect(try describe(["s"]).output.contains("2 not the whole answer"))
  }

  @Test func `what was not read is told and ends with 3`() throws {
    try folder.write("s/broken.json", #"{"Volumes": [{"VolumeId": "vol-1""#)
    try folder.write("s/cut.json", #"{"Images": [{"ImageId": "ami-"#)
    try folder.write(
      "s/note.json",
      #"{"AssayCollection": {"call": "ec2 describe-images", "notCollected": "denied"}}"#)
    try folder.write("s/readme.txt", "\u{1B}[2J")
    try folder.write(
      "s/AWS:Service/accountid=1/region=r/resourcetype=x/i-\u{1B}.json", "")
    let outcome = try describe(["s"])
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.output.contains("not read, or not collected: 4"), "\(outcome)")
    #expect(outcome.output.contains("denied") && !outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("passed over: 1 file"), "\(outcome)")
  }

  @Test func `objects that are no rows of JSON, and a list that leaves out who is alive, are told`()
    throws
  {
    let key = "s/AWS:InstanceInformation/accountid=111122223333/region=eu-west-1/resourcetype=x"
    let row =
      #"{"InstanceStatus":"Active","resourceId":"i-0a","captureTime":"2026-11-21T20:00:00Z"}"#
    try folder.write("\(key)/i-0a.json", row)
    try folder.write("s/111122223333/eu-west-1/instances.json", #"{"Reservations": []}"#)
    let doubted = try describe(["s"])
    #expect(doubted.status == 3, "\(doubted)")
    #expect(
      doubted.output.contains("lists none of the nodes of 111122223333 in eu-west-1"), "\(doubted)")
    #expect(
      lines(doubted.output).contains {
        $0.hasPrefix("ec2:DescribeInstances 111122223333 eu-west-1 1 0 ")
          && $0.hasSuffix("1 not the whole answer")
      }, "\(doubted)")
    try folder.write(
      "s/111122223333/eu-west-1/instances.json",
      #"{"Reservations": [{"Instances": [{"InstanceId": "i-0a"}]}]}"#)
    #expect(try describe(["s"]).status == 0)
    try folder.write("\(key)/i-0b.json", [0xFF, 0xFE] + row.utf8.flatMap { [$0, 0] })
    try folder.write("\(key)/i-0c.json", "<html>")
    // Of a type that no rule asks for nobody reads the rows.
    try folder.write("\(key.replacing("InstanceInformation", with: "Other"))/i-0c.json", "<html>")
    let unread = try describe(["s"])
    #expect(unread.output.contains("not read, or not collected: 2"), "\(unread)")
  }

  @Test func `roles are of no region, whatever the folders around them are called`() throws {
    try folder.write(
      "eu-north-1/111122223333/iam.json", #"{"RoleDetailList": [], "Policies": []}"#)
    let outcome = try describe(["eu-north-1"])
    #expect(outcome.output.contains("iam:GetRole"), "\(outcome)")
    #expect(!outcome.output.contains("eu-north-1"), "\(outcome)")
  }

  @Test(arguments: [
    ([], "Missing expected argument '<path> ...'"), (["none"], "no file or folder `none`"),
    (["s", "--format", "xml"], "--format"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    try folder.write("s/a.json", "{}")
    let outcome = try describe(arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
  }

  @Test func `an empty folder is told to be empty`() throws {
    folder.makeFolder("s/")
    let outcome = try describe(["s"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("nothing that Assay reads is here"), "\(outcome)")
  }
}
