import AssayModel
import AssayRules
import Documents

/// Packs as they are written, for those who want to read them.
struct PolicySources {
  /// Sorted by id.
  let packs: [PolicyPack]

  /// Reads packs.
  ///
  /// - Throws: `Stop` with everything that is wrong in them.
  init(_ sources: [PackSource]) throws(Stop) {
    var loader = PackLoader()
    packs = loader.packs(from: sources)
    guard !loader.diagnostics.contains(where: { $0.severity == .error }) else {
      throw Stop(.unusable, text: DiagnosticRenderer().render(loader.diagnostics))
    }
  }
}
