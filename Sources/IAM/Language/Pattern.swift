/// A text of the policy language that may stand for many: `arn:aws:s3:::home/${aws:username}/*`.
///
/// `*` is any run of characters, `?` exactly one, `${key}` the value of a context key, `${*}`,
/// `${?}` and `${$}` those characters themselves (IAM user guide, "Policy variables"). A character
/// of the private plane 15 is a *hole*: a value that a template leaves open, one constant that
/// nobody knows.
package struct Pattern: Sendable, Hashable {
  /// One step from left to right.
  enum Step: Sendable, Hashable {
    case scalar(Unicode.Scalar)
    case one
    /// One of `0` to `9`; only patterns that are a question of ours have it.
    case digit
    case many
    /// Behind a reference, so that a step is a word: patterns by the thousand are remembered, and few have one.
    indirect case variable(Variable)
  }

  /// A context key whose value is put in when a request is judged.
  package struct Variable: Sendable, Hashable {
    /// Lower case, since names of keys are compared so.
    package let key: String
    /// What stands when the request has no such key: `${aws:username, 'nobody'}`.
    package let fallback: String?
  }

  /// What an element of the language gives a meaning to.
  package struct Syntax: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// `*` and `?`.
    package static let wildcards = Syntax(rawValue: 1)
    /// `${…}`, which only documents of version 2012-10-17 have.
    package static let variables = Syntax(rawValue: 2)
    /// Wildcards before the fifth colon of an ARN stay in their part, whatever the service does:
    /// for patterns that are a question of ours.
    package static let strictSegments = Syntax(rawValue: 4)
    /// `#` stands for a digit: for patterns that are a question of ours.
    static let digits = Syntax(rawValue: 8)
  }

  /// As written.
  package let text: String
  let steps: [Step]
  /// Whether there is but one reading of its wildcards.
  let hasStrictSegments: Bool

  package init(_ text: String, _ syntax: Syntax) {
    self.text = text
    hasStrictSegments = syntax.contains(.strictSegments)
    var reader = PatternReader(text, syntax)
    steps = reader.read()
  }

  /// Whether anything at all matches.
  var matchesEverything: Bool {
    !steps.isEmpty && steps.allSatisfy { $0 == .many }
  }

  /// Whether only one text matches, whatever the request.
  var isLiteral: Bool {
    steps.allSatisfy {
      guard case .scalar(let scalar) = $0 else { return false }
      return !Hole.isHole(scalar)
    }
  }

  /// The keys it asks for, in the order of the text.
  package var variables: [Variable] {
    steps.compactMap {
      guard case .variable(let variable) = $0 else { return nil }
      return variable
    }
  }
}

/// Reads the steps of a pattern.
private struct PatternReader {
  private let scalars: [Unicode.Scalar]
  private let syntax: Pattern.Syntax
  private var index = 0

  init(_ text: String, _ syntax: Pattern.Syntax) {
    scalars = Array(text.unicodeScalars)
    self.syntax = syntax
  }

  mutating func read() -> [Pattern.Step] {
    var steps: [Pattern.Step] = []
    steps.reserveCapacity(scalars.count)
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "$", syntax.contains(.variables), let step = variable() {
        steps.append(step)
        continue
      }
      index += 1
      switch scalar {
      case "*" where syntax.contains(.wildcards):
        // Two in a row say what one says.
        if steps.last != .many { steps.append(.many) }
      case "?" where syntax.contains(.wildcards): steps.append(.one)
      case "#" where syntax.contains(.digits): steps.append(.digit)
      default: steps.append(.scalar(scalar))
      }
    }
    return steps
  }

  /// The step at `${`; nil, without moving, when no variable stands there.
  private mutating func variable() -> Pattern.Step? {
    guard index + 1 < scalars.count, scalars[index + 1] == "{",
      let end = scalars[(index + 2)...].firstIndex(of: "}"), end > index + 2
    else { return nil }
    let inside = String(String.UnicodeScalarView(scalars[(index + 2)..<end]))
    index = end + 1
    switch inside {
    case "*": return .scalar("*")
    case "?": return .scalar("?")
    case "$": return .scalar("$")
    default: break
    }
    let parts = inside.split(separator: ",", maxSplits: 1)
    let key = trimmed(parts[0]).lowercased()
    var fallback = parts.count == 2 ? trimmed(parts[1]) : nil
    if let quoted = fallback, quoted.count >= 2, quoted.first == "'", quoted.last == "'" {
      fallback = String(quoted.dropFirst().dropLast())
    }
    return .variable(Pattern.Variable(key: key, fallback: fallback))
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
