import Records

/// Bounds of one evaluation.
package struct Limits: Sendable {
  /// Work: for each round of a macro the nodes of its body, for functions the elements they look at.
  package var steps = 5_000_000
  /// Bytes of a string or of bytes that an expression makes.
  package var stringBytes = 1 << 20
  /// Elements of a list or entries of a map that an expression makes.
  package var elements = 100_000
  /// Bytes of a compiled pattern.
  package var patternBytes: Int64 = 1 << 20

  package init() {}
}

/// The state of one evaluation: what names stand for, what is left of the budget, and caches.
///
/// Functions of a library get it to read records, compare values and pay for their work. One
/// context may run many programs, one after the other.
package struct Context {
  package let source: RecordSource
  package let limits: Limits
  /// The instant of the run: what `now` stands for; nil when the run has none.
  ///
  /// A function that reads it says to `clockWatch` when its answer changes, or is known to
  /// `CheckedExpression.clockUse`.
  package var now: Timestamp?
  /// Notes how long what is decided holds; nil, as mostly, for nobody who asks.
  package var clockWatch: ClockWatch?
  /// Errors that `&&`, `||` or a macro did not need, at most 16.
  package internal(set) var absorbed: [EvaluationError] = []
  package internal(set) var activation: Activation
  /// What can be read of records, where that is known: places are named by way of it.
  package var reach: FieldReach?
  /// What every part comes to, where somebody wants to know; nil, as usual, for nobody.
  package var trace: Trace?
  /// Variables of macros, innermost last.
  var locals: [Value] = []
  /// Where the variables of the running program begin in `locals`.
  var base = 0
  private(set) var stepsLeft: Int
  var patterns: [MapKey.Text: Pattern] = [:]
  var zones: [String: TimeZone] = [:]

  package init(
    _ source: RecordSource = .empty, activation: Activation = Activation(),
    now: Timestamp? = nil, limits: Limits = Limits()
  ) {
    self.source = source
    self.activation = activation
    self.now = now
    self.limits = limits
    stepsLeft = limits.steps
  }

  /// Starts over with other variables: a full budget, nothing absorbed; caches stay.
  package mutating func restart(_ activation: Activation) {
    self.activation = activation
    absorbed.removeAll(keepingCapacity: true)
    locals.removeAll(keepingCapacity: true)
    base = 0
    stepsLeft = limits.steps
  }

  /// Pays for work; gives the error when the budget is used up.
  package mutating func charge(_ steps: Int) -> EvaluationError? {
    stepsLeft -= steps
    return stepsLeft < 0 ? .budget(limits.steps) : nil
  }

  /// Pays for work; false when the budget is used up.
  @inline(__always)
  mutating func spend(_ steps: Int) -> Bool {
    stepsLeft -= steps
    return stepsLeft >= 0
  }

  /// A full budget again.
  mutating func refill() { stepsLeft = limits.steps }

  var isExhausted: Bool { stepsLeft < 0 }

  mutating func absorb(_ error: EvaluationError) {
    if absorbed.count < 16, !absorbed.contains(error) { absorbed.append(error) }
  }

  /// Pays for bytes that are read or made, 16 a step: a budget makes no more than 80 MB of strings.
  package mutating func charge(bytes count: Int) -> EvaluationError? { charge(count / 16) }

  /// Pays for hashing the key of a map that an expression makes or made; short ones are free.
  mutating func charge(key: Value) -> EvaluationError? {
    guard case .string(let text) = key, text.utf8.count >= 256 else { return nil }
    return charge(text.utf8.count / 256)
  }

  /// A string that a function made, unless it is too long; made strings are paid for here.
  package mutating func checked(_ string: String) -> Value {
    let count = string.utf8.count
    guard count <= limits.stringBytes else {
      return .error(.tooLarge("string", limit: limits.stringBytes))
    }
    return charge(bytes: count).map { .error($0) } ?? .string(string)
  }

  /// Bytes that a function made, unless they are too many; paid for here.
  package mutating func checked(_ bytes: [UInt8]) -> Value {
    guard bytes.count <= limits.stringBytes else {
      return .error(.tooLarge("byte string", limit: limits.stringBytes))
    }
    return charge(bytes: bytes.count).map { .error($0) } ?? .bytes(bytes)
  }

  /// A list that a function made, unless it is too long.
  package func checked(_ list: [Value]) -> Value {
    list.count <= limits.elements
      ? .list(list) : .error(.tooLarge("list", limit: limits.elements))
  }
}

/// What the variables of an expression stand for.
package struct Activation: Sendable {
  /// How a variable gets its value.
  enum Binding: Sendable {
    case value(Value)
    /// Computed at first use, then kept.
    case program(Program)
    /// Being computed.
    case running
  }

  /// A few, looked through in order: names are short and the first is the usual one.
  private(set) var names: [String] = []
  var bindings: [Binding] = []
  /// Those that were set lazily, in the order of `names`; kept for explanations.
  private(set) var programs: [Program?] = []
  /// The variable that stands for an element of a stored list, and where that element is.
  private(set) var element: (name: String, place: Place)?
  /// Variables whose values must not be printed.
  private(set) var sensitiveNames: Set<String> = []

  package init() {}

  package init(_ values: KeyValuePairs<String, Value>) {
    for (name, value) in values { set(name, value) }
  }

  /// Gives a variable a value; a second one for a name replaces the first.
  package mutating func set(_ name: String, _ value: Value) {
    set(name, .value(value))
  }

  /// Gives a variable an element of a list, so that explanations know where it stands.
  ///
  /// Explanations and traces print no value that is sensitive.
  package mutating func set(
    _ name: String, _ value: Value, at index: Int, of list: Value, isSensitive: Bool = false
  ) {
    set(name, .value(value))
    if isSensitive { sensitiveNames.insert(name) }
    if case .storedList(let block, _) = list {
      element = (name, Place(block: block, index: index))
    }
  }

  /// Gives a variable the value of a program, computed at first use.
  package mutating func set(_ name: String, lazily program: Program) {
    set(name, .program(program))
  }

  private mutating func set(_ name: String, _ binding: Binding) {
    var program: Program?
    if case .program(let lazy) = binding { program = lazy }
    if let index = index(of: name) {
      bindings[index] = binding
      programs[index] = program
    } else {
      names.append(name)
      bindings.append(binding)
      programs.append(program)
    }
  }

  /// The value of a variable; nil for none, and for one that is computed at first use.
  package subscript(name: String) -> Value? {
    guard let index = index(of: name), case .value(let value) = bindings[index] else { return nil }
    return value
  }

  func index(of name: String) -> Int? {
    names.firstIndex(of: name)
  }
}
