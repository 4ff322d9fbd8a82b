import Testing
import TestSupport

/// `assay iam size`.
struct IAMSizeCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A pipeline whose component fetches an object; `statements` is the builder's inline policy.
  private static func stack(_ statements: String) -> String {
    """
    AWSTemplateFormatVersion: 2010-09-09
    Resources:
      Logs: {Type: AWS::S3::Bucket}
      Role:
        Type: AWS::IAM::Role
        Properties:
          RoleName: builder
          ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore]
          AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: []}
          Policies:
            - PolicyName: build
              PolicyDocument: {Version: "2012-10-17", Statement: [\(statements)]}
      Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
      Infrastructure:
        Type: AWS::ImageBuilder::InfrastructureConfiguration
        Properties:
          Name: infrastructure
          InstanceProfileName: !Ref Profile
          Logging: {S3Logs: {S3BucketName: !Ref Logs, S3KeyPrefix: builds}}
      Component:
        Type: AWS::ImageBuilder::Component
        Properties:
          Name: app
          Platform: Linux
          Version: 1.0.0
          Data: |
            schemaVersion: 1.0
            phases:
              - name: build
                steps:
                  - name: fetch
                    action: S3Download
                    inputs: [{source: s3://artifacts/app.rpm, destination: /tmp/app.rpm}]
                  - name: install
                    action: ExecuteBash
                    inputs: {commands: [rpm -i /tmp/app.rpm]}
      Recipe:
        Type: AWS::ImageBuilder::ImageRecipe
        Properties:
          Name: recipe
          Version: 1.0.0
          ParentImage: ami-0123456789abcdef0
          Components: [{ComponentArn: !Ref Component}]
      Pipeline:
        Type: AWS::ImageBuilder::ImagePipeline
        Properties:
          Name: nightly
          ImageRecipeArn: !Ref Recipe
          InfrastructureConfigurationArn: !Ref Infrastructure
    """
  }

  private static let component =
    #"{Effect: Allow, Action: "imagebuilder:GetComponent", Resource: "*"}"#
  private static let object =
    #"{Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::artifacts/app.rpm"}"#
  private static let logs =
    #"{Effect: Allow, Action: "s3:PutObject", Resource: !Sub "arn:aws:s3:::${Logs}/builds/*"}"#

  private func size(_ statements: String..., json: Bool = false) throws -> Tool.Outcome {
    try folder.write("stack.yaml", Self.stack(statements.joined(separator: ", ")))
    return try Tool.run(
      ["iam", "size", "stack.yaml"] + (json ? ["--format", "json"] : []), in: folder)
  }

  @Test func `a role that grants what its builds need holds, and its policy is printed`() throws {
    let outcome = try size(Self.component, Self.object, Self.logs)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(#""arn:aws:s3:::artifacts/app.rpm""#))
    #expect(outcome.output.contains(#""arn:aws:s3:::${Logs}/builds/*""#))
    #expect(outcome.output.contains("missing: nothing that is known to be needed"))
    #expect(outcome.output.contains("scripts that were not read:\n  app: build.install"))
  }

  @Test func `what is missing is named with the reason`() throws {
    let outcome = try size(Self.component, Self.object)
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("missing:\n  s3:PutObject on arn:*:s3:::${Logs}/builds/*: build logs")
    )
  }

  @Test func `a denial takes back what is allowed`() throws {
    let denial = #"{Effect: Deny, Action: "s3:Get*", Resource: "*"}"#
    let outcome = try size(Self.component, Self.object, Self.logs, denial)
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("s3:GetObject on arn:*:s3:::artifacts/app.rpm: app: build.fetch"))
  }

  @Test func `what is too much is named as well, and said as JSON`() throws {
    let more = #"{Effect: Allow, Action: "iam:PassRole", Resource: "*"}"#
    let outcome = try size(Self.component, Self.object, Self.logs, more, json: true)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("iam:PassRole on arn:aws:iam::111122223333:role/example"))
    #expect(outcome.output.contains(#""missing": []"#))
  }

  /// What a builder without AWS's managed policy grants of Systems Manager, and what comes of it.
  static let agents = [
    // On a resource where the actions are of no use.
    (
      #"{Effect: Allow, Action: ["ssm:Update*", "ssmmessages:*"], Resource: "arn:aws:s3:::x"}"#, 1,
      "ssmmessages:OpenDataChannel on *: Systems Manager drives the build"
    ),
    // An action without kinds of resources is granted on `*` only.
    (
      #"{Effect: Allow, Action: ["ssm:Update*", "ssmmessages:*"], Resource: "arn:aws:ec2:*:*:instance/*"}"#,
      1, "ssmmessages:OpenDataChannel on *: Systems Manager drives the build"
    ),
    (
      #"{Effect: Allow, Action: "ssm:Update*", Resource: "arn:aws:ec2:eu-west-1:*:instance/*"}, {Effect: Allow, Action: "ssmmessages:*", Resource: "*"}"#,
      0, "missing: nothing that is known to be needed"
    ),
    (
      #"{Effect: Allow, Action: ["ssm:Update*", "ssmmessages:*"], Resource: "*", Condition: {DateLessThan: {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}}"#,
      3, "is granted under conditions on aws:currenttime"
    ),
    (
      #"{Effect: Allow, Action: ["ssm:Update*", "ssmmessages:*"], Resource: "*", Condition: {Bool: {"aws:SecureTransport": true}}}"#,
      0, "missing: nothing that is known to be needed"
    ),
    (
      #"{Effect: Allow, Action: ["ssm:Update*", "ssmmessages:*"], Resource: "*"}, {Effect: Deny, Action: "*", Resource: "*", Condition: {StringNotEquals: {"aws:RequestedRegion": eu-west-1}}}"#,
      3, "is granted under conditions on aws:requestedregion"
    ),
  ]

  @Test(arguments: agents)
  func `what works on nothing in particular has to be granted where it works`(
    _ statements: String, _ status: Int, _ line: String
  ) throws {
    let stack = Self.stack(
      [Self.component, Self.object, Self.logs, statements].joined(separator: ", "))
    try folder.write(
      "stack.yaml",
      stack.replacing(
        "ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore]",
        with: "ManagedPolicyArns: []"))
    let outcome = try Tool.run(["iam", "size", "stack.yaml"], in: folder)
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.output.contains(line), "\(outcome)")
  }

  @Test func `a component by reference is one of its name`() throws {
    func grant(_ name: String) -> String {
      #"{Effect: Allow, Action: "imagebuilder:GetComponent", Resource: "arn:aws:imagebuilder:eu-west-1:111122223333:component/\#(name)"}"#
    }
    #expect(try size(grant("app/*"), Self.object, Self.logs).status == 0)
    let other = try size(grant("x/*"), Self.object, Self.logs)
    #expect(other.status == 1)
    #expect(
      other.output.contains(
        "imagebuilder:GetComponent on arn:*:imagebuilder:*:*:component/app/*: component "))
  }

  @Test func `a container is pushed to its own repository, and the token is for none`() throws {
    func size(_ grants: String) throws -> Tool.Outcome {
      let stack = Self.stack(
        [Self.component, Self.object, Self.logs, grants].joined(separator: ", ")
      )
      .replacing("AWS::ImageBuilder::ImageRecipe", with: "AWS::ImageBuilder::ContainerRecipe")
      .replacing("ImageRecipeArn", with: "ContainerRecipeArn")
      .replacing(
        "ParentImage: ami-0123456789abcdef0",
        with: """
          ParentImage: amazonlinux:latest
                ContainerType: DOCKER
                TargetRepository: {RepositoryName: app, Service: ECR}
          """)
      try folder.write("stack.yaml", stack)
      return try Tool.run(["iam", "size", "stack.yaml"], in: folder)
    }
    func repository(_ name: String) -> String {
      #"{Effect: Allow, Action: "ecr:*", Resource: "arn:aws:ecr:us-east-1:111122223333:repository/\#(name)"}"#
    }
    let token = #"{Effect: Allow, Action: "ecr:GetAuthorizationToken", Resource: "*"}"#
    #expect(try size(repository("app") + ", " + token).status == 0)
    let first = try size(repository("app"))
    #expect(first.status == 1)
    #expect(first.output.contains("ecr:GetAuthorizationToken on *"), "\(first)")
    let second = try size(repository("other") + ", " + token)
    #expect(second.status == 1)
    #expect(second.output.contains("ecr:PutImage on arn:*:ecr:*:*:repository/app"), "\(second)")
  }

  /// Grants of what the logs need that leave some of it out.
  static let partial = [
    #"{Effect: Allow, Action: "s3:PutObject", Resource: !Sub "arn:aws:s3:::${Logs}/builds/x.txt"}"#,
    #"{Effect: Allow, Action: "s3:PutObject", Resource: !Sub "arn:aws:s3:::${Logs}/builds/x/*", Condition: {IpAddress: {"aws:SourceIp": 10.0.0.0/8}}}"#,
    logs
      + #", {Effect: Deny, Action: "s3:PutObject", Resource: !Sub "arn:aws:s3:::${Logs}/builds/i*"}"#,
  ]

  @Test(arguments: partial)
  func `what is granted in part is named with a request that is not`(_ statement: String) throws {
    let outcome = try size(Self.component, Self.object, statement)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("missing: nothing that is known to be needed"))
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let title = try #require(lines.firstIndex(of: "granted in part:"))
    #expect(
      lines[title + 1].hasPrefix(
        "  s3:PutObject on arn:*:s3:::${Logs}/builds/*, granted in part and not on "
          + "arn:aws:s3:::${Logs}/builds/"))
    #expect(lines[title + 1].hasSuffix(": build logs"))
  }

  @Test func `what is granted under a condition is unknown, but for what always holds`() throws {
    func logs(_ condition: String) -> String {
      Self.logs.dropLast() + ", Condition: {\(condition)}}"
    }
    let bound = try size(
      Self.component, Self.object, logs(#"IpAddress: {"aws:SourceIp": 10.0.0.0/8}"#))
    #expect(bound.status == 3)
    #expect(
      bound.output.contains(
        "s3:PutObject on arn:*:s3:::${Logs}/builds/* is granted under conditions on aws:sourceip"))
    let secure = try size(
      Self.component, Self.object, logs(#"Bool: {"aws:SecureTransport": true}"#))
    #expect(secure.status == 0)
  }

  @Test func `an input that cannot be read leaves the answer unknown`() throws {
    try folder.write("bad.yaml", "a: [1, 2\n")
    try folder.write(
      "stack.yaml", Self.stack([Self.component, Self.object, Self.logs].joined(separator: ", ")))
    let outcome = try Tool.run(["iam", "size", "stack.yaml", "bad.yaml"], in: folder)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("inputs that were not read:\n  bad.yaml: "))
    #expect(outcome.errors.contains("bad.yaml:"))
  }

  @Test func `actions are those of the catalogue that is given`() throws {
    let data = [
      "metadata.json": #"{"version": "9.9", "updatedAt": "2027-01-02T00:00:00Z"}"#,
      "serviceNames.json": #"{"mine": "My Service"}"#, "conditionKeys/mine.json": "{}",
      "resourceTypes/mine.json": "{}",
      "actions/mine.json":
        #"{"doit": {"name": "DoIt", "accessLevel": "Write", "conditionKeys": [], "resourceTypes": []}}"#,
    ]
    for (name, text) in data { try folder.write("data/\(name)", text) }
    let written = try Tool.run(["iam", "catalogue", "update", "data", "-o", "c.txt"], in: folder)
    #expect(written.status == 0, "\(written)")
    let more = #"{Effect: Allow, Action: "mine:*", Resource: "*"}"#
    try folder.write(
      "stack.yaml",
      Self.stack([Self.component, Self.object, Self.logs, more].joined(separator: ", ")))
    let outcome = try Tool.run(
      ["iam", "size", "stack.yaml", "--catalogue", "c.txt"], in: folder)
    #expect(outcome.output.contains("mine:DoIt on "), "\(outcome)")
    #expect(outcome.output.contains("(Write): statement 4 of "))
    #expect(outcome.output.contains("catalogue 9.9 of 2027-01-02, c.txt"))
  }

  @Test func `where nothing is built there is nothing to size`() throws {
    try folder.write("stack.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n")
    let outcome = try Tool.run(["iam", "size", "stack.yaml"], in: folder)
    #expect(outcome.status == 2)
  }
}
