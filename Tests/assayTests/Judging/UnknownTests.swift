import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// What cannot be known is never a pass, and the reason names the place and the cause.
@Suite struct UnknownTests {
  /// Some files and what one rule says of them.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: String
    var files: [String: String]
    var outcome = Outcome.unknown
    /// Words that the reason holds; the path of the field first.
    var reason: [String] = []
  }

  private static func stack(_ infrastructure: String, head: String = "") -> [String: String] {
    [
      "stack.yaml": """
      \(head)
      Resources:
        Infrastructure:
          Type: AWS::ImageBuilder::InfrastructureConfiguration
          Properties:
            Name: builder
            InstanceProfileName: builder
            \(infrastructure)
      """
    ]
  }

  private static let tokens = "image-pipeline/builder-requires-imdsv2"

  private static func group(_ rule: String) -> [String: String] {
    [
      "stack.yaml": """
      Resources:
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupDescription: of a test
            SecurityGroupIngress:
              - \(rule)
      """
    ]
  }

  private static let ssh = "security-groups/no-world-open-ssh"

  /// What the service would refuse, or read in another way than it seems to say.
  static let malformed: [Case] = [
    Case(
      testDescription: "names in another case, which CloudFormation does not know", rule: ssh,
      files: group("{ipProtocol: tcp, fromPort: 22, toPort: 22, cidrIp: 0.0.0.0/0}"),
      reason: ["resource.ingress[0].world", "no source"]),
    Case(
      testDescription: "a property in another case", rule: tokens,
      files: stack("InstanceMetadataOptions: {httpTokens: required}"),
      reason: ["resource.httpTokens", "told apart by case"]),
    Case(
      testDescription: "a range with a blank", rule: ssh,
      files: group(#"{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: " 0.0.0.0/0"}"#),
      reason: ["resource.ingress[0].world", "range"]),
    Case(
      testDescription: "a protocol that is none", rule: ssh,
      files: group(#"{IpProtocol: "tcp ", FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}"#),
      reason: ["resource.ingress[0].protocol", "a protocol"]),
    Case(
      testDescription: "a port with a leading zero", rule: ssh,
      files: group("{IpProtocol: tcp, FromPort: 026, ToPort: 026, CidrIp: 0.0.0.0/0}"),
      reason: ["resource.ingress[0].fromPort", "whole number"]),
    Case(
      testDescription: "an effect that IAM does not know", rule: "iam-scope/no-admin-statement",
      files: policy(#"{"Effect": "allow", "Action": "*", "Resource": "*"}"#),
      reason: ["resource.document.statements[0].effect", "`Allow` or `Deny`"]),
    Case(
      testDescription: "a statement without an action", rule: "iam-scope/no-admin-statement",
      files: policy(#"{"Effect": "Allow", "action": "*", "Resource": "*"}"#),
      reason: ["resource.document.statements[0].actions", "neither `Action` nor `NotAction`"]),
  ]

  /// Blocks of Terraform that a loop makes are not in a plan's configuration.
  static let dynamicBlocks: [Case] = [
    Case(
      testDescription: "a dynamic block that is known after apply",
      rule: "image-pipeline/distribution-not-public",
      files: [
        "plan.json": #"""
        {"format_version": "1.2", "resource_changes": [{"address":
        "aws_imagebuilder_distribution_configuration.d", "mode": "managed",
        "type": "aws_imagebuilder_distribution_configuration", "name": "d",
        "change": {"actions": ["create"], "after": {"name": "d", "distribution": [{"region": "a",
        "ami_distribution_configuration": [{"name": "n", "kms_key_id": "k"}]}]}, "after_unknown":
        {"distribution": [{"ami_distribution_configuration": [{"launch_permission": true}]}]}}}],
        "configuration": {"root_module": {"resources": [{"address":
        "aws_imagebuilder_distribution_configuration.d", "mode": "managed",
        "type": "aws_imagebuilder_distribution_configuration", "name": "d", "expressions":
        {"name": {"constant_value": "d"}, "distribution": [{"region": {"constant_value": "a"},
        "ami_distribution_configuration": [{"name": {"constant_value": "n"}}]}]}}]}}}
        """#
      ], reason: ["resource.distributions[0].launchGroups", "known after apply"]),
    Case(
      testDescription: "a trust policy without statements", rule: "iam-scope/trust-not-public",
      files: [
        "role.json": """
        {"Role": {"RoleName": "app", "AssumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%7D"}}
        """
      ], reason: ["resource.trustPolicy.statements", "`Statement` is not stated"]),
    Case(
      testDescription: "an export of two stacks", rule: tokens,
      files: stack("InstanceMetadataOptions: {HttpTokens: !ImportValue tokens}").merging([
        "a.yaml": """
        Resources: {Bucket: {Type: AWS::S3::Bucket}}
        Outputs: {Tokens: {Value: required, Export: {Name: tokens}}}
        """,
        "b.yaml": """
        Resources: {Bucket: {Type: AWS::S3::Bucket}}
        Outputs: {Tokens: {Value: optional, Export: {Name: tokens}}}
        """,
      ]) { $1 }, reason: ["resource.httpTokens", "several stacks"]),
  ]

  /// Plans and answers that say of themselves that there is more.
  @Test(arguments: [
    (#"{"format_version": "1.2", "errored": true, "resource_changes": []}"#, "incomplete-plan"),
    (
      #"{"format_version": "1.2", "deferred_changes": [{}], "resource_changes": []}"#,
      "incomplete-plan"
    ),
    (
      #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": []}], "NextToken": "abc"}"#,
      "first-page-only"
    ),
    (
      #"{"Resources": {"Part": {"Type": "House::Golden::Part::MODULE"}}}"#,
      "related-type-not-judged"
    ),
    (
      #"{"AssayCollection": {"call": "ec2 describe-volumes", "notCollected": "denied"}}"#,
      "not-collected"
    ),
    (#"{"AssayCollection": {"notCollected": null}}"#, "not-collected"),
    (#"{"Roles": [], "IsTruncated": true, "Marker": "abc"}"#, "first-page-only"),
    (#"{"Roles": [], "IsTruncated": true}"#, "first-page-only"),
  ])
  func `an input that says that there is more has a gap`(_ text: String, _ code: String) {
    let read = ingest([.file(SourceFile(path: "input.json", text: text))])
    #expect(read.inputs.first?.gap != nil)
    #expect(read.diagnostics.contains { $0.code == code })
  }

  @Test func `a parameter that keeps its previous value is not known`() {
    let template = Self.templates[0].files.map {
      LoadedInput.file(SourceFile(path: $0.key, text: $0.value))
    }
    let given = #"[{"ParameterKey": "Tokens", "UsePreviousValue": true}]"#
    let findings = Judged.findings(
      of: template, parameters: [.file(SourceFile(path: "p.json", text: given))])
    let tokens = findings.filter { $0.rule == Self.tokens }
    #expect(tokens.map(\.outcome) == [.unknown])
    #expect(tokens.map(\.reasons).joined().contains { $0.contains("keeps the value") })
  }

  private static func policy(_ statement: String) -> [String: String] {
    ["policy.json": #"{"Version": "2012-10-17", "Statement": [\#(statement)]}"#]
  }

  static let templates: [Case] = [
    Case(
      testDescription: "a parameter without a default", rule: tokens,
      files: stack(
        "InstanceMetadataOptions: {HttpTokens: !Ref Tokens}",
        head: "Parameters: {Tokens: {Type: String}}"),
      reason: ["resource.httpTokens", "parameter", "Tokens"]),
    Case(
      testDescription: "a parameter with a default", rule: tokens,
      files: stack(
        "InstanceMetadataOptions: {HttpTokens: !Ref Tokens}",
        head: "Parameters: {Tokens: {Type: String, Default: optional}}"),
      outcome: .fail),
    Case(
      testDescription: "a parameter out of Systems Manager",
      rule: "image-pipeline/parent-image-pinned",
      files: [
        "stack.yaml": """
        Parameters:
          Parent: {Type: "AWS::SSM::Parameter::Value<String>", Default: /golden/parent}
        Resources:
          Recipe:
            Type: AWS::ImageBuilder::ImageRecipe
            Properties: {Name: golden, Version: 1.0.0, ParentImage: !Ref Parent, Components: []}
        """
      ], reason: ["resource.parentVersionPinned", "dynamic reference", "/golden/parent"]),
    Case(
      testDescription: "an import from a missing stack", rule: tokens,
      files: stack("InstanceMetadataOptions: {HttpTokens: !ImportValue house-tokens}"),
      reason: ["resource.httpTokens", "missing import", "house-tokens"]),
    Case(
      testDescription: "an import from a stack that is given", rule: tokens,
      files: stack("InstanceMetadataOptions: {HttpTokens: !ImportValue house-tokens}").merging([
        "house.yaml": """
        Resources: {Bucket: {Type: AWS::S3::Bucket}}
        Outputs: {Tokens: {Value: required, Export: {Name: house-tokens}}}
        """
      ]) { $1 }, outcome: .pass),
    Case(
      testDescription: "a condition that nobody decides, both ways alike", rule: tokens,
      files: stack(
        "InstanceMetadataOptions: {HttpTokens: !If [Strict, required, required]}",
        head: """
          Parameters: {Stage: {Type: String}}
          Conditions: {Strict: !Equals [!Ref Stage, prod]}
          """), outcome: .pass),
    Case(
      testDescription: "a condition that nobody decides, each way different", rule: tokens,
      files: stack(
        "InstanceMetadataOptions: {HttpTokens: !If [Strict, required, optional]}",
        head: """
          Parameters: {Stage: {Type: String}}
          Conditions: {Strict: !Equals [!Ref Stage, prod]}
          """), reason: ["resource.httpTokens", "parameter", "Stage"]),
    Case(
      testDescription: "a value out of a secret", rule: tokens,
      files: stack("InstanceMetadataOptions: {HttpTokens: '{{resolve:ssm:/house/tokens:1}}'}"),
      reason: ["resource.httpTokens", "dynamic reference", "/house/tokens"]),
    Case(
      testDescription: "nothing stated, so the launch default decides", rule: tokens,
      files: stack("InstanceTypes: [m7i.large]"),
      reason: ["resource.httpTokens", "service default"]),
    Case(
      testDescription: "an element that may not be there",
      rule: "security-groups/no-world-open-ssh",
      files: [
        "stack.yaml": """
        Parameters: {Stage: {Type: String}}
        Conditions: {Open: !Equals [!Ref Stage, dev]}
        Resources:
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: builder
              SecurityGroupIngress:
                - !If
                  - Open
                  - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
                  - !Ref AWS::NoValue
        """
      ], reason: ["resource.ingress[0]", "parameter", "Stage"]),
    Case(
      testDescription: "a transform that is not expanded",
      rule: "storage/recipe-mappings-encrypted",
      files: [
        "stack.yaml": """
        Resources:
          Recipe:
            Type: AWS::ImageBuilder::ImageRecipe
            Properties:
              Name: golden
              Version: 1.0.0
              ParentImage: ami-0a1b2c3d4e5f60718
              Components: []
              BlockDeviceMappings:
                Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://house/devices.yaml}}
        """
      ], reason: ["resource.blockDevices", "not expanded"]),
    Case(
      testDescription: "a root device of which nothing is said",
      rule: "storage/recipe-root-encrypted",
      files: [
        "stack.yaml": """
        Resources:
          Recipe:
            Type: AWS::ImageBuilder::ImageRecipe
            Properties:
              Name: golden
              Version: 1.0.0
              ParentImage: arn:aws:imagebuilder:eu-west-1:aws:image/ubuntu-server-24-lts-x86/2024.1.2
              Components: []
              BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {Encrypted: true}}]
        """
      ], reason: ["resource.rootEncrypted", "inherited", "ubuntu-server-24-lts-x86"]),
  ]

  static let others: [Case] = [
    Case(
      testDescription: "a value that a plan does not know", rule: tokens,
      files: [
        "plan.json": plan(
          created(
            "aws_imagebuilder_infrastructure_configuration",
            after: """
              {"name": "builder", "instance_profile_name": "builder",
              "instance_metadata_options": [{"http_put_response_hop_limit": 1}]}
              """, unknown: #"{"instance_metadata_options": [{"http_tokens": true}]}"#))
      ], reason: ["resource.httpTokens", "known after apply"]),
    Case(
      testDescription: "a policy that a plan does not know", rule: "iam-scope/no-admin-statement",
      files: [
        "plan.json": plan(
          created(
            "aws_iam_policy", after: #"{"name": "build", "path": "/"}"#,
            unknown: #"{"policy": true, "arn": true}"#))
      ], reason: ["resource.document", "known after apply"]),
    Case(
      testDescription: "rules of a group that stand apart and are not in the plan",
      rule: "security-groups/no-world-open-ssh",
      files: [
        "plan.json": plan(
          created(
            "aws_security_group", after: #"{"name": "web", "description": "web"}"#,
            unknown: #"{"ingress": true, "egress": true, "id": true}"#))
      ], reason: ["resource.ingress", "known after apply"]),
    Case(
      testDescription: "policies of a role that were not listed",
      rule: "iam-scope/no-admin-managed-policy",
      files: [
        "role.json": """
        {"Role": {"RoleName": "builder", "Arn": "arn:aws:iam::111122223333:role/builder",
        "Path": "/", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}}
        """
      ], outcome: .noData,
      reason: ["resource.attachedPolicies", "not collected", "iam:ListAttachedRolePolicies"]),
    Case(
      testDescription: "volumes that were not described",
      rule: "storage/instance-volumes-encrypted",
      files: [
        "instances.json": """
        {"Reservations": [{"Instances": [{"InstanceId": "i-0a1", "State": {"Name": "running"},
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeId": "vol-0a1"}}]}]}]}
        """
      ], outcome: .unknown, reason: ["resource.blockDevices[0]"]),
    Case(
      testDescription: "a summary that leaves a field out", rule: tokens,
      files: [
        "list.json": """
        {"requestId": "a1", "infrastructureConfigurationSummaryList": [{"name": "builder",
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder"}]}
        """
      ], outcome: .noData, reason: ["resource.httpTokens", "not collected"]),
    Case(
      testDescription: "the sharing of an image that was not asked for",
      rule: "storage/snapshot-not-public",
      files: ["s.json": #"{"Snapshots": [{"SnapshotId": "snap-0a1", "Encrypted": true}]}"#],
      outcome: .noData, reason: ["resource.public", "not collected"]),
    Case(
      testDescription: "a parent that is not described", rule: "image-pipeline/parent-image-fresh",
      files: [
        "recipe.json": """
        {"requestId": "a1", "imageRecipe": {"name": "golden", "version": "1.0.0", "components": [],
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
        "parentImage": "ami-0a1b2c3d4e5f60718"}}
        """
      ], reason: ["resource.parentMachineImage", "not given", "ami-0a1b2c3d4e5f60718"]),
    Case(
      testDescription: "a document in a bucket", rule: "image-pipeline/component-no-plain-secrets",
      files: [
        "stack.json": """
        {"Resources": {"C": {"Type": "AWS::ImageBuilder::Component", "Properties": {"Name": "c",
        "Version": "1.0.0", "Platform": "Linux", "Uri": "s3://house/component.yaml"}}}}
        """
      ], reason: ["resource.document", "not given", "s3://house/component.yaml"]),
  ]

  @Test(arguments: malformed + dynamicBlocks + templates + others)
  func `what is not known is unknown, and says where and why`(_ item: Case) throws {
    let inputs = item.files.map { LoadedInput.file(SourceFile(path: $0.key, text: $0.value)) }
    let findings = Judged.findings(of: inputs).filter { $0.rule == item.rule }
    #expect(Judged.gravest(findings.map(\.outcome)) == item.outcome, "\(findings.map(\.reasons))")
    guard let path = item.reason.first else { return }
    let reasons = findings.flatMap(\.reasons)
    #expect(reasons.contains { $0.hasPrefix(path) }, "\(reasons)")
    for words in item.reason.dropFirst() {
      #expect(reasons.contains { $0.contains(words) }, "\(words): \(reasons)")
    }
    let deciding = try #require(findings.first { $0.outcome == item.outcome })
    #expect(deciding.origin != nil)
    #expect(!deciding.evidence.isEmpty)
    #expect(findings.allSatisfy { $0.outcome != .pass })
  }

  /// Templates of which a part is not read: the rest passes.
  static let partial: [(name: String, addition: String)] = [
    ("a macro", "Transform: MyMacro"),
    ("a loop over what nobody knows", "  Fn::ForEach::Groups: [Name, !Ref Names, {}]"),
    ("an include", "  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}"),
    ("a resource without a type", "  Other: {Properties: {}}"),
    (
      "a loop over what a function gives",
      "  Fn::ForEach::Groups: [Name, !Split ['|', 'a|b'], {'G${Name}': {Type: AWS::EC2::Volume}}]"
    ),
    (
      "a loop inside a resource",
      "  Other: {Type: AWS::S3::Bucket, Properties: {Fn::ForEach::P: [N, [a], {'${N}': 1}]}}"
    ),
    (
      "an include beside other keys",
      "  Other: {Type: AWS::S3::Bucket, Properties: {A: 1, Fn::Transform: {Name: AWS::Include}}}"
    ),
    ("a nested stack", "  Child: {Type: AWS::CloudFormation::Stack}"),
    (
      "a group with managed policies",
      "  Admins: {Type: AWS::IAM::Group, Properties: {ManagedPolicyArns: [arn:aws:iam::aws:policy/A]}}"
    ),
    ("a module", "  Part: {Type: House::Golden::Part::MODULE}"),
    ("a launch configuration", "  Old: {Type: AWS::AutoScaling::LaunchConfiguration}"),
  ]

  @Test(arguments: partial)
  func `an input of which a part is not read is not green`(
    _ name: String, _ addition: String
  ) {
    var text = Self.stack("InstanceMetadataOptions: {HttpTokens: required}").values.joined()
    if addition.hasPrefix(" ") {
      text = text.replacing("Resources:\n", with: "Resources:\n\(addition)\n")
    } else {
      text = "\(addition)\n\(text)"
    }
    let input = LoadedInput.file(SourceFile(path: "stack.yaml", text: text))
    let findings = Judged.findings(of: [input]).filter { $0.rule == Self.tokens }
    #expect(findings.map(\.outcome) == [.pass])
    let report = ingest([input]).inputs.first
    #expect(report?.gap != nil, "\(name)")
    #expect(report?.unreadReason == report?.gap)
  }

  @Test func `a parameter file decides what a template leaves open`() {
    let template = Self.templates[0].files.map {
      LoadedInput.file(SourceFile(path: $0.key, text: $0.value))
    }
    let text = #"[{"ParameterKey": "Tokens", "ParameterValue": "optional"}]"#
    let parameters = [LoadedInput.file(SourceFile(path: "parameters.json", text: text))]
    let findings = Judged.findings(of: template, parameters: parameters)
    #expect(findings.filter { $0.rule == Self.tokens }.map(\.outcome) == [.fail])
  }

  /// Inputs in which nothing is to be judged.
  static let empty: [(name: String, files: [String: String])] = [
    ("no input at all", [:]),
    ("a template of other services", ["s.yaml": "Resources: {B: {Type: AWS::S3::Bucket}}"]),
    ("a template without resources", ["s.json": #"{"Resources": {}}"#]),
    ("a list without elements", ["i.json": #"{"Images": []}"#]),
    (
      "a plan that only deletes",
      [
        "plan.json": """
        {"format_version": "1.2", "resource_changes": [{"address": "aws_ebs_volume.a",
        "mode": "managed", "type": "aws_ebs_volume", "name": "a",
        "change": {"actions": ["delete"], "before": {"encrypted": false}, "after": null}}]}
        """
      ]
    ),
    ("a plan without changes", ["plan.json": #"{"format_version": "1.2", "planned_values": {}}"#]),
    ("an empty file", ["s.yaml": ""]),
    ("a file of another tool", ["playbook.yaml": "- hosts: all\n  tasks: []\n"]),
    (
      "a resource that no rule is about",
      ["p.json": #"{"Parameter": {"Name": "/a", "Type": "String", "Value": "x"}}"#]
    ),
    (
      "a resource that no rule applies to",
      [
        "a.yaml": """
        Resources:
          A: {Type: AWS::SSM::Association, Properties: {Name: AWS-RunShellScript}}
        """
      ]
    ),
  ]

  @Test(arguments: empty)
  func `where nothing is judged the gate is undecided, and never green`(
    _ name: String, _ files: [String: String]
  ) {
    let inputs = files.map { LoadedInput.file(SourceFile(path: $0.key, text: $0.value)) }
    for onUnknown in OnUnknown.allCases {
      let verdict = Judged.verdict(of: inputs, onUnknown: onUnknown)
      #expect(verdict.exitCode == 3, "\(name): \(verdict.reason)")
      #expect(verdict.reason.hasPrefix("nothing was judged"), "\(name): \(verdict.reason)")
    }
  }
}
