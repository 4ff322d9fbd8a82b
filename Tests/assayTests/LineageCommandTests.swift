import TestSupport
import Testing

/// `assay lineage`, over a snapshot of two accounts and over small odd ones.
struct LineageCommandTests {
  private let folder: TemporaryFolder
  private static let root = "\(#filePath)".split(separator: "/").dropLast(3)
    .reduce("") { "\($0)/\($1)" }
  private static let snapshot = "\(root)/Tests/assayTests/Expectations/lineage/snapshot"

  init() throws { folder = try TemporaryFolder() }

  private func lineage(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(["lineage"] + arguments, in: folder)
  }

  private static func plain(_ text: String) -> String { text.replacing("\(root)/", with: "") }

  /// One line of a table, its columns with single blanks between.
  private func line(_ beginning: String, _ text: String) -> String? {
    text.split(separator: "\n")
      .map { $0.split(separator: " ").joined(separator: " ") }
      .first { $0.hasPrefix(beginning) }
  }

  @Test(arguments: [
    ("component", "hardening"), ("ami", "ami-0aaaaaaaaaaaaaaa2"),
    ("instance", "i-0000000000000001a"), ("template", "lt-0123456789abcdef0"),
  ])
  func `both directions are told, and what was not seen`(_ name: String, _ id: String) throws {
    for format in ["text", "json"] {
      let outcome = try lineage([
        id, Self.snapshot, "--approved", "ami-0aaaaaaaaaaaaaaa2", "--format", format,
      ])
      #expect(outcome.status == 0, "\(outcome)")
      Golden.expect(
        Array(Self.plain(outcome.output).utf8),
        at: "Tests/assayTests/Expectations/lineage/\(name).\(format == "text" ? "txt" : "json")")
    }
  }

  @Test func `the same is told whatever the number of threads`() throws {
    let one = try lineage(["hardening", Self.snapshot, "--format", "json", "--jobs", "1"])
    let many = try lineage(["hardening", Self.snapshot, "--format", "json", "--jobs", "7"])
    #expect(one.output == many.output)
  }

