import TestSupport
import Testing

/// What launch configurations, EC2 fleets and Spot fleets launch is a use of an AMI.
struct LineageFleetTests {
  private let folder: TemporaryFolder
  private static let place = "s/111122223333/eu-west-1"
  private static let scaling = "arn:aws:autoscaling:eu-west-1:111122223333"

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ text: String) throws {
    try folder.write("\(Self.place)/\(name).json", text)
  }

  private static func configuration(
    _ name: String, _ image: String, _ place: String = scaling
  ) -> String {
    """
    {"LaunchConfigurationName": "\(name)", "ImageId": "\(image)", "InstanceType": "t3.micro",
     "LaunchConfigurationARN": "\(place):launchConfiguration:1:launchConfigurationName/\(name)"}
    """
  }

  private static func group(_ name: String, _ configuration: String) -> String {
    """
    {"AutoScalingGroupName": "\(name)", "LaunchConfigurationName": "\(configuration)",
     "AutoScalingGroupARN": "\(scaling):autoScalingGroup:1:autoScalingGroupName/\(name)"}
    """
  }

  private static let fleets = """
    {"Fleets": [
      {"FleetId": "fleet-1", "FleetState": "active", "Type": "maintain", "Tags": [{"Key": "Name", "Value": "batch"}],
       "LaunchTemplateConfigs": [{"LaunchTemplateSpecification": {"LaunchTemplateId": "lt-1", "Version": "$Latest"},
         "Overrides": [{"InstanceType": "m7i.large", "ImageId": "ami-0c"}, {"InstanceType": "m7a.large"}]}]},
      {"FleetId": "fleet-2", "FleetState": "deleted_running", "LaunchTemplateConfigs": [
        {"LaunchTemplateSpecification": {"LaunchTemplateId": "lt-1", "Version": "1"}, "Overrides": []}]}]}
    """

  private static let spot = """
    {"SpotFleetRequestConfigs": [
      {"SpotFleetRequestId": "sfr-1", "SpotFleetRequestState": "active", "SpotFleetRequestConfig": {
        "LaunchSpecifications": [{"ImageId": "ami-0a"}, {"ImageId": "resolve:ssm:/golden"}]}},
      {"SpotFleetRequestId": "sfr-2", "SpotFleetRequestState": "active", "SpotFleetRequestConfig": {
        "LaunchTemplateConfigs": [{"LaunchTemplateSpecification":
          {"LaunchTemplateName": "t", "Version": "1"}, "Overrides": []}]}},
      {"SpotFleetRequestId": "sfr-3", "SpotFleetRequestState": "cancelled", "SpotFleetRequestConfig": {
        "LaunchSpecifications": [{"ImageId": "ami-0a"}]}}]}
    """

  private func snapshot() throws {
    try write(
      "images",
      #"{"Images": [{"ImageId": "ami-0a"}, {"ImageId": "ami-0b"}, {"ImageId": "ami-0c"}]}"#)
    try write(
      "templates",
      """
      {"LaunchTemplateVersions": [
        {"LaunchTemplateId": "lt-1", "LaunchTemplateName": "t", "VersionNumber": 1, "DefaultVersion": true,
         "LaunchTemplateData": {"ImageId": "ami-0a"}},
        {"LaunchTemplateId": "lt-1", "LaunchTemplateName": "t", "VersionNumber": 2, "DefaultVersion": false,
         "LaunchTemplateData": {"ImageId": "ami-0b"}}]}
      """)
    let elsewhere = "arn:aws:autoscaling:eu-west-1:444455556666"
    try write(
      "configurations",
      """
      {"LaunchConfigurations": [\(Self.configuration("old", "ami-0a")),
        \(Self.configuration("old", "ami-0b", elsewhere)), \(Self.configuration("idle", "ami-0c"))]}
      """)
    try write(
      "groups",
      "{\"AutoScalingGroups\": [\(Self.group("web", "old")), \(Self.group("lost", "gone"))]}")
    try write("fleets", Self.fleets)
    try write("spot", Self.spot)
    try write(
      "parameters", #"{"Parameters": [{"Name": "/golden", "Type": "String", "Value": "ami-0b"}]}"#)
    func instance(_ id: String, _ tags: String) -> String {
      #"{"InstanceId": "\#(id)", "ImageId": "ami-0a", "State": {"Name": "running"}, "Tags": [\#(tags)]}"#
    }
    func tag(_ key: String, _ value: String) -> String {
      #"{"Key": "aws:\#(key)", "Value": "\#(value)"}"#
    }
    let instances = [
      instance("i-01", tag("ec2:fleet-id", "fleet-1")),
      instance("i-02", tag("ec2spot:fleet-request-id", "sfr-1")),
      instance("i-03", tag("autoscaling:groupName", "web") + "," + tag("ec2:fleet-id", "fleet-9")),
      instance("i-04", tag("ec2:fleet-id", "fleet-8")),
    ]
    try write(
      "instances",
      #"{"Reservations": [{"OwnerId": "111122223333", "Instances": [\#(instances.joined(separator: ", "))]}]}"#
    )
  }

  private func lineage(_ id: String) throws -> String {
    let outcome = try Tool.run(["lineage", id, "s", "--format", "json"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output
  }

  /// The ids in a list of a member of the answer.
  private func ids(_ member: String, of text: String) -> [String] {
    guard let start = text.firstRange(of: "\"\(member)\": [") else { return ["nothing"] }
    let list = text[start.upperBound...].prefix { $0 != "]" }
    return list.split(separator: "\"").map(String.init).filter { $0.contains { $0.isLetter } }
      .map { $0.split(separator: "/").last.map(String.init) ?? $0 }
  }

  @Test func `what launches an AMI is a use of it`() throws {
    try snapshot()
    let first = try lineage("ami-0a")
    #expect(ids("launchConfigurations", of: first) == ["old"])
    #expect(ids("scalingGroups", of: first) == ["web"])
    // fleet-2 was deleted, sfr-3 was cancelled.
    #expect(ids("fleets", of: first) == ["sfr-1", "sfr-2"])
    let second = try lineage("ami-0b")
    #expect(ids("launchConfigurations", of: second) == ["old"])
    #expect(ids("scalingGroups", of: second) == [])
    #expect(ids("fleets", of: second) == ["fleet-1", "sfr-1"])
    let third = try lineage("ami-0c")
    #expect(ids("launchConfigurations", of: third) == ["idle"])
    #expect(ids("fleets", of: third) == ["fleet-1"])
    #expect(third.contains("clusters, stacks and code that name an AMI are not read"))
  }

  @Test func `instances lead to the fleet that launched them, and not to what it launches now`()
    throws
  {
    try snapshot()
    func up(_ id: String) throws -> [String] {
      let text = try lineage(id)
      guard let start = text.firstRange(of: "\"upstream\": ["),
        let end = text.firstRange(of: "\"downstream\"")
      else { return [] }
      return text[start.upperBound..<end.lowerBound].split(separator: "\"uid\": \"").dropFirst()
        .map { String($0.prefix { $0 != "\"" }.split(separator: "/").last ?? "") }
    }
    #expect(try up("i-01").sorted() == ["ami-0a", "fleet-1"])
    #expect(try up("i-02").sorted() == ["ami-0a", "sfr-1"])
    // A group launches with a fleet that has no name of its own.
    #expect(try up("i-03").sorted() == ["ami-0a", "web"])
    #expect(try up("i-04").sorted() == ["ami-0a", "fleet-8"])
    #expect(try up("lost") == ["gone"])
    #expect(try up("batch").sorted() == ["1", "2", "ami-0b", "ami-0c"].filter { $0 != "1" })
  }

  @Test func `what was not asked for is told, and so is what is no answer`() throws {
    try snapshot()
    func seen(_ source: String) throws -> String {
      let text = try lineage("ami-0a")
      guard let start = text.firstRange(of: "\"source\": \"\(source)\""),
        let extent = text[start.upperBound...].firstRange(of: "\"seen\": \"")
      else { return "" }
      return String(text[extent.upperBound...].prefix { $0 != "\"" })
    }
    let sources = [
      ("autoscaling:DescribeLaunchConfigurations", "configurations", "LaunchConfigurations"),
      ("ec2:DescribeFleets", "fleets", "Fleets"),
      ("ec2:DescribeSpotFleetRequests", "spot", "SpotFleetRequestConfigs"),
    ]
    for (source, name, key) in sources {
      #expect(try seen(source) == "whole", "\(source)")
      try write(name, "{\"\(key)\": null}")
      let outcome = try Tool.run(["lineage", "ami-0a", "s"], in: folder)
      #expect(outcome.status == 3 && outcome.errors.contains("\(name).json"), "\(outcome)")
      _ = try Tool.run(["\(Self.place)/\(name).json"], in: folder, program: "/bin/rm")
      #expect(try seen(source) == "none", "\(source)")
    }
  }

  @Test func `a description of the snapshot names them`() throws {
    try snapshot()
    let described = try Tool.run(["snapshot", "describe", "s"], in: folder)
    for words in [
      "autoscaling:DescribeLaunchConfigurations 111122223333 eu-west-1 1 3",
      "ec2:DescribeFleets 111122223333 eu-west-1 1 2",
      "ec2:DescribeSpotFleetRequests 111122223333 eu-west-1 1 3",
    ] {
      let lines = described.output.split(separator: "\n")
        .map { $0.split(separator: " ").joined(separator: " ") }
      #expect(lines.contains { $0.hasPrefix(words) }, "\(described)")
    }
  }

  @Test func `fleets of other services are none of EC2`() throws {
    try write(
      "appstream", #"{"Fleets": [{"Name": "desk", "Arn": "arn:aws:appstream:x"}], "More": 1}"#)
    try write("images", #"{"Images": [{"ImageId": "ami-0a"}]}"#)
    #expect(try !lineage("ami-0a").contains("desk"))
  }
}
