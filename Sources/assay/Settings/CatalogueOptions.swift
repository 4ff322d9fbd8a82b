import ArgumentParser
import IAM

/// Which catalogue of AWS actions is used.
struct CatalogueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A catalogue of AWS actions (default: ASSAY_CATALOGUE, else the one that comes with assay).",
      valueName: "file"), completion: .file())
  var catalogue: String?

  /// The file that was chosen; nil for the bundled catalogue.
  func path(_ environment: Environment) -> String? {
    catalogue ?? environment["ASSAY_CATALOGUE"]
  }

  /// The catalogue that was chosen.
  ///
  /// - Throws: `Stop` when its file cannot be read or is none.
  func catalogue(_ environment: Environment) throws(Stop) -> ActionCatalogue {
    guard let path = path(environment) else { return .bundled }
    return try CatalogueFile.read(path)
  }
}
