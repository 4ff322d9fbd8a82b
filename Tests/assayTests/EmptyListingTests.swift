import TestSupport
import Testing

/// Answers that list none of the instances whose nodes are alive: they close nothing.
struct EmptyListingTests {
  private let folder: TemporaryFolder
  private static let place = "111122223333/eu-west-1"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("house/pack.yaml", "id: house\nversion: 1.0.0\ntitle: House\n")
    try folder.write(
      "house/monitored.yaml",
      """
      id: monitored
      title: Instances should be monitored
      severity: high
      for: instance
      expect: resource.monitoringEnabled
      why: One sees more.
      fix: Switch it on.
      examples:
        pass: [{monitoringEnabled: true}]
        fail: [{monitoringEnabled: false}]
        no_data: [{}]

      """)
  }

  private static func object(_ region: String, _ id: String) -> String {
    "inventory/AWS:InstanceInformation/accountid=111122223333/region=\(region)/resourcetype=ManagedInstanceInventory/\(id).json"
  }

  private static func row(_ status: String, _ time: String) -> String {
    #"{"AgentVersion":"3","InstanceStatus":"\#(status)","captureTime":"\#(time)"}"#
  }

  private static func instances(_ ids: [String]) -> String {
    let list = ids.map {
      #"{"InstanceId": "\#($0)", "State": {"Name": "running"}, "Monitoring": {"State": "disabled"}, "Placement": {"AvailabilityZone": "eu-west-1a"}}"#
    }
    return """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [\(list.joined(separator: ", "))]}]}
      """
  }

  private static let beat = "2026-11-22T20:00:00Z"

  /// What nodes say of themselves beside an answer that does not list them, and whether it may be believed.
  static let lives: [(name: String, files: [String: String], isGone: Bool)] = [
    ("active", [object("eu-west-1", "i-01"): row("Active", beat)], false),
    ("a heartbeat that is cut", [object("eu-west-1", "i-01"): #"{"AgentVersion":"3","#], false),
    ("of no time", [object("eu-west-1", "i-01"): #"{"InstanceStatus":"Active"}"#], false),
    ("terminated", [object("eu-west-1", "i-01"): row("Terminated", beat)], true),
    ("lost", [object("eu-west-1", "i-01"): row("ConnectionLost", beat)], true),
    (
      "one of two is active",
      [
        object("eu-west-1", "i-01"): row("Terminated", beat),
        object("eu-west-1", "i-02"): row("Active", beat),
      ], false
    ),
    (
      "long ago, by what others say",
      [
        object("eu-west-1", "i-01"): row("Active", "2026-11-01T00:00:00Z"),
        object("us-east-1", "i-03"): row("Active", beat),
      ], true
    ),
    (
      "not long ago",
      [
        object("eu-west-1", "i-01"): row("Active", "2026-11-20T00:00:00Z"),
        object("us-east-1", "i-03"): row("Active", beat),
      ], false
    ),
    (
      "of another place", [object("us-east-1", "i-03"): row("Active", beat)], true
    ),
    (
      "online",
      [
        "\(place)/ssm.json":
          #"{"InstanceInformationList": [{"InstanceId": "i-01", "PingStatus": "Online"}]}"#
      ], false
    ),
    (
      "no longer online",
      [
        "\(place)/ssm.json":
          #"{"InstanceInformationList": [{"InstanceId": "i-01", "PingStatus": "ConnectionLost"}]}"#
      ], true
    ),
    (
      "of machines that are no instances", [object("eu-west-1", "mi-01"): row("Active", beat)], true
    ),
  ]

  @Test(arguments: lives, ["instances.json", "i.json"])
  func `an empty answer closes nothing while nodes of its place are alive`(
    _ life: (name: String, files: [String: String], isGone: Bool), _ name: String
  ) throws {
    _ = try folder.night(21, "a", ["\(Self.place)/instances.json": Self.instances(["i-01"])])
    #expect(try folder.openFindings() == ["i-01"])
    var files = life.files
    files["\(Self.place)/\(name)"] = #"{"Reservations": []}"#
    let outcome = try folder.night(23, "b", files)
    #expect(try folder.openFindings() == (life.isGone ? [] : ["i-01"]), "\(outcome)")
    // Nothing else is judged here.
    #expect(outcome.status == 3)
    let told = "it lists none of the nodes of 111122223333 in eu-west-1"
    #expect(outcome.output.contains(told) == !life.isGone, "\(outcome)")
  }

  @Test func `an answer of other instances alone is doubted, and one that lists a node is not`()
    throws
  {
    let alive = [
      Self.object("eu-west-1", "i-01"): Self.row("Active", Self.beat),
      Self.object("eu-west-1", "i-02"): Self.row("Active", Self.beat),
    ]
    let path = "\(Self.place)/instances.json"
    _ = try folder.night(21, "a", [path: Self.instances(["i-01", "i-02", "i-09"])])
    let other = try folder.night(
      22, "b", alive.merging([path: Self.instances(["i-09"])]) { one, _ in one })
    #expect(try folder.openFindings() == ["i-01", "i-02", "i-09"], "\(other)")
    // One that was replaced is gone, whatever its object in the bucket says.
    let one = try folder.night(
      23, "c", alive.merging([path: Self.instances(["i-02"])]) { one, _ in one })
    #expect(try folder.openFindings() == ["i-02"], "\(one)")
  }

  @Test func `the night after a doubted one is as if everything were read again`() throws {
    let alive = [Self.object("eu-west-1", "i-01"): Self.row("Active", Self.beat)]
    let path = "\(Self.place)/instances.json"
    _ = try folder.night(21, "a", alive.merging([path: Self.instances(["i-01"])]) { one, _ in one })
    _ = try folder.night(22, "a", [path: #"{"Reservations": []}"#])
    #expect(try folder.openFindings() == ["i-01"])
    _ = try folder.night(
      23, "a", [Self.object("eu-west-1", "i-01"): Self.row("Terminated", Self.beat)])
    #expect(try folder.openFindings() == [])
  }
}
