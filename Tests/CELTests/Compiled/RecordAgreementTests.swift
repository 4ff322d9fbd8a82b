import CEL
import CELVectors
import Records
import Testing
import Vectors

/// Both evaluators over random records: fields in every state, lists with unknown elements, links.
struct RecordAgreementTests {
  /// Expressions of a type over an instance; `scope` has the macro variables by type.
  private struct Expressions {
    var random: SeededGenerator
    private var count = 0

    init(_ seed: UInt64) { random = SeededGenerator(seed) }

    private struct Scope {
      var texts: [String] = []
      var numbers: [String] = []
      var volumes: [String] = []
      var rules: [String] = []
    }

    mutating func test(_ depth: Int) -> String { bool(depth, Scope()) }

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
      choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    private mutating func name() -> String {
      count += 1
      return "x\(count)"
    }

    private mutating func bool(_ depth: Int, _ scope: Scope) -> String {
      guard depth > 0 else { return leaf(scope) }
      switch Int.random(in: 0..<16, using: &random) {
      case 0, 1: return "(\(bool(depth - 1, scope)) && \(bool(depth - 1, scope)))"
      case 2, 3: return "(\(bool(depth - 1, scope)) || \(bool(depth - 1, scope)))"
      case 4: return "!\(bool(depth - 1, scope))"
      case 5:
        return "(\(bool(0, scope)) ? \(bool(depth - 1, scope)) : \(bool(depth - 1, scope)))"
      case 6: return "(\(bool(depth - 1, scope)) == \(bool(0, scope)))"
      case 7:
        let variable = name()
        return
          "cel.bind(\(variable), \(bool(depth - 1, scope)), \(variable) || \(leaf(scope)))"
      case 8...13: return loop(depth, scope)
      default: return leaf(scope)
      }
    }

    private mutating func loop(_ depth: Int, _ scope: Scope) -> String {
      let (variable, macro) = (name(), pick(["all", "exists", "exists_one", "exists", "all"]))
      var inner = scope
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        inner.volumes.append(variable)
        return "resource.volumes.\(macro)(\(variable), \(bool(depth - 1, inner)))"
      case 2:
        inner.rules.append(variable)
        return "resource.ingress.\(macro)(\(variable), \(bool(depth - 1, inner)))"
      case 3:
        guard let rule = scope.rules.last else { fallthrough }
        inner.texts.append(variable)
        return "\(rule).sources.\(macro)(\(variable), \(bool(depth - 1, inner)))"
      case 4:
        inner.texts.append(variable)
        return "[\"a\", \"b\", \"10.0.0.0/8\"].\(macro)(\(variable), \(bool(depth - 1, inner)))"
      case 5:
        inner.texts.append(variable)
        let index = name()
        inner.numbers.append(index)
        return
          "resource.flags.\(pick(["all", "exists"]))(\(index), \(variable), \(bool(depth - 1, inner)))"
      case 6:
        inner.volumes.append(variable)
        return
          "resource.volumes.filter(\(variable), \(bool(depth - 1, inner))).size() \(pick(["==", ">"])) \(Int.random(in: 0..<3, using: &random))"
      default:
        inner.texts.append(variable)
        return
          "resource.\(pick(["flags", "tags"])).\(macro)(\(variable), \(bool(depth - 1, inner)))"
      }
    }

