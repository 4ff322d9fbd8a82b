import AssayIngest
import AssayModel
import AssayRules
import Documents
import Records
import Testing

/// One rule says the same of the same content, in whatever form it comes.
@Suite struct ParityTests {
  /// One rule over one content: the good one passes, the bad one fails at the mark.
  struct Row: Sendable, CustomTestStringConvertible {
    let rule: String
    let content: Content
    /// The mark on the line of the failure.
    let mark: Character

    init(_ rule: String, _ content: Content, _ mark: Character) {
      self.rule = rule
      self.content = content
      self.mark = mark
    }

    var testDescription: String { "\(rule) on \(content)" }
  }

  static let rows: [Row] = [
    Row("image-pipeline/parent-image-pinned", .imageRecipe, "①"),
    Row("image-pipeline/component-versions-pinned", .imageRecipe, "②"),
    Row("storage/recipe-mappings-encrypted", .imageRecipe, "③"),
    Row("storage/recipe-root-encrypted", .imageRecipe, "③"),
    Row("storage/recipe-volume-type-current", .imageRecipe, "④"),
    Row("storage/recipe-volume-size-bounded", .imageRecipe, "⑤"),
    Row("storage/recipe-volumes-deleted-on-termination", .imageRecipe, "⑥"),
    Row("ssm-agent/agent-in-image", .imageRecipe, "⑦"),
    Row("storage/recipe-mappings-use-customer-key", .imageRecipe, "③"),
    Row("image-pipeline/container-parent-pinned", .containerRecipe, "①"),
    Row("image-pipeline/container-component-versions-pinned", .containerRecipe, "②"),
    Row("storage/container-builder-encrypted", .containerRecipe, "③"),
    Row("image-pipeline/builder-requires-imdsv2", .infrastructure, "①"),
    Row("image-pipeline/builder-hop-limit-bounded", .infrastructure, "②"),
    Row("image-pipeline/builder-without-key-pair", .infrastructure, "③"),
    Row("image-pipeline/builder-terminated-on-failure", .infrastructure, "④"),
    Row("image-pipeline/builder-instance-types-current", .infrastructure, "⑤"),
    Row("image-pipeline/builder-without-public-address", .infrastructure, "⑥"),
    Row("image-pipeline/builder-group-without-ingress", .infrastructure, "⑦"),
    Row("image-pipeline/builder-logs-kept", .infrastructure, "⑧"),
    Row("image-pipeline/builder-notifies", .infrastructure, "⑨"),
    Row("security-groups/no-world-open-ssh", .securityGroup, "①"),
    Row("security-groups/no-world-open-rdp", .securityGroup, "②"),
    Row("security-groups/no-world-open-high-risk-ports", .securityGroup, "②"),
    Row("security-groups/no-wide-ingress", .securityGroup, "④"),
    Row("security-groups/group-described", .securityGroup, "⑤"),
    Row("security-groups/rules-described", .securityGroup, "⑥"),
    Row("security-groups/no-unrestricted-egress", .securityGroup, "⑦"),
    Row("security-groups/no-launch-wizard-group", .securityGroup, "⑧"),
    Row("image-pipeline/distribution-not-public", .distribution, "①"),
    Row("image-pipeline/distribution-encrypted", .distribution, "②"),
    Row("image-pipeline/distribution-ami-named", .distribution, "③"),
    Row("image-pipeline/distribution-accounts-allowed", .distribution, "④"),
    Row("image-pipeline/pipeline-enabled", .pipeline, "①"),
    Row("image-pipeline/tests-enabled", .pipeline, "②"),
    Row("image-pipeline/scanning-enabled", .pipeline, "③"),
    Row("image-pipeline/schedule-set", .pipeline, "④"),
    Row("image-pipeline/lifecycle-enabled", .lifecycle, "①"),
    Row("image-pipeline/lifecycle-spares-used-images", .lifecycle, "②"),
    Row("instance/launch-template-requires-imdsv2", .launchTemplate, "①"),
    Row("instance/launch-template-hop-limit-bounded", .launchTemplate, "②"),
    Row("storage/launch-template-encrypted", .launchTemplate, "③"),
    Row("instance/launch-template-no-public-address", .launchTemplate, "④"),
    Row("instance/launch-template-no-secrets", .launchTemplate, "⑤"),
    Row("storage/volume-encrypted", .volume, "①"),
    Row("instance/profile-attached", .instance, "①"),
    Row("instance/detailed-monitoring", .instance, "②"),
    Row("instance/no-public-address", .instance, "③"),
    Row("storage/instance-volumes-encrypted", .instance, "④"),
    Row("instance/imdsv2-required", .instance, "⑤"),
    Row("instance/scaling-group-uses-launch-template", .scalingGroup, "①"),
    Row("instance/scaling-group-version-pinned", .scalingGroup, "②"),
    Row("iam-scope/no-admin-statement", .identity, "①"),
    Row("iam-scope/no-not-action-allow", .identity, "②"),
    Row("iam-scope/pass-role-scoped", .identity, "①"),
    Row("iam-scope/no-malformed-action", .identity, "④"),
    Row("iam-scope/no-service-wildcard", .identity, "⑤"),
    Row("iam-scope/trust-not-public", .identity, "⑥"),
    Row("iam-scope/no-admin-managed-policy", .identity, "⑦"),
    Row("image-pipeline/component-no-pipe-to-shell", .component, "①"),
    Row("image-pipeline/component-downloads-checked", .component, "②"),
    Row("image-pipeline/component-downloads-over-tls", .component, "③"),
    Row("image-pipeline/component-no-plain-secrets", .component, "④"),
    Row("image-pipeline/component-steps-fail-closed", .component, "⑤"),
    Row("image-pipeline/component-steps-time-limited", .component, "⑥"),
    Row("image-pipeline/component-bucket-owner-expected", .component, "⑦"),
    Row("image-pipeline/component-validates", .component, "⑧"),
    Row("image-pipeline/workflow-terminates-instance", .workflow, "①"),
    Row("cloudwatch-agent/config-not-debug", .agentConfiguration, "①"),
    Row("cloudwatch-agent/config-ships-logs", .agentConfiguration, "②"),
    Row("cloudwatch-agent/config-ships-metrics", .agentConfiguration, "③"),
    Row("cloudwatch-agent/agent-runs-unprivileged", .agentConfiguration, "④"),
    Row("ssm-agent/update-association-scheduled", .associations, "①"),
    Row("ssm-agent/inventory-association-scheduled", .associations, "②"),
    Row("image-pipeline/image-tests-enabled", .image, "①"),
    Row("image-pipeline/image-scanning-enabled", .image, "②"),
  ]

