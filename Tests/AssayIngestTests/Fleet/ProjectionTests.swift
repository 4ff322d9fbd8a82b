import AssayIngest
import AssayModel
import Documents
import TestSupport
import Testing
import Vectors

/// Elements of answers say the same read by bytes and read by trees: value by value, place by place.
@Suite struct ProjectionTests {
  private static let instances = """
    {"Reservations": [{"ReservationId": "r-1", "OwnerId": "111122223333", "Instances": [
      {
        "InstanceId": "i-01", "ImageId": "ami-1", "InstanceType": "t3.micro", "KeyName": "käse",
        "Architecture": "x86_64", "PlatformDetails": "Linux/UNIX", "LaunchTime": "2026-11-20T08:15:30+00:00",
        "State": {"Code": 16, "Name": "running"}, "Monitoring": {"State": "enabled"},
        "Placement": {"AvailabilityZone": "eu-west-1a", "Tenancy": "default"},
        "MetadataOptions": {"State": "applied", "HttpTokens": "Required", "HttpEndpoint": "enabled",
          "HttpPutResponseHopLimit": 2},
        "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/app", "Id": "AIPA"},
        "EbsOptimized": true, "SubnetId": "subnet-1", "VpcId": "vpc-1", "PublicIpAddress": "198.51.100.7",
        "StateTransitionReason": "", "SecurityGroups": [{"GroupName": "a", "GroupId": "sg-1"}],
        "BlockDeviceMappings": [
          {"DeviceName": "/dev/xvda", "Ebs": {"AttachTime": "2026-11-20T08:15:31+00:00",
            "DeleteOnTermination": true, "Status": "attached", "VolumeId": "vol-1"}},
          {"DeviceName": "/dev/sdb", "VirtualName": "ephemeral0"},
          {"DeviceName": "/dev/sdc", "Ebs": {"VolumeId": "vol-9"}}],
        "NetworkInterfaces": [
          {"Attachment": {"DeviceIndex": 0, "DeleteOnTermination": true},
           "Association": {"PublicIp": "198.51.100.7"}, "SubnetId": "subnet-1",
           "Groups": [{"GroupId": "sg-1", "GroupName": "a"}, {"GroupId": "sg-2", "GroupName": "b"}]},
          {"Attachment": {}, "Groups": [], "Ipv6Addresses": [{"Ipv6Address": "2001:db8::7"}]}],
        "Tags": [{"Key": "Name", "Value": "web \\"1\\""}, {"Key": "Team", "Value": ""}]
      },
      {"InstanceId": "i-02", "State": {"Name": "stopped"}, "Platform": "windows", "SecurityGroups": [],
       "StateTransitionReason": "User initiated (2026-11-20 08:15:30 GMT)",
       "NetworkInterfaces": [{"SubnetId": "subnet-2", "Groups": [{"GroupId": "sg-1"}]}], "Tags": []},
      {"InstanceId": "i-03", "State": {"Name": "running"}, "SecurityGroups": [{"GroupId": "sg-2"}],
       "NetworkInterfaces": [], "Placement": {"AvailabilityZone": "eu-west-1b"}}
    ]}, {"Instances": [{"InstanceId": "i-04", "State": {"Name": "terminated"}, "SecurityGroups": [],
      "NetworkInterfaces": []}], "Groups": []}]}
    """

  private static let volumes = """
    {"Volumes": [
      {"VolumeId": "vol-1", "Encrypted": true, "KmsKeyId": "k", "Size": 8, "VolumeType": "GP3", "Iops": 3000,
       "Throughput": 125, "SnapshotId": "snap-1", "AvailabilityZone": "eu-west-1a", "State": "in-use",
       "CreateTime": "2026-11-20T08:15:31.123Z", "MultiAttachEnabled": false,
       "Attachments": [{"AttachTime": "2026-11-20T08:15:31+00:00", "Device": "/dev/xvda",
         "InstanceId": "i-01", "State": "attached", "VolumeId": "vol-1", "DeleteOnTermination": true}],
       "Tags": [{"Key": "Name", "Value": "root"}]},
      {"VolumeId": "vol-2", "SnapshotId": "", "Size": 8, "Attachments": [{"InstanceId": "i-05"}]},
      {"VolumeId": "vol-3", "Encrypted": false, "Attachments": []}]}
    """

  private static let groups = """
    {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "a", "OwnerId": "111122223333",
      "IpPermissions": [], "IpPermissionsEgress": [], "VpcId": "vpc-1"}]}
    """

