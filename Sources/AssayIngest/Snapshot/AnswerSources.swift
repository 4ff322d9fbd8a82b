import AssayModel
import Documents

/// Which calls the answers in a document are of, by their keys.
enum AnswerSources {
  static let instances = "ec2:DescribeInstances"
  static let volumes = "ec2:DescribeVolumes"

  /// Keys whose lists are answers of one call.
  private static let lists: [(key: String, source: String)] = [
    ("Reservations", instances), ("Images", "ec2:DescribeImages"),
    ("Volumes", volumes), ("Snapshots", "ec2:DescribeSnapshots"),
    ("SecurityGroups", "ec2:DescribeSecurityGroups"),
    ("SecurityGroupRules", "ec2:DescribeSecurityGroupRules"),
    ("Subnets", "ec2:DescribeSubnets"), ("RouteTables", "ec2:DescribeRouteTables"),
    ("NetworkAcls", "ec2:DescribeNetworkAcls"),
    ("LaunchTemplateVersions", "ec2:DescribeLaunchTemplateVersions"),
    ("AutoScalingGroups", "autoscaling:DescribeAutoScalingGroups"),
    ("LaunchConfigurations", "autoscaling:DescribeLaunchConfigurations"),
    ("Fleets", "ec2:DescribeFleets"),
    ("SpotFleetRequestConfigs", "ec2:DescribeSpotFleetRequests"),
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

  /// What a document answers.
  struct Found {
    let source: String
    /// How many things it tells of.
    let items: Int
    /// Whether it is one of many calls, each for one thing.
    var isOfOne = false
  }

  /// Lists of calls that are made for one thing at a time.
  private static let listsOfOne: Set<String> = [
    "LaunchTemplateVersions", "ComplianceItems", "imageSummaryList", "componentSummaryList",
    "Parameters",
  ]

  /// Sources, and how many things each tells of.
  static func all(in root: Node) -> [Found] {
    var found: [Found] = []
    if let roles = root["RoleDetailList"]?.elements {
      found += authorization.map { Found(source: $0, items: roles.count) }
    }
    for (key, source) in lists {
      guard let elements = root[key]?.elements else { continue }
      let isOfInstances = key == "Reservations"
      let count =
        isOfInstances
        ? elements.reduce(0) { $0 + ($1["Instances"]?.elements?.count ?? 0) } : elements.count
      found.append(Found(source: source, items: count, isOfOne: listsOfOne.contains(key)))
    }
    for (key, sources) in single where root[key] != nil {
      found += sources.map {
        Found(source: $0, items: 1, isOfOne: key != "EbsEncryptionByDefault")
      }
    }
    return found + inventory(root)
  }

  private static func inventory(_ root: Node) -> [Found] {
    if let type = root["TypeName"]?.text, root["Entries"] != nil {
      return [Found(source: type, items: 1, isOfOne: true)]
    }
    var counts: [String: Int] = [:]
    for entity in root["Entities"]?.elements ?? [] {
      for pair in entity["Data"]?.pairs ?? [] { counts[pair.key.text ?? "", default: 0] += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map { Found(source: $0.key, items: $0.value) }
  }

  /// The account and region of a path, else those of the first ARN that the answer's things have.
  static func place(of document: Document) -> PathScope {
    var place = PathScope(path: document.file.path)
    guard place.account == nil || place.region == nil else { return place }
    let values = document.root.pairs?.map(\.value) ?? []
    let things = values.flatMap { $0.elements.map { Array($0.prefix(1)) } ?? [$0] }
    for thing in things {
      for key in ["arn", "Arn", "ARN", "AutoScalingGroupARN", "LaunchConfigurationARN"] {
        guard let arn = thing[key]?.text.flatMap({ ARNText($0) }) else { continue }
        if place.account == nil, !arn.account.isEmpty { place.account = arn.account }
        if place.region == nil, !arn.region.isEmpty { place.region = arn.region }
      }
    }
    return place
  }
}
