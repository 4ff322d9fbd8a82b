/// What a YAML tag means to a tree of text.
enum YAMLTag {
  private static let standard = "tag:yaml.org,2002:"

  /// The tag to keep: local ones as written, none of the standard ones but `!!binary`, whose text
  /// is not the value.
  static func kept(_ tag: String?) -> String? {
    guard let tag, tag != "!" else { return nil }
    guard tag.hasPrefix(standard) else { return tag }
    return tag == standard + "binary" ? "!!binary" : nil
  }

  /// The style a scalar counts as: a tag overrides what the quotes, or their absence, say.
  static func style(_ style: Scalar.Style, tag: String?) -> Scalar.Style {
    guard let tag else { return style }
    switch tag {
    case "!", standard + "str": return style == .plain ? .doubleQuoted : style
    case standard + "int", standard + "float", standard + "bool", standard + "null": return .plain
    default: return style
    }
  }
}
