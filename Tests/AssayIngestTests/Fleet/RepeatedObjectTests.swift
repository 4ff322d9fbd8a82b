import AssayIngest
import AssayModel
import TestSupport
import Records
import Sealing
import Testing

/// Several objects or answers of one type about one node: the newest counts, wherever they lie.
@Suite struct RepeatedObjectTests {
  private static let place =
    "accountid=111122223333/region=eu-west-1/resourcetype=ManagedInstanceInventory/i-1.json"

  private func told(
    _ files: [String: String], _ reading: FleetIngest.Reading = .bytes
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    return fleet.part(0..<fleet.unitCount, reading: reading).graph
      .summaries(behind: fleet.shared).map { "\($0.id.uid) \($0.factsDigest?.hex ?? "")" }
  }

  private static func heartbeat(_ status: String, _ day: String) -> String {
    #"{"AgentVersion":"3.3","InstanceStatus":"\#(status)","captureTime":"2026-11-\#(day)T00:00:00Z"}"#
  }

  private static func software(_ name: String, _ day: String) -> String {
    #"{"Name":"\#(name)","Version":"1","captureTime":"2026-11-\#(day)T00:00:00Z"}"#
  }

  private static func patches(_ missing: Int, _ day: String) -> String {
    #"{"MissingCount":"\#(missing)","captureTime":"2026-11-\#(day)T00:00:00Z"}"#
  }

  private static func compliance(_ status: String, _ day: String) -> String {
    #"{"ComplianceType":"Patch","Status":"\#(status)","captureTime":"2026-11-\#(day)T00:00:00Z"}"#
  }

  @Test(
    arguments: [
      ("AWS:InstanceInformation", heartbeat("Terminated", "01"), heartbeat("Active", "20")),
      ("AWS:Application", software("old", "01"), software("new", "20")),
      ("AWS:PatchSummary", patches(9, "01"), patches(0, "20")),
      ("AWS:ComplianceSummary", compliance("NON_COMPLIANT", "01"), compliance("COMPLIANT", "20")),
    ], [FleetIngest.Reading.bytes, .trees])
  func `of objects under several prefixes the one that was taken last stands`(
    _ objects: (type: String, old: String, new: String), _ reading: FleetIngest.Reading
  ) throws {
    func told(_ rows: [String: String]) throws -> [String] {
      var files: [String: String] = [:]
      for (prefix, row) in rows { files["\(prefix)/\(objects.type)/\(Self.place)"] = row }
      return try self.told(files, reading)
    }
    let alone = try told(["a": objects.new])
    #expect(try told(["a": objects.old]) != alone && alone.count == 1)
    #expect(try told(["a": objects.old, "b": objects.new]) == alone)
    #expect(try told(["a": objects.new, "b": objects.old]) == alone)
    #expect(try told(["a": objects.new, "b": objects.new, "c": objects.old]) == alone)
    // One that is cut off may be the newest.
    let cut = String(objects.new.prefix(12))
    let open = try told(["a": objects.new, "b": cut])
    #expect(try open != alone && told(["a": cut, "b": objects.new]) == open)
  }

  @Test(
    arguments: [
      ("AWS:InstanceInformation", heartbeat("ConnectionLost", "01"), heartbeat("Active", "20")),
      ("AWS:PatchSummary", patches(9, "01"), patches(0, "20")),
    ], [FleetIngest.Reading.bytes, .trees])
  func `of rows in one object the one that was taken last stands`(
    _ rows: (type: String, old: String, new: String), _ reading: FleetIngest.Reading
  ) throws {
    func told(_ lines: String...) throws -> [String] {
      try self.told(
        ["\(rows.type)/\(Self.place)": lines.joined(separator: "\n") + "\n"], reading)
    }
    let alone = try told(rows.new)
    #expect(try told(rows.old, rows.new) == alone)
    #expect(try told(rows.new, rows.old) == alone)
    // One that is cut off, is not dated or is as old as another may be the one that counts.
    for other in [String(rows.old.prefix(12)), "{}", "]", rows.new] {
      let open = try told(rows.new, other)
      #expect(open != alone && open.count == 1, "\(other)")
    }
  }

