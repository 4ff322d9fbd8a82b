import Documents
import IAM
import TestSupport
import Testing

/// Ways to more rights beside the data of others.
struct EscalationSharedTests {
  private static func read(_ name: String, for test: String) throws -> Node? {
    guard let root = SharedData.root(for: test) else { return nil }
    let path = "\(root)/conformance/iam/\(name)"
    guard case .file(let file)? = FileLoader().load(path).first else {
      Issue.record("cannot read \(path)")
      return nil
    }
    return try #require(JSONReader.read(file).0).root
  }

  /// Ways that pathfinding.cloud does not list.
  private static let own: Set = [
    "iam-set-default-version", "ecs-execute-command", "imagebuilder-001",
  ]

  @Test func `ids, kinds and permissions are those of pathfinding.cloud`() throws {
    guard let root = try Self.read("privesc_paths.json", for: "escalation paths") else { return }
    let paths = try #require(root["paths"]?.elements)
    #expect(paths.count == 65)
    #expect(EscalationPath.all.count == paths.count + Self.own.count)
    for node in paths {
      let id = try #require(node["id"]?.text)
      let path = try #require(EscalationPath.all.first { $0.id == id }, "\(id)")
      let required = node["permissions"]?["required"]?.elements ?? []
      #expect(
        Set(path.permissions.map(\.action)) == Set(required.compactMap { $0["permission"]?.text }))
      #expect(path.category.rawValue == node["category"]?.text)
    }
  }

  /// Which of our ways cloudsplaining's names are, by what they take.
  private static let names = [
    "AttachRolePolicy": "iam-009", "AttachRolePolicyThenUpdateAssumeRolePolicy": "iam-019",
    "CreateAccessKey": "iam-002", "CreateAndRotateAccessKey": "iam-003",
    "CreateLoginProfile": "iam-004", "CreateNewPolicyVersion": "iam-001",
    "CreatePolicyVersionThenAssumeRole": "iam-016",
    "CreatePresignedSageMakerNotebookUrl": "sagemaker-004",
    "ECSExecuteCommandOnRunningTask": "ecs-execute-command",
    "EditExistingLambdaFunctionWithRole": "lambda-003",
    "ModifyExistingEC2LaunchTemplate": "ec2-004",
    "PassExistingRoleToCloudFormation": "cloudformation-001",
    "PassExistingRoleToNewAppRunnerService": "apprunner-001",
    "PassExistingRoleToNewDataPipeline": "datapipeline-001",
    "PassExistingRoleToNewECSTaskViaStartTask": "ecs-005",
    "PassExistingRoleToNewGlueDevEndpoint": "glue-001",
    "PassExistingRoleToNewLambdaThenAddPermission": "lambda-006",
    "PassExistingRoleToNewLambdaThenInvoke": "lambda-001",
    "PassExistingRoleToNewLambdaThenTriggerWithExistingDynamo": "lambda-002",
    "PassExistingRoleToNewLambdaThenTriggerWithNewDynamo": "lambda-002",
    "PassExistingRoleToNewSageMakerNotebookInstance": "sagemaker-001",
    "PassExistingRoleToNewSageMakerProcessingJob": "sagemaker-003",
    "PassExistingRoleToNewSageMakerTrainingJob": "sagemaker-002", "PutUserPolicy": "iam-007",
    "UpdateAndInvokeLambdaFunction": "lambda-004",
    "UpdateLambdaFunctionAndAddPermission": "lambda-005", "UpdateRolePolicyToAssumeIt": "iam-012",
  ]

  /// Where we answer otherwise, and why; `docs/iam-comparison.md` says it at length.
  private static let differences:
    [String: (missing: Set<String>, extra: Set<String>, why: String)] =
      [
        "cloudsplaining-0030": ([], ["sts-001"], "taking a role is no way for it"),
        "cloudsplaining-0035": (
          [], ["iam-012", "sts-001"],
          "it passes over what is bound to resources; we say constrained"
        ),
        "cloudsplaining-0182": (
          [], ["iam-012", "sts-001"],
          "it passes over what is bound to resources; we say constrained"
        ),
        "cloudsplaining-0194": (
          [], ["ec2-001"], "it passes over whatever has a condition; we say constrained"
        ),
        "cloudsplaining-0219": (
          ["datapipeline-001"], [], "a pipeline that is not defined and not started runs nothing"
        ),
        "cloudsplaining-0254": ([], ["sts-001"], "taking a role is no way for it"),
      ]

  @Test func `every difference to cloudsplaining has its reason`() throws {
    guard let root = try Self.read("privesc.cloudsplaining.json", for: "cloudsplaining") else {
      return
    }
    var compared = 0
    for vector in try #require(root["vectors"]?.elements)
    where vector["kind"]?.text == "PolicyDocument.allows_privilege_escalation" {
      let id = try #require(vector["id"]?.text)
      let policy = try #require(vector["policy"])
      let file = SourceFile(path: "\(id).json", text: "")
      let parsed = try #require(PolicyParser.parse(policy, in: file, as: .identity).0)
      let answer = Escalation.paths(of: [Level(.identity, [parsed])])
      let ours = Set(answer.found.map(\.path.id))
      let theirs = Set(
        try (vector["expected"]?.elements ?? []).map { expected in
          let name = try #require(expected["type"]?.text)
          return try #require(Self.names[name], "\(name)")
        })
      let difference = Self.differences[id]
      #expect(answer.undecided.isEmpty, "\(id)")
      #expect(theirs.subtracting(ours) == difference?.missing ?? [], "\(id)")
      #expect(ours.subtracting(theirs) == difference?.extra ?? [], "\(id)")
      compared += 1
    }
    #expect(compared == 38)
  }
}
