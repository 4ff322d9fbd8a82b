import AssayModel
import Documents
import Records

/// The closed list of formats that are read, in the order in which documents are tried on them.
///
/// A format is recognised on the parsed document, never by a file's name.
package enum InputFormat: String, CaseIterable, Sendable {
  case terraformPlan = "terraform-plan"
  case cloudFormation = "cloudformation"
  case cloudFormationParameters = "cloudformation-parameters"
  case componentDocument = "component-document"
  case workflowDocument = "workflow-document"
  case policyDocument = "policy-document"
  case imageBuilder = "image-builder"
  case ec2Describe = "ec2"
  case iamOutput = "iam"
  case systemsManager = "systems-manager"
  case cloudWatch = "cloudwatch"
  case cloudWatchAgent = "cloudwatch-agent"
  case collectionNote = "collection-note"

  /// What a person calls it.
  package var title: String {
    switch self {
    case .terraformPlan: "Terraform plan"
    case .cloudFormation: "CloudFormation template"
    case .cloudFormationParameters: "CloudFormation parameter file"
    case .componentDocument: "component document"
    case .workflowDocument: "workflow document"
    case .policyDocument: "IAM policy document"
    case .imageBuilder: "Image Builder API"
    case .ec2Describe: "EC2 API"
    case .iamOutput: "IAM API"
    case .systemsManager: "Systems Manager API"
    case .cloudWatch: "CloudWatch API"
    case .cloudWatchAgent: "CloudWatch agent configuration"
    case .collectionNote: "note of a collection"
    }
  }

  /// Whether a document is of this format.
  func recognizes(_ root: Node) -> Bool {
    switch self {
    case .terraformPlan: root["resource_changes"] != nil || root["planned_values"] != nil
    case .cloudFormation: Self.isTemplate(root)
    case .cloudFormationParameters: Self.isParameterFile(root)
    case .componentDocument: root["phases"] != nil && root["schemaVersion"] != nil
    case .workflowDocument: WorkflowDocument.isOne(root)
    case .policyDocument: root["Statement"] != nil
    case .imageBuilder: ImageBuilderOutput.isOne(root)
    case .ec2Describe: EC2Output.isOne(root)
    case .iamOutput: IAMOutput.isOne(root)
    case .systemsManager: SystemsManagerOutput.isOne(root)
    case .cloudWatch: CloudWatchOutput.isOne(root)
    case .cloudWatchAgent:
      CloudWatchAgentConfiguration.isOne(root)
    case .collectionNote: CollectionNote.isOne(root)
    }
  }

  /// The resources that a document of this format declares; templates are read together elsewhere.
  func declarations(in document: Document) -> [DeclaredResource] {
    switch self {
    case .terraformPlan, .cloudFormation, .cloudFormationParameters, .collectionNote: []
    case .componentDocument: [BareDocument.declaration(of: .component, in: document)]
    case .workflowDocument: [BareDocument.declaration(of: .workflow, in: document)]
    case .policyDocument: [BareDocument.policy(in: document)]
    case .cloudWatchAgent: [BareDocument.configuration(in: document)]
    case .imageBuilder: ImageBuilderOutput.declarations(in: document)
    case .ec2Describe: EC2Output.declarations(in: document)
    case .iamOutput: IAMOutput.declarations(in: document)
    case .systemsManager: SystemsManagerOutput.declarations(in: document)
    case .cloudWatch: CloudWatchOutput.declarations(in: document)
    }
  }

  /// `Resources` whose members have a `Type`.
  private static func isTemplate(_ root: Node) -> Bool {
    guard let resources = root["Resources"]?.pairs else {
      return root["AWSTemplateFormatVersion"] != nil
    }
    return root["AWSTemplateFormatVersion"] != nil
      || resources.contains { $0.value["Type"] != nil }
      || resources.contains { $0.key.scalar?.text.hasPrefix("Fn::ForEach::") ?? false }
  }

  /// `[{ParameterKey, ParameterValue}]`, or CodePipeline's `{"Parameters": {name: value}}`.
  private static func isParameterFile(_ root: Node) -> Bool {
    if let elements = root.elements {
      return !elements.isEmpty && elements.allSatisfy { $0["ParameterKey"] != nil }
    }
    guard let pairs = root.pairs, let parameters = root["Parameters"]?.pairs else { return false }
    return pairs.allSatisfy { ["Parameters", "Tags", "StackPolicy"].contains($0.key.scalar?.text) }
      && !parameters.isEmpty && parameters.allSatisfy { $0.value.scalar != nil }
  }
}
