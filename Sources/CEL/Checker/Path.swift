/// A place in the data that presence can be proven of: a variable, and steps from it.
package struct Path: Hashable, Sendable {
  /// One step down.
  package enum Step: Hashable, Sendable {
    /// A field of a record.
    case field(String)
    /// An entry of a map, `m.key` or `m["key"]`.
    case key(String)
    /// An element of a list by a literal index, 0-based.
    case index(Int64)
    /// Every element of a list.
    case element
  }

  /// A variable of the environment.
  package var variable: String
  package var steps: [Step]

  package init(_ variable: String, _ steps: [Step] = []) {
    self.variable = variable
    self.steps = steps
  }

  /// The path one step further.
  package func appending(_ step: Step) -> Path { Path(variable, steps + [step]) }

  /// This path with its first steps, those of `prefix`, replaced by those of another path; nil when
  /// it does not start with `prefix`.
  package func replacing(_ prefix: Path, with other: Path) -> Path? {
    guard variable == prefix.variable, steps.starts(with: prefix.steps) else { return nil }
    return Path(other.variable, other.steps + steps.dropFirst(prefix.steps.count))
  }
}

extension Path: CustomStringConvertible {
  /// As an expression would write it; every element is `[*]`.
  package var description: String {
    steps.reduce(into: variable) { text, step in
      switch step {
      case .field(let name): text += ".\(name)"
      case .key(let key): text += "[\"\(key)\"]"
      case .index(let index): text += "[\(index)]"
      case .element: text += "[*]"
      }
    }
  }
}
