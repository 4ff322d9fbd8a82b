import Documents
import Glibc
import TestSupport
import Testing

/// `integrations/collect/collect` with an `aws` command of our own, and what an audit says of its folder.
struct CollectTests {
  private let folder: TemporaryFolder
  private let aws: FakeAWS

  private static let root = "\(#filePath)".split(separator: "/").dropLast(3)
    .reduce("") { "\($0)/\($1)" }
  private static let regions = "eu-west-1,us-east-1"
  private static let ireland = "s/\(FakeAWS.account)/eu-west-1"

  init() throws {
    folder = try TemporaryFolder()
    aws = try FakeAWS(in: folder)
    try aws.answer(
      "eu-west-1", "ec2-describe-instances",
      "{\"Reservations\": [\(instance("0a")), \(instance("0b"))]}\n")
    try aws.answer(
      "us-east-1", "ec2-describe-instances",
      "{\"Reservations\": [\(instance("0c", zone: "us-east-1a"))]}\n")
    try aws.answer(
      "eu-west-1", "ec2-describe-volumes",
      "{\"Volumes\": [\(volume("0a", encrypted: true)), \(volume("0b", encrypted: false))]}\n")
    // An image of somebody else, that everybody may launch.
    try aws.answer(
      "eu-west-1", "ec2-describe-images-ami-0a",
      "{\"Images\": [{\"ImageId\": \"ami-0a\", \"OwnerId\": \"099720109477\", \"Public\": true}]}\n"
    )
    try aws.answer(
      "us-east-1", "ec2-describe-volumes", "{\"Volumes\": [\(volume("0c", encrypted: true))]}\n")
    try aws.answer(
      "eu-west-1", "ec2-describe-snapshots", "{\"Snapshots\": [{\"SnapshotId\": \"snap-0a\"}]}\n")
    try aws.answer(
      "eu-west-1", "ssm-describe-instance-information",
      """
      {"InstanceInformationList": [
          {"InstanceId": "i-0a", "PingStatus": "Online", "AgentVersion": "3.3.1611.0",
           "LastPingDateTime": "2026-11-22T01:59:00Z", "PlatformType": "Linux"}]}

      """)
    try aws.answer(
      "eu-west-1", "ssm-describe-instance-patch-states",
      """
      {"InstancePatchStates": [{"InstanceId": "i-0a", "MissingCount": 2, "FailedCount": 0,
          "OperationEndTime": "2026-11-21T20:00:00Z"}]}

      """)
    let image = "arn:aws:imagebuilder:eu-west-1:\(FakeAWS.account):image/web/1.0.0"
    try aws.answer(
      "eu-west-1", "imagebuilder-list-images", "{\"imageVersionList\": [{\"arn\": \"\(image)\"}]}\n"
    )
    try aws.answer(
      "eu-west-1", "imagebuilder-list-image-build-versions",
      "{\"imageSummaryList\": [{\"arn\": \"\(image)/1\"}, {\"arn\": \"\(image)/2\"}]}\n")
    for build in 1...2 {
      try aws.answer(
        "eu-west-1", "imagebuilder-get-image-image_web_1.0.0_\(build)",
        "{\"requestId\": \"r\", \"image\": {\"arn\": \"\(image)/\(build)\", \"name\": \"web\"}}\n")
    }
  }

  private func instance(_ id: String, zone: String = "eu-west-1a") -> String {
    """
    {"OwnerId": "\(FakeAWS.account)", "Instances": [{"InstanceId": "i-\(id)",
      "State": {"Name": "running"}, "ImageId": "ami-0a", "Placement": {"AvailabilityZone": "\(zone)"},
      "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeId": "vol-\(id)"}}]}]}
    """
  }

  private func volume(_ id: String, encrypted: Bool) -> String {
    """
    {"VolumeId": "vol-\(id)", "Encrypted": \(encrypted),
      "Attachments": [{"InstanceId": "i-\(id)", "Device": "/dev/xvda", "State": "attached"}]}
    """
  }

  private func collect(
    _ arguments: [String] = [], environment: [String: String] = [:], regions: String = Self.regions
  ) throws -> Tool.Outcome {
    try Tool.run(
      ["\(Self.root)/integrations/collect/collect", "--regions", regions] + arguments + ["s"],
      in: folder,
      environment: ["PATH": "\(folder.path)/bin:/usr/bin:/bin"].merging(environment) { $1 },
      program: "/bin/sh")
  }

