/// One source that a snapshot holds whole for one account and region, whatever it said.
///
/// What is not in a source that was collected is not there; what is not in one that was not collected
/// is unknown. An answer that was cut short, or of which only the first page is given, is no scope.
package struct CollectedScope: Hashable, Sendable {
  /// What was asked.
  package enum Source: String, Sendable, CaseIterable {
    /// `ec2:DescribeInstances`.
    case instances = "ec2:DescribeInstances"
    /// Heartbeats: `ssm:DescribeInstanceInformation`, or objects of this type.
    case heartbeats = "AWS:InstanceInformation"
    /// Patch states: `ssm:DescribeInstancePatchStates`, or objects of this type.
    case patchStates = "AWS:PatchSummary"
    /// Metrics of the CloudWatch agent: `cloudwatch:ListMetrics`.
    case agentMetrics = "cloudwatch:ListMetrics"
    /// `ec2:DescribeImages`, as far as it was asked.
    case images = "ec2:DescribeImages"
    /// `ec2:DescribeLaunchTemplateVersions`, as far as it was asked.
    case launchTemplates = "ec2:DescribeLaunchTemplateVersions"
    /// `autoscaling:DescribeAutoScalingGroups`.
    case scalingGroups = "autoscaling:DescribeAutoScalingGroups"
    /// `autoscaling:DescribeLaunchConfigurations`.
    case launchConfigurations = "autoscaling:DescribeLaunchConfigurations"
    /// `ec2:DescribeFleets`, which tells of no fleet that launched once and for all.
    case fleets = "ec2:DescribeFleets"
    /// `ec2:DescribeSpotFleetRequests`.
    case spotFleets = "ec2:DescribeSpotFleetRequests"
    /// Parameters by name: `ssm:GetParameters` and its like.
    case parameters = "ssm:GetParameters"
  }

  package let source: Source
  /// 12 digits.
  package let account: String
  /// Such as `eu-west-1`.
  package let region: String

  package init(_ source: Source, account: String, region: String) {
    self.source = source
    self.account = account
    self.region = region
  }
}
