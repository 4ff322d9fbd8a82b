import AssayRules
import Documents
import Glibc
import IAM

/// Packs as settings name them -> checked rules.
struct RuleLoader {
  private let settings: PackSettings
  private let environment: Environment
  private let log: Log

  init(_ settings: PackSettings, _ environment: Environment, _ log: Log) {
    self.settings = settings
    self.environment = environment
    self.log = log
  }

  /// Loads and checks; out of the cache when these very packs were checked before.
  ///
  /// - Throws: `Stop` with everything that is wrong in packs and parameters.
  func rules() throws(Stop) -> RuleSet {
    let sources = try sources()
    let overrides = settings.params.map(\.override)
    let loading = RuleSet.load(
      sources, only: settings.packs.value, overrides: overrides,
      catalogue: try catalogue(for: overrides), cache: cache())
    log.note("packs \(loading.isCached ? "were checked before, by this executable" : "checked")")
    let warnings = loading.diagnostics.filter { $0.severity != .error }
    guard let rules = loading.rules else {
      let problems = loading.problems.map { $0.message + "\n" }.joined()
      throw Stop(.unusable, text: DiagnosticRenderer().render(loading.diagnostics) + problems)
    }
    if !warnings.isEmpty { log.say(DiagnosticRenderer().render(warnings)) }
    return rules
  }

  /// The files of the packs, unread.
  func sources() throws(Stop) -> [PackSource] {
    let folders = try PackFolders.resolve(settings.policies.value, executable: Executable.path())
    for folder in folders { log.note("packs from \(SafeText.message(folder))") }
    return try PackFolders.load(folders)
  }

  /// Of the actions that parameters may name: the one that the environment names, as for `assay iam`.
  private func catalogue(for overrides: [ParameterOverride]) throws(Stop) -> ActionCatalogue {
    guard !overrides.isEmpty, let path = environment["ASSAY_CATALOGUE"] else { return .bundled }
    return try CatalogueFile.read(path)
  }

  private func cache() -> PackCache? {
    guard let folder = CacheFolder(environment), let build = Executable.build() else { return nil }
    let log = self.log
    return PackCache(
      salt: build, read: { folder.read($0) },
      write: { name, bytes in
        if let failure = folder.write(name, bytes) { log.note("pack cache not kept: \(failure)") }
      })
  }
}

extension ParameterSetting {
  /// As the rules take it.
  fileprivate var override: ParameterOverride {
    let place = "\(origin)"
    switch given {
    case .text(let text):
      return ParameterOverride(
        pack: pack, name: name, given: .text(text), place: place,
        attachment: attachment(text))
    case .node(let node):
      return ParameterOverride(
        pack: pack, name: name, given: .node(node), place: place,
        attachment: node.text.flatMap(attachment))
    }
  }

  /// The text of the file that `@path` names.
  private func attachment(_ text: String) -> String? {
    guard text.hasPrefix("@") else { return nil }
    let named = String(text.dropFirst())
    let path = folder.map { FilePath.join($0, named) } ?? named
    guard case .file(let file)? = FileLoader().load(path).first else { return nil }
    return String(decoding: file.bytes, as: UTF8.self)
  }
}
