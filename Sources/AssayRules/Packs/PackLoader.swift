import AssayModel
package import Documents

/// Reads packs: `pack.yaml` and one file per rule.
///
/// In: the files of each pack. Out: packs sorted by id, and located diagnostics; a pack with an error
/// is left out, so whoever asks for all packs has to look at the diagnostics first.
package struct PackLoader {
  /// What is wrong, in file order.
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  /// Reads packs; of two with the same id the second is refused.
  package mutating func packs(from sources: [PackSource]) -> [PolicyPack] {
    var packs: [PolicyPack] = []
    for source in sources {
      guard let pack = pack(from: source) else { continue }
      if packs.contains(where: { $0.id == pack.id }), let file = source.files.first {
        diagnostics.append(PackDiagnostics.duplicatePack(pack.id, file: file))
        continue
      }
      packs.append(pack)
    }
    return packs.sorted { $0.id < $1.id }
  }

  private mutating func pack(from source: PackSource) -> PolicyPack? {
    guard let manifest = source.files.first(where: { Self.fileName($0) == "pack.yaml" }) else {
      if let first = source.files.first {
        diagnostics.append(PackDiagnostics.missingManifest(source.folder, file: first))
      }
      return nil
    }
    var reader = FieldReader(file: manifest, companions: source.files)
    defer { diagnostics += reader.diagnostics }
    guard let root = reader.root("pack", PackFileKey.self),
      let id = reader.id(of: root)
    else { return nil }
    let version = reader.text("version", of: root) ?? ""
    let title = reader.text("title", of: root) ?? ""
    let description = reader.text("description", of: root) ?? ""
    let parameters = reader.parameters(root["params"])
    var rules: [Rule] = []
    for file in source.files where file !== manifest {
      guard Self.fileName(file).hasSuffix(".yaml") else { continue }
      if let rule = rule(in: file, pack: id) { rules.append(rule) }
    }
    return PolicyPack(
      id: id, version: version, title: title, description: description, parameters: parameters,
      rules: rules.sorted { $0.id < $1.id })
  }

  private mutating func rule(in file: SourceFile, pack: String) -> Rule? {
    var reader = FieldReader(file: file)
    defer { diagnostics += reader.diagnostics }
    guard let root = reader.root("rule", RuleFileKey.self),
      let id = reader.id(of: root), let title = reader.text("title", of: root),
      let severity = reader.choice("severity", of: root, as: Severity.self),
      let kind = reader.choice("for", of: root, as: ResourceKind.self),
      let verdict = reader.verdict(of: root)
    else { return nil }
    if Self.fileName(file) != "\(id).yaml", let node = root["id"] {
      reader.report(
        PackDiagnostics.idDiffersFromFile(id, file: file, range: node.range))
    }
    return Rule(
      id: id, fullID: "\(pack)/\(id)", title: title, severity: severity, kind: kind,
      message: reader.text("message", of: root) ?? "",
      why: reader.text("why", of: root) ?? "",
      fix: reader.text("fix", of: root) ?? "",
      controls: reader.controls(root["controls"]), when: reader.expression("when", of: root),
      variables: reader.variables(root["variables"]),
      foreach: reader.expression("foreach", of: root), verdict: verdict,
      isStrict: reader.flag("strict", of: root) ?? false,
      examples: reader.examples(root["examples"]),
      exampleParameters: root["examples"]?["params"], file: file)
  }

  private static func fileName(_ file: SourceFile) -> String {
    file.path.split(separator: "/").last.map(String.init) ?? file.path
  }
}
