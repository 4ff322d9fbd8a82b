import AssayIngest
import AssayModel
import Documents
import Records
import Testing

/// What becomes of nodes and instances that several answers speak of, and of what none speaks of.
@Suite struct NodeJoinTests {
  private static let instances = """
    {"Reservations": [{"OwnerId": "111122223333", "Instances": [
      {"InstanceId": "i-01", "State": {"Name": "running"}, "Placement": {"AvailabilityZone": "eu-west-1a"}},
      {"InstanceId": "i-02", "State": {"Name": "stopped"}, "Placement": {"AvailabilityZone": "eu-west-1b"},
       "StateTransitionReason": "User initiated (2026-11-20 08:15:30 GMT)"}]}]}
    """
  private static let heartbeats = """
    {"InstanceInformationList": [{"InstanceId": "i-01", "PingStatus": "Online", "AgentVersion": "3.3.1.0",
      "LastPingDateTime": "2026-11-20T00:00:00Z"}]}
    """

  private func result(_ files: KeyValuePairs<String, String>) -> IngestResult {
    ingest(files.map { .file(SourceFile(path: $0.key, text: $0.value)) })
  }

  private func view(_ result: IngestResult, _ kind: ResourceKind, _ id: String) throws -> RecordView
  {
    let resource = try #require(
      result.graph.resources(of: kind.rawValue).first { $0.id.uid == id })
    return RecordView(result.graph.store, resource.record)
  }

  private func isAbsent(_ known: Known<RecordView>) -> Bool {
    if case .absent = known { true } else { false }
  }

  @Test func `an instance without a heartbeat has none where heartbeats were asked for`() throws {
    let result = result(["ec2.json": Self.instances, "ssm.json": Self.heartbeats])
    #expect(
      result.collected == [
        CollectedScope(.instances, account: "111122223333", region: "eu-west-1"),
        CollectedScope(.heartbeats, account: "111122223333", region: "eu-west-1"),
      ])
    let node = try #require(
      try view(result, .instance, "i-01").record("managedNode").value)
    #expect(node.text("nodeId") == .value("i-01"))
    #expect(node.text("state") == .value("running"))
    #expect(node.text("account") == .value("111122223333"))
    #expect(isAbsent(try view(result, .instance, "i-02").record("managedNode")))
    #expect(try view(result, .instance, "i-02").text("region") == .value("eu-west-1"))
  }

  @Test func `what was not asked for, or not to its end, is unknown`() throws {
    let page = Self.heartbeats.dropLast(1) + #", "NextToken": "x"}"#
    for files in [
      ["ec2.json": Self.instances], ["ec2.json": Self.instances, "ssm.json": String(page)],
    ] {
      let result = ingest(files.map { .file(SourceFile(path: $0.key, text: $0.value)) })
      #expect(
        try view(result, .instance, "i-02").record("managedNode").reason?.kind == .notCollected)
    }
  }

  @Test func `an answer without any instance is of the place that its path names`() throws {
    let empty = #"{"InstanceInformationList": []}"#
    for path in [
      "111122223333/eu-west-1/ssm.json", "accountid=111122223333/region=eu-west-1/i.json",
    ] {
      let result = result(["ec2.json": Self.instances, path: empty])
      #expect(isAbsent(try view(result, .instance, "i-01").record("managedNode")))
    }
    let elsewhere = result(["ec2.json": Self.instances, "111122223333/us-east-1/ssm.json": empty])
    #expect(try view(elsewhere, .instance, "i-01").record("managedNode").reason != nil)
  }

  @Test func `a patch state is absent only where patch states were asked for`() throws {
    let patches = #"{"InstancePatchStates": [{"InstanceId": "i-02", "MissingCount": 0}]}"#
    let without = result(["ec2.json": Self.instances, "ssm.json": Self.heartbeats])
    #expect(try view(without, .managedNode, "i-01").record("patchState").reason != nil)
    let given = result(["ec2.json": Self.instances, "ssm.json": Self.heartbeats, "p.json": patches])
    #expect(isAbsent(try view(given, .managedNode, "i-01").record("patchState")))
    // It has inventory, but no heartbeat: what outlived its node does not make it managed.
    #expect(try view(given, .managedNode, "i-02").flag("registered") == .value(false))
    #expect(isAbsent(try view(given, .instance, "i-02").record("managedNode")))
  }

  @Test func `of two reports about a node the newer one counts`() throws {
    func inventory(_ version: String, _ time: String) -> String {
      """
      {"Entities": [{"Id": "i-01", "Data": {"AWS:Application": {"CaptureTime": "\(time)", "Content": [
        {"Name": "curl", "Version": "\(version)", "Release": "1"}]}}}]}
      """
    }
    let result = result([
      "a.json": inventory("2", "2026-11-20T00:00:00Z"),
      "b.json": inventory("1", "2026-11-19T00:00:00Z"), "ssm.json": Self.heartbeats,
    ])
    #expect(result.graph.resources(of: "managed_node").count == 1)
    let software = try view(result, .managedNode, "i-01").records("software").value ?? []
    #expect(software.count == 1)
    #expect(software.first?.value?.text("version") == .value("2"))
    #expect(try view(result, .managedNode, "i-01").text("agentVersion") == .value("3.3.1.0"))
  }

  @Test func `a list that may be cut short has a gap, and absence in it is unknown`() throws {
    let rows = (0..<NodeInventory.greatestCount).map {
      #"{"Name": "p\#($0)", "Version": "1", "Release": "1"}"#
    }
    let text = """
      {"Entities": [{"Id": "i-01", "Data": {"AWS:Application":
        {"CaptureTime": "2026-11-20T00:00:00Z", "Content": [\(rows.joined(separator: ","))]}}}]}
      """
    let node = try view(result(["a.json": text]), .managedNode, "i-01")
    #expect(node.records("software").value?.count == NodeInventory.greatestCount + 1)
    #expect(node.records("software").value?.last?.reason?.kind == .notCollected)
    #expect(node.record("ssmAgent").reason?.kind == .notCollected)
  }

  @Test func `an old agent that lists no snaps does not make the agent absent`() throws {
    func node(agent: String) throws -> RecordView {
      let text = """
        {"Entities": [{"Id": "i-01", "Data": {
          "AWS:InstanceInformation": {"CaptureTime": "2026-11-20T00:00:00Z", "Content": [
            {"AgentVersion": "\(agent)", "PlatformName": "Ubuntu", "PlatformVersion": "18.04"}]},
          "AWS:Application": {"CaptureTime": "2026-11-20T00:00:00Z", "Content": []}}}]}
        """
      return try view(result(["a.json": text]), .managedNode, "i-01")
    }
    #expect(try node(agent: "2.3.871.0").record("ssmAgent").reason?.kind == .notCollected)
    #expect(isAbsent(try node(agent: "2.3.930.0").record("ssmAgent")))
    #expect(isAbsent(try node(agent: "2.3.871.0").record("cloudwatchAgent")) == true)
  }

  @Test(arguments: [
    ("AmazonCloudWatchAgent", true), ("Amazon SSM Agent", true), ("amazon-ssm-agent", false),
  ])
  func `what only Windows lists by a name was installed there`(_ name: String, _ isTold: Bool)
    throws
  {
    let result = result([
      "inventory.json": """
      {"TypeName": "AWS:Application", "InstanceId": "i-01", "CaptureTime": "2026-11-21T20:14:32Z",
       "Entries": [{"Name": "\(name)", "Publisher": "", "Version": "1.200442.0"}]}
      """
    ])
    let software = try view(result, .managedNode, "i-01").records("software").value
    let kind = try #require(software?.first?.value).text("packageKind")
    #expect(isTold ? kind == .value("windows") : kind.reason?.kind == .notCollected)
  }

  @Test func `a node that EC2 does not know any more is terminated, unless it answers`() throws {
    func node(_ ping: String) throws -> RecordView {
      let result = result([
        "111122223333/eu-west-1/ec2.json": #"{"Reservations": []}"#,
        "111122223333/eu-west-1/ssm.json": Self.heartbeats.replacing("Online", with: ping),
      ])
      return try view(result, .managedNode, "i-01")
    }
    #expect(try node("ConnectionLost").text("state") == .value("terminated"))
    #expect(isAbsent(try node("ConnectionLost").record("instance")))
    #expect(try node("Online").text("state") == .value("running"))
    #expect(try node("Online").record("instance").reason?.detail.contains("does not list") == true)
  }

  @Test func `later images of a lineage are known by their versions`() throws {
    func image(_ id: String, _ version: String) -> String {
      """
      {"ImageId": "\(id)", "State": "available", "Tags": [{"Key": "Ec2ImageBuilderArn",
        "Value": "arn:aws:imagebuilder:eu-west-1:111122223333:image/golden/\(version)"}]}
      """
    }
    let images = [
      image("ami-1", "1.0.2/1"), image("ami-2", "1.0.10/1"), image("ami-3", "1.0.10/1"),
      image("ami-4", "1.0.9/2"), #"{"ImageId": "ami-5"}"#,
    ]
    let result = result(["a.json": #"{"Images": [\#(images.joined(separator: ","))]}"#])
    let newer = try view(result, .machineImage, "ami-1").records("newerImages").value ?? []
    #expect(newer.compactMap { $0.value?.text("version").value } == ["1.0.10/1", "1.0.9/2"])
    #expect(newer.first?.value?.texts("imageIds").value?.count == 2)
    #expect(try view(result, .machineImage, "ami-2").records("newerImages").value?.isEmpty == true)
    #expect(try view(result, .machineImage, "ami-5").records("newerImages").reason != nil)
  }

  @Test(arguments: [
    ("AVAILABLE", "ami-9", 1), ("AVAILABLE", "ami-2", 0), ("FAILED", "ami-9", 0),
    ("DELETED", "ami-9", 0),
  ])
  func `a later build of which no AMI is described may have some`(
    _ state: String, _ image: String, _ unknown: Int
  ) throws {
    let arn = "arn:aws:imagebuilder:eu-west-1:111122223333:image/golden"
    func build(_ version: String, _ image: String, _ state: String) -> String {
      """
      {"requestId": "r", "image": {"arn": "\(arn)/\(version)", "name": "golden",
        "state": {"status": "\(state)"}, "outputResources": {"amis": [{"image": "\(image)"}]}}}
      """
    }
    let result = result([
      "a.json": #"{"Images": [{"ImageId": "ami-1"}, {"ImageId": "ami-2"}]}"#,
      "one.json": build("1.0.0/1", "ami-1", "AVAILABLE"),
      "two.json": build("1.0.1/1", image, state),
    ])
    let newer = try view(result, .machineImage, "ami-1").records("newerImages").value ?? []
    #expect(newer.count { $0.reason != nil } == unknown)
    #expect(newer.count { $0.value != nil } == (image == "ami-2" ? 1 : 0))
  }
}
