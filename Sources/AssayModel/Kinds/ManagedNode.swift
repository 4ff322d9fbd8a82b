package import Records

extension Schema {
  /// A node that Systems Manager knows: an EC2 instance or a machine elsewhere, as its agent tells.
  ///
  /// Everything here is reported from inside the machine. Its uid is the node's id, `i-…` or `mi-…`.
  package static let managedNode = Schema(
    "managed_node",
    doc: "A node that Systems Manager knows: an EC2 instance or a machine elsewhere.",
    collectors: ["ssm:DescribeInstanceInformation", "ssm:GetInventory"],
    fields: Field.common + heartbeat + inventory)

  private static let heartbeat: [Field] = [
    Field("nodeId", .string, .required, "Id: `i-…`, or `mi-…` for machines outside EC2."),
    Field(
      "platformType", .string, .optional,
      "Operating system family.",
      values: ["Linux", "Windows", "MacOS"]),
    Field("platformName", .string, .optional, "Operating system, such as `Amazon Linux`."),
    Field("platformVersion", .string, .optional, "Version of it, such as `2023`."),
    Field(
      "distribution", .string, .optional,
      "Both in one word, such as `al2023`, `ubuntu2204`, `rhel9`; absent when it is none of the known.",
      derived: true),
    Field("computerName", .string, .optional, "Host name."),
    Field("ipAddress", .string, .optional, "Address that the agent reports."),
    Field(
      "resourceType", .string, .optional,
      "What the node is to Systems Manager.",
      values: ["EC2Instance", "ManagedInstance"]),
    Field("agentVersion", .string, .optional, "Version of the agent that sent the heartbeat."),
    Field(
      "isLatestVersion", .bool, .optional,
      "Whether that is the latest agent, as the service says; inventory doesn't.",
      collectors: ["ssm:DescribeInstanceInformation"]),
    Field(
      "pingStatus", .string, .optional,
      "Whether the agent answers.",
      values: ["Online", "ConnectionLost", "Inactive"],
      collectors: ["ssm:DescribeInstanceInformation"]),
    Field(
      "lastPing", .timestamp, .optional,
      "When it answered last.",
      collectors: ["ssm:DescribeInstanceInformation"], moment: true),
    Field(
      "instanceStatus", .string, .optional,
      "What the heartbeat's inventory row says.",
      values: ["Active", "Stopped", "Terminated", "ConnectionLost"],
      collectors: ["ssm:GetInventory"]),
    Field(
      "registered", .bool, .required,
      "Whether a heartbeat is known of it; other inventory can outlive its node.",
      derived: true),
    Field(
      "connected", .bool, .required,
      "Whether the agent is in touch: by its ping, else by the heartbeat's inventory row.",
      derived: true),
    Field(
      "state", .string, .required,
      "Of an EC2 instance its state there, else what the heartbeat says.",
      values: ["running", "stopped", "terminated"], derived: true),
    Field(
      "instance", .reference("instance"), .optional,
      "The EC2 instance; unknown when it was not given.",
      derived: true),
    Field(
      "heartbeatCaptured", .timestamp, .required, "When the heartbeat was taken.", moment: true),
  ]

  private static let inventory: [Field] = [
    Field(
      "software", .list(.record("software")), .required,
      "Installed packages that rules ask for; unknown when not collected or cut short.",
      collectors: ["ssm:GetInventory"]),
    Field(
      "ssmAgent", .record("software"), .optional,
      "The package of the Systems Manager agent in it, under any of its names.",
      collectors: ["ssm:GetInventory"], derived: true),
    Field(
      "cloudwatchAgent", .record("software"), .optional,
      "The package of the CloudWatch agent in it, under any of its names.",
      collectors: ["ssm:GetInventory"], derived: true),
    Field(
      "softwareCaptured", .timestamp, .required, "When the packages were listed.",
      collectors: ["ssm:GetInventory"], moment: true),
    Field(
      "services", .list(.record("service")), .required,
      "Windows services; unknown when not collected or cut short.",
      key: "name", collectors: ["ssm:GetInventory"]),
    Field(
      "servicesCaptured", .timestamp, .required, "When the services were listed.",
      collectors: ["ssm:GetInventory"], moment: true),
    Field(
      "patchState", .record("patch_state"), .optional,
      "Result of the last patch operation; absent when patches were collected and it has none.",
      collectors: ["ssm:DescribeInstancePatchStates"]),
    Field(
      "patchCaptured", .timestamp, .required, "When the patch state was taken.",
      collectors: ["ssm:DescribeInstancePatchStates"], moment: true),
    Field(
      "associationStatus", .string, .optional,
      "Status of its associations together, such as `Success` or `Failed`.",
      collectors: ["ssm:DescribeInstanceInformation"]),
    Field(
      "compliance", .list(.record("compliance_summary")), .required,
      "Compliance by type; unknown when not collected.",
      key: "type", collectors: ["ssm:ListResourceComplianceSummaries"]),
  ]

