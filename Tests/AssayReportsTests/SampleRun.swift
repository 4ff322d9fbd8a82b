import AssayModel
import AssayReports
import Records
import Sealing

/// A small run that holds every outcome, links, a baseline and inputs of all three fates: what the
/// samples in `reports/samples` are made of.
enum SampleRun {
  static let network = "infra/network.yaml"
  static let pipeline = "infra/pipeline.yaml"

  static let group = ResourceID(kind: "security_group", uid: "infra/network.yaml#BuildGroup")
  static let quietGroup = ResourceID(kind: "security_group", uid: "infra/network.yaml#WebGroup")
  static let recipe = ResourceID(kind: "image_recipe", uid: "infra/pipeline.yaml#WebRecipe")
  static let apiRecipe = ResourceID(kind: "image_recipe", uid: "infra/pipeline.yaml#ApiRecipe")
  static let settings = ResourceID(
    kind: "infrastructure_configuration", uid: "infra/pipeline.yaml#WebBuild")
  static let imagePipeline = ResourceID(kind: "image_pipeline", uid: "infra/pipeline.yaml#Weekly")
  static let distribution = ResourceID(
    kind: "distribution_configuration", uid: "infra/pipeline.yaml#Share")
  static let role = ResourceID(kind: "iam_role", uid: "infra/access.yaml#BuilderRole")

  static let head = LedgerHead(seq: 42, hash: Digest.sha256(fields: ["a ledger's head"]).hex)

  static var verdict: Verdict { .decide(result, failOn: .low, onUnknown: .fail) }

  /// The run as reports get it.
  static var summary: RunSummary {
    RunSummary(result, verdict: verdict, changes: changes, ledger: head, host: "ci-7")
  }

  static var result: RunResult {
    RunResult(
      run: run, rules: rules.sorted { $0.id < $1.id },
      resources: resources.sorted { $0.id < $1.id }, links: links.sorted(),
      findings: findings.sorted(by: Finding.isOrdered), inputs: inputs)
  }

  static var run: Run {
    Run(
      id: "run-2026-11-22T020000Z-7f3a91c2", kind: .gate,
      started: Instant(microseconds: 1_795_312_800_000_000), toolVersion: "1.0.0",
      scope: "github.com/example/golden-images", packs: packs, packDigest: digest("packs"),
      inputDigest: digest("inputs"))
  }

  static var changes: RunComparison {
    var changes = RunComparison()
    changes.previousRun = "run-2026-11-21T020000Z-51c0ee04"
    changes.new = findings.filter { $0.rule == "storage/root-volume-encrypted" }.map(\.id).sorted()
    changes.fixed = [digest("a finding that was fixed")]
    changes.gone = [digest("a finding whose resource is gone")]
    changes.persisting = 3
    changes.runStarts["run-2026-11-01T020000Z-0a1b2c3d"] = Instant(
      microseconds: 1_793_498_400_000_000)
    for finding in findings where finding.outcome == .fail {
      changes.firstSeen[finding.id] = "run-2026-11-01T020000Z-0a1b2c3d"
    }
    return changes
  }

  static func digest(_ text: String) -> String { Digest.sha256(fields: [text]).hex }

  private static var packs: [PackInfo] {
    ["iam-scope", "image-pipeline", "security-groups", "ssm-agent", "storage"].map { id in
      PackInfo(
        id: id, version: "1.0.0", title: id, digest: digest("pack \(id)"),
        ruleCount: rules.count { $0.pack == id })
    }
  }

  private static var resources: [ResourceSummary] {
    [
      summary(group, "BuildGroup", network, 12), summary(quietGroup, "WebGroup", network, 31),
      summary(recipe, "web", pipeline, 4), summary(apiRecipe, "api", pipeline, 24),
      summary(settings, "WebBuild", pipeline, 40),
      summary(imagePipeline, "weekly", pipeline, 61), summary(distribution, "Share", pipeline, 75),
      summary(role, "BuilderRole", "infra/access.yaml", 3),
    ]
  }

  private static func summary(
    _ id: ResourceID, _ name: String, _ path: String, _ line: Int32
  ) -> ResourceSummary {
    ResourceSummary(
      id: id, name: name,
      origin: Origin(path: path, line: line, column: 3, endLine: line + 8, endColumn: 1),
      factsDigest: .sha256(fields: ["facts \(name)"]))
  }

  private static var links: [Link] {
    [
      Link(from: settings, label: "securityGroups", to: group),
      Link(from: settings, label: "role", to: role),
      Link(from: imagePipeline, label: "infrastructureConfiguration", to: settings),
      Link(from: imagePipeline, label: "recipe", to: recipe),
      Link(from: imagePipeline, label: "distributionConfiguration", to: distribution),
    ]
  }

  private static var inputs: [InputReport] {
    [
      InputReport(path: "infra/access.yaml", status: .read(format: "cloudformation", resources: 1)),
      InputReport(
        path: "infra/broken.yaml", status: .refused(reason: "this YAML ends inside a mapping"),
        messages: [
          "infra/broken.yaml:14:3: error: expected a key, found the end of the file [yaml-syntax]"
        ]),
      InputReport(
        path: "infra/main.tf",
        status: .skipped(reason: "HCL is no input: give `terraform show -json` of its plan")),
      InputReport(path: network, status: .read(format: "cloudformation", resources: 2)),
      InputReport(
        path: pipeline, status: .read(format: "cloudformation", resources: 5),
        messages: [
          "infra/pipeline.yaml:22:9: warning: parameter `ParentImage` has no value [no-value]"
        ]),
      InputReport(
        path: "playbook.yml", status: .skipped(reason: "an Ansible playbook is no input")),
    ]
  }
}
