import AssayModel
import AssayReports

/// Everything that steers a run, each value with its origin.
struct Settings: Sendable {
  static let defaultDatabase = ".assay/assay.db"

  /// The configuration file that holds; nil without one.
  let config: ConfigLocation?
  let rules: PackSettings
  /// CloudFormation parameter files.
  let parameters: Setting<[String]>
  /// Nil for none.
  let database: Setting<String?>
  let out: Setting<String?>
  let failOn: Setting<Severity>
  /// Nil where every failure decides.
  let failOnChange: Setting<FailureChangeKinds?>
  let onUnknown: Setting<OnUnknown>
  let baseline: Setting<String?>
  /// At most one of them goes to standard output.
  let formats: Setting<[FormatOption]>
  let color: Setting<ColorChoice>

  /// Options beat the configuration file, which beats defaults.
  ///
  /// - Throws: `Stop` for options and files that cannot be used.
  init(_ options: SettingOptions, _ environment: Environment) throws(Stop) {
    let (location, file) = try ConfigLocation.load(flag: options.packs.config, environment)
    config = location
    rules = try PackSettings(options.packs, file, environment)
    parameters = Setting(
      options.parameters.nonEmpty, "--parameters", file?.parameters, else: [])
    database = try Self.database(options, file)
    out = Setting(optional: options.out, "--out", file?.out)
    failOn = Setting(options.failOn, "--fail-on", file?.failOn, else: .low)
    failOnChange = Setting(
      optional: options.failOnChange, "--fail-on-change", file?.failOnChange)
    onUnknown = Setting(options.onUnknown, "--on-unknown", file?.onUnknown, else: .fail)
    baseline = Setting(optional: options.baseline, "--baseline", file?.baseline)
    formats = Setting(options.formats.nonEmpty, "--format", file?.formats, else: [])
    color = Setting(options.color, "--color", file?.color, else: .auto)
    try check()
  }

  private func check() throws(Stop) {
    guard failOnChange.value == nil || database.value != nil else {
      throw .unusable(
        "\(failOnChange.origin) asks what changed since the run before, and \(database.origin) keeps no runs; "
          + "name a database with `--db`")
    }
    guard out.value?.isEmpty != true else {
      throw .unusable("\(out.origin) names no folder")
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
}
