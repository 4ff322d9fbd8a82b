package import AssayModel
import Documents
import Records

/// What one declared resource gives.
struct Drafted {
  var resources: [DraftResource] = []
  var parts: [Part] = []
  var diagnostics: [Diagnostic] = []
  /// Whether Assay judges its type at all.
  var isJudged = true
}

/// Reads a declared resource by the table of its type, whatever the input was written in.
///
/// Resources that stand inside another one (inline policies, agent configurations) come as drafts of
/// their own. What belongs to another resource is left out: `Drafting.read` hands it over as parts.
package func draft(_ declared: DeclaredResource) -> [DraftResource] {
  Drafting.read(declared).resources
}

/// The step from declarations to drafts, one at a time.
enum Drafting {
  /// Reads one declaration.
  static func read(_ declared: DeclaredResource) -> Drafted {
    guard let type = DeclaredType(declared.type, dialect: declared.dialect) else {
      return Drafted(isJudged: false)
    }
    switch type {
    case .kind(let kind, let mapping): return read(declared, as: kind, by: mapping())
    case .part(let part):
      var reading = PartReading(declared)
      reading.read(as: part)
      return Drafted(
        resources: reading.resources, parts: reading.parts, diagnostics: reading.reader.diagnostics)
    }
  }

  private static func read(
    _ declared: DeclaredResource, as kind: ResourceKind, by mapping: RecordMapping
  ) -> Drafted {
    var reader = DatumReader(declared.dialect, form: declared.form)
    var record = reader.record(mapping, from: declared.properties)
    var drafted = Drafted()
    switch kind {
    case .role:
      let keys = ["Policies", "RolePolicyList", "inline_policy"]
      let list = keys.compactMap { declared.properties[$0] }.first
      let policies = InlinePolicy.all(in: list, of: declared, holder: .role)
      drafted.resources += policies.map { $0.resource(declared, &reader) }
      refer(to: policies, in: &record, &reader)
    case .iamPolicy:
      let isDocument = declared.dialect == .api && declared.properties["Statement"] != nil
      record["attachment"] = .stated(
        .string(isDocument ? "document" : "managed"), at: declared.origin)
      record["principalKind"] = .absent
      var reading = PartReading(declared)
      reading.addRoles(ofManagedPolicy: declared.key)
      drafted.parts = reading.parts
    case .ssmParameter: reader.findConfiguration(in: declared.properties, path: "")
    default: break
    }
    ResourceIdentity.fillCommon(&record, declared)
    let resource = ResourceIdentity.resource(kind, record, declared)
    drafted.resources.insert(resource, at: 0)
    drafted.resources += configurations(reader, declared)
    drafted.diagnostics = reader.diagnostics
    return drafted
  }

  private static func refer(
    to policies: [InlinePolicy], in record: inout DraftRecord, _ reader: inout DatumReader
  ) {
    guard record["inlinePolicies"].state == .stated, let drafts = record["inlinePolicies"].elements
    else { return }
    let unknown = drafts.filter { $0.state == .unknown }
    let uses = policies.map { $0.use(&reader) }
    record["inlinePolicies"] = .stated(.list(uses + unknown), at: record["inlinePolicies"].origin)
  }

  private static func configurations(
    _ reader: DatumReader, _ declared: DeclaredResource
  ) -> [DraftResource] {
    reader.configurations.enumerated().map { index, found in
      let file = found.path.split { $0 == "/" || $0 == "\\" }.last.map { "/\($0)" } ?? ""
      let number = reader.configurations.count > 1 ? "#\(index + 1)" : ""
      return DraftResource(
        id: ResourceID(
          kind: ResourceKind.cloudwatchAgentConfig.rawValue, uid: declared.key + file + number),
        name: declared.name + file, record: found.record, origin: found.record.origin)
    }
  }
}
