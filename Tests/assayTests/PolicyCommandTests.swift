import Glibc
import Testing
import TestSupport

/// `assay policy`.
struct PolicyCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
  }

  private func policy(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(["policy"] + arguments, in: folder)
  }

  @Test func `rules are listed with their severity and counted`() throws {
    let output = try policy(["list", "--policies", "house"]).output
    #expect(output.contains("house 1.0.0  House"))
    #expect(output.contains("high      house/volume-encrypted  Volumes should be encrypted"))
    #expect(output.hasSuffix("1 rule in 1 pack\n"))
  }

  @Test func `the shipped packs are found beside the executable`() throws {
    let output = try policy(["list"]).output
    #expect(output.contains("storage/volume-encrypted"))
    #expect(output.contains(" rules in 7 packs"))
  }

  @Test func `default names the shipped packs beside others`() throws {
    let output = try policy(["list", "--policies", "default", "--policies", "house"]).output
    #expect(output.hasSuffix(" in 8 packs\n"))
  }

  @Test func `a rule is explained whole`() throws {
    let output = try policy(["explain", "house/volume-encrypted", "--policies", "house"]).output
    for words in [
      "house/volume-encrypted  high", "judges\n  volume", "why\n  A snapshot", "how to fix\n  Set",
      "expects\n  resource.encrypted", "fails\n  - {encrypted: false}", "cannot be checked\n  - {}",
      "file\n  house/volume-encrypted.yaml",
    ] {
      #expect(output.contains(words), "\(output)")
    }
  }

  @Test func `a rule shows how it judges a resource`() throws {
    try folder.write(
      "stack.yaml",
      """
      Resources:
        Data: {Type: AWS::EC2::Volume, Properties: {Encrypted: false, AvailabilityZone: a}}
        Logs: {Type: AWS::EC2::Volume, Properties: {Encrypted: true, AvailabilityZone: a}}
      """)
    let arguments = ["explain", "house/volume-encrypted", "--policies", "house", "--resource"]
    let outcome = try policy(arguments + ["stack.yaml", "--only", "Data"])
    #expect(
      outcome.output == """
        volume Data  stack.yaml:2:3
        verdict
          resource.encrypted  ⇒  false
        outcome: fail
          resource.encrypted: got false, allowed: true  stack.yaml:2:58

        """, "\(outcome)")
    #expect(try policy(arguments + ["stack.yaml"]).output.contains("volume Logs"))
    #expect(try policy(arguments + ["stack.yaml", "--only", "nothing"]).status == 2)
  }

  @Test func `a rule shows how it judges a mapping in the shape of an example`() throws {
    try folder.write("volume.yaml", "name: scratch\nencrypted: true\n")
    let arguments = ["explain", "house/volume-encrypted", "--policies", "house", "--resource"]
    let outcome = try policy(arguments + ["volume.yaml"])
    #expect(outcome.output.contains("volume scratch"), "\(outcome)")
    #expect(outcome.output.contains("outcome: pass"))
    try folder.write("volume.yaml", "encrypt: true\n")
    let wrong = try policy(arguments + ["volume.yaml"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("`encrypt` is not a field of volume"), "\(wrong)")
  }

  @Test func `examples that leave a branch out are told, and may be refused`() throws {
    try folder.write(
      "house/volume-sized.yaml",
      """
      id: volume-sized
      title: Volumes should be sized
      severity: low
      for: volume
      expect: has(resource.size) && resource.size < 100
      why: Why.
      fix: Fix.
      examples:
        pass: [{size: 8}]
        fail: [{size: 100}]
        no_data: [{}]
      """)
    let outcome = try policy(["test", "house"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      outcome.output.contains(
        "house/volume-sized.yaml:5:9: `has(resource.size)` was never false in an example"),
      "\(outcome)")
    #expect(outcome.output.contains(" branches ("))
    let refused = try policy(["test", "house", "--min-coverage", "100"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("less than the 100.0 % asked for"), "\(refused)")
    #expect(try policy(["test", "house", "--min-coverage", "50"]).status == 0)
    #expect(try policy(["test", "house", "--min-coverage", "101"]).status == 2)
  }

  @Test(arguments: [
    ("house/volume-encrypt", "did you mean `house/volume-encrypted`?"),
    ("volume-encrypted", "did you mean `house/volume-encrypted`?"), ("none", "policy list"),
  ])
  func `a rule that is not there is told with the way out`(name: String, says: String) throws {
    let outcome = try policy(["explain", name, "--policies", "house"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
  }

  @Test func `a sound pack is checked and tested`() throws {
    let checked = try policy(["check", "house"])
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(
      checked.output == """
        fields that the rules read:
          volume: encrypted
        IAM permissions to collect them from AWS:
          ec2:DescribeVolumes
        1 rule in 1 pack, 3 examples: all as they should be

        """, "\(checked.output)")
    let json = try policy(["check", "house", "--format", "json"])
    #expect(json.output.contains("\"sound\": true"), "\(json.output)")
    #expect(json.output.contains("\"ec2:DescribeVolumes\""))
    let tested = try policy(["test", "house"])
    #expect(tested.output.hasPrefix("✓ house/volume-encrypted: 1 pass, 1 fail, 1 no_data\n"))
  }

  @Test func `an example that does not get its verdict is refused at its line`() throws {
    let rule = try #require(folder.read("house/volume-encrypted.yaml"))
    try folder.write(
      "house/volume-encrypted.yaml",
      rule.replacing("pass: [{encrypted: true}]", with: "pass: [{encrypted: false}]"))
    let checked = try policy(["check", "house"])
    #expect(checked.status == 2)
    #expect(checked.errors.contains("house/volume-encrypted.yaml:10:"), "\(checked.errors)")
    let tested = try policy(["test", "house"])
    #expect(tested.status == 2)
    #expect(tested.output.contains("✗ house/volume-encrypted"))
    #expect(tested.output.contains("pass example 1 came out as fail"))
  }

  @Test func `a new rule is sound from the beginning, and never replaces one`() throws {
    let made = try policy(["new", "mine/builder-tagged"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(folder.names(in: "mine") == ["builder-tagged.yaml", "pack.yaml"])
    #expect(try policy(["check", "mine"]).status == 0)
    let again = try policy(["new", "mine/builder-tagged"])
    #expect(again.status == 2)
    #expect(again.errors.contains("already"))
    #expect(try policy(["new", "mine/second-rule"]).status == 0)
    #expect(try policy(["check", "mine"]).output.contains("\n2 rules in 1 pack"))
  }

  @Test(arguments: ["", "a", "a/b/c", "A/b", "a/b c", "../a", "a/-b", "a/"])
  func `a name that is no rule's is refused`(name: String) throws {
    #expect(try policy(["new", name]).status == 2)
  }

  @Test func `pages are written about rules and kinds`() throws {
    let outcome = try policy(["docs", "-o", "pages", "--policies", "house"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let index = try #require(folder.read("pages/README.md"))
    #expect(index.contains("| [house](house.md) | House | 1 |"))
    let pack = try #require(folder.read("pages/house.md"))
    #expect(pack.contains("## volume-encrypted"))
    let kind = try #require(folder.read("pages/kinds/volume.md"))
    #expect(kind.contains("| `encrypted` | bool |"))
    #expect(kind.contains("[`house/volume-encrypted`](../house.md#volume-encrypted)"))
    let language = try #require(folder.read("pages/language/README.md"))
    #expect(language.contains("(functions/matches.md)"))
    #expect(folder.read("pages/language/functions/matches.md") != nil)
  }

  @Test func `a rule file of another ending is not passed over`() throws {
    try folder.write("house/lost.yml", "id: lost\n")
    let outcome = try policy(["check", "house"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("`house/lost.yml` should end in `.yaml`"))
  }

  /// What is passed over is a rule that is lost.
  @Test(arguments: ["binary.yaml", "LOUD.YAML", "link.yaml"])
  func `a rule file that cannot be loaded is told`(_ name: String) throws {
    switch name {
    case "link.yaml":
      #expect(symlink("volume-encrypted.yaml", "\(folder.path)/house/link.yaml") == 0)
    default: try folder.write("house/\(name)", name == "LOUD.YAML" ? "id: x\n" : "id: \u{0}\n")
    }
    let outcome = try policy(["list", "--policies", "house"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("house/\(name)"), "\(outcome)")
  }
}
