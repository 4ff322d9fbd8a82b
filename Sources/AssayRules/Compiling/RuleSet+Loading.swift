import AssayModel
import CEL
import Documents
package import IAM
import Sealing

extension RuleSet {
  /// Loads packs: out of the cache when it holds just these files, else by checking them.
  ///
  /// `only` names the packs to use; nil means all. `overrides` give parameters values, later ones
  /// first served; what they name is looked up in `catalogue`.
  package static func load(
    _ sources: [PackSource], only wanted: [String]? = nil, overrides: [ParameterOverride] = [],
    catalogue: ActionCatalogue = .bundled, cache: PackCache? = nil
  ) -> RuleLoading {
    let key = PackCache.key(of: sources)
    if let packs = cache?.packs(for: key) {
      return assemble(
        packs, only: wanted, overrides, catalogue, diagnostics: [], isCached: true)
    }
    var loader = PackLoader()
    let packs = loader.packs(from: sources)
    var diagnostics = loader.diagnostics
    var checked: [CheckedPack] = []
    let environment = RuleFunctions.environment
    for pack in packs {
      var compiler = RuleCompiler(pack: pack, environment: environment)
      let rules = pack.rules.compactMap { compiler.check($0) }
      diagnostics += compiler.diagnostics
      if rules.count == pack.rules.count { diagnostics += unusedParameters(of: pack, rules) }
      checked.append(
        CheckedPack(
          id: pack.id, version: pack.version, title: pack.title, description: pack.description,
          digest: digest(of: pack, in: sources), parameters: pack.parameters, rules: rules))
    }
    // A warning would be told once only.
    if diagnostics.isEmpty { cache?.store(checked, for: key) }
    return assemble(
      checked, only: wanted, overrides, catalogue, diagnostics: diagnostics, isCached: false)
  }

  /// Parameters that no rule reads: probably a slip in a name.
  private static func unusedParameters(
    of pack: PolicyPack, _ rules: [CheckedRule]
  ) -> [Diagnostic] {
    let used = Set(rules.flatMap(\.parameters))
    return pack.parameters.compactMap { parameter in
      guard let place = parameter.place, !used.contains(parameter.name) else { return nil }
      return PackDiagnostics.unusedParameter(parameter.name, file: place.file, range: place.name)
    }
  }

  private static func digest(of pack: PolicyPack, in sources: [PackSource]) -> String {
    let source = sources.first { source in
      source.files.contains { file in pack.rules.contains { $0.file === file } }
    }
    let files = (source?.files ?? []).flatMap { file in
      [PackCache.name(of: file), String(decoding: file.bytes, as: UTF8.self)]
    }
    return Digest.sha256(fields: ["assay-pack-v1", pack.id] + files).hex
  }

  private static func assemble(
    _ packs: [CheckedPack], only wanted: [String]?, _ overrides: [ParameterOverride],
    _ catalogue: ActionCatalogue, diagnostics: [Diagnostic], isCached: Bool
  ) -> RuleLoading {
    var problems: [ParameterProblem] = []
    let ids = packs.map(\.id)
    for name in wanted ?? [] where !ids.contains(name) {
      problems.append(PackDiagnostics.unknownPack(name, allowed: ids, place: "--pack"))
    }
    for given in overrides where !ids.contains(given.pack) {
      problems.append(
        PackDiagnostics.unknownPack(given.pack, allowed: ids, place: given.place))
    }
    var infos: [PackInfo] = []
    var rules: [CheckedRule] = []
    var values: [String: [(name: String, value: ParameterValue)]] = [:]
    for pack in packs where wanted?.contains(pack.id) ?? true {
      let own = overrides.filter { $0.pack == pack.id }
      let (given, wrong) = pack.values(overriddenBy: own, catalogue)
      problems += wrong
      values[pack.id] = given
      rules += pack.rules
      let digest = Digest.sha256(
        fields: ["assay-pack-in-force-v1", pack.digest]
          + given.map { "\($0.name)=\($0.value.canonical)" }
      ).hex
      infos.append(
        PackInfo(
          id: pack.id, version: pack.version, title: pack.title, digest: digest,
          ruleCount: pack.rules.count))
    }
    let isWrong = !problems.isEmpty || diagnostics.contains { $0.severity == .error }
    return RuleLoading(
      rules: isWrong ? nil : RuleSet(packs: infos, rules: rules, values: values, checked: packs),
      diagnostics: diagnostics, problems: problems, isCached: isCached)
  }
}

/// A pack whose rules are checked: what the cache keeps.
struct CheckedPack: Sendable {
  let id: String
  let version: String
  let title: String
  let description: String
  /// SHA-256 over its files.
  let digest: String
  let parameters: [ParameterDeclaration]
  let rules: [CheckedRule]

  /// The values in force, and what is wrong with those that were given.
  func values(
    overriddenBy overrides: [ParameterOverride], _ catalogue: ActionCatalogue = .bundled
  ) -> (values: [(name: String, value: ParameterValue)], problems: [ParameterProblem]) {
    var problems: [ParameterProblem] = []
    let names = parameters.map(\.name)
    for given in overrides where !names.contains(given.name) {
      problems.append(
        PackDiagnostics.unknownParameter(
          given.name, pack: id, allowed: names, place: given.place))
    }
    let values = parameters.map { parameter -> (name: String, value: ParameterValue) in
      guard let given = overrides.last(where: { $0.name == parameter.name }) else {
        return (parameter.name, parameter.defaultValue)
      }
      let value: ParameterValue? =
        switch given.given {
        case _ where parameter.type == .policy && given.attachment != nil:
          ParameterValue(text: given.attachment ?? "", as: .policy)
        case .node(let node): ParameterValue(node, as: parameter.type)
        case .text(let text): ParameterValue(text: text, as: parameter.type)
        }
      guard let value else {
        problems.append(
          PackDiagnostics.badParameterValue(
            parameter.name, "this is not \(parameter.type.description)", place: given.place))
        return (parameter.name, parameter.defaultValue)
      }
      if let problem = parameter.problem(with: value, catalogue) {
        problems.append(
          PackDiagnostics.badParameterValue(parameter.name, problem, place: given.place))
      }
      return (parameter.name, value)
    }
    return (values, problems)
  }
}
