extension Overload {
  /// How it is called, for messages and documentation: `string.split(string) -> list(string)`, and for
  /// operators `int + int -> int`.
  package func signature(of name: String) -> String {
    if let operation = operation(name) { return "\(operation) -> \(result)" }
    let arguments = isMember ? Array(parameters.dropFirst()) : parameters
    let receiver = isMember ? "\(parameters.first ?? .dyn)." : ""
    let list = arguments.map(\.description).joined(separator: ", ")
    return "\(receiver)\(name)(\(list)) -> \(result)"
  }

  /// An operator between the types of its operands; nil for a function.
  private func operation(_ name: String) -> String? {
    guard CheckerDiagnostics.isOperator(name) else { return nil }
    let types = parameters.map(\.description)
    switch (name, types.count) {
    case ("_?_:_", 3): return "\(types[0]) ? \(types[1]) : \(types[2])"
    case ("_[_]", 2): return "\(types[0])[\(types[1])]"
    case ("_[?_]", 2): return "\(types[0])[?\(types[1])]"
    case ("@in", 2): return "\(types[0]) in \(types[1])"
    case (_, 2): return "\(types[0]) \(name.filter { $0 != "_" }) \(types[1])"
    case (_, 1): return name.replacing("_", with: types[0])
    default: return nil
    }
  }
}
