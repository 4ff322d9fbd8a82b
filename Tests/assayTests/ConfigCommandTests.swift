import Testing
import TestSupport

/// `assay config show`, and which file is found.
struct ConfigCommandTests {
  @Test func `the nearest file up to the repository's root is used`() throws {
    let folder = try TemporaryFolder()
    try folder.write("assay.yaml", "fail-on: critical\n")
    try folder.write("repo/.git", "gitdir: elsewhere\n")
    try folder.write("repo/assay.yaml", "# ours\nfail-on: high\npolicies: [packs]\n")
    try folder.write("repo/a/b/file", "")
    let outcome = try Tool.run(
      ["config", "show", "--origin"], in: folder, at: "repo/a/b")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("# configuration file: ../../assay.yaml (found upward)"))
    #expect(Self.line("fail-on", outcome.output) == "fail-on: high # ../../assay.yaml:2:10")
    #expect(
      Self.line("policies", outcome.output) == "policies: [../../packs] # ../../assay.yaml:3:11")
    #expect(Self.line("db", outcome.output) == "db: .assay/assay.db # default")
  }

  @Test func `outside of a repository no folder above is looked into`() throws {
    let folder = try TemporaryFolder()
    try folder.write("assay.yaml", "fail-on: critical\n")
    try folder.write("a/file", "")
    let outcome = try Tool.run(["config", "show", "--origin"], in: folder, at: "a")
    #expect(outcome.output.hasPrefix("# configuration file: none\n"))
  }

  @Test func `options beat the file, and the file that is named beats the one that is found`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("assay.yaml", "fail-on: critical\n")
    try folder.write("ci.yaml", "fail-on: high\ncolor: never\nparams: {storage: {days: 30}}\n")
    let outcome = try Tool.run(
      ["config", "show", "--origin", "--fail-on", "medium", "--param", "storage.kinds=a,b"],
      in: folder, environment: ["ASSAY_CONFIG": "ci.yaml"])
    #expect(outcome.output.hasPrefix("# configuration file: ci.yaml ($ASSAY_CONFIG)\n"))
    #expect(Self.line("fail-on", outcome.output) == "fail-on: medium # --fail-on")
    #expect(Self.line("color", outcome.output) == "color: never # ci.yaml:2:8")
    #expect(Self.line("    days", outcome.output) == "days: 30 # ci.yaml:3:26")
    #expect(Self.line("    kinds", outcome.output) == "kinds: \"a,b\" # --param")
    let named = try Tool.run(
      ["config", "show", "--config", "assay.yaml"], in: folder,
      environment: ["ASSAY_CONFIG": "ci.yaml"])
    #expect(Self.line("fail-on", named.output) == "fail-on: critical")
  }

  private static let environments = """
    params: {storage: {maxVolumeSize: 500, allowedVolumeTypes: [gp3]}}
    environments:
      prod: {params: {storage: {maxVolumeSize: 100}}}
      sandbox: {}
    """

  @Test func `an environment's parameters come over those of the file, and under options`() throws {
    let folder = try TemporaryFolder()
    try folder.write("assay.yaml", Self.environments)
    func size(_ arguments: [String], _ variables: [String: String] = [:]) throws -> String? {
      let outcome = try Tool.run(
        ["config", "show", "--origin"] + arguments, in: folder, environment: variables)
      return Self.line("    maxVolumeSize", outcome.output)
    }
    #expect(try size([]) == "maxVolumeSize: 500 # assay.yaml:1:35")
    #expect(try size(["--environment", "prod"]) == "maxVolumeSize: 100 # assay.yaml:3:44")
    #expect(try size(["--environment", "sandbox"]) == "maxVolumeSize: 500 # assay.yaml:1:35")
    #expect(
      try size([], ["ASSAY_ENVIRONMENT": "prod"]) == "maxVolumeSize: 100 # assay.yaml:3:44")
    #expect(
      try size(["--environment", "prod", "--param", "storage.maxVolumeSize=7"])
        == "maxVolumeSize: \"7\" # --param")
  }

  @Test(arguments: [
    (["--environment", "prud"], "no environment `prud` (--environment); did you mean `prod`?"),
    (["--environment", "x"], "there are prod, sandbox"),
    (["--config", "/dev/null", "--environment", "prod"], "has no `environments`"),
  ])
  func `an environment that is not there is refused`(
    _ arguments: [String], _ words: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("assay.yaml", Self.environments)
    let outcome = try Tool.run(["config", "show"] + arguments, in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `an environment holds parameters and nothing else`() throws {
    let folder = try TemporaryFolder()
    try folder.write("assay.yaml", "environments: {prod: {fail-on: high}}\n")
    let outcome = try Tool.run(["config", "show"], in: folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("no key `fail-on` in environment `prod`"), "\(outcome.errors)")
  }

  @Test func `what is printed is a configuration that says the same`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "assay.yaml",
      "policies: [default, \"a b: #c\", 'true']\nparams: {storage: {days: 30, names: [a, \"b\"]}}\n"
        + "db: false\nformat: [text, junit=j.xml]\n")
    let first = try Tool.run(["config", "show"], in: folder)
    #expect(first.status == 0, "\(first.errors)")
    try folder.write("again.yaml", first.output)
    let again = try Tool.run(["config", "show", "--config", "again.yaml"], in: folder)
    #expect(again.output == first.output, "\(again.errors)")
  }

  /// A call, the exit status, and what standard error says.
  struct Refusal: Sendable {
    let arguments: [String]
    var environment: [String: String] = [:]
    let says: String
  }

  @Test(arguments: [
    Refusal(arguments: ["--config", "none.yaml"], says: "`none.yaml` could not be read"),
    Refusal(arguments: [], environment: ["ASSAY_CONFIG": "none.yaml"], says: "none.yaml"),
    Refusal(arguments: ["--config", "bad.yaml"], says: "bad.yaml:1:1: error: no key `fail-onn`"),
    Refusal(arguments: ["--config", "bad.yaml"], says: "fix: did you mean `fail-on`?"),
    Refusal(arguments: ["--fail-on", "hgih"], says: "hgih"),
    Refusal(arguments: ["--format", "pdf"], says: "one of text"),
    Refusal(arguments: ["--format", "text", "--format", "json"], says: "standard output"),
    Refusal(arguments: ["--color", "x"], says: "color"),
    Refusal(arguments: ["--db", "a", "--no-db"], says: "exclude each other"),
    Refusal(arguments: ["--param", "a"], says: "pack.name=value"),
    Refusal(arguments: ["--no-such"], says: "--no-such"),
  ])
  func `what cannot be used ends with 2 and a reason`(_ refusal: Refusal) throws {
    let folder = try TemporaryFolder()
    try folder.write("bad.yaml", "fail-onn: high\n")
    let outcome = try Tool.run(
      ["config", "show"] + refusal.arguments, in: folder, environment: refusal.environment)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(refusal.says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  /// The line of a key with runs of blanks made one.
  private static func line(_ key: String, _ output: String) -> String? {
    output.split(separator: "\n").first { $0.hasPrefix("\(key):") }
      .map { $0.split(separator: " ").joined(separator: " ") }
  }
}
