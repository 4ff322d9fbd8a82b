import AssayModel
import Documents
import Records

/// Documents that are a resource by themselves: components, workflows, policies, agent configurations.
enum BareDocument {
  /// A component or workflow document, named as it names itself.
  static func declaration(of kind: ResourceKind, in document: Document) -> DeclaredResource {
    let name = document.root["name"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    var entries = [entry("data", Datum(document.root, in: document.file), document)]
    if let node = document.root["name"], let name {
      entries.append(
        entry(
          "name",
          Datum(
            .scalar(Scalar(name, style: .doubleQuoted)), file: document.file, range: node.range),
          document))
    }
    if let node = document.root["description"] {
      entries.append(entry("description", Datum(node, in: document.file), document))
    }
    return declared(kind, name: name ?? fileName(document), map(entries, document), document)
  }

  /// A policy document, named by its file.
  static func policy(in document: Document) -> DeclaredResource {
    let datum = Datum(document.root, in: document.file)
    let entries = [
      entry("PolicyDocument", datum, document),
      // Its own presence says that the document stands alone.
      entry("Statement", datum, document),
    ]
    return declared(.iamPolicy, name: fileName(document), map(entries, document), document)
  }

  /// An agent configuration, named by its file.
  static func configuration(in document: Document) -> DeclaredResource {
    declared(
      .cloudwatchAgentConfig, name: fileName(document), Datum(document.root, in: document.file),
      document)
  }

  private static func declared(
    _ kind: ResourceKind, name: String, _ properties: Datum, _ document: Document
  ) -> DeclaredResource {
    DeclaredResource(
      dialect: .api, type: kind.rawValue, name: name, key: document.file.identity,
      properties: properties, origin: properties.origin)
  }

  private static func entry(_ key: String, _ value: Datum, _ document: Document) -> Datum.Entry {
    Datum.Entry(key: key, keyRange: document.root.range, value: value)
  }

  private static func map(_ entries: [Datum.Entry], _ document: Document) -> Datum {
    Datum(.map(entries), file: document.file, range: document.root.range)
  }

  /// The last part of the path.
  static func fileName(_ document: Document) -> String {
    document.file.path.split(separator: "/").last.map(String.init) ?? document.file.path
  }
}

/// Tells workflow documents from other documents with steps.
enum WorkflowDocument {
  private static let actions: Set<String> = [
    "LaunchInstance", "BootstrapInstanceForContainer", "ExecuteComponents", "CreateImage",
    "CollectImageMetadata", "CollectImageScanFindings", "RunCommand", "RunSysPrep",
    "SanitizeInstance", "TerminateInstance", "WaitForAction", "ExecuteStateMachine",
    "RegisterImage", "ApplyImageConfigurations", "DistributeImage", "ModifyImageAttributes",
    "WaitForSSMAgent",
  ]

  /// Whether a document has steps with actions of Image Builder's workflows.
  static func isOne(_ root: Node) -> Bool {
    guard root["phases"] == nil, let steps = root["steps"]?.elements else { return false }
    return steps.contains { step in step["action"]?.text.map(actions.contains) ?? false }
  }
}
