import AssayModel
import Records

/// A JUnit document before it is written: suites of testcases with unique names.
struct JUnitDocument {
  /// One rule, or the inputs that could not be read; never without cases.
  struct Suite {
    let name: String
    var cases: [Case] = []

    func count(_ mark: (Mark) -> Bool) -> Int { cases.count { mark($0.mark) } }
  }

  struct Case {
    /// `assay.<pack>.<rule>`.
    let classname: String
    /// Unique within its class.
    let name: String
    let mark: Mark
    let origin: Origin?
  }

  /// What a testcase says.
  ///
  /// Messages are one line, texts are what GitLab shows; neither is blank.
  enum Mark {
    case passed
    case failure(Severity, message: String, text: String)
    case error(message: String, text: String)
    case skipped(message: String, text: String)

    var isFailure: Bool { if case .failure = self { true } else { false } }
    var isError: Bool { if case .error = self { true } else { false } }
    var isSkipped: Bool { if case .skipped = self { true } else { false } }
  }

  /// In report order; never empty.
  let suites: [Suite]

  /// One testcase per finding or, aggregated, one per rule and outcome.
  ///
  /// Rules that say the same of many resources are aggregated always.
  init(_ summary: RunSummary, isAggregated: Bool) {
    let inputs = Self.suite(of: summary.unjudged)
    let rules = summary.rules.filter { $0.counts.total > 0 }.map {
      isAggregated || !$0.masses.isEmpty
        ? Self.aggregate(of: $0) : Self.suite(of: $0, summary.reach)
    }
    suites = (inputs.map { [$0] } ?? []) + rules
  }

  private static func suite(of group: RuleGroup, _ reach: Reach) -> Suite {
    var names = UniqueNames()
    let title = group.rule.title.visible(200).orIfBlank(group.rule.id.visible(200))
    let classname = group.rule.classname
    let ways = JUnitText.ways(group.rule)
    let cases = group.findings.map { finding in
      let text = FindingText(finding: finding, rule: group.rule, reach: reach)
      return Case(
        classname: classname,
        name: names.claim("\(title) [\(text.subject)]", else: finding.id),
        mark: JUnitText.mark(text, ways), origin: finding.origin)
    }
    return Suite(name: group.rule.id.visible(200).orIfBlank("rule"), cases: cases)
  }

  private static func aggregate(of group: RuleGroup) -> Suite {
    let title = group.rule.title.visible(200).orIfBlank(group.rule.id.visible(200))
    let cases = Outcome.Reported.byAttention.compactMap { outcome -> Case? in
      let count = group.counts[outcome]
      guard count > 0 else { return nil }
      return Case(
        classname: group.rule.classname,
        name: "\(title) [\(count.of("resource")): \(outcome.words)]".collapsed,
        mark: JUnitText.mark(of: outcome, in: group), origin: group[outcome].first?.origin)
    }
    return Suite(name: group.rule.id.visible(200).orIfBlank("rule"), cases: cases)
  }

  private static func suite(of unjudged: [Unjudged]) -> Suite? {
    guard !unjudged.isEmpty else { return nil }
    var names = UniqueNames()
    let cases = unjudged.map { item in
      let kind = item.path == nil ? "nothing-judged" : "unreadable"
      let name = item.path.map { "Input should be readable [\($0.visible(300))]" }
      return Case(
        classname: "assay.inputs.\(kind)",
        name: names.claim(name ?? "The run should judge something", else: item.id),
        mark: JUnitText.mark(item), origin: nil)
    }
    return Suite(name: "assay/inputs", cases: cases)
  }
}

/// Hands out names once: GitLab keeps only the first of equal ones.
private struct UniqueNames {
  private var taken: Set<String> = []

  /// The name with white space collapsed, as XML's tokens compare; with the id when it is taken.
  mutating func claim(_ name: String, else id: String) -> String {
    let name = name.collapsed
    if taken.insert(name).inserted { return name }
    let longer = "\(name) \(id)"
    taken.insert(longer)
    return longer
  }
}

extension RuleInfo {
  /// `assay.<pack>.<rule>`: Jenkins splits it at the last dot into package and class.
  fileprivate var classname: String {
    let parts = id.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1).map { part in
      String(
        decoding: part.prefix(100).map { $0.isNamePart ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
    }
    return switch parts.count {
    case 0: "assay.rules.unnamed"
    case 1: "assay.rules.\(parts[0])"
    default: "assay.\(parts[0]).\(parts[1])"
    }
  }
}

extension UInt8 {
  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
