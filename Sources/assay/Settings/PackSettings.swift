import Documents

/// Which packs are used, and with which parameters; each value with its origin.
struct PackSettings: Sendable {
  /// Folders of packs; `default` stands for the shipped ones.
  let policies: Setting<[String]>
  /// The packs to use; nil for all.
  let packs: Setting<[String]?>
  /// The environment whose parameters hold; nil for none.
  let environment: Setting<String?>
  /// Sorted by pack and name, one each.
  let params: [ParameterSetting]

  /// Options beat the configuration file, which beats defaults.
  init(
    _ options: PackOptions, _ file: ConfigFile?, _ variables: Environment
  ) throws(Stop) {
    try self.init(options.policies, options, file, variables)
  }

  /// The variable that names an environment where no option does.
  static let variable = "ASSAY_ENVIRONMENT"

  /// As above, with other folders than the options name.
  init(
    _ folders: [String], _ options: PackOptions, _ file: ConfigFile?, _ variables: Environment
  ) throws(Stop) {
    policies = Setting(
      folders.nonEmpty, "--policies", file?.policies, else: [ConfigFile.shippedPacks])
    packs = Setting(
      optional: options.packs.nonEmpty, "--pack",
      file?.packs.map { Setting($0.value, from: $0.origin) })
    let chosen = variables[Self.variable].map {
      Setting<String?>($0, from: .environment(Self.variable))
    }
    environment = Setting(optional: options.environment, "--environment", chosen)
    params = try Self.params(
      options.params, (file?.params ?? []) + Self.params(of: environment, file))
  }

  /// What holds in the environment that was chosen.
  private static func params(
    of environment: Setting<String?>, _ file: ConfigFile?
  ) throws(Stop) -> [ParameterSetting] {
    guard let name = environment.value else { return [] }
    if let params = file?.environments[name] { return params }
    let names = (file?.environments ?? [:]).keys.sorted()
    let way =
      Suggestion.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
      ?? (names.isEmpty
        ? "the configuration has no `environments`" : "there are \(names.joined(separator: ", "))")
    throw .unusable("no environment `\(SafeText.message(name))` (\(environment.origin)); \(way)")
  }

  private static func params(
    _ flags: [String], _ inFile: [ParameterSetting]
  ) throws(Stop) -> [ParameterSetting] {
    var byName: [String: ParameterSetting] = [:]
    for setting in inFile { byName["\(setting.pack).\(setting.name)"] = setting }
    for flag in flags {
      guard let setting = ParameterSetting(flag: flag) else {
        throw .unusable("`--param \(flag)` is not `pack.name=value`")
      }
      byName["\(setting.pack).\(setting.name)"] = setting
    }
    return byName.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension Array {
  /// The array; nil when there is nothing in it.
  var nonEmpty: [Element]? { isEmpty ? nil : self }
}
