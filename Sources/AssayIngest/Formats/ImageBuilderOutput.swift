import AssayModel
import Documents
import Records

/// Outputs and inputs of Image Builder's API (API reference; AWS CLI `imagebuilder`).
///
/// `get-*` wraps one resource, `list-*` a list of them or of summaries, `create-*` and `update-*` inputs
/// are the resource itself. `get-image` holds recipe and configurations whole: they are resources too.
enum ImageBuilderOutput {
  /// Keys of `get-*` outputs.
  private static let single: [(key: String, kind: ResourceKind)] = [
    ("imageRecipe", .imageRecipe), ("containerRecipe", .containerRecipe),
    ("component", .component),
    ("infrastructureConfiguration", .infrastructureConfiguration),
    ("distributionConfiguration", .distributionConfiguration),
    ("imagePipeline", .imagePipeline), ("image", .image), ("workflow", .workflow),
    ("lifecyclePolicy", .lifecyclePolicy),
  ]

  /// Keys of `list-*` outputs; pipelines are listed whole.
  private static let lists: [(key: String, kind: ResourceKind, form: DeclarationForm)] = [
    ("imageVersionList", .image, .summary), ("imageSummaryList", .image, .summary),
    ("componentVersionList", .component, .summary),
    ("componentSummaryList", .component, .summary),
    ("imageRecipeSummaryList", .imageRecipe, .summary),
    ("containerRecipeSummaryList", .containerRecipe, .summary),
    ("infrastructureConfigurationSummaryList", .infrastructureConfiguration, .summary),
    ("distributionConfigurationSummaryList", .distributionConfiguration, .summary),
    ("imagePipelineList", .imagePipeline, .complete),
    ("workflowVersionList", .workflow, .summary), ("workflowSummaryList", .workflow, .summary),
    ("lifecyclePolicySummaryList", .lifecyclePolicy, .summary),
  ]

  /// Names and keys of a resource, its own or those an update gives.
  private static let names = ["name"] + updates.map(\.arn)
  private static let keys = ["arn"] + updates.map(\.arn)

  /// Keys by which `update-*` inputs name their resource.
  private static let updates: [(arn: String, kind: ResourceKind)] = [
    ("imagePipelineArn", .imagePipeline),
    ("infrastructureConfigurationArn", .infrastructureConfiguration),
    ("distributionConfigurationArn", .distributionConfiguration),
    ("lifecyclePolicyArn", .lifecyclePolicy),
  ]

  static func isOne(_ root: Node) -> Bool {
    single.contains { root[$0.key]?.pairs != nil } || lists.contains { root[$0.key] != nil }
      || input(root) != nil
  }

  static func declarations(in document: Document) -> [DeclaredResource] {
    var output = APIDocument(document)
    if let kind = input(document.root) {
      addInput(kind, document, to: &output)
      return output.declarations
    }
    for (key, kind) in single {
      guard let node = document.root[key], node.pairs != nil else { continue }
      output.add(kind.rawValue, node, names: names, keys: keys)
      if kind == .image { addEmbedded(in: node, to: &output) }
    }
    for (key, kind, form) in lists {
      output.addAll(kind.rawValue, under: key, names: names, keys: keys, form: form)
    }
    return output.declarations
  }

  /// What an image was built with.
  private static func addEmbedded(in image: Node, to output: inout APIDocument) {
    for (key, kind) in single where kind != .image && kind != .component && kind != .workflow {
      guard let node = image[key], node.pairs != nil else { continue }
      output.add(kind.rawValue, node, names: names, keys: keys)
    }
  }

  /// An update names its resource by ARN: that is the resource's own `arn` to us.
  private static func addInput(
    _ kind: ResourceKind, _ document: Document, to output: inout APIDocument
  ) {
    var datum = Datum(document.root, in: document.file)
    let own = updates.first { $0.kind == kind && document.root[$0.arn] != nil }
    if let own, document.root["name"] == nil, let arn = datum[own.arn] {
      datum = datum.adding([Datum.Entry(key: "arn", keyRange: arn.range, value: arn)])
      output.add(kind.rawValue, datum, names: [own.arn], keys: [own.arn])
    } else {
      output.add(kind.rawValue, datum, names: ["name"])
    }
  }

  /// The kind whose `create-*` or `update-*` input a document is; nil when it is none.
  static func input(_ root: Node) -> ResourceKind? {
    guard root.pairs != nil, root["requestId"] == nil else { return nil }
    func has(_ keys: String...) -> Bool { keys.allSatisfy { root[$0] != nil } }
    if has("parentImage", "semanticVersion") {
      return has("containerType") || has("dockerfileTemplateData") || has("dockerfileTemplateUri")
        || has("targetRepository") ? .containerRecipe : .imageRecipe
    }
    if has("policyDetails", "resourceSelection") { return .lifecyclePolicy }
    if has("distributions") { return .distributionConfiguration }
    if has("infrastructureConfigurationArn") {
      if has("imageRecipeArn") || has("containerRecipeArn") {
        return has("name") || has("imagePipelineArn") ? .imagePipeline : .image
      }
      return .infrastructureConfiguration
    }
    if has("instanceProfileName") { return .infrastructureConfiguration }
    guard has("name", "semanticVersion") else { return nil }
    if has("platform"), has("data") || has("uri") { return .component }
    return has("type") && (has("data") || has("uri")) ? .workflow : nil
  }
}
