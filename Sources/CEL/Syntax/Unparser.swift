/// Trees back to text, one spelling for each: what explanations quote when the source will not do.
///
/// Shape: one line, double quotes, brackets only where precedence asks for them.
package struct Unparser {
  private let expression: Expression
  private var text = ""

  /// The text of a node and all below it.
  package static func text(of expression: Expression, _ node: Expression.ID? = nil) -> String {
    var unparser = Unparser(expression: expression)
    unparser.write(node ?? expression.root)
    return unparser.text
  }

  private init(expression: Expression) {
    self.expression = expression
  }

  /// How tightly the outermost operator of a node binds; 7 for what needs no brackets anywhere.
  private func precedence(_ id: Expression.ID) -> Int {
    switch expression[id] {
    case .call("_?_:_", _, _): 0
    case .call(let function, nil, let arguments):
      if arguments.count == 1 {
        function == "!_" || function == "-_" ? 6 : 7
      } else {
        Self.operators[function]?.precedence ?? 7
      }
    default: 7
    }
  }

  private static let operators: [String: (sign: String, precedence: Int)] = [
    "_||_": ("||", 1), "_&&_": ("&&", 2), "_==_": ("==", 3), "_!=_": ("!=", 3), "_<_": ("<", 3),
    "_<=_": ("<=", 3), "_>_": (">", 3), "_>=_": (">=", 3), "@in": ("in", 3), "_+_": ("+", 4),
    "_-_": ("-", 4), "_*_": ("*", 5), "_/_": ("/", 5), "_%_": ("%", 5),
  ]

  private mutating func write(_ id: Expression.ID, atLeast minimum: Int = 0) {
    let needsBrackets = precedence(id) < minimum
    if needsBrackets { text += "(" }
    writeBare(id)
    if needsBrackets { text += ")" }
  }

  private mutating func writeBare(_ id: Expression.ID) {
    switch expression[id] {
    case .literal(let constant): text += constant.description
    case .identifier(let name): text += name
    case .select(let operand, let field, let isOptional):
      write(operand, atLeast: 7)
      text += (isOptional ? ".?" : ".") + Self.fieldName(field)
    case .has(let operand, let field):
      text += "has("
      write(operand, atLeast: 7)
      text += ".\(Self.fieldName(field)))"
    case .call(let function, let target, let arguments):
      writeCall(function, target, arguments)
    case .list(let elements):
      writeList(elements, "[", "]") { unparser, element in
        unparser.text += element.isOptional ? "?" : ""
        unparser.write(element.value)
      }
    case .map(let entries):
      writeList(entries, "{", "}") { unparser, entry in
        unparser.text += entry.isOptional ? "?" : ""
        unparser.write(entry.key)
        unparser.text += ": "
        unparser.write(entry.value)
      }
    case .comprehension(let macro): writeComprehension(macro)
    case .bind(let variable, let value, let body):
      text += "cel.bind(\(variable), "
      write(value)
      text += ", "
      write(body)
      text += ")"
    }
  }

  private mutating func writeCall(
    _ function: String, _ target: Expression.ID?, _ arguments: [Expression.ID]
  ) {
    if let target {
      write(target, atLeast: 7)
      text += ".\(function)"
    } else if function == "_?_:_", arguments.count == 3 {
      write(arguments[0], atLeast: 1)
      text += " ? "
      write(arguments[1], atLeast: 1)
      text += " : "
      return write(arguments[2])
    } else if let (sign, precedence) = Self.operators[function], arguments.count == 2 {
      // Chains of `&&` and `||` are balanced when parsed; both sides may go without brackets.
      write(arguments[0], atLeast: precedence)
      text += " \(sign) "
      return write(arguments[1], atLeast: precedence < 3 ? precedence : precedence + 1)
    } else if function == "!_" || function == "-_", arguments.count == 1 {
      text += function == "!_" ? "!" : "-"
      return writeNegated(arguments[0])
    } else if function == "_[_]" || function == "_[?_]", arguments.count == 2 {
      write(arguments[0], atLeast: 7)
      text += function == "_[_]" ? "[" : "[?"
      write(arguments[1])
      return text += "]"
    } else {
      text += function
    }
    writeList(arguments, "(", ")") { $0.write($1) }
  }

  /// The operand of `!` or `-`; in brackets when two signs would meet, for they would cancel out, and
  /// when a sign would become a part of a number.
  private mutating func writeNegated(_ operand: Expression.ID) {
    let before = text
    text = ""
    write(operand, atLeast: 6)
    let first = text.utf8.first ?? 0
    let needsBrackets =
      first == UInt8(ascii: "-") || first == UInt8(ascii: "!")
      || before.utf8.last == UInt8(ascii: "-") && (0x30...0x39).contains(first)
    text = before + (needsBrackets ? "(\(text))" : text)
  }

  private mutating func writeComprehension(_ macro: Expression.Comprehension) {
    write(macro.range, atLeast: 7)
    text += ".\(macro.kind.macroName)(\(macro.variable), "
    if let second = macro.secondVariable { text += "\(second), " }
    if let filter = macro.filter {
      write(filter)
      text += ", "
    }
    write(macro.body)
    text += ")"
  }

  private mutating func writeList<Item>(
    _ items: [Item], _ opening: String, _ closing: String,
    _ item: (inout Unparser, Item) -> Void
  ) {
    text += opening
    for (index, element) in items.enumerated() {
      if index > 0 { text += ", " }
      item(&self, element)
    }
    text += closing
  }

  /// In backticks unless it is a plain name.
  static func fieldName(_ name: String) -> String {
    let bytes = name.utf8
    let isPlain =
      bytes.first?.isNameStart == true && bytes.allSatisfy(\.isNamePart)
      && !["true", "false", "null", "in"].contains(name)
    return isPlain ? name : "`\(name)`"
  }
}

extension Expression.Comprehension.Kind {
  /// As expressions call it.
  package var macroName: String {
    switch self {
    case .all: "all"
    case .exists: "exists"
    case .existsOne: "existsOne"
    case .filter: "filter"
    case .map: "map"
    case .transformList: "transformList"
    case .transformMap: "transformMap"
    case .transformMapEntry: "transformMapEntry"
    case .optionalMap: "optMap"
    case .optionalFlatMap: "optFlatMap"
    case .sortBy: "sortBy"
    }
  }
}
