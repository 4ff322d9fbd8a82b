import AssayModel
import Records

/// What a type of declared resource is to Assay; types that are not here are counted, not judged.
enum DeclaredType: Sendable {
  /// A resource of a kind, read by its table.
  ///
  /// The table is made when it is first needed: a run needs few of them.
  case kind(ResourceKind, @autoclosure @Sendable () -> RecordMapping)
  /// Something that belongs to another resource: a rule, an inline policy, an attachment.
  case part(PartType)

  /// What belongs to another resource, and how it is declared.
  enum PartType: Sendable {
    case securityGroupRule(RuleDirection)
    /// Terraform's and the API's rules say themselves which way they go.
    case securityGroupRuleOfStatedDirection
    case inlinePolicy(PolicyHolder)
    /// An inline policy of several holders at once.
    case sharedInlinePolicy
    case managedPolicyAttachment
    /// A user or group with its inline policies.
    case holder(PolicyHolder)
    case imageSharing
    case snapshotSharing
    /// Metrics that the CloudWatch agent sends of an instance.
    case agentMetrics
  }

  /// The type's meaning; nil when Assay does not judge it.
  init?(_ type: String, dialect: Dialect) {
    let table =
      switch dialect {
      case .api: Self.api
      case .cloudFormation: Self.cloudFormation
      case .terraform: Self.terraform
      }
    guard let found = table[type] else { return nil }
    self = found
  }

  private static let cloudFormation: [String: DeclaredType] = [
    "AWS::ImageBuilder::ImageRecipe": .kind(.imageRecipe, .imageRecipe),
    "AWS::ImageBuilder::ContainerRecipe": .kind(.containerRecipe, .containerRecipe),
    "AWS::ImageBuilder::Component": .kind(.component, .component),
    "AWS::ImageBuilder::InfrastructureConfiguration": .kind(
      .infrastructureConfiguration, .infrastructureConfiguration),
    "AWS::ImageBuilder::DistributionConfiguration": .kind(
      .distributionConfiguration, .distributionConfiguration),
    "AWS::ImageBuilder::ImagePipeline": .kind(.imagePipeline, .imagePipeline),
    "AWS::ImageBuilder::Image": .kind(.image, .image),
    "AWS::ImageBuilder::Workflow": .kind(.workflow, .workflow),
    "AWS::ImageBuilder::LifecyclePolicy": .kind(.lifecyclePolicy, .lifecyclePolicy),
    "AWS::EC2::SecurityGroup": .kind(.securityGroup, .securityGroup),
    "AWS::EC2::SecurityGroupIngress": .part(.securityGroupRule(.ingress)),
    "AWS::EC2::SecurityGroupEgress": .part(.securityGroupRule(.egress)),
    "AWS::EC2::Subnet": .kind(.subnet, .subnet),
    "AWS::EC2::LaunchTemplate": .kind(.launchTemplate, .launchTemplate),
    "AWS::EC2::Instance": .kind(.instance, .instance),
    "AWS::EC2::Volume": .kind(.volume, .volume),
    "AWS::IAM::Role": .kind(.role, .role),
    "AWS::IAM::InstanceProfile": .kind(.instanceProfile, .instanceProfile),
    "AWS::IAM::ManagedPolicy": .kind(.iamPolicy, .iamPolicy),
    "AWS::IAM::Policy": .part(.sharedInlinePolicy),
    "AWS::IAM::RolePolicy": .part(.inlinePolicy(.role)),
    "AWS::IAM::UserPolicy": .part(.inlinePolicy(.user)),
    "AWS::IAM::GroupPolicy": .part(.inlinePolicy(.group)),
    "AWS::IAM::User": .part(.holder(.user)),
    "AWS::IAM::Group": .part(.holder(.group)),
    "AWS::SSM::Association": .kind(.ssmAssociation, .ssmAssociation),
    "AWS::SSM::Parameter": .kind(.ssmParameter, .ssmParameter),
    "AWS::AutoScaling::AutoScalingGroup": .kind(.autoScalingGroup, .autoScalingGroup),
  ]

