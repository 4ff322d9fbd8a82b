import Documents

/// Which calls the answers in a document are of, by their keys.
enum AnswerSources {
  /// Keys whose lists are answers of one call.
  private static let lists: [(key: String, source: String)] = [
    ("Reservations", "ec2:DescribeInstances"), ("Images", "ec2:DescribeImages"),
    ("Volumes", "ec2:DescribeVolumes"), ("Snapshots", "ec2:DescribeSnapshots"),
    ("SecurityGroups", "ec2:DescribeSecurityGroups"),
    ("SecurityGroupRules", "ec2:DescribeSecurityGroupRules"),
    ("Subnets", "ec2:DescribeSubnets"), ("RouteTables", "ec2:DescribeRouteTables"),
    ("NetworkAcls", "ec2:DescribeNetworkAcls"),
    ("LaunchTemplateVersions", "ec2:DescribeLaunchTemplateVersions"),
    ("AutoScalingGroups", "autoscaling:DescribeAutoScalingGroups"),
    ("InstanceInformationList", "ssm:DescribeInstanceInformation"),
    ("InstancePatchStates", "ssm:DescribeInstancePatchStates"),
    ("ResourceComplianceSummaryItems", "ssm:ListResourceComplianceSummaries"),
    ("ComplianceItems", "ssm:ListResourceComplianceSummaries"),
    ("Associations", "ssm:DescribeAssociation"), ("Parameters", "ssm:GetParameter"),
    ("Metrics", "cloudwatch:ListMetrics"), ("Roles", "iam:GetRole"),
    ("InstanceProfiles", "iam:GetInstanceProfile"),
    ("imagePipelineList", "imagebuilder:GetImagePipeline"),
    ("imageSummaryList", "imagebuilder:ListImageBuildVersions"),
    ("imageVersionList", "imagebuilder:ListImages"),
    ("imageRecipeSummaryList", "imagebuilder:ListImageRecipes"),
    ("componentVersionList", "imagebuilder:ListComponents"),
    ("componentSummaryList", "imagebuilder:ListComponentBuildVersions"),
  ]

  /// Keys that hold one thing.
  private static let single: [(key: String, sources: [String])] = [
    (
      "image",
      [
        "imagebuilder:GetImage", "imagebuilder:GetImageRecipe",
        "imagebuilder:GetInfrastructureConfiguration",
        "imagebuilder:GetDistributionConfiguration",
      ]
    ),
    ("imageRecipe", ["imagebuilder:GetImageRecipe"]),
    ("containerRecipe", ["imagebuilder:GetContainerRecipe"]),
    ("component", ["imagebuilder:GetComponent"]),
    ("imagePipeline", ["imagebuilder:GetImagePipeline"]),
    ("infrastructureConfiguration", ["imagebuilder:GetInfrastructureConfiguration"]),
    ("distributionConfiguration", ["imagebuilder:GetDistributionConfiguration"]),
    ("workflow", ["imagebuilder:GetWorkflow"]),
    ("lifecyclePolicy", ["imagebuilder:GetLifecyclePolicy"]),
    ("Role", ["iam:GetRole"]), ("InstanceProfile", ["iam:GetInstanceProfile"]),
    ("PolicyVersion", ["iam:GetPolicyVersion"]), ("Parameter", ["ssm:GetParameter"]),
    ("AssociationDescription", ["ssm:DescribeAssociation"]),
    ("LaunchPermissions", ["ec2:DescribeImageAttribute"]),
    ("CreateVolumePermissions", ["ec2:DescribeSnapshotAttribute"]),
    ("EbsEncryptionByDefault", ["ec2:GetEbsEncryptionByDefault"]),
    ("PolicyDocument", ["iam:GetRolePolicy"]),
  ]

  /// The account's roles with everything that is attached to them.
  private static let authorization = [
    "iam:GetRole", "iam:GetInstanceProfile", "iam:GetPolicyVersion", "iam:GetRolePolicy",
    "iam:ListRolePolicies", "iam:ListAttachedRolePolicies",
  ]

  /// Sources, and how many things each tells of.
  static func all(in root: Node) -> [(source: String, items: Int)] {
    var found: [(String, Int)] = []
    if let roles = root["RoleDetailList"]?.elements {
      found += authorization.map { ($0, roles.count) }
    }
    for (key, source) in lists {
      guard let elements = root[key]?.elements else { continue }
      let isOfInstances = key == "Reservations"
      let count =
        isOfInstances
        ? elements.reduce(0) { $0 + ($1["Instances"]?.elements?.count ?? 0) } : elements.count
      found.append((source, count))
    }
    for (key, sources) in single where root[key] != nil { found += sources.map { ($0, 1) } }
    return found + inventory(root)
  }

  private static func inventory(_ root: Node) -> [(source: String, items: Int)] {
    if let type = root["TypeName"]?.text, root["Entries"] != nil { return [(type, 1)] }
    var counts: [String: Int] = [:]
    for entity in root["Entities"]?.elements ?? [] {
      for pair in entity["Data"]?.pairs ?? [] { counts[pair.key.text ?? "", default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
