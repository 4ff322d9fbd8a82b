import CEL
import CELVectors
import Records
import Testing

/// What is decided in spite of unknowns is decided so however they turn out.
///
/// Random expressions run over an instance with unknown places, then over every instance that
/// these could stand for: a field absent, true or false; an element of a list gone, one, another,
/// or two. A verdict holds in every world in which the expression has a value; an error is one in
/// all of them.
struct UnknownSoundnessTests {
  private struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[next(choices.count)] }

    /// A bool; `element` is the name of a string variable in scope.
    mutating func bool(_ depth: Int, _ element: String?) -> String {
      guard depth > 0 else { return leaf(element) }
      let (left, right) = (bool(depth - 1, element), bool(depth - 1, element))
      switch next(8) {
      case 0: return "(\(left) && \(right))"
      case 1: return "(\(left) || \(right))"
      case 2: return "!\(left)"
      case 3: return "(\(left) ? \(right) : \(bool(depth - 1, element)))"
      case 4: return "(\(left) == \(right))"
      case 5, 6:
        let macro = pick(["all", "exists", "exists_one"])
        return "\(list(depth - 1, element)).\(macro)(e\(depth), \(bool(depth - 1, "e\(depth)")))"
      default: return leaf(element)
      }
    }

    private mutating func leaf(_ element: String?) -> String {
      switch next(9) {
      case 0: return pick(["true", "false"])
      case 1: return "resource.encrypted"
      case 2: return "has(resource.encrypted)"
      case 3: return "resource.?encrypted.orValue(\(pick(["true", "false"])))"
      case 4: return "1 / \(pick(["0", "1"])) == 1"
      case 5: return "\(list(1, element)) == \(list(1, element))"
      case 6: return "\(string(element)) in \(list(1, element))"
      case 7: return "size(\(list(1, element))) \(pick(["==", "<", ">="])) \(next(4))"
      default: return "\(string(element)) == \(string(element))"
      }
    }

    private mutating func string(_ element: String?) -> String {
      switch next(4) {
      case 0: return "resource.flags[\(next(3))]"
      case 1: return element ?? "\"b\""
      default: return pick(["\"a\"", "\"b\"", "\"c\""])
      }
    }

    private mutating func list(_ depth: Int, _ element: String?) -> String {
      guard depth > 0 else { return "resource.flags" }
      switch next(7) {
      case 0: return "[\(string(element)), \(string(element))]"
      case 1: return "\(list(depth - 1, element)).filter(f\(depth), \(bool(0, "f\(depth)")))"
      case 2: return "\(list(depth - 1, element)).map(m\(depth), \(string("m\(depth)")))"
      case 3: return "\(list(depth - 1, element)).distinct()"
      case 4: return "(\(list(depth - 1, element)) + [\(string(element))])"
      default: return "resource.flags"
      }
    }
  }

  private static let known = Draft.stated(.string("a"))
  private static let unknown = Draft.unknown(Fleet.parameter)

  private static func instance(_ encrypted: Draft, _ flags: [Draft]) -> Context {
    Fleet.instance(["encrypted": encrypted, "flags": .stated(.list(flags))])
  }

  /// Every instance that the unknown one may be.
  private static let worlds: [Context] = {
    let fields: [Draft] = [.absent, .stated(.bool(true)), .stated(.bool(false))]
    let (a, b, c) = (known, Draft.stated(.string("b")), Draft.stated(.string("c")))
    return fields.flatMap { field in
      [[], [a], [b], [a, c]].map { instance(field, [a] + $0 + [b]) }
    }
  }()

  private func outcome(_ program: Program, _ world: Context) -> String {
    if let difference = Fleet.agreement(program, world).difference {
      Issue.record(
        "the evaluators disagree: \(difference): \(Unparser.text(of: program.expression))")
    }
    var context = world
    switch program.evaluate(&context) {
    case .bool(let bool): return "\(bool)"
    case .error: return "error"
    case .unknown: return "unknown"
    case let value: return value.kindName
    }
  }

  @Test(arguments: [1, 2, 3, 4])
  func `a verdict over unknowns is the verdict of every world`(_ seed: UInt64) {
    var generator = Generator(state: seed)
    let open = Self.instance(
      .unknown(Fleet.notCollected), [Self.known, Self.unknown, .stated(.string("b"))])
    var decided = 0
    for _ in 0..<1_000 {
      let text = generator.bool(3, nil)
      guard let program = Fleet.program(text) else {
        Issue.record("does not compile: \(text)")
        continue
      }
      let verdict = outcome(program, open)
      guard verdict != "unknown" else { continue }
      decided += 1
      for world in Self.worlds {
        let other = outcome(program, world)
        guard other != verdict, other != "error" else { continue }
        Issue.record("\(verdict) with unknowns, \(other) without: \(text)")
        return
      }
    }
    #expect(decided > 200)
  }
}
