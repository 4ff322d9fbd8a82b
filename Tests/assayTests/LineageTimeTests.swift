import TestSupport
import Testing

/// What was made keeps what it was made from, whatever pipelines, groups, parameters and `x` mean today.
struct LineageTimeTests {
  private let folder: TemporaryFolder
  private static let arn = "arn:aws:imagebuilder:eu-west-1:111122223333"

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ text: String) throws {
    try folder.write("s/111122223333/eu-west-1/\(name).json", text)
  }

  private func component(_ version: String, _ created: String?, asks package: String) throws {
    let date = created.map { "\"dateCreated\": \"\($0)\", " } ?? ""
    let data = """
      name: h\\nschemaVersion: 1.0\\nphases:\\n  - name: build\\n    steps:\\n      - name: I\\n        \
      action: ExecuteBash\\n        inputs: {commands: [dnf install -y \(package)]}\\n
      """
    try write(
      "component-\(version)",
      #"{"requestId": "r", "component": {"arn": "\#(Self.arn):component/hard/\#(version)/1", "#
        + #""name": "hard", "version": "\#(version)", "platform": "Linux", \#(date)"#
        + #""data": "\#(data)"}}"#)
  }

  private func recipe(
    _ name: String, _ version: String, parent: String, component: String = "hard/x.x.x"
  ) -> String {
    """
    {"arn": "\(Self.arn):image-recipe/\(name)/\(version)", "name": "\(name)", "version": "\(version)",
     "platform": "Linux", "parentImage": "\(parent)",
     "components": [{"componentArn": "\(Self.arn):component/\(component)"}]}
    """
  }

  private func image(
    _ name: String, _ version: String, _ recipe: String, _ created: String, ami: String
  )
    throws
  {
    let pipeline = name == "web" ? #""sourcePipelineArn": "\#(Self.arn):image-pipeline/web","# : ""
    try write(
      "image-\(name)-\(version)",
      """
      {"requestId": "r", "image": {"arn": "\(Self.arn):image/\(name)/\(version)/1", "name": "\(name)",
       "version": "\(version)/1", "dateCreated": "\(created)", \(pipeline) "imageRecipe": \(recipe),
       "outputResources": {"amis": [{"region": "eu-west-1", "image": "\(ami)",
         "accountId": "111122223333"}]}}}
      """)
  }

  private static func instance(_ id: String, _ ami: String, _ tags: String) -> String {
    #"{"InstanceId": "\#(id)", "ImageId": "\#(ami)", "State": {"Name": "running"}, "#
      + #""Placement": {"AvailabilityZone": "eu-west-1a"}, "Tags": [\#(tags)]}"#
  }

  /// A base image and two versions of an image on it; the pipeline builds the second recipe now, and the group
  /// launches the second AMI now, while an instance of it was launched from the first.
  private func snapshot(date: String? = "2026-01-01T00:00:00Z") throws {
    try component("1.0.0", date, asks: "aide")
    try component("1.1.0", "2026-10-01T00:00:00Z", asks: "auditd")
    let first = recipe("web", "1.0.0", parent: "\(Self.arn):image/base/1.0.0/1")
    let second = recipe("web", "1.1.0", parent: "\(Self.arn):image/base/x.x.x")
    let other = "arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023/x.x.x"
    let base = recipe("base", "1.0.0", parent: other, component: "other/1.0.0/1")
    let later = recipe("base", "2.0.0", parent: other, component: "other/1.0.0/1")
    try image("base", "1.0.0", base, "2026-01-10T00:00:00Z", ami: "ami-0ba5e1")
    try image("base", "2.0.0", later, "2026-09-10T00:00:00Z", ami: "ami-0ba5e2")
    try image("web", "1.0.0", first, "2026-02-01T00:00:00Z", ami: "ami-0eb1")
    try image("web", "1.1.0", second, "2026-03-01T00:00:00Z", ami: "ami-0eb2")
    try write(
      "pipeline",
      """
      {"requestId": "r", "imagePipeline": {"arn": "\(Self.arn):image-pipeline/web", "name": "web-pipeline",
        "imageRecipeArn": "\(Self.arn):image-recipe/web/1.1.0",
        "infrastructureConfigurationArn": "\(Self.arn):infrastructure-configuration/i"}}
      """)
    try write(
      "templates",
      """
      {"LaunchTemplateVersions": [
        {"LaunchTemplateId": "lt-1", "LaunchTemplateName": "t", "VersionNumber": 2, "DefaultVersion": true,
         "LaunchTemplateData": {"ImageId": "ami-0eb2"}}]}
      """)
    try write(
      "groups",
      #"{"AutoScalingGroups": [{"AutoScalingGroupName": "g", "AutoScalingGroupARN": "#
        + #""arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/g","#
        + #""LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": "$Latest"}}]}"#)
    let tag = #"{"Key": "aws:autoscaling:groupName", "Value": "g"}"#
    try write(
      "instances",
      """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [
        \(Self.instance("i-01", "ami-0eb1", tag)), \(Self.instance("i-02", "ami-0eb2", ""))]}]}
      """)
  }

  /// What is up or down from something, as ids.
  private func reached(_ id: String, _ member: String) throws -> [String] {
    let outcome = try Tool.run(["lineage", id, "s", "--format", "json"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    let start = try #require(outcome.output.firstRange(of: "\"\(member)\": ["), "\(outcome)")
    let text = outcome.output[start.upperBound...]
    let end = text.firstRange(of: "\n      ]")?.lowerBound ?? text.endIndex
    return text[..<end].split(separator: "\"uid\": \"").dropFirst().map {
      String($0.prefix { $0 != "\"" }).replacing("\(Self.arn):", with: "")
    }
  }

  @Test func `an image and its instances are led to the recipe that made it`() throws {
    try snapshot()
    for id in ["\(Self.arn):image/web/1.0.0/1", "ami-0eb1", "i-01"] {
      let up = try reached(id, "upstream")
      #expect(up.contains("image-recipe/web/1.0.0"), "\(id): \(up)")
      #expect(up.contains("image-pipeline/web"), "\(id): \(up)")
      #expect(!up.contains("image-recipe/web/1.1.0"), "\(id): \(up)")
    }
    let down = try reached("\(Self.arn):image-recipe/web/1.1.0", "downstream")
    #expect(down.contains("image-pipeline/web") && down.contains("i-02"), "\(down)")
    #expect(!down.contains("image/web/1.0.0/1") && !down.contains("i-01"), "\(down)")
    let built = try reached("\(Self.arn):image-pipeline/web", "downstream")
    #expect(built.contains("image/web/1.0.0/1") && built.contains("image/web/1.1.0/1"), "\(built)")
  }

  @Test func `an instance of a group is led to its own AMI`() throws {
    try snapshot()
    let up = try reached("i-01", "upstream")
    #expect(up.contains("ami-0eb1") && up.contains { $0.hasSuffix("/g") }, "\(up)")
    #expect(!up.contains("ami-0eb2") && !up.contains("lt-1/2"), "\(up)")
    let down = try reached("ami-0eb2", "downstream")
    #expect(down.contains("i-02") && down.contains("lt-1/2"), "\(down)")
    #expect(down.contains { $0.hasSuffix("/g") } && !down.contains("i-01"), "\(down)")
  }

  @Test(arguments: ["ami-0ba5e1", "\(arn):image/base/1.0.0/1", "\(arn):image-recipe/base/1.0.0"])
  func `a base image reaches what was built on it`(_ id: String) throws {
    try snapshot()
    let down = try reached(id, "downstream")
    // `x.x.x` stood for this version in March, and stands for the other one now.
    for other in [
      "image/web/1.0.0/1", "image/web/1.1.0/1", "ami-0eb1", "ami-0eb2", "i-01", "i-02",
    ] {
      #expect(down.contains(other), "\(other): \(down)")
    }
    let text = try Tool.run(["lineage", id, "s"], in: folder).output
    #expect(text.contains("2 instances"), "\(text)")
  }

  @Test func `a later base image reaches what is built next, and no image before it`() throws {
    try snapshot()
    let down = try reached("ami-0ba5e2", "downstream")
    #expect(
      down.contains("image-recipe/web/1.1.0") && down.contains("image-pipeline/web"), "\(down)")
    #expect(!down.contains("ami-0eb2") && !down.contains("i-02"), "\(down)")
  }

  @Test func `x stands for no component that is newer than the image`() throws {
    try snapshot()
    let later = try reached("\(Self.arn):component/hard/1.1.0/1", "downstream")
    #expect(later.contains("image-recipe/web/1.0.0"), "\(later)")
    #expect(!later.contains { $0.hasPrefix("image/") || $0.hasPrefix("i-") }, "\(later)")
    let first = try reached("\(Self.arn):component/hard/1.0.0/1", "downstream")
    #expect(first.contains("image/web/1.1.0/1") && first.contains("i-02"), "\(first)")
    let up = try reached("i-02", "upstream")
    #expect(up.contains("component/hard/1.0.0/1"), "\(up)")
    #expect(!up.contains("component/hard/1.1.0/1"), "\(up)")
  }

  @Test func `where nobody says when a component was made it may be the one`() throws {
    try snapshot(date: nil)
    let outcome = try Tool.run(["lineage", "i-02", "s"], in: folder)
    let line = outcome.output.split(separator: "\n").first { $0.contains("component/hard/1.0.0/1") }
    #expect(line?.contains("may be the version meant") ?? false, "\(outcome)")
  }

  @Test(arguments: [("2026-01-01T00:00:00Z", "aide"), (nil, nil)])
  func `drift holds instances to the components that their image was built with`(
    _ date: String?, _ package: String?
  ) throws {
    try snapshot(date: date)
    try folder.write(
      "s/inventory.json",
      #"{"TypeName": "AWS:Application", "InstanceId": "i-02", "CaptureTime": "2026-11-20T00:00:00Z", "#
        + #""Entries": [{"Name": "bash", "Version": "5", "Release": "1", "PackageId": "b.rpm"}]}"#)
    let outcome = try Tool.run(["drift", "s", "--instance", "i-02"], in: folder)
    #expect(!outcome.output.contains("auditd"), "\(outcome)")
    if let package {
      #expect(outcome.output.contains(package), "\(outcome)")
    } else {
      let words = "not compared with what its components declare"
      #expect(outcome.output.contains(words), "\(outcome)")
    }
  }
}
