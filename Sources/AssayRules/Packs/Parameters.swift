package import CEL
package import Documents
package import IAM

/// A parameter of a pack: what it is, what it is by default, what it may be.
package struct ParameterDeclaration: Sendable {
  package let name: String
  package let type: ParameterType
  package let defaultValue: ParameterValue
  /// One line for people.
  package let doc: String
  /// Bounds of numbers, of elements in lists; nil for none.
  package let minimum: Double?
  package let maximum: Double?
  /// Bounds of the characters of a string, of the elements of a list; nil for none.
  package let minimumLength: Int?
  package let maximumLength: Int?
  /// The allowed values of strings, of elements in lists; empty when open.
  package let values: [String]
  /// What strings, and elements in lists, must match from beginning to end, in RE2's words; nil when open.
  package let pattern: String?
  /// What strings, and elements in lists, name; nil when open.
  package let names: NamedThing?
  /// Where it stands; nil for one out of a cache.
  package let place: ParameterPlace?

  /// What is wrong with a value, lower case without a full stop; nil when nothing is.
  ///
  /// `catalogue`: of the actions that there are.
  package func problem(
    with value: ParameterValue, _ catalogue: ActionCatalogue = .bundled
  ) -> String? {
    switch value {
    case .list(let elements):
      return wrongLength(elements.count, "element")
        ?? elements.lazy.compactMap { self.problem(withOne: $0, catalogue) }.first
    case .string(let text):
      return problem(withOne: value, catalogue)
        ?? wrongLength(text.unicodeScalars.count, "character")
    default: return problem(withOne: value, catalogue)
    }
  }

  /// The same of a value that is no list, or of an element of one.
  private func problem(
    withOne value: ParameterValue, _ catalogue: ActionCatalogue
  ) -> String? {
    switch value {
    case .int(let int): return outOfRange(Double(int))
    case .double(let double): return outOfRange(double)
    case .string(let text)
    where pattern.map { !(Pattern.whole($0)?.matches(text) ?? false) } ?? false:
      return "`\(text)` is not of the form `\(pattern ?? "")`"
    case .string(let text) where !values.isEmpty && !values.contains(text):
      let way = Suggestion.nearest(to: text, among: values).map { "; did you mean `\($0)`?" } ?? ""
      return "`\(text)` is not one of \(values.map { "`\($0)`" }.joined(separator: ", "))\(way)"
    case .string(let text): return names?.problem(with: text, catalogue)
    default: return nil
    }
  }

  private func wrongLength(_ count: Int, _ unit: String) -> String? {
    func many(_ number: Int) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
    if let minimumLength, count < minimumLength {
      return "it has \(many(count)), less than the minimum of \(minimumLength)"
    }
    if let maximumLength, count > maximumLength {
      return "it has \(many(count)), more than the maximum of \(maximumLength)"
    }
    return nil
  }

  private func outOfRange(_ number: Double) -> String? {
    if let minimum, number < minimum { return "it is below the minimum of \(plain(minimum))" }
    if let maximum, number > maximum { return "it is above the maximum of \(plain(maximum))" }
    return nil
  }

  private func plain(_ number: Double) -> String {
    Int64(exactly: number).map { String($0) } ?? String(number)
  }
}

/// What the strings of a parameter name, where they are no words of the pack's own.
package enum NamedThing: String, Sendable, CaseIterable {
  /// An action of AWS, or a pattern that covers at least one.
  case action = "iam-action"
  /// A service as actions begin with it.
  case service = "iam-service"

  fileprivate func problem(with text: String, _ catalogue: ActionCatalogue) -> String? {
    let wayOut: String?
    switch self {
    // `*` alone names no action, it names all that there are.
    case .action where catalogue.lists(text) && text.contains(":"): return nil
    case .action: wayOut = catalogue.wayOut(of: text)
    case .service where catalogue.service(text) != nil: return nil
    case .service:
      wayOut = Suggestion.nearest(to: text, among: catalogue.servicePrefixes)
        .map { "did you mean `\($0)`?" }
    }
    let kind = self == .service ? "service" : "action"
    return "there is no \(kind) `\(text)` in the catalogue of \(catalogue.date)"
      + (wayOut.map { "; \($0)" } ?? "")
  }
}

/// Where a parameter stands in its pack's file.
package struct ParameterPlace: Sendable {
  package let file: SourceFile
  package let name: SourceRange
  /// The value by default.
  package let value: Node
}

