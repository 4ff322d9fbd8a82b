import Testing
import TestSupport

/// `assay audit` over small snapshots, with the shipped packs.
struct AuditCommandTests {
  private let folder: TemporaryFolder
  private static let policies =
    "\(#filePath)".split(separator: "/").dropLast(3)
    .reduce("") { "\($0)/\($1)" } + "/policies"
  private static let place = "accountid=111122223333/region=eu-west-1"

  init() throws { folder = try TemporaryFolder() }

  private func instance(_ id: String, owner: String = "111122223333") -> String {
    """
    {"OwnerId": "\(owner)", "Instances": [{"InstanceId": "\(id)", "State": {"Name": "running"},
      "ImageId": "ami-1", "Placement": {"AvailabilityZone": "eu-west-1a"},
      "SecurityGroups": [], "NetworkInterfaces": [], "BlockDeviceMappings": [],
      "MetadataOptions": {"HttpTokens": "optional", "HttpEndpoint": "enabled"}}]}
    """
  }

  private func object(_ type: String, _ node: String, _ rows: String, as spelled: String? = nil)
    throws
  {
    try folder.write(
      "s/\(spelled ?? "AWS:\(type)")/\(Self.place)/resourcetype=ManagedInstanceInventory/\(node).json",
      rows)
  }

  private func row(_ node: String, _ columns: String) -> String {
    "{\(columns),\"resourceId\":\"\(node)\",\"captureTime\":\"2026-11-21T20:00:00Z\"}\n"
  }

  private func snapshot() throws {
    let ids = ["i-0a", "i-0b", "i-0c"]
    try folder.write(
      "s/instances.json", "{\"Reservations\": [\(ids.map { instance($0) }.joined(separator: ","))]}"
    )
    for node in ["i-0a", "i-0b", "mi-0d", "i-gone"] {
      try object(
        "InstanceInformation", node,
        row(node, "\"AgentVersion\":\"3.3.1611.0\",\"InstanceStatus\":\"Active\""))
    }
    func agent(_ node: String) -> String {
      row(node, "\"Name\":\"amazon-ssm-agent\",\"Version\":\"3.3.1611.0\",\"Release\":\"1\"")
    }
    func other(_ node: String) -> String {
      row(node, "\"Name\":\"acl\",\"Version\":\"1\",\"Release\":\"1\"")
    }
    try object("Application", "i-0a", other("i-0a") + agent("i-0a"))
    // Cut off inside of its last row.
    try object(
      "Application", "i-0b", other("i-0b") + String(agent("i-0b").dropLast(20)),
      as: "AWS%3AApplication")
    try object("Application", "mi-0d", other("mi-0d"), as: "AWS_Application")
  }

  private func audit(_ arguments: [String] = []) throws -> (outcome: Tool.Outcome, json: String) {
    let outcome = try Tool.run(
      [
        "audit", "s", "--policies", Self.policies, "--now", "2026-11-22T00:00:00Z", "--format",
        "json=out.json",
      ] + arguments, in: folder)
    return (outcome, folder.read("out.json") ?? "")
  }

  private func outcomes(_ rule: String, _ json: String) -> [String] {
    let lines = json.split(separator: "\n").joined()
    let end = lines.firstRange(of: "\"masses\":[")?.lowerBound ?? lines.endIndex
    return lines[..<end].split(separator: "{\"id\":").dropFirst().compactMap { text in
      guard text.contains("\"rule\":\"\(rule)\""),
        let outcome = text.firstRange(of: "\"outcome\":\""),
        let uid = text.firstRange(of: "\"uid\":\"")
      else { return nil }
      let end = { (start: Substring) in String(start.prefix { $0 != "\"" }) }
      return "\(end(text[uid.upperBound...])) \(end(text[outcome.upperBound...]))"
    }
  }

  @Test func `inventory and instances are joined, and what was cut off is not absent`() throws {
    try snapshot()
    let (outcome, json) = try audit()
    #expect(outcome.status == 1, "\(outcome)")
    let compact = json.filter { $0 != " " }
    // Heartbeats were collected there, and of this one there is none.
    #expect(outcomes("ssm-agent/instance-managed", compact) == ["i-0c fail"])
    #expect(outcomes("ssm-agent/node-agent-listed", compact) == ["mi-0d fail"])
    let rule = try #require(compact.firstRange(of: "\"id\":\"ssm-agent/node-agent-listed\""))
    let rest = compact[rule.upperBound...]
    let count = try #require(rest.firstRange(of: "\"unknown\":"))
    #expect(rest[count.upperBound...].prefix(2).first == "1")
    #expect(outcomes("instance/imdsv2-required", compact).count == 3)
    // EC2 was asked, and does not know it any more.
    let findings = try #require(compact.firstRange(of: "\"findings\":["))
    let masses = try #require(compact.firstRange(of: "\"masses\":["))
    #expect(!compact[findings.upperBound..<masses.lowerBound].contains("i-gone"))
  }

