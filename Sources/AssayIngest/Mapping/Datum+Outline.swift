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
    switch content {
    case .unknown(let reason): return reason.outline
    case .link(let link):
      // As `Fn::Sub` spells it: the name without the file.
      let owner = link.key.split(separator: "#").last.map(String.init) ?? link.key
      let gap = "${\([owner, link.attribute].compactMap { $0 }.joined(separator: "."))}"
      return UnknownReason.Outline(text: gap, gaps: [gap])
    default: return nil
    }
  }

  /// The spelling of a value that is one gap and has a name; nil for all others.
  var nameOfGap: String? {
    guard let outline, outline.gaps == [outline.text] else { return nil }
    return outline.text
  }
}
