import TestSupport
import Testing

/// What templates and groups launch, by parameters, versions and overrides.
struct LineageLaunchTests {
  private let snapshot: LineageSnapshot

  init() throws { snapshot = try LineageSnapshot() }

  private static func parameter(
    _ ami: String, version: Int?, modified: String? = nil, arn: Bool = true
  ) -> String {
    let arn = arn ? #", "ARN": "arn:aws:ssm:eu-west-1:111122223333:parameter/golden""# : ""
    return #"{"Name": "/golden", "Type": "String", "Value": "\#(ami)""#
      + (version.map { ", \"Version\": \($0)" } ?? "")
      + (modified.map { ", \"LastModifiedDate\": \"\($0)\"" } ?? "") + arn + "}"
  }

  private func write(parameters: [String]) throws {
    for (index, parameter) in parameters.enumerated() {
      try snapshot.write("parameters-\(index)/p", #"{"Parameters": [\#(parameter)]}"#)
    }
  }

  private func write(templates: [(number: Int, image: String)], more: String = "") throws {
    let versions = templates.map { number, image in
      #"{"LaunchTemplateId": "lt-1", "LaunchTemplateName": "t", "VersionNumber": \#(number), "#
        + #""DefaultVersion": \#(number == 1), "LaunchTemplateData": {"ImageId": "\#(image)"}}"#
    }
    try snapshot.write(
      "templates", #"{"LaunchTemplateVersions": [\#(versions.joined(separator: ", "))]\#(more)}"#)
  }

  private func write(group: String) throws {
    try snapshot.write(
      "groups",
      #"{"AutoScalingGroups": [{"AutoScalingGroupName": "g", "AutoScalingGroupARN": "#
        + #""arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/g", "#
        + "\(group)}]}")
  }

  @Test(arguments: [
    ("resolve:ssm:/golden", ["ami-02"]), ("resolve:ssm:/golden:2", ["ami-02"]),
    ("resolve:ssm:/golden:1", []), ("resolve:ssm:/golden:prod", []),
    ("resolve:ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/golden", ["ami-02"]),
    ("resolve:ssm:arn:aws:ssm:eu-west-1:111122223333:parameter/golden:1", []),
  ])
  func `only the version of a parameter that is told is resolved`(
    _ image: String, _ amis: [String]
  ) throws {
    try write(parameters: [Self.parameter("ami-02", version: 2)])
    try write(templates: [(1, image)])
    let up = try snapshot.steps("lt-1/1")
    #expect(
      up.filter { $0.hasPrefix("ami-") }.map { $0.prefix(6) } == amis.map { $0[...] }, "\(up)")
    #expect(up.contains { $0.contains("golden") }, "\(up)")
  }

  @Test(arguments: [
    ([parameter("ami-01", version: 9), parameter("ami-02", version: 10)], ["ami-02 value"]),
    (
      [
        parameter("ami-01", version: nil, modified: "2026-02-01T00:00:00Z"),
        parameter("ami-02", version: nil, modified: "2026-01-01T00:00:00Z"),
      ], ["ami-01 value"]
    ),
    (
      [
        parameter("ami-01", version: 1, arn: false) + ", "
          + parameter("ami-02", version: 2, arn: false)
      ], ["ami-02 value"]
    ),
    (
      [parameter("ami-01", version: nil), parameter("ami-02", version: nil)],
      ["ami-01 candidate", "ami-02 candidate"]
    ),
  ])
  func `of what several answers say that a parameter holds the latest counts`(
    _ parameters: [String], _ amis: [String]
  ) throws {
    try write(parameters: parameters)
    try write(templates: [(1, "resolve:ssm:/golden")])
    let up = try snapshot.steps("lt-1/1")
    #expect(up.filter { $0.hasPrefix("ami-") } == amis, "\(up)")
  }

  @Test(arguments: [("", "template"), (#", "NextToken": "t""#, "candidate")])
  func `the latest version of a template is that of a whole list alone`(
    _ more: String, _ relation: String
  ) throws {
    try write(templates: [(1, "ami-01"), (2, "ami-02")], more: more)
    try write(group: #""LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": "$Latest"}"#)
    let up = try snapshot.steps("g")
    #expect(up.contains("lt-1/2 \(relation)") && !up.contains { $0.hasPrefix("lt-1/1") }, "\(up)")
  }

  @Test func `what a mixed instances policy says for single types is launched as well`() throws {
    try write(templates: [(1, "ami-01"), (2, "ami-02")])
    try write(
      group: #"""
        "MixedInstancesPolicy": {"LaunchTemplate": {
          "LaunchTemplateSpecification": {"LaunchTemplateId": "lt-1", "Version": "1"},
          "Overrides": [{"InstanceType": "m6g.large", "LaunchTemplateSpecification": {
            "LaunchTemplateId": "lt-1", "Version": "2"}}, {"InstanceType": "m6i.large",
            "ImageId": "ami-03"}]}}
        """#)
    let up = try snapshot.steps("g")
    for step in ["lt-1/1 template", "lt-1/2 template", "ami-03 image"] {
      #expect(up.contains(step), "\(step): \(up)")
    }
    let uses = try snapshot.run("lineage", "ami-03", "s", "--format", "json").output
    #expect(uses.contains("autoScalingGroupName/g"), "\(uses)")
  }

  @Test func `an image that states no recipe has a gap`() throws {
    try snapshot.image("base/1.0.0/1", ami: "ami-01")
    let text = try snapshot.run("lineage", "ami-01", "s").output
    #expect(text.contains("its recipe is not known"), "\(text)")
  }
}
