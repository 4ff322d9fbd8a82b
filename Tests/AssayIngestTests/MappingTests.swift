import AssayIngest
import AssayModel
import Documents
import Records
import Testing

/// One property of a declaration, and what the field it feeds becomes.
@Suite struct MappingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let dialect: Dialect
    let type: String
    let properties: String
    let field: String
    let expected: String

    init(
      _ dialect: Dialect, _ type: String, _ properties: String, _ field: String, _ expected: String
    ) {
      self.dialect = dialect
      self.type = type
      self.properties = properties
      self.field = field
      self.expected = expected
    }

    var testDescription: String { "\(type) \(properties) -> \(field) \(expected)" }
  }

  private static let volume = "AWS::EC2::Volume"
  private static let recipe = "AWS::ImageBuilder::ImageRecipe"
  private static let builder = "AWS::ImageBuilder::InfrastructureConfiguration"

  static let cases: [Case] = [
    // Scalars are typed by the schema, whatever YAML or JSON would make of them.
    Case(.cloudFormation, volume, "{Size: '8'}", "size", "= 8"),
    Case(.cloudFormation, volume, "{Size: 8.0}", "size", "= 8"),
    Case(.cloudFormation, volume, "{Size: 0x10}", "size", "? unreadable"),
    Case(.cloudFormation, volume, "{Size: 1_000}", "size", "? unreadable"),
    Case(.cloudFormation, volume, "{Size: 9e99}", "size", "? unreadable"),
    Case(.cloudFormation, volume, "{Size: null}", "size", "absent"),
    Case(.cloudFormation, volume, "{Encrypted: 'true'}", "encrypted", "= true"),
    Case(.cloudFormation, volume, "{Encrypted: yes}", "encrypted", "= true"),
    Case(.cloudFormation, volume, "{Encrypted: 'yes'}", "encrypted", "? unreadable"),
    Case(.cloudFormation, volume, "{Encrypted: [true]}", "encrypted", "? unreadable"),
    Case(.cloudFormation, volume, "{}", "encrypted", "? service default"),
    Case(.cloudFormation, volume, "{}", "attachments", "? not collected"),
    Case(.cloudFormation, volume, "{KmsKeyId: ''}", "kmsKeyId", "absent"),
    Case(.cloudFormation, volume, "{VolumeType: GP3}", "volumeType", "= gp3"),
    Case(.terraform, "aws_ebs_volume", "{encrypted: 'false', type: gp2}", "encrypted", "= false"),
    Case(.terraform, "aws_ebs_volume", "{encrypted: ''}", "encrypted", "? service default"),
    Case(.terraform, "aws_ebs_volume", "{type: gp2}", "volumeType", "= gp2"),
    Case(
      .api, "volume", "{CreateTime: 1582221233.421}", "createTime", "= 2020-02-20T17:53:53.421Z"),
    Case(
      .api, "volume", "{CreateTime: '2020-02-19 19:11:51+0000'}", "createTime",
      "= 2020-02-19T19:11:51Z"),
    Case(.api, "volume", "{CreateTime: 2020-02-19}", "createTime", "= 2020-02-19T00:00:00Z"),
    Case(.api, "volume", "{CreateTime: yesterday}", "createTime", "? unreadable"),
    Case(.api, "volume", "{Tags: [{Key: a, Value: b}]}", "tags", "= {a: b}"),
    // Documented defaults, and what has none.
    Case(.cloudFormation, builder, "{}", "httpTokens", "? service default"),
    Case(.cloudFormation, builder, "{}", "terminateInstanceOnFailure", "? service default"),
    Case(.cloudFormation, builder, "{}", "instanceTypes", "~ []"),
    Case(.cloudFormation, builder, "{}", "instanceProfileName", "? unreadable"),
    Case(.cloudFormation, builder, "{InstanceTypes: t3.micro}", "instanceTypes", "= [t3.micro]"),
    Case(
      .terraform, "aws_imagebuilder_infrastructure_configuration", "{}",
      "terminateInstanceOnFailure", "~ false"),
    Case(
      .terraform, "aws_imagebuilder_infrastructure_configuration",
      "{logging: [{s3_logs: [{s3_bucket_name: logs}]}]}", "logBucket", "= logs"),
    Case(
      .terraform, "aws_imagebuilder_infrastructure_configuration",
      "{instance_metadata_options: [{http_tokens: required}, {http_tokens: optional}]}",
      "httpTokens", "? ambiguous"),
    Case(.cloudFormation, "AWS::ImageBuilder::ImagePipeline", "{}", "status", "~ ENABLED"),
    Case(.cloudFormation, "AWS::ImageBuilder::ImagePipeline", "{}", "imageTestsEnabled", "~ true"),
    Case(
      .terraform, "aws_imagebuilder_image_pipeline", "{}", "imageTestsEnabled",
      "? known after apply"),
    Case(.cloudFormation, "AWS::EC2::Subnet", "{}", "mapPublicIpOnLaunch", "~ false"),
    Case(.terraform, "aws_ebs_encryption_by_default", "{}", "enabled", "~ true"),
    // The agent's removal is a tri-state.
    Case(.cloudFormation, recipe, "{}", "uninstallSsmAgent", "absent"),
    Case(
      .terraform, "aws_imagebuilder_image_recipe", "{systems_manager_agent: []}",
      "uninstallSsmAgent", "absent"),
    Case(
      .terraform, "aws_imagebuilder_image_recipe",
      "{systems_manager_agent: [{uninstall_after_build: false}]}", "uninstallSsmAgent", "= false"),
    // User data is decoded where it is encoded.
    Case(
      .api, "image_recipe", "{additionalInstanceConfiguration: {userDataOverride: ZWNobyBoaQ==}}",
      "userData", "= echo hi"),
    Case(.terraform, "aws_instance", "{user_data: echo}", "userData", "= echo"),
    Case(.api, "instance", "{}", "userData", "? not collected"),
    // What the text of a parent image tells.
    Case(.api, "image_recipe", "{parentImage: ami-0123}", "parentKind", "= ami"),
    Case(.api, "image_recipe", "{parentImage: ami-0123}", "parentVersionPinned", "= true"),
    Case(
      .api, "image_recipe", "{parentImage: 'ssm:/own/ami'}", "parentMachineImage",
      "? dynamic reference"),
    Case(.api, "image_recipe", "{parentImage: 'ssm:/aws/service/x'}", "parentOwner", "= aws"),
    Case(.api, "image_recipe", "{parentImage: prod-abc}", "parentKind", "= marketplace"),
    Case(
      .api, "container_recipe", "{parentImage: 'amazonlinux@sha256:00'}", "parentVersionPinned",
      "= true"),
    Case(.api, "container_recipe", "{parentImage: 'amazonlinux:2'}", "parentVersion", "= 2"),
    Case(.api, "image_recipe", "{}", "parentKind", "? unreadable"),
    Case(
      .api, "image_recipe", "{parentImage: 'arn:aws:imagebuilder:r:aws:image/x/1.2.x'}",
      "parentVersionPinned", "= false"),
    Case(
      .api, "image_recipe", "{parentImage: 'arn:aws:imagebuilder:r:1:image/x/1.2.3/4'}",
      "parentRecipe", "= ->arn:aws:imagebuilder:r:1:image-recipe/x/1.2.3"),
    // Ownership.
    Case(.api, "machine_image", "{ImageOwnerAlias: amazon}", "ownership", "= aws-managed"),
    Case(
      .api, "component", "{arn: 'arn:aws:imagebuilder:r:aws:component/x/1.0.0/1'}", "ownership",
      "= aws-managed"),
    Case(
      .api, "role", "{Arn: 'arn:aws:iam::123456789012:role/aws-service-role/x/y'}", "ownership",
      "= aws-managed"),
    Case(.api, "role", "{Arn: 'arn:aws:iam::123456789012:role/y'}", "account", "= 123456789012"),
    Case(.api, "role", "{Arn: 'arn:aws:iam::1:role/y'}", "attachedPolicies", "? not collected"),
  ]

  @Test(arguments: cases)
  func `a property becomes a field`(_ test: Case) throws {
    let properties = try #require(document(test.properties))
    let declared = DeclaredResource(
      dialect: test.dialect, type: test.type, name: "r", key: "t.yaml#r",
      properties: Datum(properties.root, in: properties.file),
      origin: Origin(path: "t.yaml", line: 1, column: 1, endLine: 1, endColumn: 1))
    let resource = try #require(draft(declared).first)
    #expect(text(resource.record[test.field]) == test.expected)
  }

  @Test func `a summary leaves open what it does not carry`() throws {
    let properties = try #require(document("{arn: a, name: n}"))
    let declared = DeclaredResource(
      dialect: .api, type: "image_recipe", name: "n", key: "a",
      properties: Datum(properties.root, in: properties.file),
      origin: Origin(path: "t.yaml", line: 1, column: 1, endLine: 1, endColumn: 1), form: .summary)
    let record = try #require(draft(declared).first).record
    #expect(text(record["blockDevices"]) == "? not collected")
    #expect(text(record["uninstallSsmAgent"]) == "? not collected")
    #expect(text(record["name"]) == "= n")
  }
}

/// A draft on one line, for tables: `= value`, `~ default`, `? kind of reason`, `absent`.
func text(_ draft: Draft) -> String {
  switch draft.state {
  case .absent: "absent"
  case .unknown: "? \(draft.reason?.kind.rawValue ?? "")"
  case .stated: "= \(text(draft.value))"
  case .defaulted: "~ \(text(draft.value))"
  }
}

private func text(_ value: DraftValue?) -> String {
  guard let value else { return "nothing" }
  return switch value {
  case .bool(let bool): "\(bool)"
  case .int(let int), .duration(let int): "\(int)"
  case .double(let double): "\(double)"
  case .string(let text): text
  case .timestamp(let instant): Instant(microseconds: instant).rfc3339
  case .list(let elements), .sharedList(let elements):
    "[" + elements.map { $0.value.map { text($0) } ?? text($0) }.joined(separator: ", ") + "]"
  case .map(let entries):
    "{" + entries.map { "\($0.key): \(text($0.value.value))" }.joined(separator: ", ") + "}"
  case .record(let record): record.schema.name
  case .existing: "a record"
  case .reference(let key): "->\(key)"
  }
}
