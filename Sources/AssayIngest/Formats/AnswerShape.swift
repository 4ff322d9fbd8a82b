import Documents

/// What AWS writes under the keys of its answers, so that something else there is told and is no empty
/// answer.
///
/// In: a document, of a format of ours or of none. Out: one message for each place where it does not hold
/// what AWS would have written there.
indirect enum AnswerShape: Sendable {
  /// A list of objects that all have a member of one name, of which some members have a shape too.
  case list(of: String? = nil, [String: AnswerShape] = [:])
  case object([String: AnswerShape] = [:])
  /// True or false, a number, a text.
  case scalar
  /// An object whose members all have one shape.
  case map(AnswerShape)

  /// Keys that hardly anything but an answer of AWS has at its root.
  private static let own: [String: AnswerShape] = [
    "Reservations": .list(of: "Instances", ["Instances": .list(of: "InstanceId")]),
    "SecurityGroups": .list(of: "GroupId"), "SecurityGroupRules": .list(of: "GroupId"),
    "RouteTables": .list(of: "RouteTableId"), "NetworkAcls": .list(of: "NetworkAclId"),
    "LaunchTemplateVersions": .list(),
    "AutoScalingGroups": .list(of: "AutoScalingGroupName"),
    "LaunchConfigurations": .list(of: "LaunchConfigurationName"),
    "SpotFleetRequestConfigs": .list(of: "SpotFleetRequestId"),
    "EbsEncryptionByDefault": .scalar, "LaunchPermissions": .list(),
    "CreateVolumePermissions": .list(),
    "RoleDetailList": .list(of: "RoleName", ["InstanceProfileList": .list(["Roles": .list()])]),
    "UserDetailList": .list(), "GroupDetailList": .list(),
    "InstanceProfile": .object(["Roles": .list()]),
    "InstanceProfiles": .list(["Roles": .list()]), "PolicyVersion": .object(),
    "InstanceInformationList": .list(of: "InstanceId"),
    "InstancePatchStates": .list(of: "InstanceId"),
    "ResourceComplianceSummaryItems": .list(of: "ResourceId"),
    "ComplianceItems": .list(of: "ResourceId"),
    "AssociationDescription": .object(), "imageVersionList": .list(), "imageSummaryList": .list(),
    "componentVersionList": .list(), "componentSummaryList": .list(),
    "imageRecipeSummaryList": .list(), "containerRecipeSummaryList": .list(),
    "infrastructureConfigurationSummaryList": .list(),
    "distributionConfigurationSummaryList": .list(), "imagePipelineList": .list(),
    "workflowVersionList": .list(), "workflowSummaryList": .list(),
    "lifecyclePolicySummaryList": .list(),
  ]

  /// Keys that documents of others have as well.
  private static let common: [String: AnswerShape] = [
    "Fleets": .list(of: "FleetId"), "Images": .list(of: "ImageId"),
    "Volumes": .list(of: "VolumeId"),
    "Snapshots": .list(of: "SnapshotId"), "Subnets": .list(of: "SubnetId"),
    "Role": .object(["InstanceProfileList": .list()]), "Roles": .list(of: "RoleName"),
    "Policy": .object(),
    "Policies": .list(["PolicyVersionList": .list()]), "Associations": .list(),
    "Parameter": .object(), "Parameters": .list(), "Metrics": .list(["Dimensions": .list()]),
    "Entities": .list(["Data": .map(.object(["Content": .list()]))]), "Entries": .list(),
    "imageRecipe": .object(), "containerRecipe": .object(), "component": .object(),
    "infrastructureConfiguration": .object(), "distributionConfiguration": .object(),
    "imagePipeline": .object(), "image": .object(), "workflow": .object(),
    "lifecyclePolicy": .object(),
  ]

  /// What stands beside the keys of an answer.
  private static let envelope: Set<String> = [
    "NextToken", "nextToken", "Marker", "IsTruncated", "requestId", "ResponseMetadata", "ImageId",
    "SnapshotId", "OwnerId", "OwningAccounts", "InvalidParameters", "TypeName", "InstanceId",
    "SchemaVersion", "CaptureTime", "etag", "imageReferences", "latestVersionReferences",
    "syncResourceDependencies",
  ]

  /// What is not as AWS writes it in a document of a format that was recognised as answers of calls.
  static func faults(in document: Document) -> [Diagnostic] {
    (document.root.pairs ?? []).flatMap { pair -> [Diagnostic] in
      guard let key = pair.key.text, let shape = own[key] ?? common[key] else { return [] }
      return shape.faults(of: pair.value, at: key, in: document.file)
    }
  }

  /// The same in a document that is in no format of ours: empty for one that is no answer at all.
  ///
  /// In a snapshot a key that others have as well counts where nothing else stands beside it than in
  /// answers; anywhere else such a document is passed over.
  static func faults(inUnrecognized document: Document, _ place: Recognition.Place) -> [Diagnostic]
  {
    let keys = (document.root.pairs ?? []).compactMap(\.key.text)
    if keys.contains(where: { own[$0] != nil }) { return faults(in: document) }
    let isAnswer = keys.allSatisfy { common[$0] != nil || envelope.contains($0) }
    return place == .snapshot && isAnswer ? faults(in: document) : []
  }

  private func faults(of node: Node, at path: String, in file: SourceFile) -> [Diagnostic] {
    switch self {
    case .scalar:
      node.scalar.map { !$0.isNull } ?? false
        ? [] : [IngestDiagnostics.wrongAnswer(node, at: path, expected: "true or false", in: file)]
    case .list(let member, let members):
      elements(of: node, having: member, at: path, in: file) {
        Self.faults(members, of: $0, at: $1, in: file)
      }
    case .object(let members):
      node.pairs == nil
        ? [IngestDiagnostics.wrongAnswer(node, at: path, expected: "an object", in: file)]
        : Self.faults(members, of: node, at: path, in: file)
    case .map(let shape):
      if let pairs = node.pairs {
        pairs.flatMap { shape.faults(of: $0.value, at: "\(path).\($0.key.text ?? "")", in: file) }
      } else {
        [IngestDiagnostics.wrongAnswer(node, at: path, expected: "an object", in: file)]
      }
    }
  }

  /// Of a list, the first element that is no object or lacks what all have, else what is wrong in them.
  private func elements(
    of node: Node, having member: String?, at path: String, in file: SourceFile,
    _ inner: (Node, String) -> [Diagnostic]
  ) -> [Diagnostic] {
    let expected = "a list of objects"
    guard let elements = node.elements else {
      return [IngestDiagnostics.wrongAnswer(node, at: path, expected: expected, in: file)]
    }
    if let member, let index = elements.firstIndex(where: { $0.pairs != nil && $0[member] == nil })
    {
      let place = "\(path)[\(index)]"
      return [IngestDiagnostics.missing(member, of: elements[index], at: place, in: file)]
    }
    if let index = elements.firstIndex(where: { $0.pairs == nil }) {
      let place = "\(path)[\(index)]"
      return [
        IngestDiagnostics.wrongAnswer(elements[index], at: place, expected: "an object", in: file)
      ]
    }
    return elements.enumerated().flatMap { inner($0.element, "\(path)[\($0.offset)]") }
  }

  private static func faults(
    _ members: [String: AnswerShape], of node: Node, at path: String, in file: SourceFile
  ) -> [Diagnostic] {
    guard !members.isEmpty else { return [] }
    return (node.pairs ?? []).flatMap { pair -> [Diagnostic] in
      guard let key = pair.key.text, let shape = members[key] else { return [] }
      return shape.faults(of: pair.value, at: "\(path).\(key)", in: file)
    }
  }
}
