import AssayIngest
import AssayModel
import Documents
import Records
import Testing

/// Parts find their resources, wherever they are declared.
@Suite struct JoinTests {
  /// The dump of what some templates give together.
  private func dump(_ templates: String...) -> String {
    let files = templates.enumerated().map { index, text in
      LoadedInput.file(SourceFile(path: "\(index).yaml", text: text))
    }
    return GraphDump.text(of: ingest(files).graph)
  }

  private func codes(_ template: String) -> [String] {
    ingest([.file(SourceFile(path: "t.yaml", text: template))]).diagnostics.map(\.code)
  }

  @Test func `a rule joins its group across templates by name`() {
    let text = dump(
      "Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: web}}}",
      """
      Resources:
        R:
          Type: AWS::EC2::SecurityGroupIngress
          Properties: {GroupName: web, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
      """)
    #expect(text.contains("security_group G"))
    #expect(text.contains("ruleId = \"R\""))
    #expect(!text.contains("security_group web"))
  }

  @Test func `a rule whose group is not given stands alone and is told`() {
    let template = """
      Resources:
        R:
          Type: AWS::EC2::SecurityGroupIngress
          Properties: {GroupId: sg-1, IpProtocol: "-1", CidrIp: 0.0.0.0/0}
      """
    #expect(dump(template).contains("security_group sg-1 (sg-1)"))
    #expect(dump(template).contains("world = true"))
    #expect(codes(template) == ["owner-not-given"])
  }

  @Test func `a rule that several groups answer to is unknown in each of them`() {
    let group = "Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupName: web}}}"
    let text = dump(
      group, group,
      "Resources: {R: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupName: web, IpProtocol: tcp}}}"
    )
    let marks = text.split(separator: "\n").filter {
      $0.contains("? ambiguous: several inputs are called web")
    }
    #expect(marks.count == 2)
  }

  @Test func `an attachment to a role that is not given is judged all the same`() {
    let plan = """
      {"format_version": "1.2", "resource_changes": [{"address": "aws_iam_role_policy_attachment.a",
      "mode": "managed", "type": "aws_iam_role_policy_attachment", "name": "a", "change": {"actions":
      ["create"], "after": {"role": "other", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}}}]}
      """
    let text = dump(plan)
    #expect(text.contains("role other (other)"))
    #expect(text.contains("name = \"AdministratorAccess\""))
  }

  @Test func `an ARN leads to the role of that name that the input makes`() {
    let text = dump(
      """
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties: {RoleName: runner, AssumeRolePolicyDocument: {Statement: []}}
        Pipeline:
          Type: AWS::ImageBuilder::ImagePipeline
          Properties:
            ExecutionRole: !Sub arn:aws:iam::${AWS::AccountId}:role/path/runner
      """)
    #expect(text.contains("executionRole = -> role 0.yaml#Role"))
  }

