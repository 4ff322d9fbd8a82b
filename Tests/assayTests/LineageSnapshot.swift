import TestSupport

/// Writes a snapshot of one account and region, an answer a file, and asks `assay` about it.
struct LineageSnapshot {
  let folder: TemporaryFolder

  static let account = "111122223333"
  static let arn = "arn:aws:imagebuilder:eu-west-1:\(account)"

  init() throws { folder = try TemporaryFolder() }

  func write(_ name: String, _ text: String) throws {
    try folder.write("s/\(Self.account)/eu-west-1/\(name).json", text)
  }

  /// `get-image` of a build, `base/1.0.0/1`.
  func image(
    _ build: String, ami: String? = nil, created: String = "2026-02-01T00:00:00Z",
    state: String = "AVAILABLE", recipe: String? = nil, more: String = ""
  ) throws {
    try write(
      "image-\(build.replacing("/", with: "-"))\(more.isEmpty ? "" : "-more")",
      #"{"requestId": "r", "image": \#(Self.build(build, ami, created, state, recipe, more))}"#)
  }

  /// What `get-image` and lists of builds say of one.
  static func build(
    _ build: String, _ ami: String?, _ created: String = "2026-02-01T00:00:00Z",
    _ state: String = "AVAILABLE", _ recipe: String? = nil, _ more: String = ""
  ) -> String {
    let parts = build.split(separator: "/")
    let amis = ami.map {
      #"{"region": "eu-west-1", "image": "\#($0)", "name": "n", "accountId": "\#(account)"}"#
    }
    let recipe = recipe.map { "\"imageRecipe\": \($0)," } ?? ""
    return #"{"arn": "\#(arn):image/\#(build)", "name": "\#(parts[0])", "type": "AMI", "#
      + #""version": "\#(parts[1])/\#(parts[2])", "platform": "Linux", \#(recipe) \#(more) "#
      + #""state": {"status": "\#(state)"}, "dateCreated": "\#(created)", "#
      + #""outputResources": {"amis": [\#(amis ?? "")]}}"#
  }

  /// A recipe, `web/1.0.0`.
  static func recipe(_ recipe: String, parent: String, components: [String] = []) -> String {
    let parts = recipe.split(separator: "/")
    let uses = components.map { #"{"componentArn": "\#(arn):component/\#($0)"}"# }
    return #"{"arn": "\#(arn):image-recipe/\#(recipe)", "name": "\#(parts[0])", "#
      + #""version": "\#(parts[1])", "platform": "Linux", "parentImage": "\#(parent)", "#
      + #""components": [\#(uses.joined(separator: ", "))]}"#
  }

  func amis(_ images: String..., name: String = "images", more: String = "") throws {
    try write(name, #"{"Images": [\#(images.joined(separator: ", "))]\#(more)}"#)
  }

  /// An AMI as it is described; `build` is what its tag says.
  static func ami(
    _ id: String, build: String? = nil, created: String = "2026-02-01T01:00:00.000Z",
    more: String = ""
  ) -> String {
    let tags = build.map { #"{"Key": "Ec2ImageBuilderArn", "Value": "\#(arn):image/\#($0)"}"# }
    return #"{"ImageId": "\#(id)", "OwnerId": "\#(account)", "Name": "n", "State": "available", "#
      + #""CreationDate": "\#(created)", \#(more) "Tags": [\#(tags ?? "")]}"#
  }

  func instances(_ instances: String..., name: String = "instances") throws {
    try write(
      name,
      #"{"Reservations": [{"OwnerId": "\#(Self.account)", "Instances": ["#
        + instances.joined(separator: ", ") + "]}]}")
  }

  static func instance(
    _ id: String, _ ami: String, _ state: String = "running",
    launched: String = "2026-03-01T00:00:00Z", more: String = ""
  ) -> String {
    #"{"InstanceId": "\#(id)", "ImageId": "\#(ami)", "State": {"Name": "\#(state)"}, "#
      + #""LaunchTime": "\#(launched)", \#(more) "Placement": {"AvailabilityZone": "eu-west-1a"}, "#
      + #""Tags": []}"#
  }

  /// What `assay` prints.
  func run(_ arguments: String...) throws -> Tool.Outcome {
    try Tool.run(arguments, in: folder)
  }

  /// The steps up or down from something, each with its relation: `image/base/1.0.0/1 parent`.
  func steps(_ id: String, _ member: String = "upstream") throws -> [String] {
    let text = try run("lineage", id, "s", "--format", "json").output
    guard let start = text.firstRange(of: "\"\(member)\": [") else { return ["no answer: \(text)"] }
    let rest = text[start.upperBound...]
    let end = rest.firstRange(of: "\n      ]")?.lowerBound ?? rest.endIndex
    return rest[..<end].split(separator: "\"depth\": ").dropFirst().map { step in
      let words = ["uid", "relation"].map { Self.member($0, of: step) ?? "?" }
      return words.joined(separator: " ").replacing("\(Self.arn):", with: "")
    }
  }

  /// The first text of a name in some JSON.
  static func member(_ name: String, of text: some StringProtocol) -> String? {
    guard let start = text.firstRange(of: "\"\(name)\": \"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  /// The line of an answer that begins so, its columns with single blanks between.
  static func line(_ beginning: String, of text: String) -> String? {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .first { $0.hasPrefix(beginning) }
  }
}
