package import CEL

extension Expression {
  /// A text that two trees share exactly when they mean the same: each node with the nodes below it
  /// in order, and a chain of `&&` or of `||` as one node, however its brackets stood.
  package var shape: String {
    var text = ""
    write(root, &text)
    return text
  }

  private func write(_ id: ID, _ text: inout String) {
    let node = self[id]
    text += "("
    switch node {
    case .literal(let constant): text += "\(constant)"
    case .identifier(let name): text += name
    case .select(let operand, let field, let isOptional):
      text += isOptional ? ".?\(field)" : ".\(field)"
      write(operand, &text)
    case .has(let operand, let field):
      text += "has \(field)"
      write(operand, &text)
    case .call(let function, let target, let arguments):
      text += "\(target == nil ? "" : ".")\(function)"
      let isChain = function == "_&&_" || function == "_||_"
      let operands = isChain ? chain(function, id) : (target.map { [$0] } ?? []) + arguments
      for operand in operands { write(operand, &text) }
    case .list(let elements):
      text += "list"
      for element in elements {
        text += element.isOptional ? "?" : ""
        write(element.value, &text)
      }
    case .map(let entries):
      text += "map"
      for entry in entries {
        text += entry.isOptional ? "?" : ""
        write(entry.key, &text)
        write(entry.value, &text)
      }
    case .comprehension(let loop):
      text += "\(loop.kind) \(loop.variable) \(loop.secondVariable ?? "-") \(loop.filter != nil)"
      for operand in [loop.range] + (loop.filter.map { [$0] } ?? []) + [loop.body] {
        write(operand, &text)
      }
    case .bind(let variable, let value, let body):
      text += "bind \(variable)"
      write(value, &text)
      write(body, &text)
    }
    text += ")"
  }

  /// The operands of a chain, brackets within it left out.
  private func chain(_ function: String, _ id: ID) -> [ID] {
    guard case .call(function, nil, let arguments) = self[id] else { return [id] }
    return arguments.flatMap { chain(function, $0) }
  }
}
