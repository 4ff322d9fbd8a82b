/// Recognises in commands what they do to the agents that Assay asks for.
///
/// The one place that knows package, service and installer names (SSM agent and CloudWatch agent
/// user guides; INVENTORY of the agents' own sources). Matching is by words of one command, so a
/// name in a comment or in another command counts for nothing.
package struct SoftwareTraces: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let installsSSMAgent = SoftwareTraces(rawValue: 1)
  package static let removesSSMAgent = SoftwareTraces(rawValue: 2)
  package static let installsCloudWatchAgent = SoftwareTraces(rawValue: 4)
  package static let configuresCloudWatchAgent = SoftwareTraces(rawValue: 8)
  package static let startsCloudWatchAgent = SoftwareTraces(rawValue: 16)

  /// The names of AWS-managed components that install the CloudWatch agent.
  package static let managedCloudWatchComponents: Set<String> = [
    "amazon-cloudwatch-agent-linux", "amazon-cloudwatch-agent-windows",
  ]

  /// What AWS-managed components install on Linux, by their names.
  static let managedPackages = ["amazon-cloudwatch-agent-linux": "amazon-cloudwatch-agent"]

  /// Packages of the Systems Manager agent in inventories (rpm, deb, snap, MSI, macOS).
  ///
  /// Lower case, without blanks; Windows spells product names in more than one way.
  package static let ssmAgentPackages: Set<String> = [
    "amazon-ssm-agent", "amazonssmagent", "com.amazon.aws.ssm",
  ]

  /// Packages of the CloudWatch agent in inventories, spelled alike.
  package static let cloudWatchAgentPackages: Set<String> = [
    "amazon-cloudwatch-agent", "amazoncloudwatchagent",
  ]

  /// Whether a name in an inventory is that of the Systems Manager agent.
  package static func isSSMAgent(package name: String) -> Bool {
    names(name, oneOf: ssmAgentPackages)
  }

  /// Whether a name in an inventory is that of the CloudWatch agent.
  package static func isCloudWatchAgent(package name: String) -> Bool {
    names(name, oneOf: cloudWatchAgentPackages)
  }

  private static func names(_ name: String, oneOf packages: Set<String>) -> Bool {
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
      return packages.contains(name.lowercased().filter { $0 != " " })
    }
    let letters = name.utf8.lazy.filter { $0 != 0x20 }.map { byte in
      (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
    return packages.contains { $0.utf8.elementsEqual(letters) }
  }

  /// Folders and files in which the CloudWatch agent looks for its configuration.
  package static func isCloudWatchConfiguration(path: String) -> Bool {
    let path = path.lowercased().replacing("\\", with: "/")
    return path.contains("/amazon-cloudwatch-agent/etc/")
      || path.contains("/amazoncloudwatchagent/amazon-cloudwatch-agent.json")
      || path.contains("/amazoncloudwatchagent/configs/")
  }

  /// What a script does, command by command, in order: a later removal undoes an install.
  package init(script: String) {
    self = []
    for command in ShellCommands(script.lowercased()).commands {
      apply(Self.traces(of: command.words))
    }
  }

  /// Adds what comes later; install and removal of the SSM agent undo each other.
  package mutating func apply(_ later: SoftwareTraces) {
    if later.contains(.installsSSMAgent) { remove(.removesSSMAgent) }
    if later.contains(.removesSSMAgent) { remove(.installsSSMAgent) }
    formUnion(later)
  }

  private static func traces(of command: [Substring]) -> SoftwareTraces {
    var traces: SoftwareTraces = []
    let agent = command.contains { names($0, "amazon-ssm-agent") }
    let isSetup = command.contains { $0.contains("amazonssmagentsetup") }
    if isRemoval(command), agent {
      traces.insert(.removesSSMAgent)
    } else if agent, isInstall(command) || isStart(command) {
      traces.insert(.installsSSMAgent)
    } else if isSetup, !isTransfer(command) {
      traces.insert(.installsSSMAgent)
    }
    traces.formUnion(cloudWatchTraces(of: command))
    return traces
  }

  private static func cloudWatchTraces(of command: [Substring]) -> SoftwareTraces {
    var traces: SoftwareTraces = []
    let agent = command.contains {
      names($0, "amazon-cloudwatch-agent") || names($0, "amazoncloudwatchagent")
    }
    let control = command.contains { $0.contains("amazon-cloudwatch-agent-ctl") }
    if agent, !control, !isRemoval(command), isInstall(command) {
      traces.insert(.installsCloudWatchAgent)
    }
    if control {
      if command.contains(where: { $0 == "fetch-config" || $0 == "append-config" }) {
        traces.insert(.configuresCloudWatchAgent)
      }
      if command.contains("-s") || command.contains("start") {
        traces.insert(.startsCloudWatchAgent)
      }
    } else if agent, isStart(command) {
      traces.insert(.startsCloudWatchAgent)
    }
    if isWrite(command), command.contains(where: { isCloudWatchConfiguration(path: String($0)) }) {
      traces.insert(.configuresCloudWatchAgent)
    }
    return traces
  }

  /// Whether a word is the package or a file of it: `amazon-ssm-agent.rpm`, `…/amazon-ssm-agent`.
  private static func names(_ word: Substring, _ package: String) -> Bool {
    let file = word.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? word
    guard file.hasPrefix(package) else {
      return file.hasPrefix("snap." + package)
    }
    let rest = file.dropFirst(package.count)
    return rest.isEmpty || ".-_=@".contains(rest.first ?? " ") && !rest.hasPrefix("-ctl")
  }

  private static let managers: Set<Substring> = [
    "yum", "dnf", "microdnf", "tdnf", "zypper", "apt", "apt-get", "aptitude", "snap", "brew",
    "choco", "winget",
  ]

  private static func isInstall(_ command: [Substring]) -> Bool {
    if command.contains(where: { managers.contains($0) }) {
      return command.contains {
        [
          "install", "localinstall", "reinstall", "update", "upgrade", "refresh", "in",
          "groupinstall",
        ].contains($0)
      }
    }
    if command.contains("rpm") {
      return command.contains {
        $0 == "--install" || $0 == "--upgrade" || $0.hasPrefix("-i") || $0.hasPrefix("-u")
          || $0.hasPrefix("-f")
      }
    }
    if command.contains("dpkg") { return command.contains { $0 == "-i" || $0 == "--install" } }
    if command.contains("installer") { return command.contains("-pkg") }
    return command.contains { $0 == "msiexec" || $0 == "msiexec.exe" || $0 == "install-package" }
      || command.contains("start-process")
  }

  private static func isRemoval(_ command: [Substring]) -> Bool {
    if command.contains(where: { managers.contains($0) }) {
      return command.contains {
        ["remove", "erase", "purge", "autoremove", "uninstall"].contains($0)
      }
    }
    if command.contains("rpm") {
      return command.contains { $0 == "--erase" || $0 == "-e" || $0.hasPrefix("-ev") }
    }
    if command.contains("dpkg") {
      return command.contains { ["-r", "-p", "--remove", "--purge"].contains($0) }
    }
    return command.contains { $0 == "uninstall-package" || $0 == "/uninstall" }
  }

  /// Starting or enabling a service, which needs it to be there.
  private static func isStart(_ command: [Substring]) -> Bool {
    if command.contains(where: { $0 == "systemctl" || $0 == "service" || $0 == "initctl" }) {
      return command.contains { ["start", "restart", "enable", "reenable"].contains($0) }
    }
    return ["start", "restart", "start-service", "restart-service"].contains(command[0])
  }

  private static func isTransfer(_ command: [Substring]) -> Bool {
    command.contains {
      ["curl", "wget", "invoke-webrequest", "iwr", "cp", "copy-item", "remove-item", "rm", "aws"]
        .contains($0)
    }
  }

  private static func isWrite(_ command: [Substring]) -> Bool {
    command.contains {
      [">", ">>", "cp", "mv", "tee", "install", "copy-item", "out-file"].contains($0)
    }
  }
}