  @Test func `the same snapshot gives the same bytes, with any number of threads`() throws {
    try snapshot()
    let one = try audit(["--jobs", "1", "--no-db"])
    let four = try audit(["--jobs", "4", "--no-db"])
    #expect(!one.json.isEmpty && one.json == four.json)
  }

  @Test func `a second night compares with the first`() throws {
    try snapshot()
    _ = try audit(["--scope", "fleet"])
    try object(
      "InstanceInformation", "i-0c",
      row("i-0c", "\"AgentVersion\":\"3.3.1611.0\",\"InstanceStatus\":\"Active\""))
    _ = try audit(["--scope", "fleet", "--now", "2026-11-23T00:00:00Z"])
    let diff = try Tool.run(["diff", "--format", "json"], in: folder)
    let fixed = try #require(diff.output.firstRange(of: "\"fixed\""), "\(diff)")
    #expect(diff.output[fixed.upperBound...].contains("ssm-agent/instance-managed"), "\(diff)")
  }

  @Test func `a page that is cut off is told, and decides nothing about who is missing`() throws {
    try snapshot()
    // The last instance is whole, its reservation is not.
    try folder.write(
      "s/instances.json",
      String("{\"Reservations\": [\(instance("i-0a")), \(instance("i-0c"))".dropLast(1)))
    let (outcome, json) = try audit()
    #expect(outcome.status == 1, "\(outcome)")
    #expect(json.contains("ends inside a value"))
    let compact = json.filter { $0 != " " }
    #expect(outcomes("instance/imdsv2-required", compact) == ["i-0a fail", "i-0c fail"])
  }

  @Test func `a heartbeat or patch summary that cannot be read is not one that is not there`()
    throws
  {
    try snapshot()
    try object("InstanceInformation", "i-0c", "{\"AgentVersion\":\"3.3.16")
    try object("PatchSummary", "i-0a", "")
    let compact = try audit().json.filter { $0 != " " }
    #expect(outcomes("ssm-agent/instance-managed", compact) == ["i-0c unknown"])
    let reported = outcomes("ssm-agent/patch-state-reported", compact)
    #expect(reported.contains("i-0a unknown") && reported.contains("i-0b fail"), "\(reported)")
  }

  @Test(arguments: [
    (["none"], "no file or folder `none`"), (["s", "--jobs", "0"], "--jobs takes a number"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    try snapshot()
    let outcome = try Tool.run(["audit"] + arguments, in: folder)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
  }

  @Test func `image-as-code among a snapshot takes parameters`() throws {
    try folder.write(
      "s/volume.yaml",
      """
      Parameters: {Encrypted: {Type: String}}
      Resources:
        Data:
          Type: AWS::EC2::Volume
          Properties: {AvailabilityZone: eu-west-1a, Size: 8, Encrypted: !Ref Encrypted}

      """)
    try folder.write(
      "p.json", #"[{"ParameterKey": "Encrypted", "ParameterValue": "false"}]"#)
    func outcomes(_ more: String...) throws -> [String] {
      let outcome = try Tool.run(
        ["audit", "s", "--policies", Self.policies, "--no-db", "--format", "csv"] + more,
        in: folder)
      return outcome.output.split(separator: "\n")
        .filter { $0.contains(",storage/volume-encrypted,") }
        .map { $0.contains(",fail,") ? "fail" : "other" }
    }
    #expect(try outcomes() == ["other"])
    #expect(try outcomes("--parameters", "p.json") == ["fail"])
    let missing = try Tool.run(
      ["audit", "s", "--policies", Self.policies, "--no-db", "--parameters", "none.json"],
      in: folder)
    #expect(missing.status == 2 && missing.errors.contains("no parameter file"), "\(missing)")
  }

  @Test func `an audit takes no baseline, and says so`() throws {
    try snapshot()
    let outcome = try Tool.run(
      ["audit", "s", "--policies", Self.policies, "--no-db", "--baseline", "none.json"],
      in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("--fail-on-change"), "\(outcome)")
  }
}
