/// The variables of a question, each with a number.
struct VariableTable {
  private(set) var variables: [Pattern.Variable] = []

  /// The number of the variable that stands for the name of a user; nil when there is none.
  var userName: Int? { variables.firstIndex { $0.key == PrincipalKeys.userName } }

  mutating func index(of variable: Pattern.Variable) -> Int {
    if let index = variables.firstIndex(of: variable) { return index }
    variables.append(variable)
    return variables.count - 1
  }

  mutating func symbols(of glob: Glob) -> [Symbol] {
    glob.codes.map { code in
      switch code {
      case .scalar(let value):
        Symbol(word: glob.isCaseless ? value | Symbol.foldFlag : value)
      case .one: .one
      case .digit: .digit
      case .oneInSegment: .oneInSegment
      case .many: .many
      case .manyInSegment: .manyInSegment
      case .variable(let own):
        Symbol(
          word: Symbol.variable(index(of: glob.variables[own])).word
            | (glob.isCaseless ? Symbol.foldFlag : 0))
      }
    }
  }
}
