import AssayModel
import CEL
import Documents

/// A dialogue over expressions: lines in, replies out.
struct ExpressionRepl {
  /// What is said to a line: whole lines, either may be empty.
  struct Reply {
    var output = ""
    var problem = ""
  }

  private var session: ExpressionSession
  /// Lines of an expression that is not complete.
  private var pending: [String] = []
  /// Longer input is refused; the parser would refuse it too.
  private static let maximumBytes = 1 << 20

  init(_ session: ExpressionSession) {
    self.session = session
  }

  var isWithinExpression: Bool { !pending.isEmpty }

  /// Takes a line; nil when the dialogue is over.
  mutating func take(_ line: String) -> Reply? {
    if line.utf8.last == UInt8(ascii: "\\") {
      pending.append(String(line.dropLast()))
      guard pending.reduce(0, { $0 + $1.utf8.count }) < Self.maximumBytes else {
        pending = []
        return Reply(problem: "error: the expression is too long\n")
      }
      return Reply()
    }
    let text = (pending + [line]).joined(separator: "\n")
    pending = []
    if text.utf8.first == UInt8(ascii: ":") { return command(text) }
    if text.allSatisfy(\.isWhitespace) { return Reply() }
    return answer(text)
  }

  private func answer(_ text: String) -> Reply {
    switch session.evaluate(text, named: "line") {
    case .refused(let problem): return Reply(problem: problem)
    case .value(let value, let type):
      return Reply(output: AnswerText(value, type, session.source).line)
    }
  }

  private mutating func command(_ line: String) -> Reply? {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    switch words[0] {
    case ":quit", ":q": return nil
    case ":help", ":h": return Reply(output: Self.help)
    case ":vars":
      let lines = session.variables.map { "\($0.name): \($0.type)\n" }
      return Reply(output: lines.joined())
    case ":type": return type(of: rest)
    case ":let": return define(rest)
    case ":load": return load(rest)
    default:
      let names = [":help", ":type", ":let", ":vars", ":load", ":quit"]
      let way =
        Suggestion.nearest(to: words[0], among: names).map { "did you mean `\($0)`?" }
        ?? "`:help` lists them"
      return Reply(problem: "error: no command `\(SafeText.message(words[0]))`; \(way)\n")
    }
  }

  private static let help = """
    EXPRESSION          evaluate it; a line that ends in \\ goes on
    :type EXPRESSION    its type
    :let NAME = EXPRESSION
    :vars               names and their types
    :load FILE          variables out of a JSON or YAML file
    :quit

    """

  private func type(of text: String) -> Reply {
    switch session.check(text, named: "line") {
    case .success(let checked): Reply(output: "\(checked.type)\n")
    case .failure(let refusal): Reply(problem: refusal.text)
    }
  }

  private mutating func define(_ text: String) -> Reply {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let name = parts.first.map { $0.filter { !$0.isWhitespace } } ?? ""
    guard parts.count == 2, ExpressionSession.isName(name) else {
      return Reply(problem: "error: it goes `:let NAME = EXPRESSION`\n")
    }
    switch session.evaluate(parts[1], named: "line") {
    case .refused(let problem): return Reply(problem: problem)
    case .value(let value, let type):
      session.set(name, value, type)
      return Reply(output: AnswerText(value, type, session.source).line)
    }
  }

  private mutating func load(_ path: String) -> Reply {
    do {
      try session.load(path, as: nil)
      return Reply()
    } catch { return Reply(problem: error.text) }
  }
}
