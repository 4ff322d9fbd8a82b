/// The ways that are looked for: the 65 of pathfinding.cloud (state of 2025-12-17) and three more.
extension EscalationPath {
  /// Ascending by id within each kind of way.
  package static let all: [EscalationPath] =
    identityPaths + computePaths + containerPaths + dataPaths + accessPaths

  private init(
    _ id: String, _ category: Category, _ title: String, _ permissions: [Permission],
    needs: String...
  ) {
    self.init(id: id, title: title, category: category, permissions: permissions, needs: needs)
  }

  private static func pass(to service: String) -> Permission {
    Permission("iam:PassRole", to: service)
  }

  private static func role(for service: String) -> String {
    "a role with more rights that \(service) may take"
  }

  private static func on(_ action: String, _ target: Target) -> Permission {
    Permission(action, on: target)
  }

  private static let managedPolicy = "a customer managed policy that is attached to the principal"
  private static let strongUser = "a user with more rights"
  private static let trustingRole = "a role that lets the principal take it"

  private static let identityPaths: [EscalationPath] = [
    EscalationPath(
      "iam-001", .selfEscalation, "Rewrite a policy that is attached to the principal",
      ["iam:CreatePolicyVersion"], needs: managedPolicy),
    EscalationPath(
      "iam-002", .principalAccess, "Make an access key of another user",
      [on("iam:CreateAccessKey", .otherUser)], needs: strongUser),
    EscalationPath(
      "iam-003", .principalAccess, "Replace an access key of another user",
      [on("iam:CreateAccessKey", .otherUser), on("iam:DeleteAccessKey", .otherUser)],
      needs: strongUser),
    EscalationPath(
      "iam-004", .principalAccess, "Give another user a console password",
      [on("iam:CreateLoginProfile", .otherUser)], needs: "a user with more rights and no password"),
    EscalationPath(
      "iam-005", .selfEscalation, "Write an inline policy into a role that it acts as",
      [on("iam:PutRolePolicy", .own(.role))]),
    EscalationPath(
      "iam-006", .principalAccess, "Change the console password of another user",
      [on("iam:UpdateLoginProfile", .otherUser)], needs: "a user with more rights and a password"),
    EscalationPath(
      "iam-007", .selfEscalation, "Write an inline policy into a user that it acts as",
      [on("iam:PutUserPolicy", .own(.user))]),
    EscalationPath(
      "iam-008", .selfEscalation, "Attach a managed policy to a user that it acts as",
      [on("iam:AttachUserPolicy", .own(.user))]),
    EscalationPath(
      "iam-009", .selfEscalation, "Attach a managed policy to a role that it acts as",
      [on("iam:AttachRolePolicy", .own(.role))]),
    EscalationPath(
      "iam-010", .selfEscalation, "Attach a managed policy to a group of the principal",
      ["iam:AttachGroupPolicy"], needs: "a group that the principal is in"),
    EscalationPath(
      "iam-011", .selfEscalation, "Write an inline policy into a group of the principal",
      ["iam:PutGroupPolicy"], needs: "a group that the principal is in"),
    EscalationPath(
      "iam-012", .principalAccess, "Let oneself take a role by changing its trust policy",
      ["iam:UpdateAssumeRolePolicy"], needs: "a role with more rights"),
    EscalationPath(
      "iam-013", .selfEscalation, "Put the principal into a group", ["iam:AddUserToGroup"],
      needs: "a group with more rights"),
    EscalationPath(
      "iam-014", .principalAccess, "Attach a managed policy to a role, then take it",
      ["iam:AttachRolePolicy", "sts:AssumeRole"], needs: trustingRole),
    EscalationPath(
      "iam-015", .principalAccess,
      "Attach a managed policy to a user, then make a key of that user",
      [on("iam:AttachUserPolicy", .otherUser), on("iam:CreateAccessKey", .otherUser)]),
    EscalationPath(
      "iam-016", .principalAccess, "Rewrite a policy of a role, then take the role",
      ["iam:CreatePolicyVersion", "sts:AssumeRole"],
      needs: "a customer managed policy attached to a role that lets the principal take it"),
    EscalationPath(
      "iam-017", .principalAccess, "Write an inline policy into a role, then take it",
      ["iam:PutRolePolicy", "sts:AssumeRole"], needs: trustingRole),
    EscalationPath(
      "iam-018", .principalAccess,
      "Write an inline policy into a user, then make a key of that user",
      [on("iam:PutUserPolicy", .otherUser), on("iam:CreateAccessKey", .otherUser)]),
    EscalationPath(
      "iam-019", .principalAccess, "Attach a managed policy to a role and let oneself take it",
      ["iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"]),
    EscalationPath(
      "iam-020", .principalAccess, "Rewrite a policy of a role and let oneself take the role",
      ["iam:CreatePolicyVersion", "iam:UpdateAssumeRolePolicy"],
      needs: "a customer managed policy attached to a role"),
    EscalationPath(
      "iam-021", .principalAccess, "Write an inline policy into a role and let oneself take it",
      ["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]),
    EscalationPath(
      "iam-set-default-version", .selfEscalation,
      "Go back to an earlier version of a policy of the principal",
      ["iam:SetDefaultPolicyVersion"],
      needs: "a customer managed policy of the principal with a version that allows more"),
    EscalationPath(
      "sts-001", .principalAccess, "Take a role", ["sts:AssumeRole"],
      needs: "a role with more rights that lets the principal take it"),
  ]

  private static let ec2 = "ec2.amazonaws.com"
  private static let lambda = "lambda.amazonaws.com"

  private static let computePaths: [EscalationPath] = [
    EscalationPath(
      "ec2-001", .newPassRole, "Start an instance with a role",
      [pass(to: ec2), "ec2:RunInstances"],
      needs: "an instance profile of a role with more rights that ec2.amazonaws.com may take"),
    EscalationPath(
      "imagebuilder-001", .newPassRole, "Build an image whose component runs with a role",
      [
        pass(to: ec2), "imagebuilder:CreateInfrastructureConfiguration",
        "imagebuilder:CreateComponent", "imagebuilder:CreateImageRecipe",
        "imagebuilder:CreateImage",
      ],
      needs: "an instance profile of a role with more rights that ec2.amazonaws.com may take"),
    EscalationPath(
      "ec2-002", .existingPassRole, "Change the user data of an instance and restart it",
      ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"],
      needs: "an instance whose role has more rights"),
    EscalationPath(
      "ec2-003", .newPassRole, "Ask for a spot instance with a role",
      [pass(to: ec2), "ec2:RequestSpotInstances"],
      needs: "an instance profile of a role with more rights that ec2.amazonaws.com may take"),
    EscalationPath(
      "ec2-004", .existingPassRole, "Put commands into a launch template that is in use",
      ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"],
      needs: "a launch template in use whose role has more rights"),
    EscalationPath(
      "ec2instanceconnect-003", .existingPassRole, "Log in to an instance with a key sent to it",
      ["ec2-instance-connect:SendSSHPublicKey", "ec2:DescribeInstances"],
      needs: "an instance that can be reached and whose role has more rights"),
    EscalationPath(
      "lambda-001", .newPassRole, "Make a function with a role and call it",
      [pass(to: lambda), "lambda:CreateFunction", "lambda:InvokeFunction"],
      needs: role(for: lambda)),
    EscalationPath(
      "lambda-002", .newPassRole, "Make a function with a role and let events call it",
      [pass(to: lambda), "lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
      needs: role(for: lambda), "a source of events that the role may read"),
    EscalationPath(
      "lambda-003", .existingPassRole, "Change the code of a function that is called anyway",
      ["lambda:UpdateFunctionCode"], needs: "a function in use whose role has more rights"),
    EscalationPath(
      "lambda-004", .existingPassRole, "Change the code of a function and call it",
      ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
      needs: "a function whose role has more rights"),
    EscalationPath(
      "lambda-005", .existingPassRole, "Change the code of a function and let oneself call it",
      ["lambda:UpdateFunctionCode", "lambda:AddPermission"],
      needs: "a function whose role has more rights"),
    EscalationPath(
      "lambda-006", .newPassRole, "Make a function with a role and let oneself call it",
      [pass(to: lambda), "lambda:CreateFunction", "lambda:AddPermission"],
      needs: role(for: lambda)),
    EscalationPath(
      "cloudformation-001", .newPassRole, "Make a stack with a role",
      [pass(to: "cloudformation.amazonaws.com"), "cloudformation:CreateStack"],
      needs: role(for: "cloudformation.amazonaws.com")),
    EscalationPath(
      "cloudformation-002", .existingPassRole, "Change a stack that has a role",
      ["cloudformation:UpdateStack"], needs: "a stack whose role has more rights"),
    EscalationPath(
      "cloudformation-003", .newPassRole, "Make a stack set with a role and roll it out",
      [
        pass(to: "cloudformation.amazonaws.com"), "cloudformation:CreateStackSet",
        "cloudformation:CreateStackInstances",
      ],
      needs: role(for: "cloudformation.amazonaws.com"), "an execution role with more rights"),
    EscalationPath(
      "cloudformation-004", .newPassRole, "Change a stack set and give it a role",
      [pass(to: "cloudformation.amazonaws.com"), "cloudformation:UpdateStackSet"],
      needs: role(for: "cloudformation.amazonaws.com"),
      "a stack set whose execution role has more rights"),
    EscalationPath(
      "cloudformation-005", .newPassRole, "Change a stack that has a role by a change set",
      ["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
      needs: "a stack whose role has more rights"),
  ]

  private static let tasks = "ecs-tasks.amazonaws.com"
  private static let codeBuild = "codebuild.amazonaws.com"
  private static let appRunner = "tasks.apprunner.amazonaws.com"

  private static let containerPaths: [EscalationPath] = [
    EscalationPath(
      "ecs-001", .newPassRole, "Make a cluster and a service whose tasks have a role",
      [
        pass(to: tasks), "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:CreateService",
      ], needs: role(for: tasks)),
    EscalationPath(
      "ecs-002", .newPassRole, "Make a cluster and run a task with a role",
      [pass(to: tasks), "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
      needs: role(for: tasks)),
    EscalationPath(
      "ecs-003", .newPassRole, "Make a service whose tasks have a role",
      [pass(to: tasks), "ecs:RegisterTaskDefinition", "ecs:CreateService"],
      needs: role(for: tasks), "a cluster"),
    EscalationPath(
      "ecs-004", .newPassRole, "Run a task with a role",
      [pass(to: tasks), "ecs:RegisterTaskDefinition", "ecs:RunTask"],
      needs: role(for: tasks), "a cluster"),
    EscalationPath(
      "ecs-005", .newPassRole, "Start a task with a role on an instance of a cluster",
      [pass(to: tasks), "ecs:RegisterTaskDefinition", "ecs:StartTask"],
      needs: role(for: tasks), "a cluster with an instance"),
    EscalationPath(
      "ecs-execute-command", .existingPassRole, "Run a command in a running task",
      ["ecs:ExecuteCommand", "ecs:DescribeTasks"],
      needs: "a running task that takes commands and whose role has more rights"),
    EscalationPath(
      "codebuild-001", .newPassRole, "Make a build project with a role and start it",
      [pass(to: codeBuild), "codebuild:CreateProject", "codebuild:StartBuild"],
      needs: role(for: codeBuild)),
    EscalationPath(
      "codebuild-002", .existingPassRole, "Start a build with commands of one's own",
      ["codebuild:StartBuild"], needs: "a build project whose role has more rights"),
    EscalationPath(
      "codebuild-003", .existingPassRole, "Start a batch of builds with commands of one's own",
      ["codebuild:StartBuildBatch"], needs: "a build project whose role has more rights"),
    EscalationPath(
      "codebuild-004", .newPassRole, "Make a build project with a role and start a batch of it",
      [pass(to: codeBuild), "codebuild:CreateProject", "codebuild:StartBuildBatch"],
      needs: role(for: codeBuild)),
    EscalationPath(
      "apprunner-001", .newPassRole, "Make a service of App Runner with a role",
      [pass(to: appRunner), "apprunner:CreateService"], needs: role(for: appRunner)),
    EscalationPath(
      "apprunner-002", .existingPassRole, "Change what a service of App Runner runs",
      ["apprunner:UpdateService"], needs: "a service of App Runner whose role has more rights"),
  ]

  private static let glue = "glue.amazonaws.com"
  private static let sageMaker = "sagemaker.amazonaws.com"
  private static let agentCore = "bedrock-agentcore.amazonaws.com"
  private static let interpreter = Target.kinds(["code-interpreter-custom"])

  private static let dataPaths: [EscalationPath] = [
    EscalationPath(
      "bedrock-001", .newPassRole, "Make a code interpreter with a role and run code in it",
      [
        pass(to: agentCore), "bedrock-agentcore:CreateCodeInterpreter",
        on("bedrock-agentcore:StartCodeInterpreterSession", interpreter),
        on("bedrock-agentcore:InvokeCodeInterpreter", interpreter),
      ], needs: role(for: agentCore)),
    EscalationPath(
      "bedrock-002", .existingPassRole, "Run code in a code interpreter",
      [
        on("bedrock-agentcore:StartCodeInterpreterSession", interpreter),
        on("bedrock-agentcore:InvokeCodeInterpreter", interpreter),
      ], needs: "a code interpreter whose role has more rights"),
    EscalationPath(
      "datapipeline-001", .newPassRole, "Make a data pipeline with a role and start it",
      [
        pass(to: "datapipeline.amazonaws.com"), "datapipeline:CreatePipeline",
        "datapipeline:PutPipelineDefinition", "datapipeline:ActivatePipeline",
      ], needs: role(for: "datapipeline.amazonaws.com")),
    EscalationPath(
      "glue-001", .newPassRole, "Make a development endpoint of Glue with a role",
      [pass(to: glue), "glue:CreateDevEndpoint"], needs: role(for: glue)),
    EscalationPath(
      "glue-002", .existingPassRole, "Put one's key on a development endpoint of Glue",
      ["glue:UpdateDevEndpoint"], needs: "a development endpoint whose role has more rights"),
    EscalationPath(
      "glue-003", .newPassRole, "Make a job of Glue with a role and run it",
      [pass(to: glue), "glue:CreateJob", "glue:StartJobRun"], needs: role(for: glue)),
    EscalationPath(
      "glue-004", .newPassRole, "Make a job of Glue with a role and a trigger that runs it",
      [pass(to: glue), "glue:CreateJob", "glue:CreateTrigger"], needs: role(for: glue)),
    EscalationPath(
      "glue-005", .newPassRole, "Give a job of Glue another role and script, and run it",
      [pass(to: glue), "glue:UpdateJob", "glue:StartJobRun"],
      needs: role(for: glue), "a job of Glue"),
    EscalationPath(
      "glue-006", .newPassRole, "Give a job of Glue another role and script, and a trigger",
      [pass(to: glue), "glue:UpdateJob", "glue:CreateTrigger"],
      needs: role(for: glue), "a job of Glue"),
    EscalationPath(
      "sagemaker-001", .newPassRole, "Make a notebook with a role",
      [pass(to: sageMaker), "sagemaker:CreateNotebookInstance"], needs: role(for: sageMaker)),
    EscalationPath(
      "sagemaker-002", .newPassRole, "Run a training job with a role",
      [pass(to: sageMaker), "sagemaker:CreateTrainingJob"], needs: role(for: sageMaker)),
    EscalationPath(
      "sagemaker-003", .newPassRole, "Run a processing job with a role",
      [pass(to: sageMaker), "sagemaker:CreateProcessingJob"], needs: role(for: sageMaker)),
    EscalationPath(
      "sagemaker-004", .existingPassRole, "Open a notebook",
      ["sagemaker:CreatePresignedNotebookInstanceUrl"],
      needs: "a notebook whose role has more rights"),
    EscalationPath(
      "sagemaker-005", .existingPassRole, "Have a notebook run a script when it starts",
      [
        "sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:StopNotebookInstance",
        "sagemaker:UpdateNotebookInstance", "sagemaker:StartNotebookInstance",
      ], needs: "a notebook whose role has more rights"),
  ]

  private static let accessPaths: [EscalationPath] = [
    EscalationPath(
      "ssm-001", .existingPassRole, "Open a session on an instance",
      [on("ssm:StartSession", .kinds(["instance"]))],
      needs: "an instance under Systems Manager whose role has more rights"),
    EscalationPath(
      "ssm-002", .existingPassRole, "Send a command to an instance",
      [on("ssm:SendCommand", .kinds(["document", "instance"]))],
      needs: "an instance under Systems Manager whose role has more rights"),
  ]
}
