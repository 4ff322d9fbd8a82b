import CEL
import Documents
import Testing

/// How macros are written, for messages and the guide, is how the parser knows them.
struct MacroDeclarationTests {
  @Test(
    arguments: StandardDeclarations.macros.flatMap { macro in
      macro.forms.flatMap { form in
        [form.usage]
          + macro.aliases.map { form.usage.replacing(".\(macro.name)(", with: ".\($0)(") }
      }
    })
  func `every form is one to the parser`(_ usage: String) throws {
    let expression = try #require(Parser.parse(SourceFile(path: "usage", text: usage)).expression)
    switch expression[expression.root] {
    case .has, .comprehension, .bind: break
    case let node: Issue.record("\(node)")
    }
  }

  @Test func `every macro of the parser is declared`() throws {
    var declared: Set<Expression.Comprehension.Kind> = []
    for form in StandardDeclarations.macros.flatMap(\.forms) {
      let file = SourceFile(path: "usage", text: form.usage)
      let expression = try #require(Parser.parse(file).expression)
      if case .comprehension(let macro) = expression[expression.root] {
        declared.insert(macro.kind)
      }
    }
    let kinds = (UInt8(0)...63).compactMap(Expression.Comprehension.Kind.init)
    #expect(declared == Set(kinds))
  }

  @Test(arguments: [
    ("_+_", "int + int -> int"), ("!_", "!bool -> bool"), ("-_", "-int -> int"),
    ("_?_:_", "bool ? A : A -> A"), ("_[_]", "list(A)[int] -> A"),
    ("_[?_]", "list(A)[?int] -> optional(A)"), ("@in", "A in list(A) -> bool"),
    ("_&&_", "bool && bool -> bool"), ("size", "size(string) -> int"),
    ("charAt", "string.charAt(int) -> string"), ("math.sqrt", "math.sqrt(int) -> double"),
    ("optional.none", "optional.none() -> optional(A)"),
  ])
  func `signatures read as calls are written`(_ name: String, _ expected: String) throws {
    let function = try #require(StandardDeclarations.functions.first { $0.name == name })
    #expect(function.overloads.first?.signature(of: name) == expected)
  }
}