  @Test(arguments: [FleetIngest.Reading.bytes, .trees])
  func `rows of another node in an object are not told of its own`(
    _ reading: FleetIngest.Reading
  ) throws {
    for (type, row) in [
      ("AWS:InstanceInformation", Self.heartbeat("Active", "20")),
      ("AWS:Application", Self.software("new", "20")), ("AWS:PatchSummary", Self.patches(0, "20")),
      ("AWS:Service", Self.software("new", "20")),
      ("AWS:ComplianceSummary", Self.compliance("COMPLIANT", "20")),
    ] {
      func told(_ id: String) throws -> [String] {
        try self.told(
          ["\(type)/\(Self.place)": row.replacing("}", with: #","resourceId":"\#(id)"}"#)], reading)
      }
      let own = try told("i-1")
      #expect(try own == self.told(["\(type)/\(Self.place)": row], reading), "\(type)")
      #expect(try told("i-2") != own, "\(type)")
    }
  }

  @Test(arguments: [
    ("Online", "01T00:00", "ConnectionLost", "20", false),
    ("ConnectionLost", "01T00:00", "Active", "20", true),
    ("ConnectionLost", "19T23:30", "Active", "20", false),
    ("Online", "20T00:00", "ConnectionLost", "01", true),
  ])
  func `of an answer and an object the later says whether a node is online`(
    _ ping: String, _ time: String, _ status: String, _ day: String, _ isConnected: Bool
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "nodes.json",
      """
      {"InstanceInformationList": [{"InstanceId": "i-1", "PingStatus": "\(ping)",
        "LastPingDateTime": "2026-11-\(time):00Z"}]}
      """)
    try folder.write("AWS:InstanceInformation/\(Self.place)", Self.heartbeat(status, day))
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    let graph = fleet.part(0..<fleet.unitCount).graph
    let nodes = graph.resources.filter { $0.id.kind == ResourceKind.managedNode.rawValue }
    #expect(nodes.count == 1)
    for node in nodes {
      let connected = RecordView(graph.store, node.record).flag("connected").value
      #expect(connected == isConnected)
    }
  }

  @Test func `of answers about nodes the latest says whether they are online`() throws {
    func answer(_ status: String, _ day: String) -> String {
      """
      {"InstanceInformationList": [{"InstanceId": "i-1", "PingStatus": "\(status)",
        "AssociationStatus": "\(status == "Online" ? "Success" : "Failed")",
        "IsLatestVersion": \(status == "Online"), "AgentVersion": "3.3",
        "LastPingDateTime": "2026-11-\(day)T00:00:00Z"}]}
      """
    }
    let (old, new) = (answer("ConnectionLost", "01"), answer("Online", "20"))
    let alone = try told(["a.json": new])
    #expect(try told(["a.json": old]) != alone)
    #expect(try told(["a.json": old, "b.json": new]) == alone)
    #expect(try told(["a.json": new, "b.json": old]) == alone)
  }

  @Test(arguments: [FleetIngest.Reading.bytes, .trees])
  func `nodes of two accounts that are called the same are two`(_ reading: FleetIngest.Reading)
    throws
  {
    let objects = [
      "AWS:InstanceInformation/\(Self.place)": Self.heartbeat("Active", "01"),
      "AWS:InstanceInformation/\(Self.place.replacing("1111", with: "2222"))": Self.heartbeat(
        "Terminated", "20"),
    ]
    func facts(_ files: [String: String]) throws -> Set<Substring> {
      Set(try told(files, reading).map { $0.split(separator: " ")[1] })
    }
    var apart: Set<Substring> = []
    for (name, text) in objects { apart.formUnion(try facts([name: text])) }
    #expect(try facts(objects) == apart && apart.count == 2)
  }

  @Test func `of an answer and an object the later heartbeat stands`() throws {
    func entity(_ status: String, _ day: String) -> String {
      """
      {"Entities": [{"Id": "i-1", "Data": {"AWS:InstanceInformation": {
        "TypeName": "AWS:InstanceInformation", "CaptureTime": "2026-11-\(day)T00:00:00Z",
        "Content": [{"AgentVersion": "3.3", "InstanceStatus": "\(status)"}]}}}]}
      """
    }
    let object = "s/AWS:InstanceInformation/\(Self.place)"
    for (one, other) in [("Terminated", "Active"), ("Active", "Terminated")] {
      let told = try told([
        object: Self.heartbeat(one, "20"),
        "111122223333/eu-west-1/inventory.json": entity(other, "01"),
      ])
      #expect(try told == self.told([object: Self.heartbeat(one, "20")]))
    }
  }
}
