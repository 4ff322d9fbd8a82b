import AssayIngest
import AssayModel
import AssayReports
import AssayRules
import Documents
import IAM
import Records

/// What `assay iam size` says.
struct SizingAnswer: PolicyAnswer {
  private let reports: [BuildRoleReport]
  /// Inputs that were not read whole, with the reason.
  private let unread: [String]
  let problems: [Diagnostic]

  /// Sizes the roles of the image pipelines and images of what was read, or, where there is none, of
  /// the infrastructure configurations; throws when there is nothing to size.
  init(_ read: IngestResult, _ catalogue: ActionCatalogue) throws(Stop) {
    let graph = read.graph
    let builds = [ResourceKind.imagePipeline, .image].flatMap { graph.resources(of: $0.rawValue) }
    let looked =
      builds.isEmpty
      ? Array(graph.resources(of: ResourceKind.infrastructureConfiguration.rawValue)) : builds
    unread = read.inputs.compactMap { input in
      input.unreadReason.map { "\(input.path): \($0)" }
    }
    // Resources of other kinds, of which notes tell, say nothing of roles.
    problems = read.diagnostics.filter { $0.severity > .note }
    guard !looked.isEmpty || !unread.isEmpty else {
      throw Stop.unusable(
        "there is no image pipeline, image or infrastructure configuration to size a role for")
    }
    reports = looked.map { BuildRoleReport($0, in: graph.store, catalogue) }
  }

  /// How the command ends; nil when each role grants what its builds need.
  var stop: Stop? {
    if reports.contains(where: { !$0.missing.isEmpty || !$0.partial.isEmpty }) {
      return Stop(.rejected)
    }
    let isOpen = !unread.isEmpty || reports.contains { !$0.unknown.isEmpty }
    return isOpen ? Stop(.undecided) : nil
  }

  func text(_ catalogue: NamedCatalogue) -> String {
    let inputs = unread.isEmpty ? [] : [""] + section("inputs that were not read", unread, none: "")
    return reports.map(text).joined(separator: "\n") + inputs.map { $0 + "\n" }.joined() + "\n"
      + catalogue.line
  }

  private func text(of report: BuildRoleReport) -> String {
    let resource = report.resource
    let place = resource.origin.map { "  \($0.path.visible(300)):\($0.line):\($0.column)" } ?? ""
    let kind = resource.id.kind.replacing("_", with: " ")
    let role = report.role.map { "role \($0.visible(200))" } ?? "its role is not known"
    var lines = ["\(kind) \(resource.name.visible(200)): \(role)\(place)", "", policy(report), ""]
    lines += section("missing", report.missing, none: "nothing that is known to be needed")
    if !report.partial.isEmpty { lines += section("granted in part", report.partial, none: "") }
    if let excess = report.excess {
      lines += section("beyond the known needs", excess, none: "nothing")
    } else {
      lines.append("beyond the known needs: unknown")
    }
    lines += section("scripts that were not read", report.opaqueSteps, none: "none")
    if !report.unknown.isEmpty { lines += section("unknown", report.unknown, none: "") }
    return lines.map { $0 + "\n" }.joined()
  }

  private func policy(_ report: BuildRoleReport) -> String {
    var writer = JSONWriter()
    report.writePolicy(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func section(_ title: String, _ items: [String], none: String) -> [String] {
    guard !items.isEmpty else { return ["\(title): \(none)"] }
    return ["\(title):"] + items.map { "  \($0.visible(500))" }
  }

  func json(_ catalogue: NamedCatalogue) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("builds")
      writer.array { writer in
        for report in reports { Self.write(report, to: &writer) }
      }
      Self.write(unread, "unread", to: &writer)
      writeProblems(to: &writer)
      catalogue.write(to: &writer)
    }
    return writer.bytes + Array("\n".utf8)
  }

  private static func write(_ report: BuildRoleReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", report.resource.id.kind)
      writer.member("name", report.resource.name)
      writer.member("role", report.role)
      writer.key("policy")
      report.writePolicy(to: &writer)
      write(report.missing, "missing", to: &writer)
      write(report.partial, "partial", to: &writer)
      if let excess = report.excess {
        write(excess, "excess", to: &writer)
      } else {
        writer.key("excess")
        writer.null()
      }
      write(report.opaqueSteps, "scriptsNotRead", to: &writer)
      write(report.unknown, "unknown", to: &writer)
    }
  }

  private static func write(_ texts: [String], _ key: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.array { writer in for text in texts { writer.string(text) } }
  }
}
