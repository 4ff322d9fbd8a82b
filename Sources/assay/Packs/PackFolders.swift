import AssayRules
import Documents

/// Finds the folders of packs and loads what is in them.
///
/// In: what `--policies` or the configuration names. Out: one source per folder that holds YAML, in the
/// order in which the folders were named, then by path. Nothing is read as YAML here.
enum PackFolders {
  /// Puts the shipped packs where `default` stands.
  static func resolve(_ named: [String], executable: String?) throws(Stop) -> [String] {
    var folders: [String] = []
    for name in named {
      guard name == ConfigFile.shippedPacks else {
        folders.append(name)
        continue
      }
      guard let shipped = executable.flatMap(shipped(beside:)) else {
        throw .unusable(
          "no packs beside the executable (`share/assay/policies`); name a folder with `--policies`"
        )
      }
      folders.append(shipped)
    }
    return folders
  }

  /// `<prefix>/share/assay/policies` of an installed program; of one that was just built,
  /// `policies` beside the folder of build products.
  static func shipped(beside executable: String) -> String? {
    let bin = FilePath.folder(of: executable)
    let installed = FilePath.join(FilePath.folder(of: bin), "share/assay/policies")
    if FilePath.isFolder(installed) { return installed }
    var folder = bin
    while folder.count > 1 {
      let above = FilePath.folder(of: folder)
      if FilePath.name(of: folder).hasPrefix(".build") {
        let policies = FilePath.join(above, "policies")
        return FilePath.isFolder(policies) ? policies : nil
      }
      folder = above
    }
    return nil
  }

  /// Loads every pack below some folders.
  static func load(_ folders: [String]) throws(Stop) -> [PackSource] {
    var sources: [PackSource] = []
    for folder in folders {
      let found = try packs(in: folder)
      guard !found.isEmpty else {
        throw .unusable("no pack in `\(SafeText.message(folder))`: it holds no YAML")
      }
      sources += found
    }
    return sources
  }

  private static func packs(in folder: String) throws(Stop) -> [PackSource] {
    let inputs = FileLoader().load(folder)
    for input in inputs {
      switch input {
      case .file(let file) where file.path.hasSuffix(".yml"):
        // It would be passed over in silence, and a rule would be lost.
        throw .unusable("pack file `\(SafeText.message(file.path))` should end in `.yaml`")
      case .refused(let path, let reason):
        throw .unusable("pack file `\(SafeText.message(path))` \(reason)")
      // What is not loaded is a rule that is lost, so it has to be said.
      case .file(let file)
      where file.path.lowercased().hasSuffix(".yaml") && !file.path.hasSuffix(".yaml"):
        throw .unusable("pack file `\(SafeText.message(file.path))` should end in `.yaml`")
      case .skipped(let path, let reason)
      where reason == .symbolicLink || reason == .notAFile
        || path.lowercased().hasSuffix(".yaml") || path.lowercased().hasSuffix(".yml"):
        throw .unusable("pack file `\(SafeText.message(path))` cannot be used: \(reason)")
      case .file, .skipped: break
      }
    }
    return PackSource.packs(in: inputs)
  }
}
