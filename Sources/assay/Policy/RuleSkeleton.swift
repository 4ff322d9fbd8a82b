import Documents

/// The beginning of a rule: it is checked without an error, and judges nothing useful yet.
struct RuleSkeleton {
  let pack: String
  let rule: String

  /// Reads `pack/rule`; nil when one of them is not in kebab case.
  init?(_ id: String) {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy(Self.isKebab) else { return nil }
    pack = parts[0]
    rule = parts[1]
  }

  /// Writes the rule, and the pack's own file where there is none.
  ///
  /// - Returns: The paths that were written.
  /// - Throws: `Stop` when the rule is there already, or nothing can be written.
  func write(below folder: String) throws(Stop) -> [String] {
    let home = FilePath.join(folder, pack)
    let manifest = "\(home)/pack.yaml"
    let file = "\(home)/\(rule).yaml"
    guard !FilePath.exists(file) else {
      throw .unusable("there is a rule `\(SafeText.message(file))` already")
    }
    let files = (FilePath.exists(manifest) ? [] : [(manifest, packText)]) + [(file, ruleText)]
    do throws(WriteFailure) {
      try AtomicFile.makeFolder(home)
      for (path, text) in files { try AtomicFile.write(Array(text.utf8), to: path) }
    } catch { throw .fault(error.message) }
    return files.map(\.0)
  }

  private var packText: String {
    """
    id: \(pack)
    version: 0.1.0
    title: \(words(pack))

    """
  }

  private var ruleText: String {
    """
    id: \(rule)
    # One line with "should", true for every resource that passes.
    title: \(words(rule)) should hold
    severity: medium
    # The kind it judges; `assay policy docs -o DIR` writes a page about each kind and its fields.
    for: volume
    # True passes. An optional field is guarded, `has(resource.x) && …`; unknown needs no thought.
    expect: |
      resource.encrypted
    # What is wrong with one that fails: lower case, no full stop.
    message: the volume is not encrypted
    why: What happens otherwise, in a sentence or two.
    fix: One thing to do, with the name of the setting.
    controls: []
    # In a fail example a field that is left out is absent, in a no_data example it is unknown.
    examples:
      pass:
        - {encrypted: true}
      fail:
        - {encrypted: false}
      no_data:
        - {}

    """
  }

  private func words(_ name: String) -> String {
    let words = name.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func isKebab(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 80 && !name.hasPrefix("-") && !name.hasSuffix("-")
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