  @Test func `the whole answer completes what a summary leaves open`() {
    let arn = "arn:aws:imagebuilder:eu-west-1:111122223333:component/a/1.0.0/1"
    let files = [
      SourceFile(
        path: "a.json",
        text: #"{"requestId": "1", "componentSummaryList": [{"arn": "\#(arn)", "name": "a"}]}"#),
      SourceFile(
        path: "b.json",
        text: #"{"requestId": "1", "component": {"arn": "\#(arn)", "name": "a", "type": "TEST"}}"#),
    ]
    let graph = ingest(files.map { .file($0) }).graph
    #expect(graph.resources.count == 1)
    #expect(GraphDump.text(of: graph).contains("type = \"TEST\""))
  }

  @Test func `outputs that contradict each other are both judged`() {
    let files = ["a.json", "b.json"].map { path in
      let port = path == "a.json" ? 22 : 443
      return SourceFile(
        path: path,
        text: """
          {"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions":
          [{"IpProtocol": "tcp", "FromPort": \(port), "ToPort": \(port)}], "IpPermissionsEgress": []}]}
          """)
    }
    #expect(ingest(files.map { .file($0) }).graph.resources.count == 2)
  }

  @Test func `an image is its owner's, whoever was told of it`() {
    let image = #"{"Images": [{"ImageId": "ami-1", "OwnerId": "444455556666", "Public": false}]}"#
    let market = image.replacing(
      #""Public""#, with: #""ImageOwnerAlias": "aws-marketplace", "Public""#)
    func ownership(_ places: [String], _ text: String) -> [String?] {
      let files = places.map { place in
        LoadedInput.file(
          SourceFile(path: "\(place)/eu-west-1/ec2-describe-images.json", text: text))
      }
      let graph = ingest(files).graph
      return graph.resources(of: ResourceKind.machineImage.rawValue).map {
        RecordView(graph.store, $0.record).text("ownership").value
      }
    }
    #expect(ownership(["111122223333"], image) == ["other"])
    #expect(ownership(["111122223333", "444455556666"], image) == ["own"])
    #expect(ownership(["444455556666", "555566667777"], image) == ["own"])
    // Nobody says who asked.
    #expect(ownership(["answers"], image) == ["own"])
    #expect(ownership(["answers"], market) == ["other"])
  }

  @Test func `a value that does not read as its type is told where it stands`() throws {
    let result = ingest([
      .file(
        SourceFile(
          path: "t.yaml",
          text: "Resources: {V: {Type: AWS::EC2::Volume, Properties: {Size: large}}}"))
    ])
    let diagnostic = try #require(result.diagnostics.first)
    #expect(diagnostic.code == "unreadable-value")
    #expect(diagnostic.place.start == Position(line: 1, column: 60))
  }
}

/// Which addresses a rule of a security group lets in.
@Suite struct WorldTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let ranges: [String]
    /// Nil when it cannot be told.
    let isWorld: Bool?

    var testDescription: String { "\(ranges) \(isWorld.map { "\($0)" } ?? "unknown")" }
  }

  static let cases: [Case] = [
    Case(ranges: ["0.0.0.0/0"], isWorld: true),
    Case(ranges: ["10.1.2.3/0"], isWorld: true),
    Case(ranges: ["0.0.0.0/1", "128.0.0.0/1"], isWorld: true),
    Case(ranges: ["0.0.0.0/1", "128.0.0.0/2"], isWorld: false),
    Case(ranges: ["192.0.0.0/2", "128.0.0.0/2", "0.0.0.0/1"], isWorld: true),
    Case(ranges: ["0.0.0.0/8"], isWorld: false),
    Case(ranges: ["::/0"], isWorld: true),
    Case(ranges: ["0:0:0:0:0:0:0:0/0"], isWorld: true),
    Case(ranges: ["::/1", "8000::/1"], isWorld: true),
    Case(ranges: ["2000::/3"], isWorld: false),
    Case(ranges: ["everything"], isWorld: nil),
    Case(ranges: ["0.0.0.0/33"], isWorld: nil),
    Case(ranges: [], isWorld: nil),
  ]

  @Test(arguments: [("0.0.0.0/1", "128.0.0.0/1", 4), ("::/1", "8000::/1", 6)])
  func `halves of the world in two rules open the family that they are of`(
    _ one: String, _ other: String, _ family: Int
  ) {
    func rule(_ range: String) -> String {
      let list = "[{\"\(family == 4 ? "CidrIp" : "CidrIpv6")\": \"\(range)\"}]"
      return """
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "PrefixListIds": [], "UserIdGroupPairs": [],
         "IpRanges": \(family == 4 ? list : "[]"), "Ipv6Ranges": \(family == 6 ? list : "[]")}
        """
    }
    let text = """
      {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "g", "IpPermissionsEgress": [],
        "IpPermissions": [\(rule(one)), \(rule(other))]}]}
      """
    let graph = ingest([.file(SourceFile(path: "g.json", text: text))]).graph
    // The families of each rule stand below their name.
    let rules = GraphDump.text(of: graph).split(separator: "worldFamilies =").dropFirst()
    #expect(rules.count == 2)
    for rule in rules {
      // The next rule begins with its place.
      let families = rule.split(separator: "\n").dropFirst().prefix { $0.contains("- ") }
        .map { $0.split(separator: "=").last?.split(separator: " ").first.map(String.init) ?? "" }
        .filter { !$0.contains(":") }
      #expect(families == ["\(family)"], "\(rule)")
    }
  }

  @Test(arguments: cases)
  func `ranges that together hold every address are the world`(_ test: Case) {
    let list = test.ranges.map { "\"\($0)\"" }.joined(separator: ", ")
    let plan = """
      {"format_version": "1.2", "resource_changes": [{"address": "aws_security_group.a", "mode": "managed",
      "type": "aws_security_group", "name": "a", "change": {"actions": ["create"], "after": {"ingress":
      [{"protocol": "tcp", "from_port": 1, "to_port": 1, "cidr_blocks": [\(list)]}], "egress": []}}}]}
      """
    let graph = ingest([.file(SourceFile(path: "p.json", text: plan))]).graph
    let text = GraphDump.text(of: graph)
    #expect(text.contains(test.isWorld.map { "world = \($0)" } ?? "world ? unreadable"), "\(text)")
  }
}
