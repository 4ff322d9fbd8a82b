/// Which configuration file holds, and who said so.
struct ConfigLocation: Sendable {
  static let fileName = "assay.yaml"
  static let variable = "ASSAY_CONFIG"

  let path: String
  let origin: SettingOrigin

  /// `--config`, then `$ASSAY_CONFIG`, then `assay.yaml` from the working folder up to the
  /// repository's root; outside of a repository only in the working folder, because folders above
  /// it may be anybody's.
  static func find(
    flag: String?, _ environment: Environment, _ repository: Repository?
  ) -> ConfigLocation? {
    if let flag { return ConfigLocation(path: flag, origin: .flag("--config")) }
    if let path = environment[variable] {
      return ConfigLocation(path: path, origin: .environment(variable))
    }
    let found = (0...(repository?.depth ?? 0)).lazy.map { Repository.up($0) + fileName }
      .first(where: FilePath.exists)
    return found.map { ConfigLocation(path: $0, origin: .standard) }
  }

  /// Finds the file that holds, and reads it; nil where there is none.
  ///
  /// - Throws: `Stop` when it was named and is not there, or says something that it cannot say.
  static func load(
    flag: String?, _ environment: Environment
  ) throws(Stop) -> (location: ConfigLocation?, file: ConfigFile?) {
    guard let location = find(flag: flag, environment, Repository()) else { return (nil, nil) }
    return (location, try ConfigFile.load(location.path))
  }
}
