/// Which packs are used, and with which parameters; each value with its origin.
struct PackSettings: Sendable {
  /// Folders of packs; `default` stands for the shipped ones.
  let policies: Setting<[String]>
  /// The packs to use; nil for all.
  let packs: Setting<[String]?>
  /// Sorted by pack and name, one each.
  let params: [ParameterSetting]

  /// Options beat the configuration file, which beats defaults.
  init(_ options: PackOptions, _ file: ConfigFile?) throws(Stop) {
    try self.init(options.policies, options, file)
  }

  /// As above, with other folders than the options name.
  init(_ folders: [String], _ options: PackOptions, _ file: ConfigFile?) throws(Stop) {
    policies = Setting(
      folders.nonEmpty, "--policies", file?.policies, else: [ConfigFile.shippedPacks])
    packs = Setting(
      optional: options.packs.nonEmpty, "--pack",
      file?.packs.map { Setting($0.value, from: $0.origin) })
    params = try Self.params(options.params, file?.params ?? [])
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