  @Test(arguments: [
    ([], "Missing expected argument '<id>'"),
    (["ami-1"], "Missing expected argument '<path> ...'"),
    (["ami-1", "none"], "no file or folder `none`"),
    (["", snapshot], "nothing that was given names ``"),
    (["hardning", snapshot], "did you mean `hardening`?"),
    (["recipe/web", snapshot], "kinds are component, image_recipe, "),
    (["\u{1B}[2J", snapshot], "nothing that was given names `\\u{1B}[2J`"),
    (["web", snapshot, "--jobs", "0"], "--jobs takes a number from 1 to 256"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    let outcome = try lineage(arguments)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains(words), "\(outcome)")
  }

  @Test func `an input that could not be read leaves the answer undecided`() throws {
    try folder.write("s/images.json", #"{"Images": [{"ImageId": "ami-0a", "Name": "a"}]}"#)
    try folder.write("s/broken.json", #"{"Images": [{"ImageId": "ami-0b""#)
    let outcome = try lineage(["ami-0a", "s"])
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.errors.contains("s/broken.json"), "\(outcome)")
    let missing = try lineage(["ami-0b", "s"])
    #expect(missing.status == 2 && missing.errors.contains("1 input could not be read"))
  }

  @Test func `circles end, and names steer no terminal`() throws {
    let evil = #"<b>\u001b[2J\u202e"#
    try folder.write(
      "s/images.json",
      """
      {"Images": [
        {"ImageId": "ami-0a", "Name": "a", "SourceImageId": "ami-0b", "Tags": []},
        {"ImageId": "ami-0b", "Name": "\(evil)", "SourceImageId": "ami-0a"},
        {"ImageId": "ami-0c", "Name": "c", "SourceImageId": "ami-0c"}]}
      """)
    try folder.write(
      "s/image.json",
      """
      {"requestId": "1", "image": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image/loop/1.0.0/1", "name": "loop",
        "imageRecipe": {
          "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/loop/1.0.0",
          "name": "loop", "version": "1.0.0",
          "parentImage": "arn:aws:imagebuilder:eu-west-1:111122223333:image/loop/x.x.x",
          "components": [{"componentArn": null}]}}}
      """)
    let copies = try lineage(["ami-0a", "s"])
    #expect(copies.status == 0, "\(copies)")
    #expect(line("· machine image ami-0b", copies.output) != nil, "\(copies)")
    #expect(copies.output.contains("<b>\\u{1b}[2J\\u{202e}"), "\(copies)")
    #expect(!copies.output.contains("\u{1B}"))
    let own = try lineage(["ami-0c", "s"])
    #expect(own.output.contains("nothing that the inputs tell"), "\(own)")
    let loop = try lineage(["loop", "s"])
    #expect(loop.status == 0, "\(loop)")
    #expect(loop.output.contains("1 of its components not known"), "\(loop)")
  }

  @Test func `what nobody tells is not none`() throws {
    try folder.write(
      "s/instances.json",
      """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [
        {"InstanceId": "i-0a", "ImageId": "ami-0f", "State": {"Name": "running"}},
        {"InstanceId": "i-0b", "State": {"Name": "running"}}]}]}
      """)
    try folder.write(
      "s/component.json",
      """
      {"component": {"arn": "arn:aws:imagebuilder:eu-west-1:111122223333:component/a/1.0.0/1",
        "name": "a", "version": "1.0.0", "platform": "Linux", "data": "phases: []"}}
      """)
    let component = try lineage(["a", "s"]).output
    #expect(component.contains("nothing that was seen"), "\(component)")
    #expect(
      component.contains("what their AMI was made from: 2 (AMIs: 1); they may come from here"),
      "\(component)")
    let instance = try lineage(["i-0a", "s"]).output
    #expect(instance.contains("versions behind: not known, its AMI was not described"))
    let other = try lineage(["i-0b", "s"]).output
    #expect(other.contains("versions behind: not known, which AMI it runs is not known"))
  }

  /// Versions of a template: 1 is the default, 2 the latest.
  private static let templates = """
    {"LaunchTemplateVersions": [
      {"LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 1,
       "DefaultVersion": true, "LaunchTemplateData": {"ImageId": "ami-0a"}},
      {"LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 2,
       "DefaultVersion": false, "LaunchTemplateData": {"ImageId": "ami-0b"}}]}
    """

  @Test(arguments: [
    (#""LaunchTemplateId": "lt-1", "Version": "$Latest""#, "lt-1/2"),
    (#""LaunchTemplateId": "lt-1", "Version": "$Default""#, "lt-1/1"),
    (#""LaunchTemplateId": "lt-1""#, "lt-1/1"),
    (#""LaunchTemplateName": "web", "Version": "2""#, "lt-1/2"),
    (#""LaunchTemplateId": "lt-1", "Version": "9""#, "lt-1/9"),
    (#""LaunchTemplateId": "lt-2", "Version": "$Latest""#, "lt-2/$Latest"),
  ])
  func `a scaling group launches from the version that it names`(
    _ template: String, _ version: String
  ) throws {
    try folder.write("s/templates.json", Self.templates)
    try folder.write(
      "s/groups.json",
      #"{"AutoScalingGroups": [{"AutoScalingGroupName": "g", "AutoScalingGroupARN": "#
        + #""arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/g","#
        + "\"LaunchTemplate\": {\(template)}}]}")
    let outcome = try lineage(["g", "s"])
    #expect(line("· launch template \(version) ", outcome.output) != nil, "\(outcome)")
  }

  @Test func `x in a version may have stood for each version that is there`() throws {
    for version in ["1.0.0/1", "1.2.0/1", "2.0.0/1"] {
      try folder.write(
        "s/\(version.replacing("/", with: "-")).json",
        """
        {"component": {"arn": "arn:aws:imagebuilder:eu-west-1:111122223333:component/a/\(version)",
          "name": "a", "version": "\(version.prefix(5))", "platform": "Linux",
          "data": "phases: []"}}
        """)
    }
    try folder.write(
      "s/recipe.json",
      """
      {"imageRecipe": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/r/1.0.0", "name": "r",
        "version": "1.0.0", "parentImage": "ami-0a", "components": [
          {"componentArn": "arn:aws:imagebuilder:eu-west-1:111122223333:component/a/1.x.x"}]}}
      """)
    let text = try lineage(["r", "s"]).output
    let arn = "· component arn:aws:imagebuilder:eu-west-1:111122223333:component/a"
    #expect(line("\(arn)/1.2.0/1", text)?.hasSuffix("component") == true, "\(text)")
    #expect(
      line("\(arn)/1.0.0/1", text)?.hasSuffix("may be the version meant") == true, "\(text)")
    #expect(line("\(arn)/2.0.0/1", text) == nil, "\(text)")
  }

  @Test func `a declared recipe is the one that an ARN of its name and version means`() throws {
    try folder.write(
      "s/stack.yaml",
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Recipe:
          Type: AWS::ImageBuilder::ImageRecipe
          Properties: {Name: Web Base, Version: 1.0.0, ParentImage: ami-0a, Components: []}

      """)
    try folder.write(
      "s/images.json",
      """
      {"Images": [{"ImageId": "ami-0b", "Name": "b", "Tags": [{"Key": "Ec2ImageBuilderArn",
        "Value": "arn:aws:imagebuilder:eu-west-1:111122223333:image/web-base/1.0.0/3"}]}]}
      """)
    let text = try lineage(["ami-0b", "s"]).output
    #expect(
      line("··· image recipe s/stack.yaml#Recipe Web Base same name and version", text) != nil,
      "\(text)")
    let down = try lineage(["Recipe", "s"]).output
    #expect(line("··· machine image ami-0b", down) != nil, "\(down)")
  }

  @Test func `a pipeline reaches what it built`() throws {
    let arn = "arn:aws:imagebuilder:eu-west-1:111122223333"
    try folder.write(
      "s/image.json",
      """
      {"image": {"arn": "\(arn):image/web/1.0.0/1", "name": "web",
        "sourcePipelineArn": "\(arn):image-pipeline/nightly",
        "imageRecipe": {"arn": "\(arn):image-recipe/web/1.0.0", "name": "web",
          "version": "1.0.0", "parentImage": "ami-0a", "components": []}}}
      """)
    let text = try lineage(["\(arn):image-pipeline/nightly", "s"]).output
    #expect(line("· image \(arn):image/web/1.0.0/1", text) != nil, "\(text)")
  }

  @Test(arguments: [
    ("", "which AMI it runs, an answer of `ec2 describe-instances` would tell"),
    (
      #"{"Unknown": 1, "Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-0a"}]}]}"#,
      ""
    ),
  ])
  func `an instance that inventory alone tells of is no unknown id`(
    _ instances: String, _ words: String
  ) throws {
    let entry = #"{"TypeName": "AWS:Application", "InstanceId": "i-0a", "Entries": []}"#
    try folder.write("s/inventory.json", entry)
    if !instances.isEmpty { try folder.write("s/instances.json", instances) }
    let outcome = try lineage(["i-0a", "s"])
    #expect(outcome.status == (words.isEmpty ? 0 : 2), "\(outcome)")
    #expect(outcome.errors.contains(words) || words.isEmpty, "\(outcome)")
  }
}
