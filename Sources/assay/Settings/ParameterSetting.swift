import Documents

/// The value of a pack's parameter, as a user gave it.
struct ParameterSetting: Sendable {
  let pack: String
  let name: String
  let given: Given
  let origin: SettingOrigin
  /// The folder that a path in the value starts from; nil for the working folder.
  let folder: String?

  init(pack: String, name: String, given: Given, origin: SettingOrigin, folder: String? = nil) {
    self.pack = pack
    self.name = name
    self.given = given
    self.origin = origin
    self.folder = folder
  }

  /// How it was given: the pack's declaration tells what it may be.
  enum Given: Sendable {
    case text(String)
    case node(Node)
  }

  /// Reads `pack.name=value`; nil for anything else.
  init?(flag text: String) {
    guard let equals = text.firstIndex(of: "="),
      let dot = text[..<equals].firstIndex(of: "."), dot != text.startIndex,
      text.index(after: dot) != equals
    else { return nil }
    self.init(
      pack: String(text[..<dot]), name: String(text[text.index(after: dot)..<equals]),
      given: .text(String(text[text.index(after: equals)...])), origin: .flag("--param"))
  }
}
