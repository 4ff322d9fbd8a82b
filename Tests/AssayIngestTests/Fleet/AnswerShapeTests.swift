import AssayIngest
import AssayModel
import Documents
import TestSupport
import Testing

/// What is no answer of AWS is told where it stands, and is no empty answer.
@Suite struct AnswerShapeTests {
  /// What became of the files of a snapshot.
  private func fleet(_ files: [String: String]) throws -> FleetIngest {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return FleetIngest(FleetSnapshot([folder.path]), software: nil)
  }

  private static let place = "111122223333/eu-west-1"

  @Test(arguments: [
    (#"{"SecurityGroups": "x"}"#, "1:20", "a text stands at `SecurityGroups`"),
    (#"{"SecurityGroups": null}"#, "1:20", "null stands at `SecurityGroups`"),
    (#"{"SecurityGroups": ["sg-1"]}"#, "1:21", "a text stands at `SecurityGroups[0]`"),
    (#"{"SecurityGroups": [{"GroupName": "a"}]}"#, "1:21", "`SecurityGroups[0]` has no `GroupId`"),
    (#"{"RouteTables": {}}"#, "1:17", "a map stands at `RouteTables`"),
    (#"{"NetworkAcls": 3}"#, "1:17", "a text stands at `NetworkAcls`"),
    (#"{"Images": {}}"#, "1:12", "a map stands at `Images`"),
    (#"{"Snapshots": "x"}"#, "1:15", "a text stands at `Snapshots`"),
    (#"{"Subnets": [null]}"#, "1:14", "null stands at `Subnets[0]`"),
    (#"{"LaunchTemplateVersions": {}}"#, "1:28", "a map stands at `LaunchTemplateVersions`"),
    (#"{"AutoScalingGroups": {}}"#, "1:23", "a map stands at `AutoScalingGroups`"),
    (#"{"SecurityGroupRules": {}}"#, "1:24", "a map stands at `SecurityGroupRules`"),
    (#"{"EbsEncryptionByDefault": {}}"#, "1:28", "a map stands at `EbsEncryptionByDefault`"),
    (#"{"ImageId": "ami-1", "LaunchPermissions": {}}"#, "1:43", "`LaunchPermissions`"),
    (#"{"SnapshotId": "s", "CreateVolumePermissions": "x"}"#, "1:48", "`CreateVolumePermissions`"),
    (#"{"requestId": "ab", "Reservations": "x"}"#, "1:37", "a text stands at `Reservations`"),
    (#"{"requestId": "ab", "Volumes": 3}"#, "1:32", "a text stands at `Volumes`"),
    (
      #"{"requestId": "ab", "Reservations": [{"Instances": 3}]}"#, "1:52",
      "a text stands at `Reservations[0].Instances`"
    ),
    (#"{"RoleDetailList": {}}"#, "1:20", "a map stands at `RoleDetailList`"),
    (
      #"{"RoleDetailList": {}, "Policies": []}"#, "1:20", "a map stands at `RoleDetailList`"
    ),
    (
      #"{"RoleDetailList": [{"RoleName": "a", "InstanceProfileList": "x"}]}"#, "1:62",
      "a text stands at `RoleDetailList[0].InstanceProfileList`"
    ),
    (#"{"Roles": {}, "IsTruncated": false}"#, "1:11", "a map stands at `Roles`"),
    (#"{"InstanceProfiles": {}}"#, "1:22", "a map stands at `InstanceProfiles`"),
    (#"{"InstanceProfile": []}"#, "1:21", "a list stands at `InstanceProfile`"),
    (
      #"{"Policies": [{"PolicyName": "p", "PolicyVersionList": {}}]}"#, "1:56",
      "a map stands at `Policies[0].PolicyVersionList`"
    ),
    (#"{"InstanceInformationList": {}}"#, "1:29", "a map stands at `InstanceInformationList`"),
    (
      #"{"InstanceInformationList": [{"PingStatus": "Online"}]}"#, "1:30",
      "`InstanceInformationList[0]` has no `InstanceId`"
    ),
    (#"{"InstancePatchStates": "x"}"#, "1:25", "a text stands at `InstancePatchStates`"),
    (#"{"ResourceComplianceSummaryItems": {}}"#, "1:36", "`ResourceComplianceSummaryItems`"),
    (#"{"Entities": {}}"#, "1:14", "a map stands at `Entities`"),
    (#"{"Entities": [{"Id": "i-1", "Data": []}]}"#, "1:37", "a list stands at `Entities[0].Data`"),
    (
      #"{"Entities": [{"Id": "i-1", "Data": {"AWS:Application": {"Content": "x"}}}]}"#, "1:69",
      "a text stands at `Entities[0].Data.AWS:Application.Content`"
    ),
    (
      #"{"TypeName": "AWS:Application", "InstanceId": "i-1", "Entries": {}}"#, "1:65",
      "a map stands at `Entries`"
    ),
    (#"{"Associations": {}}"#, "1:18", "a map stands at `Associations`"),
    (#"{"AssociationDescription": []}"#, "1:28", "a list stands at `AssociationDescription`"),
    (#"{"Parameters": "x"}"#, "1:16", "a text stands at `Parameters`"),
    (#"{"Parameter": []}"#, "1:15", "a list stands at `Parameter`"),
    (#"{"Metrics": {}}"#, "1:13", "a map stands at `Metrics`"),
    (
      #"{"Metrics": [{"Namespace": "n", "MetricName": "m", "Dimensions": "x"}]}"#, "1:66",
      "a text stands at `Metrics[0].Dimensions`"
    ),
    (#"{"requestId": "r", "imageVersionList": 3}"#, "1:40", "a text stands at `imageVersionList`"),
    (#"{"requestId": "r", "image": []}"#, "1:29", "a list stands at `image`"),
    (#"{"imageRecipe": "x"}"#, "1:17", "a text stands at `imageRecipe`"),
  ])
  func `what is no answer is told where it stands`(
    _ text: String, _ position: String, _ words: String
  ) throws {
    let fleet = try fleet(["\(Self.place)/a.json": text])
    let report = try #require(fleet.inputs(changed: []).first)
    #expect(report.unreadReason != nil)
    let message = try #require(report.messages.first)
    #expect(message.contains("a.json:\(position): warning: "), "\(message)")
    #expect(message.contains(words) && message.hasSuffix("[wrong-answer]"), "\(message)")
    #expect(fleet.collected.isEmpty)
  }

  @Test(arguments: ["", " \n", "null", "<html><body>503</body></html>", "\"x\"", "{}", "[]"])
  func `a file that ought to be an answer and says nothing is not passed over`(
    _ text: String
  ) throws {
    let report = try #require(
      try fleet(["\(Self.place)/describe-instances.json": text]).inputs(changed: []).first)
    #expect(report.unreadReason?.contains("where an answer of AWS is expected") ?? false)
    #expect(report.messages.first?.contains("[no-answer]") ?? false)
  }

  @Test(arguments: [
    ("a.txt", ""), ("notes.yaml", ""), ("a.json", #"{"image": "nginx", "ports": []}"#),
    ("a.json", #"{"Roles": {"admin": []}, "Users": []}"#), ("a.json", "{% if a %}{% endif %}"),
    ("a.json", #"{"AttachedPolicies": []}"#),
  ])
  func `what is no answer and looks like none is passed over`(
    _ name: String, _ text: String
  ) throws {
    let report = try #require(try fleet([name: text]).inputs(changed: []).first)
    #expect(report.unreadReason == nil, "\(report)")
  }

  @Test func `among code only what can be nothing else counts as an answer`() {
    func status(_ text: String) -> String {
      "\(ingest([.file(SourceFile(path: "a.json", text: text))]).inputs.map(\.unreadReason))"
    }
    #expect(status(#"{"SecurityGroups": "x"}"#).contains("SecurityGroups"))
    #expect(status(#"{"Roles": {}}"#) == "[nil]")
    #expect(status("") == "[nil]")
  }
}
