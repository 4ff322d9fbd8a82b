import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// What a known scanner calls green and is not, with the line that says so.
@Suite struct FalseGreenTests {
  /// A text with a mark before each value that a rule must fail at, and no other.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let text: String
    /// The rule that each mark is for.
    let marks: [Character: String]
  }

  static let cases: [Case] = [
    Case(
      testDescription: "`encrypted = false` beside a key, in a plan", file: "plan.json",
      text: plan(
        created(
          "aws_imagebuilder_image_recipe",
          after: """
            {"name": "golden", "version": "1.0.0", "component": [],
              "parent_image": "arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2-x86/2024.1.2",
              "block_device_mapping": [{"device_name": "/dev/xvda", "ebs": [{
                "kms_key_id": "arn:aws:kms:eu-west-1:111122223333:key/k1",
                "encrypted": ①②"false"}]}]}
            """)),
      marks: ["①": "storage/recipe-mappings-encrypted", "②": "storage/recipe-root-encrypted"]),
    Case(
      testDescription: "`Encrypted: false` beside a key, in a template", file: "stack.yaml",
      text: """
        Resources:
          Recipe:
            Type: AWS::ImageBuilder::ImageRecipe
            Properties:
              Name: golden
              Version: 1.0.0
              ParentImage: arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2-x86/2024.1.2
              Components: []
              BlockDeviceMappings:
                - DeviceName: /dev/xvdb
                  Ebs: {Encrypted: true, KmsKeyId: alias/golden}
                - DeviceName: /dev/xvda
                  Ebs:
                    KmsKeyId: alias/golden
                    Encrypted: ①②false
        """,
      marks: ["①": "storage/recipe-mappings-encrypted", "②": "storage/recipe-root-encrypted"]),
    Case(
      testDescription: "the second region of a plan", file: "plan.json",
      text: plan(
        created(
          "aws_imagebuilder_distribution_configuration",
          after: """
            {"name": "regions", "distribution": [
              {"region": "eu-west-1", "ami_distribution_configuration": [{
                "name": "a-{{ imagebuilder:buildDate }}", "kms_key_id": "alias/golden",
                "launch_permission": [{"user_ids": ["111122223333"], "user_groups": null}]}]},
              {"region": "us-east-1", "ami_distribution_configuration": [{
                "name": "a-{{ imagebuilder:buildDate }}",
                "kms_key_id": ②null,
                "launch_permission": [{"user_ids": null,
                  "user_groups": [①"all"]}]}]}]}
            """)),
      marks: [
        "①": "image-pipeline/distribution-not-public", "②": "image-pipeline/distribution-encrypted",
      ]),
    Case(
      testDescription: "the third region of a template", file: "stack.json",
      text: """
        {"Resources": {"Regions": {"Type": "AWS::ImageBuilder::DistributionConfiguration",
        "Properties": {"Name": "regions", "Distributions": [
          {"Region": "eu-west-1", "AmiDistributionConfiguration": {
            "Name": "a-{{ imagebuilder:buildDate }}", "KmsKeyId": "alias/golden"}},
          {"Region": "eu-west-2", "AmiDistributionConfiguration": {
            "Name": "a-{{ imagebuilder:buildDate }}", "KmsKeyId": "alias/golden"}},
          {"Region": "us-east-1", "AmiDistributionConfiguration": {
            "Name": "a-{{ imagebuilder:buildDate }}", "KmsKeyId": "alias/golden",
            "LaunchPermissionConfiguration": {
              "UserGroups": [①"all"]}}}]}}}}
        """,
      marks: ["①": "image-pipeline/distribution-not-public"]),
    Case(
      testDescription: "any resource, spelled as an ARN", file: "policy.json",
      text: """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::house/*"},
          ①{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:*:*:*:*"}]}
        """, marks: ["①": "iam-scope/no-admin-statement"]),
    Case(
      testDescription: "the world in two halves", file: "stack.yaml",
      text: """
        Resources:
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: halves
              SecurityGroupIngress:
                - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: ①0.0.0.0/1}
          Other:
            Type: AWS::EC2::SecurityGroupIngress
            Properties: {GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 128.0.0.0/1}
        """, marks: ["①": "security-groups/no-world-open-ssh"]),
    Case(
      testDescription: "every resource of a kind", file: "policy.json",
      text: """
        {"Version": "2012-10-17", "Statement": [
          ②{"Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::111122223333:role/*"},
          ③{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "arn:aws:kms:*:*:key/*"},
          {"Effect": "Allow", "Action": "iam:PassRole",
            "Resource": "arn:aws:iam::111122223333:role/build/*"}]}
        """,
      marks: [
        "②": "iam-scope/pass-role-scoped", "③": "iam-scope/no-decrypt-any-key",
      ]),
    Case(
      testDescription: "a template in which others see 0 resources", file: "stack.yaml",
      text: """
        AWSTemplateFormatVersion: 2010-09-09
        Resources:
          Infrastructure:
            Type: AWS::ImageBuilder::InfrastructureConfiguration
            Properties:
              Name: builder
              InstanceProfileName: builder
              InstanceTypes: [m7i.large]
              InstanceMetadataOptions: {HttpTokens: ①optional}
              KeyPair: ②break-glass
              TerminateInstanceOnFailure: ③false
          Component:
            Type: AWS::ImageBuilder::Component
            Properties:
              Name: agent
              Version: 1.0.0
              Platform: Linux
              Data: |
                schemaVersion: 1.0
                phases:
                  - name: build
                    steps:
                      - name: Install
                        action: ExecuteBash
                        inputs:
                          commands:
                            - ④curl -s https://example.com/setup | sudo bash
          Pipeline:
            Type: AWS::ImageBuilder::ImagePipeline
            Properties:
              Name: golden
              ImageRecipeArn: arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0
              InfrastructureConfigurationArn: !Ref Infrastructure
              ImageTestsConfiguration: {ImageTestsEnabled: ⑤false}
        """,
      marks: [
        "①": "image-pipeline/builder-requires-imdsv2",
        "②": "image-pipeline/builder-without-key-pair",
        "③": "image-pipeline/builder-terminated-on-failure",
        "④": "image-pipeline/component-no-pipe-to-shell", "⑤": "image-pipeline/tests-enabled",
      ]),
  ]

  @Test(arguments: cases)
  func `a false green is red, at the right line`(_ item: Case) throws {
    let content = MarkedLines(item.text, file: item.file)
    let findings = Judged.findings(of: content.inputs)
    for (mark, rule) in item.marks {
      let line = try #require(content.lines[mark])
      let failures = findings.filter { $0.rule == rule && $0.outcome == .fail }
      #expect(failures.map(\.origin?.line) == [line], "\(rule)")
      #expect(failures.allSatisfy { !$0.evidence.isEmpty }, "\(rule)")
    }
    #expect(Judged.verdict(of: content.inputs).exitCode == 1)
  }
}

/// A text with circled digits taken out of it, and the lines they stood on.
struct MarkedLines {
  let inputs: [LoadedInput]
  /// 1-based.
  private(set) var lines: [Character: Int32] = [:]

  init(_ marked: String, file: String) {
    var text = ""
    var line: Int32 = 1
    for character in marked {
      switch character {
      case "①"..."⑳": lines[character] = line
      default:
        text.append(character)
        if character == "\n" { line += 1 }
      }
    }
    inputs = [.file(SourceFile(path: file, text: text))]
  }
}
