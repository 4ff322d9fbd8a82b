import Records

/// Finds the packages of the agents among a node's software.
enum AgentPackages {
  /// Fills `ssmAgent` and `cloudwatchAgent`.
  ///
  /// A list that is not known leaves both unknown. Agents before 2.3.930 do not list snaps, as which
  /// Ubuntu ships the Systems Manager agent: what such a one does not list is unknown.
  static func fill(_ node: inout DraftRecord) {
    settleKinds(&node)
    let software = node["software"]
    guard let packages = software.elements else {
      let reason = software.reason ?? notGiven
      node["ssmAgent"] = .unknown(reason, at: software.origin)
      node["cloudwatchAgent"] = .unknown(reason, at: software.origin)
      return
    }
    node["ssmAgent"] = found(packages, SoftwareTraces.isSSMAgent(package:), software.origin)
    node["cloudwatchAgent"] = found(
      packages, SoftwareTraces.isCloudWatchAgent(package:), software.origin)
    let listsNoSnaps = listsNoSnaps(
      version: node["agentVersion"].text, distribution: node["distribution"].text)
    if node["ssmAgent"].state == .absent, listsNoSnaps {
      node["ssmAgent"] = .unknown(noSnaps, at: node["agentVersion"].origin)
    }
  }

  /// Why agents are unknown of which no list of software tells.
  static let notGiven = UnknownReason(.notCollected, "installed software was not given")
  /// Why an agent is unknown that may be a snap.
  static let noSnaps = UnknownReason(.notCollected, "agents before 2.3.930 do not list snaps")

  /// What installed a package, where the row doesn't tell and the system has one way only.
  private static func settleKinds(_ node: inout DraftRecord) {
    guard let packages = node["software"].elements,
      let kind = packageKind(
        platformType: node["platformType"].text, distribution: node["distribution"].text)
    else { return }
    var settled = packages
    var isChanged = false
    for index in settled.indices {
      guard case .record(var record) = settled[index].value,
        record["packageKind"].reason?.kind == .notCollected
      else { continue }
      record["packageKind"] = .stated(.string(kind), at: record.origin)
      if kind != "rpm" {
        for field in ["release", "epoch"] where record[field].state == .unknown {
          record[field] = .absent(at: record.origin)
        }
      }
      settled[index].value = .record(record)
      isChanged = true
    }
    if isChanged { node["software"].value = .list(settled) }
  }

  private static let rpmFamilies = ["al", "rhel", "centos", "rocky", "ol", "sles"]

  /// What installs the packages of a system; nil where several things may.
  static func packageKind(platformType: String?, distribution: String?) -> String? {
    if platformType == "Windows" { return "windows" }
    guard let distribution else { return nil }
    if distribution.hasPrefix("debian") || distribution.hasPrefix("ubuntu") { return "deb" }
    return rpmFamilies.contains { distribution.hasPrefix($0) } ? "rpm" : nil
  }

  private static func found(
    _ packages: [Draft], _ isAgent: (String) -> Bool, _ origin: Origin?
  ) -> Draft {
    for package in packages {
      guard case .record(let record) = package.value, let name = record["name"].text else {
        continue
      }
      if isAgent(name) { return package }
    }
    if let reason = packages.compactMap(\.reason).first { return .unknown(reason, at: origin) }
    return .absent(at: origin)
  }

  /// Whether an agent of a version leaves snaps out, on a system that may have some.
  static func listsNoSnaps(version: String?, distribution: String?) -> Bool {
    guard let version, distribution?.hasPrefix("ubuntu") ?? true else { return false }
    let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
    return numbers.lexicographicallyPrecedes([2, 3, 930])
  }
}
