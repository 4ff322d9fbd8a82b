import Documents
import Records

/// What a condition comes to.
enum ConditionValue: Equatable {
  case known(Bool)
  case unknown(UnknownReason)
}

extension TemplateEvaluator {
  /// A condition of the template by name.
  mutating func condition(named name: String) -> ConditionValue {
    guard let node = template.conditions?[name] else {
      return .unknown(UnknownReason(.unreadable, "there is no condition \(name)"))
    }
    guard openConditions.insert(name).inserted else {
      return .unknown(UnknownReason(.ambiguous, "condition \(name) depends on itself"))
    }
    defer { openConditions.remove(name) }
    switch condition(node) {
    case .unknown(let reason):
      return .unknown(UnknownReason(reason.kind, "condition \(name): \(reason.detail)"))
    case let known: return known
    }
  }

  /// A condition function, three-valued.
  private mutating func condition(_ node: Node) -> ConditionValue {
    if let name = node["Condition"]?.text, node.pairs?.count == 1 { return condition(named: name) }
    guard let (function, argument) = Self.function(node) else {
      switch node.text?.lowercased() {
      case "true": return .known(true)
      case "false": return .known(false)
      default: return .unknown(UnknownReason(.unreadable, "not a condition"))
      }
    }
    let arguments = argument.elements ?? [argument]
    switch function {
    case "Condition": return condition(named: argument.text ?? "")
    case "Fn::Equals" where arguments.count == 2: return equals(arguments[0], arguments[1])
    case "Fn::Not" where arguments.count == 1:
      if case .known(let value) = condition(arguments[0]) { return .known(!value) }
      return condition(arguments[0])
    case "Fn::And": return combine(arguments, dominant: false)
    case "Fn::Or": return combine(arguments, dominant: true)
    default: return .unknown(UnknownReason(.notExpanded, "\(function) is not worked out"))
    }
  }

  private mutating func combine(_ nodes: [Node], dominant: Bool) -> ConditionValue {
    var gap: UnknownReason?
    for node in nodes {
      switch condition(node) {
      case .known(dominant): return .known(dominant)
      case .known: break
      case .unknown(let reason): gap = gap ?? reason
      }
    }
    return gap.map { .unknown($0) } ?? .known(!dominant)
  }

  private mutating func equals(_ left: Node, _ right: Node) -> ConditionValue {
    let sides = [left, right].map { value($0) }
    if let reason = sides.compactMap({ $0?.gap }).first { return .unknown(reason) }
    guard let left = sides[0], let right = sides[1] else {
      return .known(sides[0] == nil && sides[1] == nil)
    }
    return .known(left.isSame(as: right))
  }

  /// `Fn::If`: the branch that is taken; when that is unknown, what both branches agree on.
  mutating func branch(_ argument: Node, range: SourceRange) -> Datum? {
    guard let parts = argument.elements, parts.count == 3, let name = parts[0].text else {
      return malformed("Fn::If", range)
    }
    switch condition(named: name) {
    case .known(let isTrue): return value(parts[isTrue ? 1 : 2])
    case .unknown(let reason):
      let branches = [value(parts[1]), value(parts[2])]
      switch (branches[0], branches[1]) {
      case (nil, nil): return nil
      // Whether anything stands there at all is open, which is more than an unknown value.
      case (nil, _), (_, nil): return unknown(.ambiguous, reason.detail, range)
      case (let left?, let right?) where left.gap == nil && left.isSame(as: right): return left
      default: return Datum(.unknown(reason), file: file, range: range)
      }
    }
  }
}

extension Datum {
  /// The first reason why any part of it is not known; a link is known only after deployment.
  var gap: UnknownReason? {
    switch content {
    case .scalar: nil
    case .list(let elements): elements.lazy.compactMap(\.gap).first
    case .map(let entries): entries.lazy.compactMap(\.value.gap).first
    case .link(let link): UnknownReason(.plan, "\(link.text) is known after deployment")
    case .unknown(let reason): reason
    }
  }

  /// Whether two known values say the same; numbers and strings compare as text, as the service does.
  func isSame(as other: Datum) -> Bool {
    switch (content, other.content) {
    case (.scalar(let left), .scalar(let right)): left.text == right.text
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.map(let left), .map(let right)):
      left.count == right.count
        && left.allSatisfy { entry in other[entry.key].map { entry.value.isSame(as: $0) } ?? false }
        && !right.isEmpty == !left.isEmpty
    case (.link(let left), .link(let right)): left == right
    default: false
    }
  }
}