  private func folder(
    instances: [UInt8] = Array(Self.instances.utf8), volumes: [UInt8] = Array(Self.volumes.utf8)
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("ec2/instances.json", instances)
    try folder.write("ec2/volumes.json", volumes)
    try folder.write("ec2/groups.json", Self.groups)
    for node in ["i-01", "i-06", "mi-07"] {
      try folder.writeObject(
        "AWS:InstanceInformation", node,
        #"{"AgentVersion":"3.3.1.0","InstanceStatus":"Active","PlatformName":"Ubuntu","#
          + #""PlatformVersion":"22.04","PlatformType":"Linux","captureTime":"2026-11-21T20:14:32Z"}"#
          + "\n")
    }
    try folder.writeObject(
      "AWS:Application", "i-02",
      #"{"Name":"openssh-server","Version":"1:8.9p1","captureTime":"2026-11-21T20:14:32Z"}"# + "\n")
    return folder
  }

  private func agree(
    _ folder: TemporaryFolder, _ label: String, software: Set<String>? = ["openssh-server"]
  ) -> Int {
    let (bytes, trees) = (
      folder.told(by: .bytes, software: software), folder.told(by: .trees, software: software)
    )
    guard bytes.text != trees.text else { return bytes.oddUnits }
    let lines = zip(bytes.text.split(separator: "\n"), trees.text.split(separator: "\n"))
    let first = lines.first { $0 != $1 }
    Issue.record("\(label): by bytes `\(first?.0 ?? "")`, by trees `\(first?.1 ?? "")`")
    return bytes.oddUnits
  }

  @Test func `plain answers say the same by bytes and by trees, and need no tree`() throws {
    #expect(agree(try folder(), "plain") == 0)
  }

  /// Rows as agents send them, one object a type.
  private static let objects: [(type: String, rows: [String])] = [
    (
      "AWS:InstanceInformation",
      [
        #"{"AgentType":"amazon-ssm-agent","AgentVersion":"3.3.1611.0","ComputerName":"ip-10-0-2-116","InstanceId":"i-01","InstanceStatus":"active","IpAddress":"10.0.2.116","PlatformName":"Amazon Linux","PlatformType":"Linux","PlatformVersion":"2023","ResourceType":"EC2Instance","resourceId":"i-01","captureTime":"2026-11-21T20:14:32Z","schemaVersion":"1.0"}"#
      ]
    ),
    (
      "AWS:Application",
      [
        #"{"Name":"acl","Version":"7.27.11","Release":"9.amzn2023","captureTime":"2026-11-21T20:14:32Z"}"#,
        #"{"Name":"amazon-ssm-agent","Publisher":"Amazon \u0041","Version":"3.3.1611.0","Release":"1.amzn2023","Epoch":"0","InstalledTime":"2026-10-22T23:57:33Z","Architecture":"x86_64","PackageId":"amazon-ssm-agent-3.3.1611.0-1.src.rpm"}"#,
        #"{"Name":"openssh-server","Version":"8.7p1","Release":"(none)","Epoch":"2","InstalledTime":"20261022","PackageId":"openssh.rpm"}"#,
        #"{"Name":"openssh-server","Version":"","Architecture":"amd64"}"#,
        #"{"Name":"Amazon CloudWatch Agent","Version":"1.200442.0","Publisher":"","PackageId":"{GUID}"}"#,
        #"{"Name":"amazon-cloudwatch-agent","Version":1.5,"Publisher":"aws**","Architecture":"","PackageId":"pkg:snap/aws"}"#,
        #"{"Name":"zlib","Version":"1","Release":"2"}"#,
      ]
    ),
    (
      "AWS:Service",
      [
        #"{"Name":"AmazonSSMAgent","DisplayName":"Amazon SSM Agent","Status":"Running","StartType":"Automatic","captureTime":"2026-11-21T20:14:32Z"}"#,
        #"{"Name":"AmazonCloudWatchAgent","Status":"Stopped","StartType":""}"#,
      ]
    ),
    (
      "AWS:PatchSummary",
      [
        #"{"PatchGroup":"web","BaselineId":"pb-0","OperationType":"scan","MissingCount":"0","FailedCount":"07","InstalledCount":12,"RejectedCount":"","OperationStartTime":"2026-11-08T20:13:32Z","OperationEndTime":"2026-11-08T20:14:32.5Z","captureTime":"yesterday"}"#
      ]
    ),
    (
      "AWS:ComplianceSummary",
      [
        #"{"ComplianceType":"Patch","Status":"non_compliant","OverallSeverity":"HIGH","NonCompliantCount":"2","ExecutionTime":"2026-11-08T20:14:32Z","captureTime":"2026-11-21T20:14:32Z"}"#,
        #"{"ComplianceType":"Association","Status":""}"#,
      ]
    ),
  ]

  private static let packages: Set = [
    "openssh-server", "amazon-ssm-agent", "amazon cloudwatch agent", "amazon-cloudwatch-agent",
  ]

  @Test func `plain objects say the same by bytes and by drafts, and need no draft`() throws {
    let folder = try TemporaryFolder()
    try folder.write("ec2/instances.json", Self.instances)
    for (type, rows) in Self.objects {
      try folder.writeObject(type, "i-01", rows.joined(separator: "\n") + "\n")
      let others = rows.map { $0.replacing("\"i-01\"", with: "\"mi-02\"") }
      try folder.writeObject(type, "mi-02", others.joined(separator: "\n"))
    }
    #expect(agree(folder, "objects", software: Self.packages) == 0)
    #expect(agree(folder, "all objects", software: nil) == 0)
  }

  @Test(arguments: 0..<20)
  func `damaged objects say the same by bytes and by drafts`(seed: Int) throws {
    var scramble = Scramble(random: SeededGenerator(UInt64(seed)))
    for round in 0..<15 {
      let folder = try TemporaryFolder()
      var label = "seed \(seed), round \(round)"
      for (type, rows) in Self.objects {
        let damaged = Int.random(in: 0..<rows.count, using: &scramble.random)
        let text = rows.enumerated().map { index, row in
          index == damaged ? scramble.mutated(row) : row
        }.joined(separator: "\n")
        label += "\n\(text)"
        try folder.writeObject(type, "i-01", text + "\n")
      }
      _ = agree(folder, label, software: Self.packages)
    }
  }

  @Test(arguments: ["AWS:InstanceInformation", "AWS:Application", "AWS:PatchSummary"])
  func `an object that is cut off is left to drafts`(type: String) throws {
    let folder = try folder()
    try folder.writeObject(type, "i-03", #"{"Name":"a","AgentVersion":"3.3"#)
    #expect(agree(folder, type) == 1)
  }

  private static let noNames = ["7", "null", "{}", "true", "\"\"", "\"  \"", #""\u0020""#]

  @Test(arguments: noNames, [0, 1, 3])
  func `a row whose name is no text leaves open what else is there`(
    _ name: String, _ before: Int
  ) throws {
    let folder = try TemporaryFolder()
    for type in ["AWS:Application", "AWS:Service"] {
      let rest = #","Version":"1","captureTime":"2026-11-21T20:14:32Z"}"# + "\n"
      let others = (0..<before).map { #"{"Name":"other\#($0)""# + rest }.joined()
      let row = #"{"Name":\#(name)"# + rest
      try folder.writeObject(type, "mi-1", others + row + #"{"Name":"last""# + rest)
    }
    try folder.write(
      "entries.json",
      #"{"TypeName": "AWS:Application", "InstanceId": "mi-2", "Entries": [{"Name": \#(name)}]}"#)
    for reading in [FleetIngest.Reading.bytes, .trees] {
      let text = folder.told(by: reading, software: ["a"]).text
      let open = text.split(separator: "\n").count { $0.contains("a row has no `Name`") }
      // Packages and both agents of two nodes, and the services of one.
      #expect(open == 7, "\(reading): \(text)")
    }
  }

  @Test func `accounts that tell of one node are left to drafts`() throws {
    let folder = try folder()
    let row = #"{"Name":"openssh-server","Version":"1","captureTime":"2026-11-21T20:14:32Z"}"#
    try folder.write(
      "ssm/AWS:Application/accountid=444455556666/region=eu-west-1/"
        + "resourcetype=ManagedInstanceInventory/i-02.json", row)
    #expect(agree(folder, "accounts") == 1)
  }

  @Test(arguments: [FleetIngest.Reading.bytes, .trees])
  func `a list that may have been cut tells of no package that it is absent`(
    reading: FleetIngest.Reading
  ) throws {
    let folder = try TemporaryFolder()
    let row = #"{"Name":"other","Version":"1","captureTime":"2026-11-21T20:14:32Z"}"# + "\n"
    try folder.writeObject("AWS:Application", "mi-1", String(repeating: row, count: 10_000))
    try folder.writeObject("AWS:Application", "mi-2", String(repeating: row, count: 9_999))
    let text = folder.told(by: reading).text
    let cut = text.split(separator: "\n").count { $0.contains("the list ends at 10000 rows") }
    #expect(cut == 3, "software and both agents of one node")
  }

  @Test func `instances that share a volume are read together`() throws {
    let shared = Self.volumes.replacing(
      #"[{"InstanceId": "i-05"}]"#, with: #"[{"InstanceId": "i-02"}, {"InstanceId": "i-03"}]"#)
    #expect(agree(try folder(volumes: Array(shared.utf8)), "shared") == 1)
  }

  @Test(arguments: 0..<20)
  func `damaged answers say the same by bytes and by trees`(seed: Int) throws {
    var scramble = Scramble(random: SeededGenerator(UInt64(seed)))
    for round in 0..<15 {
      let instances = scramble.mutated(Self.instances)
      let volumes = scramble.mutated(Self.volumes)
      let folder = try folder(instances: Array(instances.utf8), volumes: Array(volumes.utf8))
      _ = agree(folder, "seed \(seed), round \(round)\n\(instances)\n\(volumes)")
    }
  }

  @Test(arguments: ["State", "SecurityGroups", "NetworkInterfaces", "BlockDeviceMappings"])
  func `answers that were trimmed say the same by bytes and by trees`(key: String) throws {
    let trimmed = Self.instances.replacing("\"\(key)\": ", with: "\"Other\": ")
    _ = agree(try folder(instances: Array(trimmed.utf8)), key)
  }

  @Test func `answers of real accounts say the same by bytes and by trees`() throws {
    guard let root = SharedData.root(for: "ProjectionTests") else { return }
    for call in ["ec2.DescribeInstances", "ec2.DescribeVolumes"] {
      let path = "\(root)/corpus/api/c7n-placebo/\(call)"
      for case .file(let file) in FileLoader().load(path) {
        let folder = try TemporaryFolder()
        try folder.write("a.json", file.bytes)
        _ = agree(folder, file.path)
      }
    }
  }
}

/// Changes documents of JSON by a seed.
private struct Scramble {
  var random: SeededGenerator

  private static let values = [
    "null", #""""#, "0", "-1.5e3", "true", #""true""#, "[]", "{}", "[null]", #"[{}]"#, #"["a"]"#,
    #""\u0041mi-1""#, #""none \ud83d\ude00""#, #""2026-13-01T00:00:00Z""#, #""1700000000""#,
    #"{"GroupId": "sg-2"}"#, #"[{"Key": "Name", "Value": "x"}, {"Key": "Name", "Value": "y"}]"#,
    #"[{"Key": "Name"}]"#, #"[{"GroupName": "g"}]"#, #""i-01""#, #""i-02""#, #""vol-1""#, "08",
    "1e400",
    #"[[[[[[[[]]]]]]]]"#, "\"a\\\"b\\\\\"",
  ]

  mutating func mutated(_ text: String) -> String {
    var text = text
    for _ in 0...Int.random(in: 0..<3, using: &random) { text = changed(text) }
    return text
  }

  private mutating func changed(_ text: String) -> String {
    let file = SourceFile(path: "-", text: text)
    guard let root = JSONReader.read(file).0?.root else { return text }
    var (values, keys): ([SourceRange], [SourceRange]) = ([], [])
    Self.collect(root, &values, &keys)
    let bytes = file.bytes
    func replaced(_ range: SourceRange, _ new: String) -> String {
      String(decoding: bytes[..<Int(range.start)], as: UTF8.self) + new
        + String(decoding: bytes[Int(range.end)...], as: UTF8.self)
    }
    guard let value = values.randomElement(using: &random),
      let key = keys.randomElement(using: &random)
    else { return text }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return replaced(key, file.text(key).lowercased())
    case 1: return replaced(key, file.text(key).replacing("I", with: "\\u0049"))
    case 2: return replaced(key, #""Other""#)
    case 3:
      let member = file.text(keys.randomElement(using: &random) ?? key)
      return replaced(key, "\(member): \(file.text(value)), \(file.text(key))")
    default: return replaced(value, Self.values.randomElement(using: &random) ?? "0")
    }
  }

  private static func collect(
    _ node: Node, _ values: inout [SourceRange], _ keys: inout [SourceRange]
  ) {
    values.append(node.range)
    for element in node.elements ?? [] { collect(element, &values, &keys) }
    for pair in node.pairs ?? [] {
      keys.append(pair.key.range)
      collect(pair.value, &values, &keys)
    }
  }
}
