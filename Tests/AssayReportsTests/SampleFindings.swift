import AssayModel
import Records

extension SampleRun {
  static var rules: [RuleInfo] {
    [
      rule(
        "security-groups/no-world-open-ssh", "Security groups should not open SSH to the world",
        .high, "security_group",
        "Anybody can try keys and passwords against every machine that is built with this group",
        "Use Session Manager and drop the rule, or narrow the source to the bastion's group",
        ["cis-aws-foundations-7.0/6.3", "nist-800-53-r5/SC-7", "security-hub/EC2.13"]),
      rule(
        "storage/root-volume-encrypted", "Root volumes should be encrypted", .critical,
        "image_recipe",
        "The snapshot behind the image can be read by everybody it is shared with",
        "Set `Encrypted: true` on the mapping of the root device",
        ["cis-aws-foundations-7.0/5.1.1", "nist-800-53-r5/SC-28"]),
      rule(
        "image-pipeline/tests-enabled", "Pipelines should run image tests", .medium,
        "image_pipeline", "An image nobody started is an image nobody knows to start",
        "Set `ImageTestsEnabled: true`", ["nist-800-53-r5/CM-4"]),
      rule(
        "image-pipeline/distribution-private", "Images should not be shared with everybody",
        .critical, "distribution_configuration", "Whatever is baked in is public", "Name accounts",
        ["security-hub/EC2.1"]),
      rule(
        "ssm-agent/installed", "Images should keep the SSM agent", .high, "image_recipe",
        "Without the agent nobody can patch or inspect the machines", "Keep the agent",
        ["nist-800-53-r5/CM-6"]),
      rule(
        "iam-scope/no-admin-policy", "Build roles should not be administrators", .high,
        "iam_role", "Whoever changes a component owns the account",
        "Attach EC2InstanceProfileForImageBuilder and what the components need",
        ["cis-aws-foundations-7.0/2.15"]),
      rule(
        "iam-scope/no-inline-wildcards", "Policies should not allow every action", .medium,
        "iam_policy", "", "", []),
    ]
  }

  static var findings: [Finding] {
    failures + unknowns + [
      Finding(
        rule: "security-groups/no-world-open-ssh", resource: quietGroup, resourceName: "WebGroup",
        locus: "", outcome: .pass, severity: .high, message: "port 22 is closed to the world",
        origin: at(network, 31, 3, 12)),
      Finding(
        rule: "image-pipeline/tests-enabled", resource: imagePipeline, resourceName: "weekly",
        locus: "", outcome: .pass, severity: .medium, message: "image tests are enabled",
        origin: at(pipeline, 66, 26, 4)),
      Finding(
        rule: "ssm-agent/installed", resource: recipe, resourceName: "web", locus: "",
        outcome: .notApplicable, severity: .high, message: "the recipe builds a Windows image",
        origin: at(pipeline, 4, 3, 9)),
      Finding(
        rule: "iam-scope/no-admin-policy", resource: role, resourceName: "BuilderRole", locus: "",
        outcome: .waived, severity: .high, message: "AdministratorAccess is attached",
        evidence: [
          Evidence(
            path: "resource.managedPolicies[0]",
            got: "arn:aws:iam::aws:policy/AdministratorAccess",
            origin: at("infra/access.yaml", 9, 11, 43))
        ],
        reasons: [
          "waived until 2026-12-31 by alice (W-2026-014, ledger #41): migration ends in Q4"
        ],
        origin: at("infra/access.yaml", 9, 11, 43)),
    ]
  }

  private static var failures: [Finding] {
    var openSSH = Finding(
      rule: "security-groups/no-world-open-ssh", resource: group, resourceName: "BuildGroup",
      locus: "tcp/22", outcome: .fail, severity: .high,
      message: "port 22 is open to the world",
      evidence: [
        Evidence(
          path: "resource.ingress[0].sources[0]", got: "0.0.0.0/0", allowed: "sg-bastion",
          origin: at(network, 17, 19, 9))
      ], origin: at(network, 17, 19, 9))
    openSSH.excerpt = Excerpt(
      firstLine: 15,
      lines: [
        "        - IpProtocol: tcp", "          FromPort: 22", "          CidrIp: 0.0.0.0/0",
        "          ToPort: 22",
      ])
    var plainRoot = Finding(
      rule: "storage/root-volume-encrypted", resource: recipe, resourceName: "web",
      locus: "/dev/xvda", outcome: .fail, severity: .critical,
      message: "the root volume /dev/xvda is not encrypted",
      evidence: [
        Evidence(
          path: "resource.blockDevices[0].encrypted", got: "false", allowed: "true",
          origin: at(pipeline, 14, 24, 5)),
        Evidence(path: "resource.blockDevices[0].kmsKey", got: "alias/golden"),
      ], origin: at(pipeline, 14, 24, 5))
    plainRoot.excerpt = Excerpt(
      firstLine: 12,
      lines: [
        "          Ebs:", "            KmsKeyId: alias/golden", "            Encrypted: false",
      ])
    var known = Finding(
      rule: "image-pipeline/tests-enabled", resource: settings, resourceName: "WebBuild", locus: "",
      outcome: .fail, severity: .medium, message: "image tests are disabled",
      origin: at(pipeline, 44, 7, 24))
    known.isBaselined = true
    return [openSSH, plainRoot, known] + shared
  }

  /// Enough failures of one rule that only some are printed.
  private static var shared: [Finding] {
    ["ap-south-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2"].enumerated().map {
      index, region in
      Finding(
        rule: "image-pipeline/distribution-private", resource: distribution, resourceName: "Share",
        locus: region, outcome: .fail, severity: .critical,
        message: "images in \(region) are shared with everybody",
        evidence: [
          Evidence(
            path: "resource.distributions[\(index)].launchGroups[0]", got: "all", allowed: "none")
        ], origin: at(pipeline, Int32(80 + 6 * index), 15, 3))
    }
  }

  private static var unknowns: [Finding] {
    [
      Finding(
        rule: "storage/root-volume-encrypted", resource: recipe, resourceName: "web",
        locus: "parent", outcome: .unknown, severity: .critical,
        message: "whether the parent's root volume is encrypted",
        reasons: [
          "resource.parent.rootDevice.encrypted: parameter `ParentImage` has no value (parameter)",
          "resource.parent.rootDevice.name: parameter `ParentImage` has no value (parameter)",
          "resource.parent.platform: the parent image is not among the inputs (not given)",
        ], origin: at(pipeline, 22, 9, 31)),
      Finding(
        rule: "ssm-agent/installed", resource: apiRecipe, resourceName: "api", locus: "",
        outcome: .noData, severity: .high, message: "whether the agent stays installed",
        reasons: ["resource.userData: a script decides it (opaque)"], origin: nil),
    ]
  }

  private static func rule(
    _ id: String, _ title: String, _ severity: Severity, _ kind: String, _ why: String,
    _ fix: String, _ controls: [String]
  ) -> RuleInfo {
    RuleInfo(
      id: id, pack: String(id.prefix { $0 != "/" }), title: title, severity: severity, kind: kind,
      why: why, fix: fix, controls: controls.compactMap { Control($0) }, digest: digest(id))
  }

  static func at(_ path: String, _ line: Int32, _ column: Int32, _ length: Int32) -> Origin {
    Origin(path: path, line: line, column: column, endLine: line, endColumn: column + length)
  }
}
