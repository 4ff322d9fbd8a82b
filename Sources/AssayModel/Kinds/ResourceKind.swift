package import Records

/// The closed list of kinds of resource that rules can be written for.
///
/// The raw value is the name in rules (`for: image_recipe`), reports and the store; sorted output
/// orders kinds by it.
package enum ResourceKind: String, CaseIterable, Sendable {
  /// An Image Builder image recipe: parent image, components and devices.
  case imageRecipe = "image_recipe"
  /// An Image Builder container recipe: parent image, components, target.
  case containerRecipe = "container_recipe"
  /// An Image Builder component, or a component document by itself.
  case component
  /// An Image Builder infrastructure configuration: where images are built.
  case infrastructureConfiguration = "infrastructure_configuration"
  /// An Image Builder distribution configuration: where images go.
  case distributionConfiguration = "distribution_configuration"
  /// An Image Builder pipeline: what is built, where, when and how it is checked.
  case imagePipeline = "image_pipeline"
  /// An Image Builder image: one build of a recipe, planned or done.
  case image
  /// An Image Builder workflow, or a workflow document by itself.
  case workflow
  /// An Image Builder lifecycle policy: what ages out, and how.
  case lifecyclePolicy = "lifecycle_policy"
  /// A security group with all its rules, wherever they are declared.
  case securityGroup = "security_group"
  /// A subnet, as far as its instances' addresses depend on it.
  case subnet
  /// One version of an EC2 launch template.
  case launchTemplate = "launch_template"
  /// An EC2 instance, declared or described.
  case instance
  /// An EC2 machine image (AMI) with its sharing and its devices.
  case machineImage = "machine_image"
  /// An EBS volume.
  case volume
  /// An EBS snapshot.
  case snapshot
  /// Whether an account encrypts new EBS volumes by default, in one region.
  case ebsEncryptionDefault = "ebs_encryption_default"
  /// An IAM role: who may take it and which policies it has.
  case role
  /// An IAM instance profile: the role that instances get.
  case instanceProfile = "instance_profile"
  /// An IAM policy: managed, inline or a document by itself.
  case iamPolicy = "iam_policy"
  /// A CloudWatch agent configuration, by itself or inside a step.
  case cloudwatchAgentConfig = "cloudwatch_agent_config"
  /// A Systems Manager association: a document kept applied to targets.
  case ssmAssociation = "ssm_association"
  /// A Systems Manager parameter.
  case ssmParameter = "ssm_parameter"
  /// An EC2 Auto Scaling group, as far as its launches depend on it.
  case autoScalingGroup = "auto_scaling_group"
  /// A launch configuration of EC2 Auto Scaling, as far as it tells what is launched.
  case launchConfiguration = "launch_configuration"
  /// An EC2 fleet, as far as it tells what is launched.
  case ec2Fleet = "ec2_fleet"
  /// A Spot fleet request, as far as it tells what is launched.
  case spotFleet = "spot_fleet"
  /// A route table of a VPC, as far as ways to the internet depend on it.
  case routeTable = "route_table"
  /// A network ACL of a VPC.
  case networkACL = "network_acl"
  /// A node that Systems Manager knows: what its agent tells.
  case managedNode = "managed_node"

  /// The fields that a resource of this kind has.
  package var schema: Schema {
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
    case .cloudwatchAgentConfig: .cloudwatchAgentConfig
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

  /// What a person calls it in a sentence: lower-case but for names, singular.
  package var title: String {
    switch self {
    case .imageRecipe: "image recipe"
    case .containerRecipe: "container recipe"
    case .component: "component"
    case .infrastructureConfiguration: "infrastructure configuration"
    case .distributionConfiguration: "distribution configuration"
    case .imagePipeline: "image pipeline"
    case .image: "image"
    case .workflow: "workflow"
    case .lifecyclePolicy: "lifecycle policy"
    case .securityGroup: "security group"
    case .subnet: "subnet"
    case .launchTemplate: "launch template"
    case .instance: "instance"
    case .machineImage: "machine image"
    case .volume: "volume"
    case .snapshot: "snapshot"
    case .ebsEncryptionDefault: "EBS encryption default"
    case .role: "IAM role"
    case .instanceProfile: "instance profile"
    case .iamPolicy: "IAM policy"
    case .cloudwatchAgentConfig: "CloudWatch agent configuration"
    case .ssmAssociation: "SSM association"
    case .ssmParameter: "SSM parameter"
    case .autoScalingGroup: "auto scaling group"
    case .launchConfiguration: "launch configuration"
    case .ec2Fleet: "EC2 fleet"
    case .spotFleet: "Spot fleet request"
    case .managedNode: "managed node"
    case .routeTable: "route table"
    case .networkACL: "network ACL"
    }
  }
}
