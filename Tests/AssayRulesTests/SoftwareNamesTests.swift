import AssayModel
import AssayRules
import Documents
import Records
import TestSupport
import Testing

/// Which packages rules ask for, and how their versions are compared.
@Suite struct SoftwareNamesTests {
  private static func load(_ expect: String, _ overrides: ParameterOverride...) -> RuleLoading {
    let manifest = """
      id: p
      version: 1.0.0
      title: P
      params:
        packages: {type: list<string>, default: [audit], doc: d}
        one: {type: string, default: chrony, doc: d}
      """
    let rule = "id: r\ntitle: T\nseverity: low\nfor: managed_node\nexpect: |\n  \(expect)\n"
    let source = PackSource(
      folder: "p",
      files: [
        SourceFile(path: "p/pack.yaml", text: manifest), SourceFile(path: "p/r.yaml", text: rule),
      ])
    return RuleSet.load([source], overrides: overrides)
  }

  @Test(arguments: [
    (#"!resource.software.named("telnet").exists(_s, true)"#, ["telnet"]),
    (#"resource.software.named(["a", "b"]).exists(_s, true)"#, ["a", "b"]),
    ("resource.software.named(params.packages).exists(_s, true)", ["audit"]),
    ("resource.software.named(params.one).exists(_s, true)", ["chrony"]),
    (
      #"resource.software.named(params.one).exists(_s, true) || resource.software.named("x").size() == 0"#,
      ["chrony", "x"]
    ),
    (#"resource.software.exists(s, s.name == "seen")"#, []),
    (
      "has(resource.ssmAgent)",
      [
        "amazon-cloudwatch-agent", "amazon-ssm-agent", "amazoncloudwatchagent", "amazonssmagent",
        "com.amazon.aws.ssm",
      ]
    ),
  ])
  func `names are gathered from rules`(_ expect: String, _ names: [String]) throws {
    let rules = try #require(Self.load(expect).rules, "\(Self.load(expect).diagnostics)")
    #expect(rules.softwareNames.sorted() == names)
  }

  @Test func `names follow the values of parameters`() throws {
    let given = ParameterOverride(
      pack: "p", name: "packages", given: .text("rsyslog,curl"), place: "--param")
    let loading = Self.load("resource.software.named(params.packages).exists(_s, true)", given)
    #expect(try #require(loading.rules).softwareNames == ["rsyslog", "curl"])
  }

  @Test(arguments: [
    #"resource.software.named("a" + params.one).exists(_s, true)"#,
    "resource.software.named(has(resource.computerName) ? resource.computerName : params.one).exists(_s, true)",
  ])
  func `a name that is worked out is refused`(_ expect: String) {
    let loading = Self.load(expect)
    #expect(loading.rules == nil)
    #expect(loading.diagnostics.contains { $0.code == "open-software-name" })
  }

  /// A package, a version, and whether the first is at least the second.
  private struct Comparison: CustomTestStringConvertible, Sendable {
    let package: String
    let wanted: String
    let outcome: String

    init(_ package: String, _ wanted: String, _ outcome: String) {
      self.package = package
      self.wanted = wanted
      self.outcome = outcome
    }

    var testDescription: String { "\(package) \(wanted) \(outcome)" }
  }

  private static let comparisons = [
    Comparison(
      "{version: 8.7p1, release: 8.amzn2023.0.9, packageKind: rpm}", "8.7p1-8.amzn2023.0.11", "fail"
    ),
    Comparison(
      "{version: 8.7p1, release: 8.amzn2023.0.11, packageKind: rpm}", "8.7p1-8.amzn2023.0.11",
      "pass"),
    Comparison(
      "{version: 3.0.8, release: 1.el9, epoch: '1', packageKind: rpm}", "3.9.0-1.el9", "pass"),
    Comparison("{version: 3.9.0, release: 1.el9, packageKind: rpm}", "1:3.0.8-1.el9", "fail"),
    // The maker's version: neither epoch nor release is part of it.
    Comparison("{version: 3.0.8, epoch: '1', packageKind: rpm}", "3.9", "fail"),
    Comparison("{version: 3.3.1000.0, release: '1', packageKind: rpm}", "3.3.1000.0", "pass"),
    Comparison(
      "{version: '1:8.9p1-3ubuntu0.10~esm1', packageKind: deb}", "1:8.9p1-3ubuntu0.10", "fail"),
    Comparison("{version: '1:8.9p1-3', packageKind: deb}", "8.9", "pass"),
    Comparison("{version: '1:8.9p1-3', packageKind: deb}", "9.0", "fail"),
    Comparison("{version: 3.3.987.0, packageKind: snap}", "3.3.1000.0", "fail"),
    Comparison("{version: 1.300032.2, packageKind: windows}", "1.300041.0b681", "fail"),
    // What an old agent leaves out decides only where the rest does not.
    Comparison("{version: 8.7p1, release: !unknown r, packageKind: rpm}", "8.7p1-8", "unknown"),
    Comparison("{version: 8.6p1, release: !unknown r, packageKind: rpm}", "8.7p1-8", "fail"),
    Comparison(
      "{version: 9.0p1, release: !unknown r, epoch: !unknown e, packageKind: rpm}", "8.7p1-8",
      "unknown"),
    Comparison(
      "{version: 9.0p1, release: !unknown r, epoch: !unknown e, packageKind: rpm}", "8.7", "pass"),
    Comparison("{version: 9.0p1}", "8.7", "no_data"),
  ]

  @Test func `packages are compared in the order of what installed them`() throws {
    for test in Self.comparisons {
      let text = """
        id: r
        title: T
        severity: low
        for: managed_node
        expect: |
          resource.software.named("x").all(s, s.isAtLeast("\(test.wanted)"))
        examples:
          \(test.outcome == "unknown" ? "no_data" : test.outcome):
            - {software: [{name: x, \(test.package.dropFirst())]}
        """
      let source = PackSource(
        folder: "p",
        files: [
          SourceFile(path: "p/pack.yaml", text: "id: p\nversion: 1.0.0\ntitle: P\n"),
          SourceFile(path: "p/r.yaml", text: text),
        ])
      let results = RuleExamples.run([source]).results
      #expect(results.count == 1 && results.allSatisfy(\.isRight), "\(test) \(results)")
    }
  }
}