  /// What the audit says: its exit status, and `rule resource outcome` of what it does not pass.
  private func audit(_ more: [String] = []) throws -> (status: Int32, findings: [String]) {
    let outcome = try Tool.run(
      [
        "audit", "s", "--policies", "\(Self.root)/policies", "--now", "2026-11-22T03:00:00Z",
        "--scope", "fleet", "--format", "json=out.json",
      ] + more, in: folder)
    let file = SourceFile(path: "out.json", text: folder.read("out.json") ?? "")
    let root = try #require(JSONReader.read(file).0?.root, "\(outcome)")
    let findings = (root["findings"]?.elements ?? []).map { finding in
      [finding["rule"], finding["resource"]?["uid"], finding["outcome"]].map { $0?.text ?? "" }
        .joined(separator: " ")
    }
    return (outcome.status, findings)
  }

  @Test func `answers of all regions become a snapshot that an audit judges`() throws {
    let outcome = try collect()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(folder.names(in: "s") == [".assay", FakeAWS.account])
    #expect(
      folder.names(in: "\(Self.ireland)/imagebuilder-get-image")
        == ["web_1.0.0_1.json", "web_1.0.0_2.json"])
    let calls = aws.calls()
    #expect(
      calls.contains {
        $0.hasPrefix("ec2 describe-images") && $0.contains("Name=image-id,Values=ami-0a")
      })
    let (status, findings) = try audit()
    #expect(status == 1)
    for expected in [
      "storage/instance-volumes-encrypted i-0b fail", "ssm-agent/instance-managed i-0b fail",
      "ssm-agent/instance-managed i-0c fail", "ssm-agent/no-patches-missing i-0a fail",
    ] {
      #expect(findings.contains(expected), "\(expected): \(findings)")
    }
    for subject in [
      "storage/instance-volumes-encrypted i-0a", "ssm-agent/instance-managed i-0a",
      "storage/image-not-public ami-0a",
    ] {
      #expect(!findings.contains { $0.hasPrefix(subject) })
    }
  }

  @Test func `images that launch configurations and fleets name are asked for`() throws {
    let ireland = "eu-west-1"
    try aws.answer(
      ireland, "autoscaling-describe-launch-configurations",
      "{\"LaunchConfigurations\": [{\"LaunchConfigurationName\": \"c\", \"ImageId\": \"ami-0c\"}]}\n"
    )
    try aws.answer(
      ireland, "ec2-describe-fleets",
      "{\"Fleets\": [{\"FleetId\": \"fleet-1\", \"LaunchTemplateConfigs\": [{\"Overrides\": [\n"
        + "{\"ImageId\": \"ami-0d\"}]}]}]}\n")
    try aws.answer(
      ireland, "ec2-describe-spot-fleet-requests",
      "{\"SpotFleetRequestConfigs\": [{\"SpotFleetRequestId\": \"sfr-1\", \"SpotFleetRequestConfig\":\n"
        + "{\"LaunchSpecifications\": [{\"ImageId\": \"ami-0e\"}]}}]}\n")
    for (id, images) in [
      ("ami-0a,ami-0c,ami-0d,ami-0e", ["ami-0a", "ami-0c", "ami-0d", "ami-0e"]),
      ("ami-0a", ["ami-0a"]),
    ] {
      let list = images.map { "{\"ImageId\": \"\($0)\"}" }.joined(separator: ", ")
      try aws.answer(ireland, "ec2-describe-images-\(id)", "{\"Images\": [\(list)]}\n")
    }
    #expect(try collect(regions: ireland).status == 0)
    #expect(
      aws.calls().contains { $0.contains("Values=ami-0a,ami-0c,ami-0d,ami-0e") })
    let outcome = try Tool.run(["lineage", "ami-0e", "s", "--format", "json"], in: folder)
    #expect(outcome.output.contains("\"sfr-1\"") && outcome.status == 0, "\(outcome)")
    _ = try Tool.run(["-rf", "s"], in: folder, program: "/bin/rm")
    #expect(try collect(["--without", "scaling"], regions: ireland).status == 0)
    let calls = aws.calls()
    #expect(calls.contains { $0.contains("Values=ami-0a") && !$0.contains("ami-0c") })
    #expect(!calls.contains { $0.contains("fleet") || $0.contains("launch-configurations") })
  }

  @Test func `a call that is refused leaves a note, decides nothing and closes nothing`() throws {
    _ = try collect()
    _ = try audit()
    try removeSnapshot()
    try aws.refuse("eu-west-1", "ec2-describe-volumes")
    try aws.refuse("eu-west-1", "ssm-describe-instance-information")
    let outcome = try collect()
    #expect(outcome.status == 3, "\(outcome)")
    #expect(
      outcome.errors.contains("not collected: \(FakeAWS.account)/eu-west-1/ec2-describe-volumes"))
    let note = try #require(folder.read("\(Self.ireland)/ec2-describe-volumes.json"))
    #expect(
      note.hasPrefix("{\"AssayCollection\":")
        && note.contains("You are not \\\"authorized\\\" \\\\"))
    #expect(!note.contains("c2VjcmV0"))
    #expect(folder.names(in: Self.ireland).contains("ssm-describe-instance-patch-states"))
    let (_, findings) = try audit()
    #expect(!findings.contains { $0.hasPrefix("storage/instance-volumes-encrypted i-0b fail") })
    #expect(!findings.contains { $0.hasPrefix("ssm-agent/instance-managed i-0b fail") })
    let unread = try Tool.run(["sql", "SELECT path FROM input_gap ORDER BY path"], in: folder)
    #expect(unread.output.contains("ec2-describe-volumes.json"), "\(unread)")
    // Neither the instance's failure nor that of a volume that was not seen is closed.
    let open = try Tool.run(
      [
        "sql",
        "SELECT rule, resource FROM v_open_findings WHERE rule LIKE '%encrypted' ORDER BY rule",
      ], in: folder)
    #expect(open.output.contains("storage/instance-volumes-encrypted"), "\(open)")
    #expect(open.output.contains("storage/volume-encrypted"), "\(open)")
    _ = aws.calls()
    for call in ["ec2-describe-volumes", "ssm-describe-instance-information"] {
      aws.allow("eu-west-1", call)
    }
    #expect(try collect().status == 0)
    // What is there is not asked for again, and what hangs on what was missing is.
    #expect(
      aws.calls().map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        == [
          "sts get-caller-identity", "ec2 describe-volumes", "ssm describe-instance-information",
          "ssm describe-instance-patch-states",
        ])
    #expect(try audit().findings.contains("storage/instance-volumes-encrypted i-0b fail"))
  }

  private func removeSnapshot() throws {
    let outcome = try Tool.run(["-r", "s"], in: folder, program: "/bin/rm")
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    "", "{\"Volumes\": [{\"VolumeId\": \"vol-1\"", "<html>busy</html>", "{}", "{\"Images\": []}",
    "null",
  ])
  func `what ends well and is no whole answer is none`(_ text: String) throws {
    try aws.answer("eu-west-1", "ec2-describe-volumes", text)
    let outcome = try collect(["--without", "image-builder,iam,network"])
    #expect(outcome.status == 3, "\(outcome)")
    let note = try #require(folder.read("\(Self.ireland)/ec2-describe-volumes.json"))
    #expect(note.contains("\"notCollected\": \"the answer is no JSON object with Volumes\""))
  }

  @Test func `patch states are there for all nodes or for none`() throws {
    let nodes = (0..<120).map { "{\"InstanceId\": \"mi-\(String($0 + 256, radix: 16))\"}" }
    try aws.answer(
      "eu-west-1", "ssm-describe-instance-information",
      "{\"InstanceInformationList\": [\(nodes.joined(separator: ",\n"))]}\n")
    // The last id of the second batch of 50.
    try aws.refuse("eu-west-1", "ssm-describe-instance-patch-states-mi-163")
    let place = "\(Self.ireland)/ssm-describe-instance-patch-states"
    #expect(try collect(["--without", "image-builder,iam"]).status == 3)
    #expect(folder.read(place)?.hasPrefix("{\"AssayCollection\":") ?? false)
    aws.allow("eu-west-1", "ssm-describe-instance-patch-states-mi-163")
    #expect(try collect(["--without", "image-builder,iam"]).status == 0)
    #expect(folder.names(in: place) == ["00001.json", "00002.json", "00003.json"])
  }

  @Test func `a collection that was killed is undecided, and goes on where it was`() throws {
    try aws.kill(at: "us-east-1", "ec2-describe-volumes")
    let killed = try collect()
    #expect(killed.wasKilled)
    #expect(try audit().status != 0)
    let gaps = try Tool.run(["sql", "SELECT path, reason FROM input_gap"], in: folder)
    for name in ["us-east-1/ec2-describe-volumes.json", "collection.json"] {
      #expect(gaps.output.contains(name), "\(gaps)")
    }
    let before = aws.calls()
    let again = try collect()
    #expect(again.status == 0, "\(again)")
    let after = aws.calls()
    #expect(after.count { $0.hasPrefix("ec2 describe-instances") } == 0)
    let asked = Set(before).intersection(after)
    #expect(asked.allSatisfy { $0.contains("sts get-caller") || $0.contains("us-east-1") })
  }

  @Test func `each image and snapshot has a file or a note of its own`() throws {
    try aws.refuse("eu-west-1", "imagebuilder-get-image-image_web_1.0.0_2")
    let outcome = try collect(["--permissions"])
    #expect(outcome.status == 3, "\(outcome)")
    let place = "\(Self.ireland)/imagebuilder-get-image"
    #expect(folder.read("\(place)/web_1.0.0_1.json")?.contains("\"image\"") ?? false)
    #expect(folder.read("\(place)/web_1.0.0_2.json")?.contains("notCollected") ?? false)
    #expect(folder.names(in: "\(Self.ireland)/ec2-describe-snapshot-attribute") == ["snap-0a.json"])
    try aws.refuse("us-east-1", "imagebuilder-list-images")
    try removeSnapshot()
    _ = try collect()
    let note = folder.read("s/\(FakeAWS.account)/us-east-1/imagebuilder-get-image")
    #expect(note?.contains("what to ask for is not known: An error occurred") ?? false)
  }

  @Test func `parameters that hold an image are uses of it`() throws {
    let names = (1...12).map { "/images/web-\($0)" }
    let listed = names.map { "{\"Name\": \"\($0)\", \"Type\": \"String\"}" }
    try aws.answer(
      "eu-west-1", "ssm-describe-parameters",
      "{\"Parameters\": [\(listed.joined(separator: ", "))]}\n")
    try aws.answer(
      "eu-west-1", "ssm-get-parameters",
      """
      {"Parameters": [{"Name": "/images/web-1", "Type": "String", "Value": "ami-0a", "DataType": "aws:ec2:image",
        "ARN": "arn:aws:ssm:eu-west-1:\(FakeAWS.account):parameter/images/web-1"}], "InvalidParameters": []}

      """)
    #expect(try collect(["--parameters"]).status == 0)
    let calls = aws.calls().filter { $0.hasPrefix("ssm get-parameters") }
    #expect(calls.count == 2)
    #expect(calls.allSatisfy { $0.split(separator: " /images/").count <= 11 })
    let lineage = try Tool.run(["lineage", "ami-0a", "s", "--format", "json"], in: folder)
    let file = SourceFile(path: "out.json", text: lineage.output)
    let root = try #require(JSONReader.read(file).0?.root, "\(lineage)")
    let uses = root["uses"]?.elements?.compactMap { $0["parameters"]?.elements?.compactMap(\.text) }
    #expect(
      uses == [["arn:aws:ssm:eu-west-1:\(FakeAWS.account):parameter/images/web-1"]], "\(lineage)")
  }

  @Test func `objects of a data sync come as a whole, and start from an older snapshot`() throws {
    let object =
      "AWS:InstanceInformation/accountid=\(FakeAWS.account)/region=eu-west-1"
      + "/resourcetype=ManagedInstanceInventory/i-0b.json"
    try folder.write(
      "bin/bucket/\(object)", "{\"resourceId\": \"i-0b\", \"AgentVersion\": \"3.3.1\"}\n")
    let sync = ["--inventory", "s3://inventory", "--without", "image-builder,iam,network"]
    try aws.refuse("any", "s3-sync", "fatal error: AccessDenied\n")
    #expect(try collect(sync).status == 3)
    #expect(folder.read("s/inventory")?.contains("fatal error: AccessDenied") ?? false)
    aws.allow("any", "s3-sync")
    #expect(try collect(sync).status == 0)
    #expect(folder.read("s/inventory/\(object)") != nil)
    #expect(!aws.calls().contains { $0.hasPrefix("ssm get-inventory") })
    let findings = try audit().findings
    #expect(!findings.contains { $0.hasPrefix("ssm-agent/instance-managed i-0b") }, "\(findings)")
    #expect(rename("\(folder.path)/s", "\(folder.path)/older") == 0)
    try folder.write("bin/bucket/x", "")
    #expect(try collect(sync + ["--previous", "older"]).status == 0)
    #expect(folder.read("s/inventory/\(object)") == folder.read("older/inventory/\(object)"))
    #expect(folder.read("older/inventory/x") == nil)
  }

  @Test(arguments: [
    (["--account", "444455556666"], "the credentials are of account 111122223333"),
    (["--account", "12"], "an account has 12 digits"),
    (["--without", "nothing"], "is called nothing"),
    (["--inventory", "inventory"], "--inventory takes s3://BUCKET"),
    (["other"], "one folder, not two"),
    (["--fast"], "no option --fast"),
  ])
  func `a call that cannot work is told and ends with 2`(_ arguments: [String], _ words: String)
    throws
  {
    let outcome = try collect(arguments)
    #expect(outcome.status == 2 && outcome.errors.contains(words), "\(outcome)")
    #expect(folder.names(in: "s/\(FakeAWS.account)").isEmpty)
  }

  @Test func `a folder of something else is left alone, and credentials are not told`() throws {
    try folder.write("s/thesis.txt", "mine")
    let foreign = try collect()
    #expect(foreign.status == 2 && foreign.errors.contains("is not empty"), "\(foreign)")
    #expect(folder.names(in: "s") == ["thesis.txt"])
    unlink(folder.file("s/thesis.txt"))
    try aws.refuse("any", "sts-get-caller-identity", "Unable to locate credentials\n")
    let secret = ["AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI", "AWS_SESSION_TOKEN": "FwoGZXIvYXdz"]
    let none = try collect(environment: secret)
    #expect(none.status == 2 && none.errors.contains("Unable to locate credentials"), "\(none)")
    aws.allow("any", "sts-get-caller-identity")
    let some = try collect(environment: secret)
    #expect(some.status == 0)
    let found = try Tool.run(
      ["-rlE", secret.values.joined(separator: "|"), "s"], in: folder, program: "/bin/grep")
    #expect(found.output.isEmpty)
    #expect(!(some.output + some.errors).contains("wJalr"))
  }

  @Test func `all regions are those that the account has enabled`() throws {
    try aws.answer(
      "any", "ec2-describe-regions",
      "{\"Regions\": [\n{\"RegionName\": \"eu-west-1\"},\n{\"RegionName\": \"us-east-1\"}]}\n")
    let outcome = try collect(["--without", "image-builder,iam,network"], regions: "all")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      folder.names(in: "s/\(FakeAWS.account)") == ["collection.json", "eu-west-1", "us-east-1"])
    try removeSnapshot()
    try aws.refuse("any", "ec2-describe-regions")
    let refused = try collect(regions: "all")
    #expect(refused.status == 2 && refused.errors.contains("cannot ask for regions"), "\(refused)")
    #expect(folder.names(in: "s") == [".assay"])
  }

  // MARK: What it asks for, and what the policy grants

  /// `Service:Operation` of every call that a dry run shows.
  private func actions() throws -> Set<String> {
    let shown = try collect(["--dry-run", "--permissions", "--parameters"])
    #expect(shown.status == 0 && folder.names(in: "s").isEmpty && aws.calls().isEmpty, "\(shown)")
    let all = try Tool.run(
      [
        "\(Self.root)/integrations/collect/collect", "--regions", "all", "--dry-run", "s",
      ], in: folder, program: "/bin/sh")
    return Set(
      (shown.output + all.output).split(separator: "\n").map { line in
        let words = line.split(separator: " ")
        let operation = words[2].split(separator: "-").map {
          $0.prefix(1).uppercased() + $0.dropFirst()
        }
        return "\(words[1]):\(operation.joined())"
      })
  }

  @Test func `the policy grants what is asked for, and nothing else`() throws {
    let policies = try ["policy.json", "parameters-policy.json"].map {
      JSONReader.read(try Self.file($0)).0?.root
    }
    let granted = policies.reduce(into: Set<String>()) { $0.formUnion(Self.granted($1)) }
    // Everybody may ask who they are.
    #expect(granted == (try actions()).subtracting(["sts:GetCallerIdentity"]))
  }

  private static func file(_ name: String) throws -> SourceFile {
    let files = FileLoader().load("\(root)/integrations/collect/\(name)").compactMap { input in
      if case .file(let file) = input { file } else { nil }
    }
    return try #require(files.first)
  }

  /// Every action that a policy document names.
  private static func granted(_ document: Node?) -> Set<String> {
    let actions = (document?["Statement"]?.elements ?? []).flatMap { statement in
      statement["Action"]?.elements ?? statement["Action"].map { [$0] } ?? []
    }
    return Set(actions.compactMap(\.text))
  }

  @Test func `the gate has nothing to object to the template of the night`() throws {
    let template = try Self.file("nightly.yaml")
    let resources = try #require(YAMLReader.read(template).0?.root["Resources"])
    let policy = try #require(JSONReader.read(try Self.file("policy.json")).0?.root)
    #expect(
      Self.granted(resources["CollectPolicy"]?["Properties"]?["PolicyDocument"])
        == Self.granted(policy))
    let gate = try Tool.run(
      [
        "gate", template.path, "\(Self.root)/integrations/collect/inventory-policy.json",
        "\(Self.root)/integrations/collect/parameters-policy.json",
        "--policies", "\(Self.root)/policies", "--no-db", "--format", "csv",
      ], in: folder)
    let lines = gate.output.split(separator: "\n").filter { line in
      line.contains(",fail,") || line.contains(",unknown,")
    }
    // Whoever may start a build may give it other commands.
    #expect(lines.allSatisfy { $0.contains("role-without-escalation") && $0.contains("StartRole") })
    #expect(lines.count == 1 && gate.status == 1, "\(gate)")
  }

  @Test func `a night collects, keeps the snapshot before, and ends as the audit does`() throws {
    func night() throws -> Tool.Outcome {
      try Tool.run(
        ["\(Self.root)/integrations/collect/nightly"], in: folder,
        environment: [
          "PATH": "\(folder.path)/bin:/usr/bin:/bin", "ASSAY": Tool.path,
          "ASSAY_HOME": folder.path, "ASSAY_REGIONS": Self.regions,
          "ASSAY_AUDIT_OPTIONS":
            "--policies \(Self.root)/policies --fail-on-change new --on-unknown warn",
        ], program: "/bin/sh")
    }
    let first = try night()
    #expect(first.status == 1, "\(first)")
    #expect(folder.names(in: "snapshot") == [".assay", FakeAWS.account])
    let second = try night()
    #expect(second.status == 0, "\(second)")
    #expect(folder.names(in: "snapshot.old") == [".assay", FakeAWS.account])
    #expect(folder.names(in: "reports").contains("report.html"))
    _ = aws.calls()
    try aws.refuse("eu-west-1", "ec2-describe-volumes")
    let third = try night()
    #expect(third.status == 0 && third.errors.contains("not collected"), "\(third)")
    #expect(aws.calls().count { $0.hasPrefix("ec2 describe-volumes") } == 3)
    try aws.refuse("any", "sts-get-caller-identity")
    #expect(try night().status == 2)
  }

  @Test func `the policy only lists and reads, in the words of the catalogue`() throws {
    try folder.write(
      "reading.json",
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", "Action": [
        "autoscaling:Describe*", "cloudwatch:List*", "ec2:Describe*", "ec2:Get*", "iam:Get*",
        "iam:List*", "imagebuilder:Get*", "imagebuilder:List*", "ssm:Describe*", "ssm:GetInventory",
        "ssm:GetParameters", "ssm:List*"]}]}
      """)
    for name in ["policy.json", "parameters-policy.json"] {
      let policy = "\(Self.root)/integrations/collect/\(name)"
      let proof = try Tool.run(
        ["iam", "check-no-new-access", "--policy", policy, "--reference", "reading.json"],
        in: folder)
      #expect(proof.status == 0, "\(proof)")
      let escalation = try Tool.run(["iam", "escalate", "--policy", policy], in: folder)
      #expect(escalation.status == 0, "\(escalation)")
    }
    let explained = try Tool.run(["iam", "explain-action"] + (try actions()).sorted(), in: folder)
    #expect(explained.status == 0, "\(explained)")
    let levels = explained.output.split(separator: "\n").filter { $0.first?.isLetter ?? false }
      .compactMap { $0.split(separator: " ").dropFirst().first }
    #expect(levels.allSatisfy { $0 == "List" || $0 == "Read" }, "\(levels)")
  }
}
