import Documents
import Records

extension Datum {
  /// What is known of a value that is unknown: the text around its gaps.
  ///
  /// A value that is nothing but a gap is one too when it has a name, a link's or a parameter's, so
  /// that two places which hold the same value are known to.
  var outline: UnknownReason.Outline? {
    if let text, !holes.isEmpty {
      return UnknownReason.Outline(text: text.wholeText, gaps: holes.keys.sorted())
    }
    let name: String
    switch content {
    case .link(let link):
      // As `Fn::Sub` spells it: the name without the file.
      let owner = link.key.split(separator: "#").last.map(String.init) ?? link.key
      name = [owner, link.attribute].compactMap { $0 }.joined(separator: ".")
    case .unknown(let reason) where reason.kind == .parameter: name = reason.detail
    default: return nil
    }
    let gap = "${\(name)}"
    return UnknownReason.Outline(text: gap, gaps: [gap])
  }
}
