import Documents
import IAM

/// What the catalogue says to one name that was asked for.
enum ActionAnswer {
  /// The one action of that name.
  case action(ActionCatalogue.Service, ActionCatalogue.Action)
  /// Actions that a pattern covers; never empty.
  case pattern(String, [ActionCatalogue.Match])
  /// Nothing; the way out is a sentence's end, nil when there is none.
  case unlisted(String, wayOut: String?)

  init(to text: String, from catalogue: ActionCatalogue) {
    if text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) {
      let matches = catalogue.actions(matching: text)
      self =
        matches.isEmpty
        ? .unlisted(text, wayOut: Self.wayOut(ofPattern: text, catalogue)) : .pattern(text, matches)
    } else if let action = catalogue.action(text), let service = catalogue.service(action.service) {
      self = .action(service, action)
    } else {
      self = .unlisted(text, wayOut: Self.wayOut(of: text, catalogue))
    }
  }

  var isUnlisted: Bool {
    if case .unlisted = self { true } else { false }
  }

  /// An error for standard error; nil when there was something to say.
  func problem(in catalogue: ActionCatalogue) -> String? {
    slip(in: catalogue).map { "error: \($0)\n" }
  }

  /// What is wrong with the name, as a sentence without a full stop; nil when it is listed.
  func slip(in catalogue: ActionCatalogue) -> String? {
    guard case .unlisted(let text, let wayOut) = self else { return nil }
    let end = wayOut.map { "; \($0)" } ?? ""
    return "no action `\(SafeText.message(text))` in the catalogue of \(catalogue.date)\(end)"
  }

  private static func wayOut(of text: String, _ catalogue: ActionCatalogue) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      let names = homes(of: text, catalogue)
      return names.isEmpty
        ? "an action is written `service:Name`" : "did you mean \(names.joined(separator: " or "))?"
    }
    let name = text[text.utf8.index(after: colon)...]
    guard let service = catalogue.service(text[..<colon]) else {
      guard let prefix = nearestService(to: text[..<colon], catalogue) else { return nil }
      let spelled = catalogue.service(prefix).flatMap { service in
        service.number(of: name).map(service.spelledName)
      }
      return spelled.map { "did you mean `\(prefix):\($0)`?" }
        ?? "did you mean the service `\(prefix)`?"
    }
    let names = service.names.indices.lazy.map(service.spelledName)
    return Suggestion.nearest(to: String(name), among: names)
      .map { "did you mean `\(service.prefix):\($0)`?" }
  }

  private static func wayOut(ofPattern text: String, _ catalogue: ActionCatalogue) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return "a pattern is written `service:Na*`"
    }
    let prefix = text[..<colon]
    if prefix.contains("*") || prefix.contains("?") {
      return "a wildcard stands only behind the colon"
    }
    guard catalogue.service(prefix) == nil else { return nil }
    return nearestService(to: prefix, catalogue).map { "did you mean the service `\($0)`?" }
  }

  /// Up to three actions of this name, whose service was left out; in backticks.
  private static func homes(of name: String, _ catalogue: ActionCatalogue) -> [String] {
    let services = catalogue.servicePrefixes.indices.lazy.map(catalogue.service(at:))
    let homes = services.compactMap { service in
      service.number(of: name).map { "`\(service.prefix):\(service.spelledName(at: $0))`" }
    }
    return Array(homes.prefix(3))
  }

  private static func nearestService(
    to prefix: Substring, _ catalogue: ActionCatalogue
  ) -> String? {
    Suggestion.nearest(to: String(prefix), among: catalogue.servicePrefixes)
  }
}
