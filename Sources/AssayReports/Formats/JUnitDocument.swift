import AssayModel
import Records

/// A JUnit document before it is written: suites of testcases with unique names.
struct JUnitDocument: Sendable {
  /// One rule, or the inputs that could not be read; never without cases.
  struct Suite: Sendable {
    let name: String
    var cases: [Case] = []

    func count(_ mark: (Mark) -> Bool) -> Int { cases.count { mark($0.mark) } }
  }

  struct Case: Sendable {
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
  enum Mark: Sendable {
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
  let detail: Detail

  /// What has a testcase of its own, the finest first.
  enum Detail: Sendable {
    case findings
    /// The resources of one image, for each rule.
    case images
    case rules
  }

  /// Rules that say the same of many resources are aggregated always.
  init(_ summary: RunSummary, _ detail: Detail) {
    self.detail = detail
    let inputs = Self.suite(of: summary.unjudged)
    // Every rule may meet every image.
    var names: [Int: String] = [:]
    let rules = summary.rules.filter { $0.counts.total > 0 }.map { group in
      detail == .findings && group.masses.isEmpty
        ? Self.suite(of: group, summary.reach)
        : Self.aggregate(of: group, detail == .rules ? .none : summary.images, &names)
    }
    suites = (inputs.map { [$0] } ?? []) + rules
  }

  /// Number of its testcases.
  var caseCount: Int { suites.reduce(0) { $0 + $1.cases.count } }

  private static func suite(of group: RuleGroup, _ reach: Reach) -> Suite {
    var names = UniqueNames()
    let title = group.rule.title.visible(200).orIfBlank(group.rule.id.visible(200))
    let classname = group.rule.classname
    let ways = JUnitText.ways(group.rule)
    let cases = group.findings.map { finding in
      let text = FindingText(finding: finding, rule: group.rule, reach: reach)
      let id = finding.id
      return Case(
        classname: classname, name: names.claim("\(title) [\(text.subject)]", else: id),
        mark: JUnitText.mark(text, id, ways), origin: finding.origin)
    }
    return Suite(name: group.rule.id.visible(200).orIfBlank("rule"), cases: cases)
  }

  /// One testcase for what each image's resources came to, and one more for what could not be
  /// checked of them.
  ///
  /// No name holds a number that changes from run to run: servers follow a testcase by its name.
  private static func aggregate(
    of group: RuleGroup, _ images: LaunchImages, _ imageNames: inout [Int: String]
  ) -> Suite {
    var names = UniqueNames()
    let classname = group.rule.classname
    let ways = JUnitText.ways(group.rule)
    let title = group.rule.title.visible(200).orIfBlank(group.rule.id.visible(200))
    let tallies = ImageTally.all(of: group, images)
    let others = tallies.count == 1 ? "all resources" : "resources of no known image"
    func name(_ image: Int) -> String {
      if let name = imageNames[image] { return name }
      let name = images.name(image)
      imageNames[image] = name
      return name
    }
    let cases = tallies.flatMap { tally in
      tally.said.map { outcome in
        let name = tally.image.map(name) ?? others
        let suffix = outcome == .unknown ? ": \(outcome.words)" : ""
        return Case(
          classname: classname,
          name: names.claim(
            "\(title) [\(name)\(suffix)]", else: tally.image.map(images.id) ?? "others"),
          mark: JUnitText.mark(of: outcome, tally, group.rule, ways),
          origin: tally.findings.first { $0.outcome.reported == outcome }?.origin)
      }
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

extension ImageTally {
  /// What testcases say of it: the gravest of what was judged, and what could not be checked.
  fileprivate var said: [Outcome.Reported] {
    let judged = Outcome.Reported.byAttention.first { $0 != .unknown && counts[$0] > 0 }
    return [judged, counts.unknown > 0 ? .unknown : nil].compactMap { $0 }
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
