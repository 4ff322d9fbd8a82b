import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import Testing
import TestSupport

/// What AWS tells in each answer and an answer lacks, because `--query` left it out, is unknown.
@Suite struct TrimmedAnswerTests {
  private static let instance: [(key: String, text: String)] = [
    ("State", #"{"Name": "running"}"#), ("SecurityGroups", #"[{"GroupId": "sg-1"}]"#),
    ("NetworkInterfaces", #"[{"Groups": [{"GroupId": "sg-1"}], "Ipv6Addresses": []}]"#),
    ("BlockDeviceMappings", "[]"), ("Monitoring", #"{"State": "enabled"}"#),
    ("MetadataOptions", #"{"HttpTokens": "required", "HttpPutResponseHopLimit": 1}"#),
    ("ImageId", #""ami-0a""#), ("InstanceType", #""m7i.large""#),
    ("LaunchTime", #""2026-11-20T00:00:00Z""#),
    ("Placement", #"{"AvailabilityZone": "eu-west-1a"}"#),
  ]
  private static let group: [(key: String, text: String)] = [
    ("GroupName", #""web""#), ("Description", #""x""#), ("OwnerId", #""111122223333""#),
    ("IpPermissions", "[\(rule())]"), ("IpPermissionsEgress", "[]"),
  ]

  private static func rule(without key: String? = nil) -> String {
    let members = [
      ("IpProtocol", #""tcp""#), ("FromPort", "22"), ("ToPort", "22"), ("IpRanges", "[]"),
      ("Ipv6Ranges", "[]"), ("PrefixListIds", "[]"),
      ("UserIdGroupPairs", #"[{"GroupId": "sg-2"}]"#),
    ]
    return object(members, without: key)
  }

  private static func object(_ members: [(String, String)], without key: String?) -> String {
    "{"
      + members.filter { $0.0 != key }.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func instances(without key: String? = nil) -> String {
    let text = object([("InstanceId", "\"i-1\"")] + instance, without: key)
    return #"{"Reservations": [{"OwnerId": "111122223333", "Instances": [\#(text)]}]}"#
  }

  private static func groups(without key: String? = nil, permissions: String? = nil) -> String {
    let members = group.map { ($0.0, $0.0 == "IpPermissions" ? permissions ?? $0.1 : $0.1) }
    let text = object([("GroupId", "\"sg-1\"")] + members, without: key)
    return #"{"SecurityGroups": [\#(text)]}"#
  }

  private static let rules = RuleSet.load(PackSource.packs(in: FileLoader().load("policies"))).rules

  /// The outcomes of a rule over a snapshot.
  private func outcomes(
    _ rule: String, _ files: [String], _ reading: FleetIngest.Reading = .bytes
  ) throws -> [Outcome] {
    let folder = try TemporaryFolder()
    for (number, text) in files.enumerated() {
      try folder.write("111122223333/eu-west-1/\(number).json", text)
    }
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    let now = try #require(Instant(rfc3339: "2026-11-22T00:00:00Z"))
    let engine = Engine(try #require(Self.rules), now: now)
    return [fleet.shared.graph, fleet.part(0..<fleet.unitCount, reading: reading).graph].flatMap {
      engine.run(over: $0).findings.filter { $0.rule == rule }.map(\.outcome)
    }
  }

  @Test(
    arguments: [
      ("SecurityGroups", "security-groups/instance-without-world-open-admin-port"),
      ("NetworkInterfaces", "security-groups/instance-without-world-open-admin-port"),
      ("NetworkInterfaces", "instance/no-public-address"),
      ("State", "security-groups/instance-without-world-open-admin-port"),
      ("State", "instance/no-public-address"),
      ("BlockDeviceMappings", "storage/instance-volumes-encrypted"),
      ("Monitoring", "instance/detailed-monitoring"),
      ("MetadataOptions", "instance/imdsv2-required"),
      ("MetadataOptions", "instance/hop-limit-bounded"), ("InstanceType", "instance/type-current"),
    ], [FleetIngest.Reading.bytes, .trees])
  func `an instance without a key is not known in it`(
    _ member: (key: String, rule: String), _ reading: FleetIngest.Reading
  ) throws {
    let groups = Self.groups()
    let whole = try outcomes(member.rule, [Self.instances(), groups], reading)
    #expect(whole == [.pass] || whole == [.notApplicable], "\(whole)")
    let trimmed = try outcomes(
      member.rule, [Self.instances(without: member.key), groups], reading)
    #expect(trimmed == [.noData] || trimmed == [.unknown], "\(trimmed)")
  }

  @Test(arguments: [FleetIngest.Reading.bytes, .trees])
  func `an interface without its addresses of IPv6 may have some`(
    _ reading: FleetIngest.Reading
  ) throws {
    let rule = "instance/no-public-address"
    #expect(try outcomes(rule, [Self.instances()], reading) == [.pass])
    let trimmed = Self.instances().replacing(#", "Ipv6Addresses": []"#, with: "")
    #expect(try outcomes(rule, [trimmed], reading) == [.noData])
    // One that is there is enough.
    let other = #"[{"Ipv6Addresses": [{"Ipv6Address": "2001:db8::7"}]}, {"Groups""#
    let shown = trimmed.replacing(#"[{"Groups""#, with: other)
    #expect(try outcomes(rule, [shown], reading) == [.fail])
  }

  @Test(arguments: [
    ("IpPermissions", "security-groups/no-world-open-ssh"),
    ("IpPermissions", "security-groups/instance-without-world-open-admin-port"),
    ("IpPermissionsEgress", "security-groups/no-unrestricted-egress"),
    ("GroupName", "security-groups/default-group-closed"),
    ("Description", "security-groups/group-described"),
  ])
  func `a group without a key is not known in it`(_ key: String, _ rule: String) throws {
    let trimmed = try outcomes(rule, [Self.instances(), Self.groups(without: key)])
    #expect(trimmed == [.noData] || trimmed == [.unknown], "\(trimmed)")
  }

  @Test(arguments: ["IpRanges", "Ipv6Ranges", "PrefixListIds"])
  func `a rule of a group without a list of sources may let in the world`(_ key: String) throws {
    let permissions = "[\(Self.rule(without: key))]"
    let rule = "security-groups/no-world-open-ssh"
    #expect(try outcomes(rule, [Self.groups()]) == [.pass])
    let trimmed = try outcomes(rule, [Self.groups(permissions: permissions)])
    #expect(trimmed == [.noData] || trimmed == [.unknown], "\(trimmed)")
  }

  @Test func `a node whose instance has no state is not terminated`() throws {
    let nodes = #"""
      {"InstanceInformationList": [{"InstanceId": "i-1", "PingStatus": "ConnectionLost",
        "LastPingDateTime": "2026-11-21T23:00:00Z", "AgentVersion": "3.3.1.0"}]}
      """#
    let rule = "ssm-agent/node-online"
    #expect(try outcomes(rule, [Self.instances(), nodes]) == [.fail])
    let trimmed = try outcomes(rule, [Self.instances(without: "State"), nodes])
    #expect(trimmed == [.noData] || trimmed == [.unknown], "\(trimmed)")
  }
}