/// The type of a parameter.
package indirect enum ParameterType: Sendable, Hashable {
  case bool, int, double, string
  /// A policy document of an identity.
  case policy
  case list(ParameterType)

  /// Reads `int`, `list<string>` and the like.
  package init?(_ text: some StringProtocol) {
    switch text {
    case "bool": self = .bool
    case "int": self = .int
    case "double": self = .double
    case "string": self = .string
    case "policy": self = .policy
    default:
      guard text.hasPrefix("list<"), text.hasSuffix(">"),
        let element = ParameterType(text.dropFirst(5).dropLast()), element.isScalar,
        element != .bool,
        element != .policy
      else { return nil }
      self = .list(element)
    }
  }

  private var isScalar: Bool {
    if case .list = self { return false }
    return true
  }

  /// As they are written, for people and editors.
  static let names =
    ["bool", "int", "double", "string", "policy"]
    + ["int", "double", "string"].map {
      "list<\($0)>"
    }

  /// The type of an element; itself when it is no list.
  var element: ParameterType { if case .list(let element) = self { element } else { self } }

  var isNumber: Bool { self == .int || self == .double }

  /// Whether its values have a length.
  var hasLength: Bool { self == .string || !isScalar }

  /// The type that expressions see.
  package var celType: CELType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .policy: .policy
    case .list(let element): .list(element.celType)
    }
  }

  /// As it is written.
  package var description: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .policy: "policy"
    case .list(let element): "list<\(element.description)>"
    }
  }
}

/// The value of a parameter.
package indirect enum ParameterValue: Sendable, Hashable {
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  /// The JSON text of a policy document.
  case policy(String)
  case list([ParameterValue])

  /// Reads a node as a type; nil when it is not of it.
  package init?(_ node: Node, as type: ParameterType) {
    if case .list(let element) = type {
      guard let nodes = node.elements else { return nil }
      var values: [ParameterValue] = []
      for node in nodes {
        guard let value = ParameterValue(node, as: element) else { return nil }
        values.append(value)
      }
      self = .list(values)
      return
    }
    if type == .policy, node.pairs != nil {
      self.init(text: JSONText.text(of: node), as: type)
      return
    }
    guard let scalar = node.scalar, !(scalar.isNull && type != .string) else { return nil }
    self.init(text: scalar.text, as: type)
  }

  /// Reads a text, as a command line gives it: lists are cut at commas, without the blanks around them.
  package init?(text: String, as type: ParameterType) {
    switch type {
    case .bool:
      guard text == "true" || text == "false" else { return nil }
      self = .bool(text == "true")
    case .int:
      guard let int = Int64(text) else { return nil }
      self = .int(int)
    case .double:
      guard let double = Double(text), double.isFinite else { return nil }
      self = .double(double)
    case .string: self = .string(text)
    case .policy:
      guard PolicyValue(text, named: "policy") != nil else { return nil }
      self = .policy(text)
    case .list(let element):
      var values: [ParameterValue] = []
      for part in text.split(separator: ",") {
        let word = part.drop { $0 == " " }
        let length = word.lastIndex { $0 != " " }.map { word.index(after: $0) }
        let text = String(word[..<(length ?? word.startIndex)])
        guard let value = ParameterValue(text: text, as: element) else { return nil }
        values.append(value)
      }
      self = .list(values)
    }
  }

  /// A text that two equal values share and no two others do, for digests.
  package var canonical: String {
    switch self {
    case .bool(let bool): "b:\(bool)"
    case .int(let int): "i:\(int)"
    case .double(let double): "d:\(double)"
    case .string(let text): "s:\(text.utf8.count):\(text)"
    case .policy(let text): "p:\(text.utf8.count):\(text)"
    case .list(let values): "l:\(values.count):" + values.map(\.canonical).joined()
    }
  }

  /// For people.
  package var description: String {
    switch self {
    case .bool(let bool): String(bool)
    case .int(let int): String(int)
    case .double(let double): String(double)
    case .string(let text): "\"\(text)\""
    case .policy(let text): text
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    }
  }
}

/// A value that a user gives a parameter, and where.
package struct ParameterOverride: Sendable {
  package let pack: String
  package let name: String
  /// The value in a configuration file, or text from a command line.
  package let given: Given
  /// The place for messages: `assay.yaml:12:9`, `--param`.
  package let place: String
  /// The text of the file that the value names by `@path`; nil when it names none that can be read.
  ///
  /// Only a parameter whose values are documents looks at it.
  package let attachment: String?

  /// How it was given.
  package enum Given: Sendable {
    case node(Node)
    case text(String)
  }

  package init(
    pack: String, name: String, given: Given, place: String, attachment: String? = nil
  ) {
    self.pack = pack
    self.name = name
    self.given = given
    self.place = place
    self.attachment = attachment
  }
}
