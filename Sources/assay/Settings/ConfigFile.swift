import AssayModel
import AssayReports
import Documents

/// What a configuration file says; nil where it says nothing.
///
/// Paths in it start from the folder that the file lies in; here they start from the working folder.
struct ConfigFile: Sendable {
  let path: String
  var policies: Setting<[String]>?
  var packs: Setting<[String]>?
  var params: [ParameterSetting] = []
  /// Parameters that hold in one environment, by its name.
  var environments: [String: [ParameterSetting]] = [:]
  var parameters: Setting<[String]>?
  var database: Setting<String?>?
  var out: Setting<String?>?
  var failOn: Setting<Severity>?
  var failOnChange: Setting<FailureChangeKinds?>?
  var onUnknown: Setting<OnUnknown>?
  var baseline: Setting<String?>?
  var formats: Setting<[FormatOption]>?
  var color: Setting<ColorChoice>?

  /// The keys of the file, in the order of the documentation.
  enum Key: String, CaseIterable {
    case policies, packs, params, environments, parameters, db, out
    case failOn = "fail-on"
    case failOnChange = "fail-on-change"
    case onUnknown = "on-unknown"
    case baseline, format, color
  }

  /// The word that stands for the shipped packs among the folders of `policies`.
  static let shippedPacks = "default"

  /// Reads a file that was found or named.
  ///
  /// - Throws: `Stop` with every mistake in it, each at its place.
  static func load(_ path: String) throws(Stop) -> ConfigFile {
    let source: SourceFile
    switch FileLoader().load(path).first {
    case .file(let file): source = file
    case .refused(_, let reason): throw .unusable("configuration `\(path)` \(reason)")
    case .skipped, nil: throw .unusable("configuration `\(path)` is not a file")
    }
    let (file, diagnostics) = ConfigReader.read(source)
    guard diagnostics.isEmpty else {
      throw Stop(.unusable, text: DiagnosticRenderer().render(diagnostics))
    }
    return file
  }
}
