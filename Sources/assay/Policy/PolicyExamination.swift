import AssayModel
import AssayReports
import AssayRules
import Documents

/// What checking packs and running their examples came to.
struct PolicyExamination {
  /// Sorted by rule, kind and index; empty when the packs do not load.
  private let results: [RuleExamples.Result]
  private let packs: Int
  private let rules: Int
  private let diagnostics: [Diagnostic]
  private let coverage: [String: RuleCoverage]
  private let needs: [RuleNeeds]

  /// Checks packs; mistakes are told, not thrown.
  init(_ sources: [PackSource], covering: Bool = false) {
    let loading = RuleSet.load(sources)
    let report = loading.rules.map { _ in RuleExamples.run(sources, covering: covering) }
    coverage = Dictionary(
      (report?.coverage ?? []).map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    results = report?.results ?? []
    needs = loading.rules?.needs ?? []
    packs = loading.rules?.packs.count ?? sources.count
    rules = loading.rules?.infos.count ?? 0
    diagnostics = loading.diagnostics + (report?.diagnostics ?? [])
  }

  /// Whether nothing is wrong but what only deserves a warning.
  var isSound: Bool { errors == 0 }

  private var errors: Int { diagnostics.count { $0.severity == .error } }

  /// Everything that is wrong, each at its place; empty when nothing is.
  var problems: String { DiagnosticRenderer().render(diagnostics) }

  /// One line a rule: how many examples of each kind, and which came out wrong.
  var listing: String {
    var listing = ""
    for (rule, results) in Dictionary(grouping: results, by: \.rule)
      .sorted(by: { $0.key < $1.key })
    {
      let kinds = RuleExample.Kind.allCases.compactMap { kind -> String? in
        let count = results.count { $0.kind == kind }
        return count == 0 && kind == .notApplicable ? nil : "\(count) \(kind.rawValue)"
      }
      let wrong = results.filter { !$0.isRight }
      listing +=
        "\(wrong.isEmpty ? "✓" : "✗") \(rule.visible(100)): "
        + "\(kinds.joined(separator: ", "))\n"
      for result in wrong {
        listing +=
          "    \(result.kind.rawValue) example \(result.index + 1) came out as "
          + "\(result.outcome.rawValue)\n"
      }
      for gap in coverage[rule]?.gaps ?? [] { listing += "    \(Self.text(of: gap))\n" }
    }
    return listing
  }

  /// `x.yaml:7:3: `a.b` was never false: no example fails by it`.
  private static func text(of gap: RuleCoverage.Gap) -> String {
    let (file, range) = gap.file.outermost(gap.range)
    let place = file.position(at: range.start)
    let missing: String =
      switch (gap.wasTrue, gap.wasFalse) {
      case (true, _): "never false"
      case (_, true): "never true"
      default: "never reached"
      }
    return "\(SafeText.message(file.path)):\(place.line):\(place.column): "
      + "`\(gap.text.visible(200))` was \(missing) in an example"
  }

  /// Percent of the ways that tests can go; 100 when there is none.
  var coveredPercent: Double {
    let total = coverage.values.reduce(0) { $0 + $1.total }
    let covered = coverage.values.reduce(0) { $0 + $1.covered }
    return total == 0 ? 100 : Double(covered) * 100 / Double(total)
  }

  /// One line: how many of the ways that tests can go the examples take.
  var coverageTotal: String {
    let total = coverage.values.reduce(0) { $0 + $1.total }
    let covered = coverage.values.reduce(0) { $0 + $1.covered }
    let tenths = Int((coveredPercent * 10).rounded(.down))
    return "examples take \(covered) of \(total) branches (\(tenths / 10).\(tenths % 10) %)\n"
  }

  /// One line: how much was checked, and what came of it.
  var total: String {
    guard isSound else {
      return "\(errors.of("error")) in \(packs.of("pack"))\n"
    }
    let examples = results.count.of("example")
    return "\(rules.of("rule")) in \(packs.of("pack")), \(examples): all as they should be\n"
  }

  /// What the rules read of each kind, and the calls that a collector of it has to be allowed.
  var needsListing: String {
    guard !needs.isEmpty else { return "" }
    var text = "fields that the rules read:\n"
    for need in needs { text += "  \(need.schema): \(need.fields.joined(separator: ", "))\n" }
    if !permissions.isEmpty {
      text += "IAM permissions to collect them from AWS:\n"
      for permission in permissions { text += "  \(permission)\n" }
    }
    return text
  }

  private var permissions: [String] { Set(needs.flatMap(\.calls)).sorted() }

  /// The same as one JSON document.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("packs", packs)
      json.member("rules", rules)
      json.member("examples", results.count)
      json.member("sound", isSound)
      json.key("problems")
      json.array { json in
        for diagnostic in diagnostics { Self.write(diagnostic, to: &json) }
      }
      json.key("needs")
      json.array { json in
        for need in needs {
          json.object { json in
            json.member("schema", need.schema)
            json.member("fields", need.fields)
            json.member("calls", need.calls)
          }
        }
      }
      json.member("permissions", permissions)
    }
    return json.bytes + Array("\n".utf8)
  }

  private static func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
    let place = diagnostic.place
    json.object { json in
      json.member("path", place.path)
      json.member("line", place.start.line)
      json.member("column", place.start.column)
      json.member("severity", diagnostic.severity.rawValue)
      json.member("code", diagnostic.code)
      json.member("message", diagnostic.message)
    }
  }
}
