import Glibc
import TestSupport

/// An `aws` command that answers out of files, and fails or kills its caller where it is told to.
///
/// An answer is told by region, service, operation and, for calls about one thing, its id: the most
/// particular one that there is. Regions with no answer of their own have an empty one.
struct FakeAWS {
  let folder: TemporaryFolder

  static let account = "111122223333"

  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    try folder.write("bin/aws", Self.script, mode: 0o755)
    for (service, calls) in Self.empty {
      for (operation, list) in calls {
        try answer("any", "\(service)-\(operation)", "{\"\(list)\": []}\n")
      }
    }
    try answer("any", "sts-get-caller-identity", "{\"Account\": \"\(Self.account)\"}\n")
    try answer("any", "ec2-get-ebs-encryption-by-default", "{\"EbsEncryptionByDefault\": true}\n")
  }

  /// What a call says from now on; `call` is `ec2-describe-volumes` or `imagebuilder-get-image-ID`.
  func answer(_ region: String, _ call: String, _ text: String) throws {
    try folder.write("bin/answer-\(region)-\(call)", text)
  }

  /// Lets a call fail with what AWS says then.
  func refuse(_ region: String, _ call: String, _ error: String = denied) throws {
    try folder.write("bin/fail-\(region)-\(call)", error)
  }

  /// Lets a call answer again.
  func allow(_ region: String, _ call: String) {
    unlink(folder.file("bin/fail-\(region)-\(call)"))
  }

  /// Kills the caller with a signal that nobody can catch, once.
  func kill(at region: String, _ call: String) throws {
    try folder.write("bin/kill-\(region)-\(call)", "")
  }

  /// The calls since the last time that this was asked, each as its arguments.
  func calls() -> [String] {
    let lines = (folder.read("bin/calls") ?? "").split(separator: "\n").map(String.init)
    unlink(folder.file("bin/calls"))
    return lines
  }

  static let denied = """

    An error occurred (UnauthorizedOperation) when calling the operation: You are not "authorized" \\ to
    perform it. Encoded authorization failure message: c2VjcmV0

    """

  private static let empty: [String: [String: String]] = [
    "autoscaling": [
      "describe-auto-scaling-groups": "AutoScalingGroups",
      "describe-launch-configurations": "LaunchConfigurations",
    ],
    "cloudwatch": ["list-metrics": "Metrics"],
    "ec2": [
      "describe-fleets": "Fleets", "describe-images": "Images",
      "describe-instances": "Reservations",
      "describe-spot-fleet-requests": "SpotFleetRequestConfigs",
      "describe-launch-template-versions": "LaunchTemplateVersions",
      "describe-network-acls": "NetworkAcls", "describe-route-tables": "RouteTables",
      "describe-security-groups": "SecurityGroups", "describe-snapshots": "Snapshots",
      "describe-subnets": "Subnets", "describe-volumes": "Volumes",
      "describe-image-attribute": "LaunchPermissions",
      "describe-snapshot-attribute": "CreateVolumePermissions",
    ],
    "iam": [
      "get-account-authorization-details": "RoleDetailList",
      "list-instance-profiles": "InstanceProfiles",
    ],
    "imagebuilder": [
      "list-components": "componentVersionList",
      "list-container-recipes": "containerRecipeSummaryList",
      "list-distribution-configurations": "distributionConfigurationSummaryList",
      "list-image-pipelines": "imagePipelineList",
      "list-image-recipes": "imageRecipeSummaryList", "list-images": "imageVersionList",
      "list-infrastructure-configurations": "infrastructureConfigurationSummaryList",
      "list-lifecycle-policies": "lifecyclePolicySummaryList",
      "list-workflows": "workflowVersionList",
    ],
    "ssm": [
      "describe-instance-information": "InstanceInformationList",
      "describe-instance-patch-states": "InstancePatchStates", "get-inventory": "Entities",
      "list-associations": "Associations", "describe-parameters": "Parameters",
      "get-parameters": "Parameters",
      "list-resource-compliance-summaries": "ResourceComplianceSummaryItems",
    ],
  ]

  private static let script = #"""
    #!/bin/sh
    here=${0%/*}
    printf '%s\n' "$*" >>"$here/calls"
    name=$1-$2 region=any id=
    if [ "$1 $2" = 's3 sync' ]; then
      [ ! -e "$here/fail-any-s3-sync" ] || { cat "$here/fail-any-s3-sync" >&2; exit 1; }
      exec cp -R "$here/bucket/." "$4"
    fi
    while [ $# -gt 0 ]; do
      if [ "$1" = --region ]; then region=$2; fi
      case $1 in
      Name=image-id* | TypeName=* | arn:* | snap-* | ami-* | i-* | mi-*) id=$1 ;;
      esac
      shift
    done
    id=$(printf %s "$id" | sed 's/.*[:=]//' | tr '/' '_')
    for place in "$region-$name" "any-$name"; do
      if [ -e "$here/kill-$place" ]; then
        rm "$here/kill-$place"
        kill -9 "$PPID"
      fi
      for refused in "$place" "$place-$id"; do
        if [ -e "$here/fail-$refused" ]; then
          cat "$here/fail-$refused" >&2
          exit 254
        fi
      done
    done
    for place in "$region-$name-$id" "$region-$name" "any-$name-$id" "any-$name"; do
      if [ -e "$here/answer-$place" ]; then exec cat "$here/answer-$place"; fi
    done
    printf 'no answer for %s %s %s\n' "$region" "$name" "$id" >&2
    exit 253

    """#
}
