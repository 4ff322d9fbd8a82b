import AssayModel
import Records

extension RecordMapping {
  /// An Image Builder infrastructure configuration.
  static let infrastructureConfiguration = RecordMapping(
    .infrastructureConfiguration,
    imageBuilderCommon + [
      .init("description"),
      .init("instanceTypes", unset: .none),
      .init("instanceProfileName"),
      .init("instanceProfile", at: "instanceProfileName"),
      .init("subnetId"),
      .init("subnet", at: "subnetId"),
      .init("securityGroupIds", unset: .none),
      .init("securityGroups", at: "securityGroupIds", unset: .none),
      .init(
        "httpTokens", at: "instanceMetadataOptions.httpTokens",
        unset: .unknown(.serviceDefault, "the launch default of the instance applies")),
      .init(
        "httpPutResponseHopLimit", at: "instanceMetadataOptions.httpPutResponseHopLimit"),
      .init("logBucket", at: "logging.s3Logs.s3BucketName"),
      .init("logPrefix", at: "logging.s3Logs.s3KeyPrefix"),
      .init("keyPair"),
      .init(
        "terminateInstanceOnFailure",
        unset: .terraform(
          .false, else: .unknown(.serviceDefault, "`terminateInstanceOnFailure` is not set"))),
      .init("snsTopicArn"),
      .init("tenancy", at: "placement.tenancy"),
      .init("resourceTags", as: .tags),
    ])
}