  private static let terraform: [String: DeclaredType] = [
    "aws_imagebuilder_image_recipe": .kind(.imageRecipe, .imageRecipe),
    "aws_imagebuilder_container_recipe": .kind(.containerRecipe, .containerRecipe),
    "aws_imagebuilder_component": .kind(.component, .component),
    "aws_imagebuilder_infrastructure_configuration": .kind(
      .infrastructureConfiguration, .infrastructureConfiguration),
    "aws_imagebuilder_distribution_configuration": .kind(
      .distributionConfiguration, .distributionConfiguration),
    "aws_imagebuilder_image_pipeline": .kind(.imagePipeline, .imagePipeline),
    "aws_imagebuilder_image": .kind(.image, .image),
    "aws_imagebuilder_workflow": .kind(.workflow, .workflow),
    "aws_imagebuilder_lifecycle_policy": .kind(.lifecyclePolicy, .lifecyclePolicy),
    "aws_security_group": .kind(.securityGroup, .securityGroup),
    "aws_default_security_group": .kind(.securityGroup, .defaultSecurityGroup),
    "aws_security_group_rule": .part(.securityGroupRuleOfStatedDirection),
    "aws_vpc_security_group_ingress_rule": .part(.securityGroupRule(.ingress)),
    "aws_vpc_security_group_egress_rule": .part(.securityGroupRule(.egress)),
    "aws_subnet": .kind(.subnet, .subnet),
    "aws_default_subnet": .kind(.subnet, .subnet),
    "aws_launch_template": .kind(.launchTemplate, .launchTemplate),
    "aws_instance": .kind(.instance, .instance),
    "aws_ami": .kind(.machineImage, .machineImage),
    "aws_ami_copy": .kind(.machineImage, .machineImage),
    "aws_ami_from_instance": .kind(.machineImage, .machineImage),
    "aws_ebs_volume": .kind(.volume, .volume),
    "aws_ebs_snapshot": .kind(.snapshot, .snapshot),
    "aws_ebs_snapshot_copy": .kind(.snapshot, .snapshot),
    "aws_ebs_encryption_by_default": .kind(.ebsEncryptionDefault, .ebsEncryptionDefault),
    "aws_iam_role": .kind(.role, .role),
    "aws_iam_instance_profile": .kind(.instanceProfile, .instanceProfile),
    "aws_iam_policy": .kind(.iamPolicy, .iamPolicy),
    "aws_iam_role_policy": .part(.inlinePolicy(.role)),
    "aws_iam_user_policy": .part(.inlinePolicy(.user)),
    "aws_iam_group_policy": .part(.inlinePolicy(.group)),
    "aws_iam_role_policy_attachment": .part(.managedPolicyAttachment),
    "aws_iam_policy_attachment": .part(.managedPolicyAttachment),
    "aws_ssm_association": .kind(.ssmAssociation, .ssmAssociation),
    "aws_ssm_parameter": .kind(.ssmParameter, .ssmParameter),
    "aws_autoscaling_group": .kind(.autoScalingGroup, .autoScalingGroup),
  ]

  /// Kinds by their own names, and the parts that outputs of the API are made of.
  private static let api: [String: DeclaredType] = {
    var table: [String: DeclaredType] = [
      "role_policy": .part(.inlinePolicy(.role)),
      "user_policy": .part(.inlinePolicy(.user)),
      "group_policy": .part(.inlinePolicy(.group)),
      "iam_user": .part(.holder(.user)),
      "iam_group": .part(.holder(.group)),
      "security_group_rule": .part(.securityGroupRuleOfStatedDirection),
      "image_attribute": .part(.imageSharing),
      "snapshot_attribute": .part(.snapshotSharing),
      "agent_metrics": .part(.agentMetrics),
    ]
    table["node_inventory"] = .kind(.managedNode, .nodeInventory)
    table["node_patch_state"] = .kind(.managedNode, .nodePatchState)
    table["node_compliance"] = .kind(.managedNode, .nodeCompliance)
    for kind in ResourceKind.allCases { table[kind.rawValue] = .kind(kind, kind.mapping) }
    return table
  }()
}

/// Which way a rule of a security group lets traffic through.
enum RuleDirection: String, Sendable { case ingress, egress }

/// Who can hold inline policies.
enum PolicyHolder: String, Sendable { case role, user, group }

extension ResourceKind {
  /// How records of this kind are read.
  var mapping: RecordMapping {
    switch self {
    case .imageRecipe: .imageRecipe
    case .containerRecipe: .containerRecipe
    case .component: .component
    case .infrastructureConfiguration: .infrastructureConfiguration
    case .distributionConfiguration: .distributionConfiguration
    case .imagePipeline: .imagePipeline
    case .image: .image
    case .workflow: .workflow
    case .lifecyclePolicy: .lifecyclePolicy
    case .securityGroup: .securityGroup
    case .subnet: .subnet
    case .launchTemplate: .launchTemplate
    case .instance: .instance
    case .machineImage: .machineImage
    case .volume: .volume
    case .snapshot: .snapshot
    case .ebsEncryptionDefault: .ebsEncryptionDefault
    case .role: .role
    case .instanceProfile: .instanceProfile
    case .iamPolicy: .iamPolicy
    case .cloudwatchAgentConfig: .cloudWatchAgentConfig
    case .ssmAssociation: .ssmAssociation
    case .ssmParameter: .ssmParameter
    case .autoScalingGroup: .autoScalingGroup
    case .launchConfiguration: .launchConfiguration
    case .ec2Fleet: .ec2Fleet
    case .spotFleet: .spotFleet
    case .managedNode: .managedNode
    case .routeTable: .routeTable
    case .networkACL: .networkACL
    }
  }
}