  /// One installed package, as inventory lists it.
  package static let software = Schema(
    "software",
    doc: "One installed package, as inventory lists it.",
    fields: [
      Field("name", .string, .required, "Name, as the package manager spells it."),
      Field(
        "version", .string, .required,
        "Version; of Debian packages with epoch and revision in it."),
      Field(
        "release", .string, .optional,
        "Release of an RPM package; unknown where an old agent left it out."),
      Field(
        "epoch", .string, .optional,
        "Epoch of an RPM package, absent for none; unknown where an old agent left it out."),
      Field("architecture", .string, .optional, "Processor architecture."),
      Field("publisher", .string, .optional, "Who made it, as the package says."),
      Field(
        "packageKind", .string, .required,
        "What installed it, and so how its version is ordered.",
        values: ["rpm", "deb", "snap", "windows"]),
      Field("installedTime", .timestamp, .optional, "When it was installed, where that is told."),
    ])

  /// One service of a Windows node.
  package static let service = Schema(
    "service",
    doc: "One service of a Windows node.",
    fields: [
      Field("name", .string, .required, "Name."),
      Field("displayName", .string, .optional, "Name for people."),
      Field("status", .string, .required, "State, such as `Running` or `Stopped`."),
      Field("startType", .string, .optional, "How it starts, such as `Automatic` or `Disabled`."),
    ])

  /// The result of a node's last patch operation: counts of patches.
  package static let patchState = Schema(
    "patch_state",
    doc: "The result of a node's last patch operation: counts of patches.",
    fields: [
      Field("baselineId", .string, .optional, "Patch baseline that was applied."),
      Field("patchGroup", .string, .optional, "Patch group."),
      Field("operation", .string, .optional, "What was done.", values: ["Scan", "Install"]),
      Field("operationStart", .timestamp, .optional, "When it began."),
      Field("operationEnd", .timestamp, .required, "When it ended."),
      Field("missing", .int, .required, "Patches of the baseline that are not installed."),
      Field("failed", .int, .required, "Patches whose installation failed."),
      Field("installed", .int, .optional, "Patches of the baseline that are installed."),
      Field("installedOther", .int, .optional, "Patches installed that the baseline doesn't name."),
      Field("pendingReboot", .int, .optional, "Patches that wait for a reboot."),
      Field("rejected", .int, .optional, "Installed patches that the baseline rejects."),
      Field("notApplicable", .int, .optional, "Patches of the baseline that do not apply."),
      Field(
        "criticalNonCompliant", .int, .optional,
        "Patches of critical compliance that are missing, failed or wait for a reboot."),
      Field("securityNonCompliant", .int, .optional, "The same of security patches."),
      Field("otherNonCompliant", .int, .optional, "The same of the others."),
    ])

  /// What Systems Manager says of a node's compliance of one type.
  package static let complianceSummary = Schema(
    "compliance_summary",
    doc: "What Systems Manager says of a node's compliance of one type.",
    fields: [
      Field("type", .string, .required, "Type: `Patch`, `Association`, or `Custom:…`."),
      Field(
        "status", .string, .required,
        "Status.",
        values: ["COMPLIANT", "NON_COMPLIANT"]),
      Field("severity", .string, .optional, "Highest severity of what does not comply."),
      Field("nonCompliant", .int, .optional, "How many items do not comply."),
      Field("executionTime", .timestamp, .optional, "When it was found out."),
    ])
}
