import AssayRules
import Documents
import IAM
import Testing

/// Slips in the values of parameters of the shipped packs are errors: no rule is switched off by one.
@Suite struct ShippedParameterTests {
  static let slips: [(pack: String, name: String, text: String)] = [
    ("instance", "fixedOpenssh", "al2032=8.7p1-8.amzn2023.0.11"),
    ("instance", "fixedOpenssh", "al2023:8.7p1-8.amzn2023.0.11"),
    ("instance", "fixedOpenssh", "al2023 = 8.7p1"), ("instance", "fixedOpenssh", "al2023="),
    ("instance", "fixedOpenssh", "AL2023=8.7p1"), ("instance", "fixedOpenssh", "8.7p1"),
    ("instance", "fixedOpenssh", "al2023=v8.7p1"),
    ("instance", "fixedOpenssh", "al2023=8.7p1-8,ubuntu22.04=1:8.9p1-3ubuntu0.10"),
    ("instance", "unsupportedDistributions", "centos7,ubuntu"),
    ("instance", "approvedImages", "ami-0a1b2c3d4e5f60718;ami-0a1b2c3d4e5f60719"),
    ("instance", "trustedOwners", "9720109477"), ("instance", "previousGenerations", "M3"),
    ("ssm-agent", "minAgentVersion", "latest"), ("ssm-agent", "minAgentVersion", "3,3,1"),
    ("cloudwatch-agent", "minAgentVersion", "v1.3"),
    ("image-pipeline", "allowedAccounts", "1111222233334"),
    ("iam-scope", "escalationActions", "iam.PutRolePolicy"),
    ("iam-scope", "escalationActions", "iam:PutRolePolicy,iam:CreatPolicyVersion"),
    ("iam-scope", "escalationActions", "*"), ("iam-scope", "dataActions", "*:Get*"),
    ("iam-scope", "dataActions", "s3:Gte*"), ("iam-scope", "exposureActions", "imagebulder:Put*"),
    ("iam-scope", "decryptActions", "kms:"), ("iam-scope", "allowedServices", "log"),
    ("iam-scope", "allowedServices", "logs:*"),
  ]

  @Test(arguments: slips)
  func `a slip is told`(_ pack: String, _ name: String, _ text: String) throws {
    let override = ParameterOverride(pack: pack, name: name, given: .text(text), place: "x:1:1")
    let loading = RuleSet.load(ShippedPacksTests.sources, overrides: [override])
    #expect(loading.rules == nil)
    let message = try #require(loading.problems.first?.message)
    #expect(message.hasPrefix("x:1:1: error: parameter `\(name)`: "), "\(message)")
  }

  @Test(arguments: [
    (
      "iam:PutRolePolicy,iam:CreatPolicyVersion", "iam:CreatPolicyVersion",
      "iam:CreatePolicyVersion"
    ),
    ("iam:CreatPol*Version", "iam:CreatPol*Version", "iam:CreatePol*Version"),
    ("imagebulder:PutImagePolicy", "imagebulder:PutImagePolicy", "imagebuilder:PutImagePolicy"),
    ("PutRolePolicy", "PutRolePolicy", "iam:PutRolePolicy"),
  ])
  func `an action that there is not is told with the one that was meant`(
    _ text: String, _ wrong: String, _ meant: String
  ) throws {
    let override = ParameterOverride(
      pack: "iam-scope", name: "escalationActions", given: .text(text), place: "assay.yaml:7:3")
    let loading = RuleSet.load(ShippedPacksTests.sources, overrides: [override])
    let date = ActionCatalogue.bundled.date
    #expect(
      loading.problems.map(\.message) == [
        "assay.yaml:7:3: error: parameter `escalationActions`: there is no action `\(wrong)` in the "
          + "catalogue of \(date); did you mean `\(meant)`?"
      ])
  }

  @Test func `a catalogue that somebody chose says which actions there are`() throws {
    let action = ActionCatalogue.Action(
      service: "new", name: "MakeThing", level: .write, resources: [], conditionKeys: [],
      dependentActions: [])
    let contents = CatalogueContents(
      version: "1", date: "2027-01-01",
      services: [
        .init(
          prefix: "new", name: "New", actions: [action], resourceTypes: [], conditionKeys: [])
      ])
    let catalogue = try ActionCatalogue(checking: contents.bytes)
    func problems(_ text: String) -> Int {
      let override = ParameterOverride(
        pack: "iam-scope", name: "escalationActions", given: .text(text), place: "x:1:1")
      return RuleSet.load(
        ShippedPacksTests.sources, overrides: [override], catalogue: catalogue
      ).problems.count
    }
    #expect(problems("new:MakeThing,new:Make*") == 0)
    #expect(problems("iam:PutRolePolicy") == 1)
  }

  @Test(arguments: [
    ("instance", "fixedOpenssh", "al2023=8.7p1-8.amzn2023.0.11,ubuntu2404=1:9.6p1-3ubuntu13.5"),
    (
      "instance", "fixedOpenssh",
      "debian12=1:9.2p1-2+deb12u3,rhel10=9.9p1,sles15=8.4p1-150300.3.42.1"
    ),
    ("instance", "fixedOpenssh", ""),
    ("instance", "unsupportedDistributions", "windows2016,macos11"),
    ("cloudwatch-agent", "minAgentVersion", "1.300041.0b681-1"),
    ("ssm-agent", "minAgentVersion", "3.3.1000.0"),
    ("iam-scope", "escalationActions", "iam:createpolicyversion,iam:Put*Policy,iam:Add*"),
    ("iam-scope", "allowedServices", "logs,s3"),
  ])
  func `what is right is taken`(_ pack: String, _ name: String, _ text: String) throws {
    let override = ParameterOverride(pack: pack, name: name, given: .text(text), place: "x:1:1")
    #expect(RuleSet.load(ShippedPacksTests.sources, overrides: [override]).problems.isEmpty)
  }
}