  static let contents: [Content] = [
    .imageRecipe, .containerRecipe, .infrastructure, .securityGroup, .distribution, .pipeline,
    .lifecycle, .launchTemplate, .volume, .instance, .scalingGroup, .identity, .component,
    .workflow, .agentConfiguration, .associations, .image,
  ]

  @Test(arguments: rows)
  func `a rule says the same of the same content in every form`(_ row: Row) throws {
    for form in Form.allCases {
      let good = row.content.findings(form, .good).filter { $0.rule == row.rule }
      #expect(
        Judged.gravest(good.map(\.outcome)) == .pass, "\(form.rawValue), good: \(Self.said(good))")
      let bad = row.content.findings(form, .bad).filter { $0.rule == row.rule }
      #expect(
        Judged.gravest(bad.map(\.outcome)) == .fail, "\(form.rawValue), bad: \(Self.said(bad))")
      let places = bad.filter { $0.outcome == .fail }
        .map { "\($0.origin?.path ?? ""):\($0.origin?.line ?? 0)" }
      let mark = try #require(row.content.place(of: row.mark, in: form), "\(form.rawValue)")
      #expect(places.contains(mark), "\(form.rawValue): \(places)")
    }
  }

  /// What only another call of the API would tell, and what is asked of that which runs.
  static let untold: Set<String> = [
    "instance/no-secrets-in-user-data", "cloudwatch-agent/instance-metrics-complete",
    "cloudwatch-agent/instance-sends-metrics", "instance/ami-at-most-versions-behind",
    "instance/ami-fresh", "instance/ami-not-public", "instance/hop-limit-bounded",
    "instance/without-key-pair",
    "security-groups/instance-not-exposed-on-admin-ports",
    "security-groups/instance-not-exposed-on-high-risk-ports",
    "security-groups/instance-without-world-open-admin-port", "ssm-agent/instance-managed",
    "storage/instance-volumes-deleted-with-it", "storage/volume-attached",
    "storage/volume-uses-customer-key",
  ]

  @Test(arguments: contents)
  func `no rule at all tells the forms apart`(_ content: Content) {
    for variant in Variant.allCases {
      let reference = Self.verdicts(content.findings(.cloudFormationYAML, variant))
      #expect(!reference.isEmpty)
      for form in Form.allCases.dropFirst() {
        let verdicts = Self.verdicts(content.findings(form, variant))
        // Other forms may need more resources to say the same: a volume of its own, a recipe.
        for (rule, outcome) in reference where form != .api || !Self.untold.contains(rule) {
          #expect(verdicts[rule] == outcome, "\(variant.rawValue), \(form.rawValue): \(rule)")
        }
      }
    }
  }

  private static func verdicts(_ findings: [Finding]) -> [String: Outcome] {
    Dictionary(grouping: findings, by: \.rule).mapValues { Judged.gravest($0.map(\.outcome)) }
  }

  private static func said(_ findings: [Finding]) -> String {
    findings.map { "\($0.resourceName) \($0.locus) \($0.outcome.rawValue) \($0.reasons)" }
      .joined(separator: "; ")
  }
}

extension Content {
  func findings(_ form: Form, _ variant: Variant) -> [Finding] {
    Judged.findings(of: inputs(form, variant))
  }
}
