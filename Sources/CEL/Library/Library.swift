/// The functions that expressions may call, and how each is computed.
///
/// Functions are found by overload id when a checker resolved the call, else by name, style and
/// number of arguments. Arguments are there when a function runs: errors and unknowns are handed on
/// before. Built once and shared.
package struct Library: Sendable {
  /// A function of any number of arguments, the receiver first.
  package typealias Implementation = @Sendable (inout Context, [Value]) -> Value

  /// Tells why a call gave what it did, in terms of what it looked into: the calls of a proof, not
  /// its arguments, are the evidence.
  package typealias Account = @Sendable (inout Context, [Value]) -> [Remark]

  /// How it is called.
  enum Style: Sendable {
    case function, member
    /// `size(x)` and `x.size()`.
    case both
  }

  /// What runs; nil is "no such overload".
  enum Body: Sendable {
    case unary(@Sendable (inout Context, Value) -> Value?)
    case binary(@Sendable (inout Context, Value, Value) -> Value?)
    case many(@Sendable (inout Context, [Value]) -> Value?)
  }

  /// One function.
  struct Function: Sendable {
    let name: String
    let style: Style
    /// Number of arguments, the receiver counted.
    let arity: Int
    let body: Body
    /// A body for known arguments, nil where one is not constant: made once per program.
    var specialized: (@Sendable ([Value?], Limits) -> Body?)?
    /// Whether it may run when a program is built: it depends on its arguments alone.
    var isPure = true
    /// Nil for functions whose arguments tell all.
    var account: Account?
  }

  private struct Key: Hashable, Sendable {
    let name: String
    let isMember: Bool
    let arity: Int
  }

  private var functions: [Key: [Function]] = [:]
  private var overloads: [String: Function] = [:]
  /// All names, for telling `math.floor(x)` from a call on a variable `math`.
  private var names: Set<String> = []

  init(_ functions: [Function]) {
    for function in functions { add(function) }
  }

  /// The standard library with its extensions, and the functions for packs.
  package static let standard: Library = {
    var library = Library(
      StandardFunctions.conversions + StandardFunctions.strings + StandardFunctions.positions
        + StandardFunctions.formatting + StandardFunctions.lists + StandardFunctions.sets
        + StandardFunctions.maths + StandardFunctions.bits + StandardFunctions.times
        + StandardFunctions.optionals + StandardFunctions.patterns + StandardFunctions.encoders
        + StandardFunctions.network)
    PackFunctions.add(to: &library)
    return library
  }()

  /// Adds a declared function: an implementation for each overload, keyed by its id.
  ///
  /// An implementation gets the arguments in order, the receiver first, and gives an error with
  /// `EvaluationError.noSuchOverload` for kinds it does not take. An overload without an
  /// implementation is not added. `account` explains a call that decided.
  package mutating func add(
    _ declaration: FunctionDeclaration, _ implementations: [String: Implementation],
    isPure: Bool = true, account: Account? = nil
  ) {
    for overload in declaration.overloads {
      guard let implementation = implementations[overload.id] else { continue }
      var function = Function(
        name: declaration.name, style: overload.isMember ? .member : .function,
        arity: overload.parameters.count, body: .many { implementation(&$0, $1) })
      function.isPure = isPure
      function.account = account
      add(function)
      overloads[overload.id] = function
    }
  }

  private mutating func add(_ function: Function) {
    names.insert(function.name)
    if function.style != .member {
      let key = Key(name: function.name, isMember: false, arity: function.arity)
      functions[key, default: []].append(function)
    }
    if function.style != .function {
      let key = Key(name: function.name, isMember: true, arity: function.arity)
      functions[key, default: []].append(function)
    }
  }

  /// The functions that a call may mean.
  func functions(_ name: String, isMember: Bool, arity: Int, overloads ids: [String]) -> [Function]
  {
    let resolved = ids.compactMap { overloads[$0] }
    if !resolved.isEmpty, resolved.count == ids.count { return resolved }
    return functions[Key(name: name, isMember: isMember, arity: arity)] ?? []
  }

  func hasFunction(named name: String) -> Bool { names.contains(name) }
}

extension Library.Function {
  static func unary(
    _ name: String, _ style: Library.Style = .function,
    _ body: @escaping @Sendable (inout Context, Value) -> Value?
  ) -> Library.Function {
    Library.Function(name: name, style: style, arity: 1, body: .unary(body))
  }

  static func binary(
    _ name: String, _ style: Library.Style = .function,
    _ body: @escaping @Sendable (inout Context, Value, Value) -> Value?
  ) -> Library.Function {
    Library.Function(name: name, style: style, arity: 2, body: .binary(body))
  }

  static func many(
    _ name: String, _ style: Library.Style = .function, arity: Int,
    _ body: @escaping @Sendable (inout Context, [Value]) -> Value?
  ) -> Library.Function {
    Library.Function(name: name, style: style, arity: arity, body: .many(body))
  }
}

extension EvaluationError {
  /// What an implementation gives for arguments that it does not take.
  package static func refused(_ function: String, _ arguments: [Value]) -> EvaluationError {
    noSuchOverload(function, arguments)
  }
}
