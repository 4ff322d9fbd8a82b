package import Documents
import Records

/// Reads `terraform show -json` of a plan: format 0.1 to 1.x.
///
/// In: the document. Out: one declared resource per managed resource that will exist, its values
/// merged from `after`, `after_unknown`, `after_sensitive`, and links found again through
/// `configuration` (Terraform documentation, "JSON Output Format").
package struct TerraformPlan {
  /// What the plan declares and what is wrong with it.
  package struct Result {
    package var resources: [DeclaredResource] = []
    package var diagnostics: [Diagnostic] = []
  }

  let document: Document
  let configuration: TerraformConfiguration
  private(set) var result = Result()

  /// Reads a plan that was recognised as one.
  package static func read(_ document: Document) -> Result {
    var plan = TerraformPlan(document)
    plan.run()
    return plan.result
  }

  private init(_ document: Document) {
    self.document = document
    configuration = TerraformConfiguration(document)
  }

  private var file: SourceFile { document.file }

  private mutating func run() {
    let version = document.root["format_version"]
    if let version, let text = version.text, !["0", "1"].contains(text.prefix { $0 != "." }) {
      result.diagnostics.append(
        TerraformDiagnostics.unsupportedVersion(text, file: file, range: version.range))
      return
    }
    for (key, why) in [
      ("errored", "planning ended with an error"), ("deferred_changes", "changes are deferred"),
    ] {
      guard let node = document.root[key], node.text == "true" || node.elements?.isEmpty == false
      else { continue }
      result.diagnostics.append(
        TerraformDiagnostics.incomplete(why, file: file, range: node.range))
    }
    if let changes = document.root["resource_changes"], let elements = changes.elements {
      for change in elements { add(change: change) }
    } else if let module = document.root["planned_values"]?["root_module"] {
      add(plannedModule: module)
    }
    if let module = document.root["prior_state"]?["values"]?["root_module"] {
      add(readModule: module)
    }
  }

  private mutating func add(change: Node) {
    guard let resource = TerraformAddress(resource: change) else {
      result.diagnostics.append(
        TerraformDiagnostics.unreadableResource(file: file, range: change.range))
      return
    }
    guard resource.mode == "managed", let body = change["change"] else { return }
    let actions = (body["actions"]?.elements ?? []).compactMap(\.text)
    guard actions != ["delete"], actions != ["forget"], actions != ["read"] else { return }
    let merge = TerraformMerge(file: file, configuration: configuration, resource: resource)
    let after = body["after"]
    let datum = merge.value(
      after: after, unknown: body["after_unknown"], sensitive: body["after_sensitive"],
      expressions: configuration.expressions(of: resource), range: body.range, depth: 0)
    declare(resource, datum ?? Datum(.map([]), file: file, range: change.range), at: change.range)
  }

  /// Plans without `resource_changes`: values only, so what the configuration sets and the values
  /// lack is unknown.
  private mutating func add(plannedModule module: Node, depth: Int = 0) {
    guard depth < 50 else { return }
    for node in module["resources"]?.elements ?? [] {
      guard let resource = TerraformAddress(resource: node), resource.mode == "managed" else {
        continue
      }
      let merge = TerraformMerge(file: file, configuration: configuration, resource: resource)
      let datum = merge.plannedValue(
        node["values"], expressions: configuration.expressions(of: resource), range: node.range)
      declare(resource, datum, at: node.range)
    }
    for child in module["child_modules"]?.elements ?? [] {
      add(plannedModule: child, depth: depth + 1)
    }
  }

  /// Data sources that were read for the plan and say what our kinds say: images, subnets, policies.
  private mutating func add(readModule module: Node, depth: Int = 0) {
    guard depth < 50 else { return }
    for node in module["resources"]?.elements ?? [] {
      guard let resource = TerraformAddress(resource: node), resource.mode == "data",
        Self.readTypes.contains(resource.type), let values = node["values"]
      else { continue }
      declare(resource, Datum(values, in: file), at: node.range)
    }
    for child in module["child_modules"]?.elements ?? [] {
      add(readModule: child, depth: depth + 1)
    }
  }

  private static let readTypes: Set<String> = ["aws_ami", "aws_subnet", "aws_iam_policy"]

  private mutating func declare(
    _ resource: TerraformAddress, _ properties: Datum, at range: SourceRange
  ) {
    result.resources.append(
      DeclaredResource(
        dialect: .terraform, type: resource.type, name: resource.address,
        key: "\(file.identity)#\(resource.address)", properties: properties,
        origin: Origin(file: file, range: range)))
  }
}
