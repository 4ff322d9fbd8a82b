import TestSupport
import Testing

/// Nights in which a source of the night before is not there: nothing that it told of is fixed or gone.
struct MissingSourceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
  }

  private static func volumes(_ ids: [String], encrypted: Bool = false) -> String {
    let list = ids.map { #"{"VolumeId": "\#($0)", "Encrypted": \#(encrypted), "Attachments": []}"# }
    return "{\"Volumes\": [\(list.joined(separator: ", "))]}"
  }

  private static let west = "111122223333/eu-west-1/volumes.json"
  private static let east = "111122223333/us-east-1/volumes.json"

  static let damages: [(name: String, text: String?)] = [
    ("missing", nil), ("empty", ""), ("a page of HTML", "<html>503</html>"), ("null", "null"),
    ("of another type", #"{"Volumes": null}"#), ("cut", #"{"Volumes": [{"VolumeId""#),
    ("of something else", #"{"Images": []}"#),
  ]

  @Test(arguments: damages, ["night", "2026-11-22"])
  func `what a lost answer told of stays open, in whatever folder nights lie`(
    _ damage: (name: String, text: String?), _ second: String
  ) throws {
    let first = second == "night" ? "night" : "2026-11-21"
    let east = Self.volumes(["vol-2"])
    _ = try folder.night(21, first, [Self.west: Self.volumes(["vol-1"]), Self.east: east])
    #expect(try folder.openFindings() == ["vol-1", "vol-2"])
    if first == second {
      _ = try Tool.run(["night/\(Self.west)"], in: folder, program: "/bin/rm")
    }
    var files = [Self.east: east]
    files[Self.west] = damage.text
    let outcome = try folder.night(22, second, files)
    #expect(try folder.openFindings() == ["vol-1", "vol-2"], "\(outcome)")
    let diff = try Tool.run(["sql", "SELECT status FROM run ORDER BY id"], in: folder)
    #expect(diff.output.contains("partial"), "\(diff)")
    if damage.text == nil {
      #expect(
        outcome.output.contains(
          "`ec2:DescribeVolumes` of 111122223333 in eu-west-1 was read before and is missing now"),
        "\(outcome)")
    }
    // It stays so while it is missing.
    _ = try folder.night(23, second, [:])
    #expect(try folder.openFindings() == ["vol-1", "vol-2"])
    // Once it is told again, what it does not tell of is gone.
    _ = try folder.night(24, "again", [Self.west: Self.volumes([]), Self.east: east])
    #expect(try folder.openFindings() == ["vol-2"])
  }

  @Test func `a region that is not there closes nothing, and one that is whole does`() throws {
    _ = try folder.night(
      21, "a", [Self.west: Self.volumes(["vol-1", "vol-3"]), Self.east: Self.volumes(["vol-2"])])
    let outcome = try folder.night(22, "b", [Self.west: Self.volumes(["vol-1"])])
    #expect(try folder.openFindings() == ["vol-1", "vol-2"], "\(outcome)")
    // What the report tells of nobody is warned of besides.
    #expect(outcome.status == 1 && outcome.errors.isEmpty, "\(outcome)")
    _ = try folder.night(
      23, "c",
      [Self.west: Self.volumes(["vol-1"]), Self.east: Self.volumes(["vol-2"], encrypted: true)])
    #expect(try folder.openFindings() == ["vol-1"])
  }

  @Test func `an answer that is shorter or called otherwise is no missing one`() throws {
    _ = try folder.night(
      21, "a",
      [
        "volumes-1.json": Self.volumes(["vol-1"]), "volumes-2.json": Self.volumes(["vol-2"]),
        "111122223333/eu-west-1/old.json": Self.volumes(["vol-3"]),
      ])
    let outcome = try folder.night(
      22, "b",
      [
        "volumes-1.json": Self.volumes(["vol-1"]),
        "111122223333/eu-west-1/new.json": Self.volumes([]),
      ])
    #expect(try folder.openFindings() == ["vol-1"], "\(outcome)")
    #expect(outcome.status == 1 && outcome.errors.isEmpty, "\(outcome)")
  }

  @Test func `a source of which all was told elsewhere is only warned of, once`() throws {
    let same = Self.volumes(["vol-1"])
    _ = try folder.night(21, "a", ["own.json": same, "all.json": same])
    let outcome = try folder.night(22, "b", ["all.json": same])
    #expect(
      outcome.errors == "warning: `ec2:DescribeVolumes` was read before and is missing now\n",
      "\(outcome)")
    #expect(try folder.openFindings() == ["vol-1"] && outcome.status == 1)
    #expect(try folder.night(23, "c", ["all.json": same]).errors.isEmpty)
  }

  @Test func `inventory that is not there hides its nodes`() throws {
    try folder.write(
      "house/agent-online.yaml",
      """
      id: agent-online
      title: Agents should answer
      severity: high
      for: managed_node
      expect: resource.connected
      why: It can be reached.
      fix: Start it.
      examples:
        pass: [{connected: true}]
        fail: [{connected: false}]
        no_data: [{}]

      """)
    func object(_ region: String) -> String {
      "AWS:InstanceInformation/accountid=111122223333/region=\(region)/resourcetype=ManagedInstanceInventory/mi-\(region).json"
    }
    let row =
      #"{"AgentVersion":"3","InstanceStatus":"ConnectionLost","captureTime":"2026-11-20T00:00:00Z"}"#
    _ = try folder.night(21, "a", [object("eu-west-1"): row, object("us-east-1"): row])
    #expect(try folder.openFindings() == ["mi-eu-west-1", "mi-us-east-1"])
    let outcome = try folder.night(22, "b", [object("eu-west-1"): row])
    #expect(try folder.openFindings() == ["mi-eu-west-1", "mi-us-east-1"], "\(outcome)")
  }
}
