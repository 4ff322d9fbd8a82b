import Documents

/// Which AMIs are approved, as the rules about instances are told too.
enum ApprovedImages {
  /// The ids that options name, else those of the configuration; nil when neither does.
  ///
  /// - Throws: `Stop` for a configuration that cannot be read.
  static func ids(_ options: [String], config: String?) throws(Stop) -> Set<String>? {
    if !options.isEmpty { return nonEmpty(options.flatMap(parts)) }
    let (_, file) = try ConfigLocation.load(flag: config, .process)
    let setting = file?.params.first { $0.pack == "instance" && $0.name == "approvedImages" }
    switch setting?.given {
    case .text(let text): return nonEmpty(parts(of: text))
    case .node(let node):
      let texts = node.elements.map { $0.compactMap(\.text) } ?? [node.text].compactMap(\.self)
      return nonEmpty(texts.flatMap(parts))
    case nil: return nil
    }
  }

  private static func parts(of text: String) -> [String] {
    text.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty }
  }

  private static func nonEmpty(_ ids: [String]) -> Set<String>? { ids.isEmpty ? nil : Set(ids) }
}
