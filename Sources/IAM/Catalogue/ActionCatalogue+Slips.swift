import Documents

extension ActionCatalogue {
  /// Whether a name is that of an action, or a pattern covers one.
  package func lists(_ text: String) -> Bool {
    Self.isPattern(text) ? !actions(matching: text).isEmpty : action(text) != nil
  }

  /// Whether a text has a wildcard.
  package static func isPattern(_ text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  /// What was probably meant by a name or pattern that is not listed, as the end of a sentence; nil when nobody knows.
  package func wayOut(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return Self.isPattern(text)
        ? "a pattern is written `service:Na*`" : wayOut(ofNameAlone: text)
    }
    let name = text[text.utf8.index(after: colon)...]
    guard let service = service(text[..<colon]) else {
      return Self.isPattern(String(text[..<colon]))
        ? "a wildcard stands only behind the colon" : wayOut(ofService: text[..<colon], name)
    }
    return
      (Self.isPattern(text)
      ? pattern(near: name, of: service)
      : Suggestion.nearest(
        to: String(name), among: service.names.indices.lazy.map(service.spelledName)))
      .map { "did you mean `\(service.prefix):\($0)`?" }
  }

  /// Up to three actions of this name, whose service was left out.
  private func wayOut(ofNameAlone name: String) -> String {
    let homes = servicePrefixes.indices.lazy.map(service(at:)).compactMap { service in
      service.number(of: name).map { "`\(service.prefix):\(service.spelledName(at: $0))`" }
    }.prefix(3)
    return homes.isEmpty
      ? "an action is written `service:Name`" : "did you mean \(homes.joined(separator: " or "))?"
  }

  private func wayOut(ofService prefix: Substring, _ name: Substring) -> String? {
    guard let nearest = Suggestion.nearest(to: String(prefix), among: servicePrefixes),
      let service = service(nearest)
    else { return nil }
    return service.number(of: name).map {
      "did you mean `\(nearest):\(service.spelledName(at: $0))`?"
    } ?? "did you mean the service `\(nearest)`?"
  }

  /// A pattern that covers something, with other letters before its first wildcard.
  private func pattern(near pattern: Substring, of service: Service) -> String? {
    let stem = String(pattern.prefix { $0 != "*" && $0 != "?" })
    let rest = pattern.dropFirst(stem.count)
    let lengths = max(1, stem.count - 1)...(stem.count + 1)
    let stems = Set(
      service.names.indices.flatMap { number in
        let name = service.spelledName(at: number)
        return lengths.map { String(name.prefix($0)) }
      }
    ).filter { !actions(matching: "\(service.prefix):\($0)\(rest)").isEmpty }
    return Suggestion.nearest(to: stem, among: stems).map { $0 + rest }
  }
}
