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
    guard catalogue.lists(text) else {
      self = .unlisted(text, wayOut: catalogue.wayOut(of: text))
      return
    }
    if let action = catalogue.action(text), let service = catalogue.service(action.service) {
      self = .action(service, action)
    } else {
      self = .pattern(text, catalogue.actions(matching: text))
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
}