    private mutating func leaf(_ scope: Scope) -> String {
      switch Int.random(in: 0..<15, using: &random) {
      case 0: return "resource.encrypted"
      case 1: return "has(resource.\(pick(["name", "encrypted", "hops", "tags", "image"])))"
      case 2: return "resource.?encrypted.orValue(\(pick(["true", "false"])))"
      case 3: return "\(text(scope)) \(pick(["==", "!=", "<"])) \(text(scope))"
      case 4: return "\(number(scope)) \(pick(["==", "!=", "<", "<=", ">", ">="])) \(number(scope))"
      case 5:
        return "\(text(scope)) in \(pick(["[\"a\", \"b\"]", "resource.flags", "resource.tags"]))"
      case 6:
        return
          "\(text(scope)).\(pick(["startsWith", "contains", "endsWith"]))(\"\(pick(["a", "", "/dev", "0/8"]))\")"
      case 7: return "\(text(scope)).matches(\"^[a-z/0-9.]+$\") && \(text(scope)).size() > 1"
      case 8: return "cidr(\(text(scope))).prefixLength() > 4"
      case 9: return "resource.launched < now"
      case 10: return scope.volumes.last.map { "\($0).encrypted" } ?? "resource.encrypted"
      case 11: return scope.volumes.last.map { "has(\($0).size)" } ?? "has(resource.image)"
      case 12: return "resource.image.instance == resource"
      case 13: return "resource.flags == [\"a\", \"b\"]"
      default: return "size(resource.\(pick(["volumes", "flags", "tags"]))) > 1"
      }
    }

    private mutating func text(_ scope: Scope) -> String {
      switch Int.random(in: 0..<11, using: &random) {
      case 0, 1, 2: return scope.texts.last ?? "resource.name"
      case 3: return scope.volumes.last.map { "\($0).device" } ?? "resource.id"
      case 4: return pick(["\"a\"", "\"b\"", "\"none of these\"", "\"/dev/sda1\""])
      case 5: return "resource.tags[\"env\"]"
      case 6: return "resource.tags[?\"owner\"].orValue(\"a\")"
      case 7: return "resource.?name.orValue(\"\(pick(["a", "zz"]))\")"
      case 8: return "(resource.name + \"a\").lowerAscii()"
      case 9: return "(resource.hops > 1 ? resource.id : \"b\")"
      default: return "resource.image.\(pick(["id", "version"]))"
      }
    }

    private mutating func number(_ scope: Scope) -> String {
      switch Int.random(in: 0..<9, using: &random) {
      case 0: return "resource.hops"
      case 1: return scope.volumes.last.map { "\($0).size" } ?? "resource.hops"
      case 2: return scope.rules.last.map { "\($0).port" } ?? "1"
      case 3: return scope.numbers.last ?? "0"
      case 4: return "size(resource.\(pick(["volumes", "flags"])))"
      case 5: return "(\(Int.random(in: 0..<3, using: &random)) + resource.hops)"
      case 6: return "(4 / (resource.hops - 2))"
      case 7: return "params.limit"
      default: return "\(Int.random(in: -1..<4, using: &random))"
      }
    }
  }

  /// Random instances.
  private struct Worlds {
    var random: SeededGenerator

    private mutating func draft(_ value: DraftValue) -> Draft {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: .absent
      case 1: .unknown(Bool.random(using: &random) ? Fleet.notCollected : Fleet.parameter)
      case 2: .defaulted(value)
      default: .stated(value)
      }
    }

    private mutating func text() -> DraftValue {
      let texts = ["a", "b", "zz", "/dev/sda1", "10.0.0.0/8", "é", "e\u{301}"]
      return .string(texts[Int.random(in: 0..<texts.count, using: &random)])
    }

    private mutating func list(_ body: (inout Self) -> Draft) -> DraftValue {
      .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in body(&self) })
    }

    /// Elements of a list are there or unknown.
    private mutating func element(_ value: DraftValue) -> Draft {
      Int.random(in: 0..<10, using: &random) == 0 ? .unknown(Fleet.parameter) : .stated(value)
    }

    mutating func instance() -> [String: Draft] {
      let flags = list { worlds in
        let value = worlds.text()
        return worlds.element(value)
      }
      let volumes = list { worlds in
        let volume = Fleet.volume(
          Bool.random(using: &worlds.random) ? "/dev/sda1" : "/dev/sdb",
          worlds.draft(.bool(Bool.random(using: &worlds.random))),
          size: worlds.draft(.int(Int64.random(in: 0..<4, using: &worlds.random))), line: 10)
        return Int.random(in: 0..<10, using: &worlds.random) == 0
          ? .unknown(Fleet.parameter) : volume
      }
      let ingress = list { worlds in
        let sources = (0..<Int.random(in: 0..<3, using: &worlds.random)).map { _ in
          let value = worlds.text()
          return worlds.element(value)
        }
        return Fleet.rule(Int64.random(in: 0..<4, using: &worlds.random), sources, line: 20)
      }
      let tags = DraftValue.map(
        ["env", "owner"].filter { _ in Bool.random(using: &random) }.map { key in
          let value = text()
          return DraftValue.MapEntry(key, element(value))
        })
      let name = text()
      return [
        "name": draft(name), "encrypted": draft(.bool(Bool.random(using: &random))),
        "hops": draft(.int(Int64.random(in: 0..<4, using: &random))),
        "launched": draft(.timestamp(1_700_000_000_000_000)), "tags": draft(tags),
        "flags": draft(flags), "volumes": draft(volumes), "ingress": draft(ingress),
      ]
    }
  }

  @Test(arguments: [11, 12, 13, 14])
  func `both evaluators say the same of random records`(_ seed: UInt64) {
    var expressions = Expressions(seed)
    var worlds = Worlds(random: SeededGenerator(seed &* 7_919))
    let contexts = (0..<24).map { _ in Fleet.instance(worlds.instance()) }
    var asked = 0
    var run = 0
    for _ in 0..<300 {
      let text = expressions.test(3)
      guard let program = Fleet.program(text) else {
        Issue.record("does not compile: \(text)")
        continue
      }
      for context in contexts {
        let agreement = Fleet.agreement(program, context)
        run += 1
        if agreement.isAsked { asked += 1 }
        if let difference = agreement.difference {
          Issue.record("\(difference): \(text)")
          return
        }
      }
    }
    // Unknown elements are asked about; were everything asked, nothing would be compared.
    #expect(asked * 2 < run, "\(asked) of \(run)")
  }
}
