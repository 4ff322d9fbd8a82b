import AssayModel
import Documents

/// Settings as a configuration file would hold them, with a comment for the origin.
struct SettingsListing {
  /// One line, or several for a mapping.
  private struct Entry {
    let key: String
    let value: String
    /// Nil where the lines below tell it.
    let origin: SettingOrigin?
  }

  private let config: ConfigLocation?
  private let entries: [Entry]

  init(_ settings: Settings) {
    config = settings.config
    typealias Key = ConfigFile.Key
    func entry<Value>(
      _ key: Key, _ setting: Setting<Value>, _ text: (Value) -> String
    ) -> Entry {
      Entry(key: "\(key.rawValue):", value: text(setting.value), origin: setting.origin)
    }
    let first = [
      entry(.policies, settings.rules.policies, Self.list),
      entry(.packs, settings.rules.packs) { $0.map(Self.list) ?? "# all" },
    ]
    let rest = [
      entry(.parameters, settings.parameters, Self.list),
      entry(.db, settings.database) { $0.map(Self.scalar) ?? "false" },
      entry(.out, settings.out) { $0.map(Self.scalar) ?? "# none" },
      entry(.failOn, settings.failOn, \.rawValue),
      entry(.failOnChange, settings.failOnChange) { $0.map { Self.list($0.texts) } ?? "# none" },
      entry(.onUnknown, settings.onUnknown, \.rawValue),
      entry(.baseline, settings.baseline) { $0.map(Self.scalar) ?? "# none" },
      entry(.format, settings.formats) { $0.isEmpty ? "text" : Self.list($0.map(\.text)) },
      entry(.color, settings.color, \.rawValue),
    ]
    let environment = settings.rules.environment.value.map { name in
      [
        Entry(
          key: "environment:", value: "# \(name)", origin: settings.rules.environment.origin)
      ]
    }
    entries = first + (environment ?? []) + Self.params(settings.rules.params) + rest
  }

  /// Lines of YAML; a setting without a value is a comment.
  func text(withOrigins isTold: Bool) -> String {
    let lines = entries.map { entry -> (String, SettingOrigin?) in
      let line = "\(entry.key) \(entry.value)"
      let isComment = entry.value.hasPrefix("#")
      let text = isComment ? "# \(entry.key) \(entry.value.dropFirst(2))" : line
      return (Self.trimmed(text), entry.origin)
    }
    guard isTold else { return lines.map { $0.0 + "\n" }.joined() }
    let width = min(48, lines.map(\.0.count).max() ?? 0)
    let source = config.map { "\($0.path) (\(Self.words($0.origin)))" } ?? "none"
    return "# configuration file: \(source)\n"
      + lines.map { line, origin in
        guard let origin else { return line + "\n" }
        let gap = String(repeating: " ", count: max(1, width + 2 - line.count))
        return "\(line)\(gap)# \(origin)\n"
      }.joined()
  }

  private static func words(_ origin: SettingOrigin) -> String {
    origin == .standard ? "found upward" : "\(origin)"
  }

  private static func params(_ params: [ParameterSetting]) -> [Entry] {
    guard !params.isEmpty else {
      return [Entry(key: "params:", value: "{}", origin: .standard)]
    }
    var lines = [Entry(key: "params:", value: "", origin: nil)]
    var pack: String?
    for param in params {
      if param.pack != pack {
        lines.append(Entry(key: "  \(scalar(param.pack)):", value: "", origin: nil))
        pack = param.pack
      }
      let value: String =
        switch param.given {
        case .text(let text): scalar(text)
        case .node(let node): flow(node)
        }
      lines.append(Entry(key: "    \(scalar(param.name)):", value: value, origin: param.origin))
    }
    return lines
  }

  private static func flow(_ node: Node) -> String {
    switch node.content {
    case .scalar(let written): written.style == .plain ? written.text : scalar(written.text)
    case .sequence(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { "\(flow($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }

  /// A text as YAML: as it is where that cannot be mistaken, else in double quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { isLetter($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
      ?? false
    let words = ["true", "false", "null", "yes", "no", "on", "off", "."]
    if isPlain, !words.contains(text.lowercased()), text.utf8.allSatisfy(isPlainByte) {
      return text
    }
    var json = JSONWriter(pretty: false)
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || "._/-=+@".utf8.contains(byte)
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
