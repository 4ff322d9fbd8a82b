import AssayModel
import AssayReports

/// Everything that steers a run, each value with its origin.
struct Settings: Sendable {
  static let mostJobs = 256
  static let defaultDatabase = ".assay/assay.db"

  /// The configuration file that holds; nil without one.
  let config: ConfigLocation?
  /// Folders of packs; `default` stands for the shipped ones.
  let policies: Setting<[String]>
  /// The packs to use; nil for all.
  let packs: Setting<[String]?>
  /// Sorted by pack and name, one each.
  let params: [ParameterSetting]
  /// CloudFormation parameter files.
  let parameters: Setting<[String]>
  /// Nil for none.
  let database: Setting<String?>
  let out: Setting<String?>
  let failOn: Setting<Severity>
  let onUnknown: Setting<OnUnknown>
  let baseline: Setting<String?>
  /// At most one of them goes to standard output.
  let formats: Setting<[FormatOption]>
  let jobs: Setting<Int>
  let color: Setting<ColorChoice>

  /// Options beat the configuration file, which beats defaults.
  ///
  /// - Throws: `Stop` for options and files that cannot be used.
  init(_ options: SettingOptions, _ environment: Environment) throws(Stop) {
    config = ConfigLocation.find(flag: options.config, environment, Repository())
    let file: ConfigFile? =
      if let config { try ConfigFile.load(config.path) } else { nil }
    policies = Setting(
      options.policies.nonEmpty, "--policies", file?.policies, else: [ConfigFile.shippedPacks])
    packs = Setting(
      optional: options.packs.nonEmpty, "--pack",
      file?.packs.map { Setting($0.value, from: $0.origin) })
    params = try Self.params(options.params, file?.params ?? [])
    parameters = Setting(
      options.parameters.nonEmpty, "--parameters", file?.parameters, else: [])
    database = try Self.database(options, file)
    out = Setting(optional: options.out, "--out", file?.out)
    failOn = Setting(options.failOn, "--fail-on", file?.failOn, else: .low)
    onUnknown = Setting(options.onUnknown, "--on-unknown", file?.onUnknown, else: .fail)
    baseline = Setting(optional: options.baseline, "--baseline", file?.baseline)
    formats = Setting(options.formats.nonEmpty, "--format", file?.formats, else: [])
    jobs = Setting(options.jobs, "--jobs", file?.jobs, else: min(Machine.processors(), 8))
    color = Setting(options.color, "--color", file?.color, else: .auto)
    try check()
  }

  private func check() throws(Stop) {
    guard (1...Self.mostJobs).contains(jobs.value) else {
      throw .unusable("`--jobs` should be from 1 to \(Self.mostJobs)")
    }
    let printed = formats.value.filter { $0.file == nil }
    guard printed.count <= 1 else {
      let names = printed.map { "`\($0.text)`" }.joined(separator: " and ")
      throw .unusable(
        "\(names) cannot both go to standard output; name files for all but one, "
          + "such as `\(printed[1].text)=FILE`")
    }
  }

  private static func database(
    _ options: SettingOptions, _ file: ConfigFile?
  ) throws(Stop) -> Setting<String?> {
    guard options.noDatabase else {
      return Setting(
        options.database.map { .some($0) }, "--db", file?.database, else: defaultDatabase)
    }
    guard options.database == nil else {
      throw .unusable("`--db` and `--no-db` exclude each other")
    }
    return Setting(nil, from: .flag("--no-db"))
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
  fileprivate var nonEmpty: [Element]? { isEmpty ? nil : self }
}
